# What is wrong, without running anything.
check:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings

# The tests.
test *arguments:
    cargo test --release {{arguments}}

# The tests, writing what they compare with anew: the only thing that does. Look at the difference before committing.
bless:
    BLESS=1 INSTA_UPDATE=always cargo test --release

# boardpack beside the Typst command line and LibreOffice, in ratios.
bench:
    cargo bench --bench build

# What runs before a change is merged.
ci:
    .ci/run
