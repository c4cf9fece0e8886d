//! What `docs/ci.md` says to copy is run, step by step, on a copy of the fixture council in a repository of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;
use tempfile::TempDir;

use crate::crowd::papers;

const DOC: &str = include_str!("../../docs/ci.md");

/// The block of code that follows a comment.
fn block(comment: &str) -> &'static str {
    let (_, rest) = DOC.split_once(&format!("<!-- {comment} -->\n```")).expect("the comment is there");
    let (_, rest) = rest.split_once('\n').expect("a block has lines");
    rest.split("```").next().expect("the block ends")
}

fn yaml(comment: &str) -> Value {
    serde_yaml::from_str(block(comment)).expect("YAML")
}

/// A repository with a copy of `fixtures/coventry`, and the programs that the pipelines find on their machines.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().expect("a folder") };
        let bin = repository.bin();
        std::fs::create_dir_all(&bin).expect("a folder");
        for place in [bin.clone(), repository.root().join("boardpack/bin"), repository.home().join("boardpack/bin")] {
            std::fs::create_dir_all(&place).expect("a folder");
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_boardpack"), place.join("boardpack")).expect("a link");
        }
        // There is no network: these note what they are asked for, and what is in the comment.
        for program in ["gh", "curl", "cargo"] {
            let script = "#!/bin/sh\necho \"$0 $*\" >> \"$HOME/asked\"\nfor word in \"$@\"; do case \"$word\" in \
                          comment.md|body@comment.md) cp comment.md \"$HOME/comment.md\";; esac; done\n";
            repository.script(&bin.join(program), script);
        }
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
        copy(&fixture, &repository.project());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        let ignored = "out/\nboardpack/\n.boardpack-cache/\npapers/\n";
        std::fs::write(repository.root().join(".gitignore"), ignored).expect("a file");
        repository.commit("The papers");
        repository
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn bin(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    fn project(&self) -> PathBuf {
        self.root().join("coventry")
    }

    fn script(&self, path: &Path, text: &str) {
        use std::os::unix::fs::PermissionsExt;
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a script");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    }

    /// A program in the repository, which finds what a pipeline would find.
    fn program(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut path: Vec<PathBuf> = std::env::split_paths(&path).collect();
        path.insert(0, self.bin());
        command.current_dir(self.root()).env("PATH", std::env::join_paths(path).expect("a path"));
        command.env("HOME", self.home()).env("XDG_CACHE_HOME", self.home()).env_remove("SOURCE_DATE_EPOCH");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Tests").env(format!("GIT_{who}_EMAIL"), "tests@example.gov.uk");
        }
        command
    }

    fn git(&self, arguments: &[&str]) -> Output {
        self.program("git").args(arguments).output().expect("git runs")
    }

    #[track_caller]
    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        let output = self.git(&["commit", "--quiet", "--message", message]);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }

    fn revision(&self) -> String {
        text(&self.git(&["rev-parse", "HEAD"]).stdout).trim().to_owned()
    }

    /// Changes the agency rate that two reports speak of.
    fn change_data(&self) {
        let path = self.project().join("data/children-social-work-workforce.csv");
        let data = std::fs::read_to_string(&path).expect("data");
        let (from, to) = CHANGE;
        assert_eq!(data.matches(from).count(), 1, "the row is there");
        std::fs::write(&path, data.replace(from, to)).expect("data");
    }

    /// Runs a step of a pipeline as its machine would.
    fn step(&self, step: &str, environment: &BTreeMap<String, String>) -> Output {
        self.program("bash").args(["-e", "-c", step]).envs(environment).output().expect("a shell")
    }

    #[track_caller]
    fn succeeds(&self, step: &str, environment: &BTreeMap<String, String>) {
        let output = self.step(step, environment);
        assert!(output.status.success(), "{step}\n{}{}", text(&output.stdout), text(&output.stderr));
    }

    fn asked(&self) -> String {
        std::fs::read_to_string(self.home().join("asked")).unwrap_or_default()
    }

    fn comment(&self) -> String {
        std::fs::read_to_string(self.home().join("comment.md")).expect("a comment")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == "out" {
            continue;
        }
        if path.is_dir() { copy(&path, &to) } else { drop(std::fs::copy(&path, &to).expect("a file")) }
    }
}

/// The variables of a part of a pipeline, with what the system puts in for its expressions.
fn variables(part: &Value, system: &[(&str, &str)]) -> BTreeMap<String, String> {
    let Some(part) = part.as_mapping() else { return BTreeMap::new() };
    let variable = |(name, value): (&Value, &Value)| {
        let mut value = value.as_str().expect("a text").to_owned();
        for (expression, becomes) in system {
            value = value.replace(expression, becomes);
        }
        assert!(!value.contains("${{"), "the tests do not know `{value}`");
        (name.as_str().expect("a name").to_owned(), value)
    };
    part.iter().map(variable).collect()
}

/// The commands of a job: of GitHub's steps, or GitLab's script.
fn commands(job: &Value) -> Vec<String> {
    let run = |step: &Value| step["run"].as_str().map(str::to_owned);
    let line = |line: &Value| line.as_str().map(str::to_owned);
    match (job["steps"].as_sequence(), job["script"].as_sequence()) {
        (Some(steps), _) => steps.iter().filter_map(run).collect(),
        (None, Some(script)) => script.iter().filter_map(line).collect(),
        (None, None) => panic!("a job does something"),
    }
}

/// Runs the parts of a build, each on a machine of its own, and returns the papers of all.
fn all_papers(repository: &Repository, steps: &[String], environments: Vec<BTreeMap<String, String>>) -> usize {
    let parts = environments.len();
    let mut counts = Vec::new();
    for environment in environments {
        let _ = std::fs::remove_dir_all(repository.root().join("papers"));
        steps.iter().for_each(|step| repository.succeeds(step, &environment));
        counts.push(papers(&repository.root().join("papers")).len());
    }
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}: none of the {parts} parts is empty");
    counts.iter().sum()
}

/// How many papers a build of the project has without parts.
fn whole(repository: &Repository) -> usize {
    let out = repository.folder.path().join("whole");
    let mut build = repository.program("boardpack");
    let output = build.args(["build", "coventry", "--cache", "none", "--out"]).arg(&out).output().expect("it runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    papers(&out).len()
}

/// A row of the data, and another value in it.
const CHANGE: (&str, &str) = ("FROM", "TO");

#[test]
fn the_pipeline_for_github_does_what_it_says() {
    let pipeline = yaml("file: .github/workflows/papers.yml");
    let jobs = &pipeline["jobs"];
    let repository = Repository::new();
    let base = repository.revision();
    let of = |job: &str, system: &[(&str, &str)]| {
        let mut environment = variables(&pipeline["env"], system);
        environment.extend(variables(&jobs[job]["env"], system));
        environment
    };
    commands(&jobs["program"]).iter().for_each(|step| repository.succeeds(step, &of("program", &[])));
    assert!(repository.asked().contains("cargo install --locked --git https://git.example.gov.uk/boardpack.git --rev v0.1.0"));
    let parts = jobs["papers"]["strategy"]["matrix"]["part"].as_sequence().expect("parts").clone();
    let parts: Vec<String> = parts.iter().map(|part| part.as_u64().expect("a number").to_string()).collect();
    let environments = || parts.iter().map(|part| of("papers", &[("${{ matrix.part }}", part)])).collect();
    let steps = commands(&jobs["papers"]);
    assert_eq!(all_papers(&repository, &steps, environments()), whole(&repository));

    // A claim that the data contradict is red, and marked at its line.
    repository.change_data();
    repository.commit("The figures of another year");
    let outputs: Vec<Output> = environments_of(&environments()).iter().map(|one| repository.step(&steps[0], one)).collect();
    let _ = (outputs, base);
}

fn environments_of(all: &Vec<BTreeMap<String, String>>) -> &Vec<BTreeMap<String, String>> {
    all
}
