//! What `docs/ci.md` says to copy is run, step by step, on a copy of the fixture council in a repository of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;
use tempfile::TempDir;

use boardpack::diff::Difference;

use crate::copies::copy_folder;
use crate::crowd::papers;
use crate::diff::entries;

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
        for place in [bin.clone(), repository.root().join("boardpack/bin"), repository.home().join("boardpack/bin")]
        {
            std::fs::create_dir_all(&place).expect("a folder");
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_boardpack"), place.join("boardpack")).expect("a link");
        }
        // There is no network: these note what they are asked for, and what is in the comment.
        for program in ["gh", "curl", "cargo"] {
            let script = "#!/bin/sh\necho \"$0 $*\" >> \"$HOME/asked\"\nfor word in \"$@\"; do case \"$word\" in \
                          comment.md|body@comment.md|body=@comment.md) cp comment.md \"$HOME/comment.md\";; \
                          *notes\\?sort*) cp \"$HOME/notes.json\" notes.json;; \
                          --jq) cat \"$HOME/number\" 2>/dev/null;; esac; done\nexit 0\n";
            repository.script(&bin.join(program), script);
        }
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry");
        copy_folder(&fixture, &repository.project());
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

    /// Gives the share of Coventry's social workers who were off sick another value; it was 4.6, and 3.6 the year before.
    fn set_absence(&self, rate: &str) {
        let path = self.project().join("data/social-work-workforce.csv");
        let fixture =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry/data/social-work-workforce.csv");
        let data = std::fs::read_to_string(fixture).expect("data");
        let row = "Coventry,2025,11.3,6.1,7.4,4.6,12.8";
        assert_eq!(data.matches(row).count(), 1, "the row is there");
        std::fs::write(&path, data.replace(row, &row.replace("4.6", rate))).expect("data");
    }

    /// Runs a step of a pipeline as its machine would.
    fn step(&self, step: &str, environment: &BTreeMap<String, String>) -> Output {
        self.program("bash").args(["-eo", "pipefail", "-c", step]).envs(environment).output().expect("a shell")
    }

    #[track_caller]
    fn succeeds(&self, step: &str, environment: &BTreeMap<String, String>) -> String {
        let output = self.step(step, environment);
        assert!(output.status.success(), "{step}\n{}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    }

    fn asked(&self) -> String {
        std::fs::read_to_string(self.home().join("asked")).unwrap_or_default()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
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
    // A colon in a line makes it a mapping, which GitLab refuses.
    let line = |line: &Value| line.as_str().expect("a command is a text").to_owned();
    match (job["steps"].as_sequence(), job["script"].as_sequence()) {
        (Some(steps), _) => steps.iter().filter_map(run).collect(),
        (None, Some(script)) => script.iter().map(line).collect(),
        (None, None) => panic!("a job does something"),
    }
}

/// Builds all parts, each on a machine of its own; returns how many papers there are, and what the builds have said.
fn build(repository: &Repository, steps: &[String], parts: &[BTreeMap<String, String>]) -> (usize, String) {
    let (mut counts, mut said) = (Vec::new(), String::new());
    for environment in parts {
        let _ = std::fs::remove_dir_all(repository.root().join("papers"));
        steps.iter().for_each(|step| said.push_str(&repository.succeeds(step, environment)));
        counts.push(all_papers(&repository.root().join("papers")));
    }
    assert!(counts.iter().all(|count| *count > 0), "no part is empty: {counts:?}");
    (counts.iter().sum(), said)
}

/// How many papers are in a folder and the folders in it.
fn all_papers(folder: &Path) -> usize {
    let paths = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let count = |path: PathBuf| {
        if path.is_dir() {
            all_papers(&path)
        } else {
            usize::from(path.extension().is_some_and(|ending| ending == "pdf"))
        }
    };
    paths.map(count).sum()
}

/// How many papers the project has.
const PAPERS: usize = 14;

#[test]
fn the_pipeline_for_github_does_what_it_says() {
    let pipeline = yaml("file: .github/workflows/papers.yml");
    let jobs = &pipeline["jobs"];
    let repository = Repository::new();
    let of = |job: &str, system: &[(&str, &str)]| {
        let mut environment = variables(&pipeline["env"], system);
        environment.extend(variables(&jobs[job]["env"], system));
        environment
    };
    commands(&jobs["program"]).iter().for_each(|step| drop(repository.succeeds(step, &of("program", &[]))));
    let asked = repository.asked();
    let install = "cargo install --locked --git https://git.example.gov.uk/boardpack.git --rev v0.1.0 --root";
    assert!(asked.contains(install), "{asked}");

    let parts = jobs["papers"]["strategy"]["matrix"]["part"].as_sequence().expect("parts").clone();
    let parts = parts.iter().map(|part| part.as_u64().expect("a number").to_string());
    let parts: Vec<_> = parts.map(|part| of("papers", &[("${{ matrix.part }}", &part)])).collect();
    let steps = commands(&jobs["papers"]);
    assert_eq!(build(&repository, &steps, &parts).0, PAPERS);

    // A claim that the data contradict is red, and marked at its line.
    repository.set_absence("3.5");
    let outputs: Vec<Output> = parts.iter().map(|part| repository.step(&steps[0], part)).collect();
    assert!(outputs.iter().any(|output| output.status.code() == Some(1)));
    let said: String = outputs.iter().map(|output| text(&output.stdout)).collect();
    assert!(said.contains("::error file=coventry/reports/2025-11-27-workforce-update.yaml,line="), "{said}");

    // A proposal is checked out put together with the main branch, which somebody else has changed meanwhile.
    repository.git(&["checkout", "--quiet", "-b", "proposal"]);
    repository.set_absence("4.7");
    repository.commit("The figures of another year");
    repository.git(&["checkout", "--quiet", "main"]);
    let other = repository.project().join("reports/2025-11-27-workforce-update.yaml");
    let words = std::fs::read_to_string(&other).expect("a report");
    assert!(words.contains("is a national problem"));
    std::fs::write(&other, words.replace("is a national problem", "is a problem everywhere")).expect("a report");
    repository.commit("Somebody else's change");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "Together", "proposal"]);
    let system = [
        ("${{ github.event.pull_request.number }}", "7"),
        ("${{ github.token }}", "a token"),
        ("${{ github.repository }}", "council/papers"),
    ];
    let environment = of("comment", &system);
    commands(&jobs["comment"]).iter().for_each(|step| drop(repository.succeeds(step, &environment)));
    assert!(repository.asked().contains("gh pr comment 7 --body-file comment.md"));
    // The next push brings the same comment up to date, which is known by how it begins.
    let listed = "--paginate repos/council/papers/issues/7/comments --jq .[] | select(.user.type == \"Bot\" and \
                  (.body | startswith(\"### What changes in the papers\")))";
    assert!(repository.asked().contains(listed), "{}", repository.asked());
    assert!(
        boardpack::diff::markdown::render(&Difference::default()).starts_with("### What changes in the papers\n")
    );
    std::fs::write(repository.home().join("number"), "41\n43\n").expect("an answer");
    let last = commands(&jobs["comment"]).pop().expect("a step");
    repository.succeeds(&last, &environment);
    let changed =
        "gh api --silent --method PATCH repos/council/papers/issues/comments/41 --field body=@comment.md\n";
    assert!(repository.asked().ends_with(changed), "{}", repository.asked());
    assert!(!assert_comment(&repository).contains("everywhere"), "that is no part of the proposal");

    // A proposal to take the project out of the repository is no mistake.
    repository.git(&["rm", "-r", "--quiet", "coventry"]);
    let _ = std::fs::remove_dir_all(repository.project());
    repository.commit("No papers any more");
    for part in &parts {
        repository.succeeds(&steps[0], part);
    }
    commands(&jobs["comment"]).iter().for_each(|step| drop(repository.succeeds(step, &environment)));
    let comment = std::fs::read_to_string(repository.home().join("comment.md")).expect("a comment");
    assert!(comment.contains("papers are gone") && !comment.contains("-restricted.pdf"), "{comment}");
}

#[test]
fn the_pipeline_for_github_keeps_what_it_should() {
    let pipeline = yaml("file: .github/workflows/papers.yml");
    let text = block("file: .github/workflows/papers.yml");
    let version = pipeline["env"]["BOARDPACK_REV"].as_str().expect("a version");
    assert_eq!(text.matches(version).count(), 1, "another version is written in one place");
    assert_eq!(text.matches("boardpack-${{ env.BOARDPACK_REV }}-").count(), 3);
    let steps = pipeline["jobs"]["papers"]["steps"].as_sequence().expect("steps");
    let of =
        |uses: &str| steps.iter().find(|step| step["uses"].as_str().is_some_and(|used| used.starts_with(uses)));
    let save = of("actions/cache/save@").expect("the cache is saved");
    assert_eq!(save["if"].as_str(), Some("always()"), "also of a build with a false claim");
    let restored =
        steps.iter().find(|step| step["with"]["restore-keys"].is_string()).expect("the cache is restored");
    assert_eq!(
        (&save["with"]["path"], &save["with"]["key"]),
        (&restored["with"]["path"], &restored["with"]["key"])
    );
    assert!(of("actions/cache@").is_none(), "which would save nothing of a build with errors");
}

#[test]
fn the_pipeline_for_gitlab_does_what_it_says() {
    let pipeline = yaml("file: .gitlab-ci.yml");
    let repository = Repository::new();
    let base = repository.revision();
    let of = |job: &str, system: &[(&str, &str)]| {
        let mut environment = variables(&pipeline["variables"], &[]);
        environment.extend(variables(&pipeline[job]["variables"], &[]));
        environment.extend(system.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        environment
    };
    // A script is one shell's, which ends at the first command that fails.
    let script = |job: &str| vec![commands(&pipeline[job]).join("\n")];
    repository.succeeds(&script("program")[0], &of("program", &[]));
    assert_eq!(repository.asked(), "", "the program is there already");

    let total = pipeline["papers"]["parallel"].as_u64().expect("a number").to_string();
    let indices: Vec<String> = (1..=total.parse().expect("a number")).map(|index: u64| index.to_string()).collect();
    let node = |index| of("papers", &[("CI_NODE_INDEX", index), ("CI_NODE_TOTAL", &total)]);
    let parts: Vec<_> = indices.iter().map(|index| node(index.as_str())).collect();
    assert_eq!(build(&repository, &script("papers"), &parts).0, PAPERS);
    // With the cache of that run, a changed row makes anew what it touches, and nothing else.
    repository.set_absence("4.7");
    let (papers, said) = build(&repository, &script("papers"), &parts);
    let count = |word: &str| said.lines().filter(|line| line.starts_with(word)).count();
    assert_eq!((papers, count("built ") + count("restored ")), (PAPERS, PAPERS), "{said}");
    let built: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("built papers/")).collect();
    let touched = ["2025-11-27-agency-offers", "2025-11-27-workforce-update", "2025-12-15-social-work-workforce"];
    assert!(built.contains(&"2025-11-27-workforce-update.pdf"), "{said}");
    assert!(built.iter().all(|paper| touched.iter().any(|report| paper.starts_with(report))), "{said}");
    repository.commit("The figures of another year");

    let system = [
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()),
        ("COMMENT_TOKEN", "a token"),
        ("CI_API_V4_URL", "https://gitlab.example.gov.uk/api/v4"),
        ("CI_PROJECT_ID", "3"),
        ("CI_MERGE_REQUEST_IID", "7"),
    ];
    // What the machines have made need not be made for the comment.
    let pressed = || entries(&repository.root().join(".boardpack-cache"), "pressed");
    let before = pressed();
    let notes = "https://gitlab.example.gov.uk/api/v4/projects/3/merge_requests/7/notes";
    let ends = |end: &str| repository.asked().lines().last().expect("a request").ends_with(end);
    let own = "{\"id\":12,\"type\":null,\"body\":\"### What changes in the papers\\n\\n…\",\"author\":{\"id\":3}}";
    let other = "{\"id\":11,\"type\":null,\"body\":\"Good\",\"author\":{\"id\":2}}";
    // The first push writes the comment, and the next one brings it up to date.
    for (there, end) in [
        (format!("[{other}]"), format!(" body@comment.md {notes}")),
        (format!("[{other},{own}]"), format!(" {notes}/12")),
    ] {
        std::fs::write(repository.home().join("notes.json"), there).expect("an answer");
        repository.succeeds(&script("comment")[0], &of("comment", &system));
        assert!(ends(&end), "{}", repository.asked());
    }
    assert!(
        repository.asked().contains("--request PUT --data-urlencode body@comment.md"),
        "{}",
        repository.asked()
    );
    assert!(!before.is_empty() && before == pressed());
    assert_comment(&repository);

    // A merge request that takes the project away has nothing to build, and one for a project that was never there fails.
    repository.git(&["rm", "-r", "--quiet", "coventry"]);
    let _ = std::fs::remove_dir_all(repository.project());
    repository.commit("No papers any more");
    for variable in ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_COMMIT_BEFORE_SHA"] {
        let mut gone = parts[0].clone();
        gone.insert(variable.to_owned(), base.clone());
        repository.succeeds(&script("papers")[0], &gone);
        gone.insert("PROJECT".to_owned(), "nowhere".to_owned());
        let output = repository.step(&script("papers")[0], &gone);
        assert!(!output.status.success() && text(&output.stderr).contains("`nowhere` does not exist"));
    }
}

/// The comment says which number moved, and nothing of what is exempt from publication.
#[track_caller]
fn assert_comment(repository: &Repository) -> String {
    let comment = std::fs::read_to_string(repository.home().join("comment.md")).expect("a comment");
    assert!(comment.contains("4.6%") && comment.contains("4.7%"), "{comment}");
    assert!(comment.contains("2025-11-27-workforce-update"), "{comment}");
    assert!(!comment.contains("-restricted.pdf"), "{comment}");
    assert!(repository.root().join("diff.html").is_file());
    comment
}

#[test]
fn the_hook_refuses_a_commit_with_a_false_claim() {
    let repository = Repository::new();
    repository.script(&repository.root().join(".git/hooks/pre-commit"), block("file: .git/hooks/pre-commit"));
    let commit = |options: &[&str]| {
        let output = repository.git(&[&["commit", "--quiet", "--message", "A change"], options].concat());
        (output.status.success(), text(&output.stderr))
    };
    repository.set_absence("3.5");
    repository.git(&["add", "--all"]);
    let (done, said) = commit(&[]);
    assert!(!done && said.contains("false claim") && said.contains("coventry/reports/"), "{said}");
    // It reads what is about to be committed: not what stands in the folder.
    repository.set_absence("4.7");
    assert!(!commit(&[]).0);
    repository.git(&["add", "--all"]);
    repository.set_absence("3.5");
    let (done, said) = commit(&[]);
    assert!(done, "{said}");
    // What is no part of the project is none of its business.
    std::fs::write(repository.root().join("notes.txt"), "…").expect("a file");
    repository.git(&["add", "notes.txt"]);
    assert_eq!(commit(&[]), (true, String::new()));
    repository.git(&["add", "--all"]);
    assert!(!commit(&[]).0 && commit(&["--no-verify"]).0);
    // Nor is what has no project any more.
    repository.git(&["rm", "-r", "--quiet", "coventry"]);
    assert_eq!(commit(&[]), (true, String::new()));
}

#[test]
fn the_hook_reads_submodules_and_nothing_that_is_only_to_be_added_later() {
    let repository = Repository::new();
    let root = repository.root();
    let commit = |message: &str| {
        let output = repository.git(&["commit", "--quiet", "--all", "--message", message]);
        (output.status.success(), text(&output.stderr))
    };
    // The data move to a repository of their own, in a project whose name has a space.
    repository.git(&["mv", "coventry", "our papers"]);
    let data = root.join("data");
    copy_folder(&root.join("our papers/data"), &data);
    repository.git(&["rm", "-r", "--quiet", "--force", "our papers/data"]);
    let inside = |arguments: &[&str]| {
        let done = repository.program("git").arg("-C").arg(&data).args(arguments).output().expect("it runs");
        assert!(done.status.success(), "{arguments:?}: {}", text(&done.stderr));
    };
    inside(&["init", "--quiet", "--initial-branch=main"]);
    inside(&["add", "--all"]);
    inside(&["commit", "--quiet", "--message", "The data"]);
    let from = data.to_string_lossy().into_owned();
    let added = repository.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        &from,
        "our papers/data",
    ]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let hook = block("file: .git/hooks/pre-commit").replace("project=\"coventry\"", "project=\"our papers\"");
    repository.script(&root.join(".git/hooks/pre-commit"), &hook);
    let (done, said) = commit("The data in a submodule");
    assert!(done && said.contains("nothing found"), "{said}");
    let report = root.join("our papers/reports/2025-11-27-workforce-update.yaml");
    let yaml = std::fs::read_to_string(&report).expect("a report");
    std::fs::write(root.join("our papers/reports/later.yaml"), &yaml).expect("a file");
    std::fs::write(root.join("our papers/council.txt"), "…").expect("a file");
    repository.git(&["add", "our papers/council.txt"]);
    repository.git(&["add", "--intent-to-add", "our papers/reports/later.yaml"]);
    let output = repository.git(&["commit", "--quiet", "--message", "Another file"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn locked_fails_when_a_paper_is_not_what_its_data_give() {
    let repository = Repository::new();
    let nothing = BTreeMap::new();
    repository.succeeds("boardpack build coventry", &nothing);
    repository.succeeds(block("command"), &nothing);
    repository.set_absence("4.7");
    let before = papers(&repository.project().join("out"));
    let output = repository.step(block("command"), &nothing);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("is not what its report and its data give today"), "{said}");
    assert!(papers(&repository.project().join("out")) == before, "nothing is written");
}

#[test]
fn the_shared_cache_is_one_that_boardpack_understands() {
    let variables = variables(&yaml("variables"), &[]);
    let url = variables["BOARDPACK_CACHE"].clone();
    assert!(boardpack::cache::Objects::new(&url, variables).is_ok());
}

#[test]
fn every_command_on_the_page_is_one_of_those_that_are_run() {
    let (github, gitlab) = (yaml("file: .github/workflows/papers.yml"), yaml("file: .gitlab-ci.yml"));
    let jobs = ["program", "papers", "comment"];
    let mut run: Vec<String> = jobs.iter().flat_map(|job| commands(&github["jobs"][*job])).collect();
    run.extend(jobs.iter().flat_map(|job| commands(&gitlab[*job])));
    run.extend(
        ["file: .git/hooks/pre-commit", "command"].iter().flat_map(|name| block(name).lines().map(str::to_owned)),
    );
    let mut inside = false;
    let mut seen = 0;
    for line in DOC.lines() {
        inside ^= line.starts_with("```");
        let command =
            line.trim().trim_start_matches("- run: ").trim_start_matches("run: ").trim_start_matches("- ");
        if inside
            && ["boardpack build", "boardpack diff", "boardpack check"].iter().any(|part| command.contains(part))
        {
            assert!(run.iter().any(|run| run == command), "`{command}` is not run by a test");
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}
