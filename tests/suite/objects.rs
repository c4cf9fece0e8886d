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
    assert_eq!((told.built, told.restored, told.stderr.as_str()), (6, 0, ""));
    assert_same(&two.papers(), &expected);
    // Whole again, but what is said of each report stands under another one's name.
    let made = objects("made");
    let contents: Vec<Vec<u8>> = made.iter().map(|path| std::fs::read(path).expect("an object")).collect();
    for (at, path) in made.iter().enumerate() {
        std::fs::write(path, &contents[(at + 1) % made.len()]).expect("an object");
    }
    let three = Machine::new(6);
    assert_eq!(three.build(&server, &[]).stderr, "");
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
    let latency = Duration::from_millis(50);
    let (server, one, two) = (Server::start(), Machine::new(many), Machine::new(many));
    server.set_latency(50);
    let start = Instant::now();
    one.build(&server, &[]);
    let cold = start.elapsed();
    let before = server.requests();
    let start = Instant::now();
    let told = two.build(&server, &[]);
    let took = start.elapsed();
    assert_eq!((told.built, told.restored), (0, many));
    let requests = server.requests() - before;
    let one_by_one = latency * u32::try_from(requests).expect("a number");
    say(&format!("{many} reports, 50 ms of latency: cold {cold:?}; restored in {took:?}, {requests} requests"));
    assert!(took < one_by_one / 2, "{took:?} for {requests} requests, which are {one_by_one:?} one by one");
}
