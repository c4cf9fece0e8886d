# A test never writes what it compares with; what stands in the source is changed by hand.
export INSTA_UPDATE := "no"

# What is wrong, without running anything.
check:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings

# The tests.
test *arguments:
    cargo test --release {{arguments}}

# The reference papers, written anew: the only thing that does. Look at the difference before committing.
bless:
    BLESS=1 cargo test --release --test suite papers

# boardpack beside the Typst command line and LibreOffice, in ratios.
bench:
    cargo bench --bench build

# What runs before a change is merged.
ci:
    .ci/run
