//! A cache in object storage: machines that share it do each other's work no second time, and none depends on it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use boardpack::build::Options;
use boardpack::cache::{Cache, Folder, Objects};
use tempfile::TempDir;

use crate::crowd::{Crowd, Papers, assert_same, papers};
use crate::said::say;
use crate::server::Server;

/// Another machine: a project of the same reports in a folder of its own, and a cache of its own.
struct Machine {
    crowd: Crowd,
    home: TempDir,
}

/// What a build has said.
struct Told {
    built: usize,
    restored: usize,
    stderr: String,
}

impl Machine {
    fn new(many: usize) -> Self {
        Self { crowd: Crowd::new(many), home: tempfile::tempdir().expect("a folder") }
    }

    /// Builds with the server's storage behind the machine's own; `environment` has the last word.
    fn build(&self, server: &Server, environment: &[(&str, &str)]) -> Told {
        let mut command = self.crowd.build();
        command.env("BOARDPACK_CACHE", "s3://papers/ci/tests").env("XDG_CACHE_HOME", self.home.path());
        command.envs(server.environment()).envs(environment.iter().copied());
        let output = command.assert().success().get_output().clone();
        let stdout = String::from_utf8(output.stdout).expect("text");
        let count = |word: &str| stdout.lines().filter(|line| line.starts_with(word)).count();
        let stderr = String::from_utf8(output.stderr).expect("text");
        Told { built: count("built "), restored: count("restored "), stderr }
    }

    fn papers(&self) -> Papers {
        papers(&self.crowd.out())
    }
}

#[test]
fn what_one_machine_has_made_another_restores() {
    let (server, one, two) = (Server::start(), Machine::new(12), Machine::new(12));
    let told = one.build(&server, &[]);
    assert_eq!((told.built, told.restored, told.stderr.as_str()), (12, 0, ""));
    let told = two.build(&server, &[]);
    assert_eq!((told.built, told.restored, told.stderr.as_str()), (0, 12, ""));
    assert_same(&two.papers(), &one.papers());
    // What a machine has itself it does not ask for.
    let requests = server.requests();
    let told = two.build(&server, &[]);
    assert_eq!((told.built, told.restored, server.requests()), (0, 0, requests));
    // New data: what a machine knows of the old ones does not hide what another has made of the new ones.
    one.crowd.set(2);
    two.crowd.set(2);
    assert_eq!(one.build(&server, &[]).built, 12);
    let told = two.build(&server, &[]);
    assert_eq!((told.built, told.restored, told.stderr.as_str()), (0, 12, ""));
    assert_same(&two.papers(), &one.papers());
}

/// What is said of storage that has something else under the names of entries.
const NONSENSE: &str = "note: the cache in `s3://papers/ci/tests` had something else where ";

#[test]
fn damaged_and_oversized_objects_are_not_used() {
    let (server, one) = (Server::start(), Machine::new(6));
    one.build(&server, &[]);
    let expected = one.papers();
    let objects = |kind: &str| -> Vec<_> {
        let folder = server.bucket().join("ci/tests").join(kind);
        std::fs::read_dir(folder).expect("objects").flatten().map(|entry| entry.path()).collect()
    };
    // A byte in the middle of every paper.
    for paper in objects("papers") {
        let mut bytes = std::fs::read(&paper).expect("an object");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&paper, bytes).expect("an object");
    }
    let two = Machine::new(6);
    let told = two.build(&server, &[]);
    assert_eq!((told.built, told.restored), (6, 0));
    assert!(told.stderr.contains(NONSENSE) && told.stderr.contains("where 6 entries should be"), "{}", told.stderr);
    assert_same(&two.papers(), &expected);
    // Whole again, but what is said of each report stands under another one's name.
    let made = objects("made");
    let contents: Vec<Vec<u8>> = made.iter().map(|path| std::fs::read(path).expect("an object")).collect();
    for (at, path) in made.iter().enumerate() {
        std::fs::write(path, &contents[(at + 1) % made.len()]).expect("an object");
    }
    let three = Machine::new(6);
    assert!(three.build(&server, &[]).stderr.contains(NONSENSE));
    assert_same(&three.papers(), &expected);
    // More bytes than any entry has.
    for path in objects("made").iter().chain(&objects("pressed")) {
        std::fs::File::create(path).and_then(|file| file.set_len((16 << 20) + 1)).expect("an object");
    }
    let four = Machine::new(6);
    let told = four.build(&server, &[]);
    assert_eq!((told.built, told.restored, told.stderr.as_str()), (6, 0, ""));
    assert_same(&four.papers(), &expected);
}

#[test]
fn a_server_that_goes_away_or_refuses_costs_a_note_and_no_paper() {
    let (server, one) = (Server::start(), Machine::new(6));
    one.build(&server, &[]);
    let expected = one.papers();
    // At the first request, while what is known is fetched, and while papers are.
    for requests in [0, 3, 8] {
        let server = Server::start();
        Machine::new(6).build(&server, &[]);
        let machine = Machine::new(6);
        server.go_after(requests);
        let told = machine.build(&server, &[]);
        assert!(
            told.stderr.starts_with("note: the cache in `s3://papers/ci/tests` was left alone: "),
            "{}",
            told.stderr
        );
        assert_eq!((told.stderr.trim_end().lines().count(), told.built + told.restored), (1, 6), "{}", told.stderr);
        assert_same(&machine.papers(), &expected);
    }
    // While papers are sent.
    let (server, machine) = (Server::start(), Machine::new(6));
    server.go_after(15);
    let told = machine.build(&server, &[]);
    assert!(told.stderr.starts_with("note: the cache in "), "{}", told.stderr);
    assert_same(&machine.papers(), &expected);

    let machine = Machine::new(6);
    let told = machine.build(&server, &[("AWS_SECRET_ACCESS_KEY", "another password")]);
    assert!(told.stderr.starts_with("note: the cache in "), "{}", told.stderr);
    let server = Server::start();
    let told = Machine::new(6).build(&server, &[("AWS_SECRET_ACCESS_KEY", "another password")]);
    assert!(told.stderr.contains("refuses the credentials"), "{}", told.stderr);
    assert!(!told.stderr.contains("another password"), "a password is nobody's business: {}", told.stderr);
    let told = Machine::new(6).build(&server, &[("AWS_ALLOW_HTTP", "false")]);
    assert!(
        told.stderr.contains("`http://`") && told.stderr.contains("set `AWS_ALLOW_HTTP=true`"),
        "{}",
        told.stderr
    );
    assert_same(&machine.papers(), &expected);
}

#[test]
fn storage_that_never_answers_costs_one_wait() {
    let (server, machine) = (Server::start(), Machine::new(20));
    server.set_silent();
    let settings: BTreeMap<String, String> =
        server.environment().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let patience = Duration::from_millis(700);
    let objects = Objects::new("s3://papers", settings).expect("a place").with_patience(patience);
    let cache = Arc::new(Cache::new(Folder::new(machine.home.path()), Some(Box::new(objects))));
    let options = Options { cache: Some(Arc::clone(&cache)), ..Options::default() };
    let start = Instant::now();
    let built = options.build(&[machine.crowd.project()]).expect("a project");
    cache.finish();
    let with = start.elapsed();
    assert_eq!(
        cache.trouble().as_deref(),
        Some("the cache in `s3://papers` was left alone: it did not answer within 0.7 s")
    );
    assert_eq!(built.papers.len(), 20);
    let start = Instant::now();
    std::fs::remove_dir_all(machine.crowd.out()).expect("papers");
    Options::default().build(&[machine.crowd.project()]).expect("a project");
    let without = start.elapsed();
    // Twenty waits would be fourteen seconds.
    assert!(with < without * 3 + patience * 4, "{with:?}, and {without:?} without a cache");
}

#[test]
fn entries_are_fetched_many_at_a_time() {
    let many = std::env::var("BOARDPACK_REPORTS").ok().and_then(|many| many.parse().ok()).unwrap_or(40);
    let (server, one, two) = (Server::start(), Machine::new(many), Machine::new(many));
    server.set_latency(50);
    let start = Instant::now();
    one.build(&server, &[]);
    let cold = start.elapsed();
    // What nobody has made is asked for once, and each paper brings two notes with it.
    assert_eq!((server.gets(), server.requests()), (many, 4 * many));
    assert!(server.busiest() > 8);
    let start = Instant::now();
    let told = two.build(&server, &[]);
    say(&format!("{many} reports, 50 ms of latency: cold {cold:?}; restored in {:?}", start.elapsed()));
    assert_eq!((told.built, told.restored), (0, many));
    assert_eq!((server.gets(), server.requests()), (3 * many, 6 * many));
    assert!(server.busiest() > 8);
    // New data that no report reads: the documents are those that others have set.
    let three = Machine::new(many);
    let table = std::fs::read_to_string(three.crowd.data()).expect("data") + "Team without a report,7\n";
    std::fs::write(three.crowd.data(), table).expect("data");
    let told = three.build(&server, &[]);
    assert_eq!((told.built, told.restored, told.stderr.as_str()), (0, many, ""));
    assert_eq!(server.gets(), 6 * many, "what was made of each, its document and its paper");
    assert!(server.busiest() > 8);
}

#[test]
fn storage_that_is_slow_is_not_waited_for_longer_than_a_run_has_time() {
    let (server, machine) = (Server::start(), Machine::new(100));
    server.set_latency(1500);
    let settings: BTreeMap<String, String> =
        server.environment().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let objects = Objects::new("s3://papers", settings).expect("a place").with_budget(Duration::from_millis(500));
    let cache = Arc::new(Cache::new(Folder::new(machine.home.path()), Some(Box::new(objects))));
    let options = Options { cache: Some(Arc::clone(&cache)), ..Options::default() };
    let built = options.build(&[machine.crowd.project()]).expect("a project");
    cache.finish();
    let trouble = cache.trouble().expect("a note");
    assert!(
        trouble.starts_with("the cache in `s3://papers` was left alone: it is too slow, and was waited for "),
        "{trouble}"
    );
    assert_eq!((built.papers.len(), built.failed), (100, 0));
    // Those that were under way when the time was over, and none after them.
    assert!(server.requests() <= 64, "{} requests", server.requests());
}

#[test]
fn storage_that_answers_nonsense_is_told_of() {
    let (server, machine) = (Server::start(), Machine::new(3));
    server.set_nonsense();
    let told = machine.build(&server, &[]);
    assert_eq!((told.built, told.restored), (3, 0));
    assert!(told.stderr.contains(NONSENSE) && told.stderr.contains("where 3 entries should be"), "{}", told.stderr);
}

#[test]
fn branches_that_are_built_in_turn_keep_what_they_have() {
    let server = Server::start();
    for (state, expected) in
        [(1, (4, 0)), (2, (4, 0)), (1, (0, 4)), (2, (0, 4)), (3, (4, 0)), (1, (0, 4)), (2, (0, 4))]
    {
        let machine = Machine::new(4);
        machine.crowd.set(state);
        let told = machine.build(&server, &[]);
        assert_eq!((told.built, told.restored, told.stderr.as_str()), (expected.0, expected.1, ""), "{state}");
        assert_same(&machine.papers(), &machine.crowd.clean(state));
    }
}

/// Lets every note of the first report in a bucket name the paper of the second, with a seal that somebody can compute who
/// knows no secret.
fn forge(server: &Server, paper: &str, other: &str) -> usize {
    let mut forged = 0;
    for entry in std::fs::read_dir(server.bucket().join("ci/tests/made")).expect("objects").flatten() {
        let bytes = std::fs::read(entry.path()).expect("an object");
        let name = format!("made/{}", entry.file_name().to_string_lossy());
        let text = String::from_utf8(bytes).expect("text");
        let (_, json) = text.split_once('\n').expect("a seal");
        if json.contains(paper) {
            let content = json.replace(paper, other);
            let seal = blake3::hash(format!("{name}\n{content}").as_bytes());
            std::fs::write(entry.path(), format!("{}\n{content}", seal.to_hex())).expect("an object");
            forged += 1;
        }
    }
    forged
}

#[test]
fn what_somebody_else_has_put_into_the_storage_is_not_believed_with_a_key_or_by_a_locked_build() {
    const KEY: (&str, &str) = ("BOARDPACK_CACHE_KEY", "what only our pipelines know");
    for key in [None, Some(KEY)] {
        let environment: Vec<(&str, &str)> = key.into_iter().collect();
        let (server, one, two) = (Server::start(), Machine::new(2), Machine::new(2));
        one.build(&server, &environment);
        let expected = one.papers();
        let hash = |name: &str| blake3::hash(&expected[name]).to_hex().to_string();
        assert_eq!(forge(&server, &hash("team-000.pdf"), &hash("team-001.pdf")), 1);
        let told = two.build(&server, &environment);
        if key.is_some() {
            assert_eq!((told.built, told.restored), (1, 1));
            assert!(told.stderr.contains(NONSENSE), "{}", told.stderr);
            assert_same(&two.papers(), &expected);
            // Without the key nothing of it counts.
            let three = Machine::new(2);
            assert_eq!(three.build(&server, &[]).built, 2);
        } else {
            assert!(two.papers()["team-000.pdf"] == expected["team-001.pdf"], "docs/ci.md says so");
            let mut command = two.crowd.build();
            command.arg("--locked").env("BOARDPACK_CACHE", "s3://papers/ci/tests");
            command.env("XDG_CACHE_HOME", two.home.path()).envs(server.environment());
            let requests = server.requests();
            let output = command.output().expect("the program runs");
            let stderr = String::from_utf8(output.stderr).expect("text");
            assert_eq!(output.status.code(), Some(1), "{stderr}");
            assert!(stderr.contains("team-000.pdf` is not what its report and its data give today"), "{stderr}");
            // Nor by one that has the user's own cache.
            let mut command = two.crowd.build();
            command.arg("--locked").env_remove("BOARDPACK_CACHE").env("XDG_CACHE_HOME", two.home.path());
            assert_eq!(command.output().expect("the program runs").status.code(), Some(1));
            assert_eq!(server.requests(), requests);
        }
    }
}
