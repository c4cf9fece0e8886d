//! Faults: a run that is killed, starved of room or permissions, or disturbed leaves whole papers, and the next one
//! completes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use boardpack::build::{Built, Options};
use boardpack::progress::{Progress, Stage};

use boardpack::build::record::Record;

use crate::crowd::{Crowd, Papers, assert_same, papers, table};
use crate::said::say;
use crate::scratch::rendered;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).expect("a small number")
    }
}

/// A number of the environment, for who wants more of a test than CI has time for.
fn wanted(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|many| many.parse().ok()).unwrap_or(usual)
}

/// `boardpack build county` as a process that can be killed.
fn process(crowd: &Crowd, cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
    command.current_dir(crowd.path()).args(["build", "county"]).env("BOARDPACK_CACHE", cache);
    command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A build that has to succeed, and what it says on standard error.
#[track_caller]
fn succeeds(crowd: &Crowd, cache: &Path) -> String {
    let output = crowd.build().env("BOARDPACK_CACHE", cache).output().expect("the program runs");
    let stderr = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{stderr}");
    stderr
}

/// A build that has to fail with exit code 1, and what it says on standard error.
#[track_caller]
fn fails(crowd: &Crowd, cache: &Path) -> String {
    let output = crowd.build().env("BOARDPACK_CACHE", cache).output().expect("the program runs");
    let stderr = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    stderr
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

/// Panics if a run has left a file unfinished.
#[track_caller]
fn assert_tidy(folder: &Path) {
    let name =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".boardpack-"));
    let left: Vec<PathBuf> = files(folder).into_iter().filter(name).collect();
    assert!(left.is_empty(), "left over: {left:?}");
}

/// Panics unless each paper is whole, and of one of the states.
#[track_caller]
fn assert_each_of(papers: &Papers, states: &[&Papers]) {
    for (name, paper) in papers {
        assert!(states.iter().any(|state| state.get(name) == Some(paper)), "`{name}` is of no state of its data");
    }
}

/// Panics unless a record is there whole, or not at all; one of today's has to be of the papers that there are.
#[track_caller]
fn assert_recorded(record: &Path, today: Option<&Papers>) {
    let there = std::fs::read(record).ok();
    assert!(there.is_some() || today.is_none(), "there is no record");
    let Some(there) = there else { return };
    let recorded = Record::parse(&there).expect("a whole record");
    let Some(papers) = today else { return };
    let recorded: BTreeMap<String, String> = recorded
        .reports
        .into_iter()
        .flat_map(|report| report.papers)
        .map(|paper| (paper.path.strip_prefix("county/out/").expect("a paper").to_owned(), paper.hash))
        .collect();
    let hash = |paper: &[u8]| blake3::hash(paper).to_hex().to_string();
    assert_eq!(recorded, papers.iter().map(|(name, paper)| (name.clone(), hash(paper))).collect());
}

#[test]
fn a_build_of_150_reports_survives_being_killed() {
    let kills = wanted("BOARDPACK_KILLS", 25);
    // A slow machine does fewer.
    let most = Duration::from_secs(180).mul_f64(kills as f64 / 25.0);
    // One of them for members as well, one a pack with it, and one for three areas.
    let crowd = Crowd::with_a_pack(146);
    let start = Instant::now();
    let first = crowd.clean(1);
    let whole = start.elapsed();
    let states = [first, crowd.clean(2)];
    let restricted: Vec<&String> = states[0].keys().filter(|name| name.ends_with("-restricted.pdf")).collect();
    assert_eq!((restricted.len(), states[0].len()), (2, 154), "{restricted:?}");
    let (cache, record) = (crowd.path().join("cache"), crowd.path().join("record.json"));
    // A storage that machines share, for some of the runs.
    let storage = PathBuf::from(format!("file://{}", crowd.path().join("storage").display()));
    let (mut survived, mut mid, mut dice) = (0, 0, Dice(0x5eed_b0a2_d9ac_4b01));
    let start = Instant::now();
    for round in 0..kills {
        if survived >= kills || start.elapsed() > most {
            break;
        }
        let state = round % 2;
        crowd.set(state + 1);
        // Sometimes everything has to be made anew, sometimes the papers alone are lost.
        let lost = dice.roll(6);
        if lost < 2 {
            let _ = std::fs::remove_dir_all(&cache);
        } else if lost == 2 {
            let _ = std::fs::remove_dir_all(crowd.out());
        }
        let place = if round % 5 == 4 { &storage } else { &cache };
        let within = if lost < 2 { whole } else { whole / 4 };
        // Whoever goes on where another was killed may be killed as well.
        for _ in 0..3 {
            let delay = within * u32::try_from(dice.roll(1000)).expect("a number") / 1000;
            let mut build = process(&crowd, place);
            let mut child = build.arg("--record").arg(&record).spawn().expect("the program runs");
            std::thread::sleep(delay);
            let was_running = child.try_wait().expect("a process").is_none();
            child.kill().expect("a process that has ended is none to kill");
            child.wait().expect("a process");
            let there = papers(&crowd.out());
            assert_each_of(&there, &[&states[0], &states[1]]);
            assert_recorded(&record, None);
            let new = there.iter().filter(|(name, paper)| states[state].get(*name) == Some(paper)).count();
            survived += usize::from(was_running);
            mid += usize::from(was_running && new > 0 && new < states[state].len());
        }
        let mut build = crowd.build();
        let output = build.arg("--record").arg(&record).env("BOARDPACK_CACHE", place).output().expect("it runs");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
        assert_same(&papers(&crowd.out()), &states[state]);
        assert_recorded(&record, Some(&states[state]));
        assert_tidy(&crowd.project());
    }
    // What was left in the cache goes when it is tidied next, which is not at each run.
    let _ = std::fs::remove_file(cache.join("tidied"));
    succeeds(&crowd, &cache);
    assert_tidy(crowd.path());
    say(&format!(
        "{survived} kills survived in {:.0} s, {mid} of them with some of the {} papers written",
        start.elapsed().as_secs_f32(),
        states[0].len()
    ));
    assert!(
        survived >= kills * 2 / 5 && mid >= survived / 2,
        "{survived} kills of {kills}, {mid} of them in the midst of writing"
    );
}

#[test]
fn two_builds_at_once_on_one_project_and_one_cache_both_succeed() {
    let crowd = Crowd::new(16);
    let states = [crowd.clean(1), crowd.clean(2)];
    let cache = crowd.path().join("cache");
    for round in 0..10 {
        crowd.set(round % 2 + 1);
        match round % 3 {
            0 => drop(std::fs::remove_dir_all(&cache)),
            1 => drop(std::fs::remove_dir_all(crowd.out())),
            _ => {}
        }
        let builds = [(); 2].map(|()| process(&crowd, &cache).spawn().expect("the program runs"));
        for mut build in builds {
            assert!(build.wait().expect("a process").success());
        }
        assert_same(&papers(&crowd.out()), &states[round % 2]);
        succeeds(&crowd, &cache);
        assert_tidy(crowd.path());
    }
}

/// Does something to files.
type Harm = fn(&[PathBuf], &mut Dice);

/// What may happen to the files of a cache.
const HARM: [(&str, Harm); 6] = [
    ("deleted", |files, _| files.iter().for_each(|file| drop(std::fs::remove_file(file)))),
    ("emptied", |files, _| files.iter().for_each(|file| drop(std::fs::write(file, "")))),
    ("a byte flipped", |files, dice| {
        for file in files {
            let Ok(mut bytes) = std::fs::read(file) else { continue };
            if !bytes.is_empty() {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
                let _ = std::fs::write(file, bytes);
            }
        }
    }),
    ("truncated", |files, dice| {
        for file in files {
            let Ok(length) = std::fs::metadata(file).map(|data| data.len()) else { continue };
            let left = dice.roll(usize::try_from(length).expect("a small file").max(1)) as u64;
            let _ = std::fs::File::options().write(true).open(file).and_then(|file| file.set_len(left));
        }
    }),
    ("swapped", |files, _| {
        for pair in files.chunks_exact(2) {
            let beside = pair[0].with_file_name(".boardpack-aside.part");
            let _ = std::fs::rename(&pair[0], &beside);
            let _ = std::fs::rename(&pair[1], &pair[0]);
            let _ = std::fs::rename(&beside, &pair[1]);
        }
    }),
    ("folders for files", |files, _| {
        for file in files {
            let _ = std::fs::remove_file(file);
            let _ = std::fs::create_dir(file);
        }
    }),
];

#[test]
fn a_damaged_cache_never_gives_a_wrong_paper() {
    let crowd = Crowd::new(10);
    let states = [crowd.clean(1), crowd.clean(2)];
    let mut dice = Dice(7);
    for (harm, do_harm) in HARM {
        let cache = crowd.path().join("cache").join(harm);
        for state in [1, 2] {
            crowd.set(state);
            succeeds(&crowd, &cache);
        }
        // What was kept of the first state is damaged, and asked for again.
        for state in [1, 2, 2] {
            do_harm(&files(&cache), &mut dice);
            crowd.set(state);
            let _ = std::fs::remove_dir_all(crowd.out());
            let said = succeeds(&crowd, &cache);
            assert!(said.is_empty() || said.starts_with("note: the cache in `"), "{harm}: {said}");
            assert_same(&papers(&crowd.out()), &states[state - 1]);
        }
    }
    // A cache that was copied to another place, as CI does.
    let (cache, copy) = (crowd.path().join("cache/whole"), crowd.path().join("copied"));
    succeeds(&crowd, &cache);
    for file in files(&cache) {
        let to = copy.join(file.strip_prefix(&cache).expect("a file of the cache"));
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(&file, to).expect("a copy");
    }
    let _ = std::fs::remove_dir_all(crowd.out());
    let output = crowd.build().env("BOARDPACK_CACHE", &copy).output().expect("the program runs");
    let stdout = String::from_utf8(output.stdout).expect("text");
    assert!(stdout.lines().all(|line| line.starts_with("restored ")), "{stdout}");
    assert_same(&papers(&crowd.out()), &states[1]);
}

#[test]
fn a_folder_with_other_things_in_it_is_never_taken_for_a_cache() {
    let crowd = Crowd::new(2);
    let scans = crowd.project().join("scans.tar");
    // More than a cache may have, and older than anything else.
    let file = std::fs::File::create(&scans).expect("a file");
    file.set_len(1100 << 20).expect("its length");
    let before = files(crowd.path());
    for path in &before {
        let file = std::fs::File::options().write(true).open(path).expect("a file");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000))
            .expect("its time");
    }
    for folder in [".", "county", "county/data"] {
        let output = crowd.build().env("BOARDPACK_CACHE", folder).output().expect("the program runs");
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.starts_with(&format!("error: `{folder}` is no cache: it has other things in it, such as `")),
            "{said}"
        );
        assert!(said.contains("hint: name a folder that is empty or not there yet"), "{said}");
        assert_eq!(files(crowd.path()), before);
    }
    // One of our own stays one beside whatever comes into it, and is all that is touched.
    let cache = crowd.path().join("cache");
    succeeds(&crowd, &cache);
    std::fs::rename(&scans, cache.join("scans.tar")).expect("a file");
    let before = files(&cache);
    assert_eq!(succeeds(&crowd, &cache), "");
    assert!(cache.join("scans.tar").is_file());
    assert_eq!(files(&cache), before);
}

#[test]
fn a_cache_that_is_damaged_while_it_is_used_never_gives_a_wrong_paper() {
    let crowd = Crowd::new(10);
    let states = [crowd.clean(1), crowd.clean(2)];
    let cache = crowd.path().join("cache");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice(11);
            while !done.load(Ordering::Relaxed) {
                let (_, do_harm) = HARM[dice.roll(HARM.len() - 1)];
                let some: Vec<PathBuf> = files(&cache).into_iter().filter(|_| dice.roll(3) == 0).collect();
                do_harm(&some, &mut dice);
                std::thread::sleep(Duration::from_millis(dice.roll(40) as u64));
            }
        });
        for round in 0..12 {
            crowd.set(round % 2 + 1);
            succeeds(&crowd, &cache);
            let there = papers(&crowd.out());
            if there != states[round % 2] {
                done.store(true, Ordering::Relaxed);
            }
            assert_same(&there, &states[round % 2]);
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// Builds again and again while somebody saves the data in their own way; returns how many builds there were, and how
/// many of them were refused.
fn while_somebody_saves(
    save: impl Fn(&Crowd, usize) + Sync,
    check: impl Fn(&Papers, [&Papers; 2]),
) -> (usize, usize) {
    let crowd = Crowd::new(8);
    let first = crowd.clean(1);
    let start = Instant::now();
    let states = [first, crowd.clean(2)];
    // Sometimes in the midst of a build, sometimes not.
    let pause = usize::try_from(start.elapsed().as_millis()).expect("a short time").max(50) * 3;
    let done = AtomicBool::new(false);
    let mut refused = 0;
    let builds = 15;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice(23);
            for turn in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                save(&crowd, turn % 2 + 1);
                std::thread::sleep(Duration::from_millis(dice.roll(pause) as u64));
            }
        });
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..builds {
                let _ = std::fs::remove_dir_all(crowd.out());
                let output = crowd.build().output().expect("the program runs");
                let stderr = String::from_utf8(output.stderr).expect("text");
                let there = papers(&crowd.out());
                assert_each_of(&there, &[&states[0], &states[1]]);
                if output.status.success() {
                    check(&there, [&states[0], &states[1]]);
                } else {
                    refused += 1;
                    // What is wrong with half a table may be told before the other half is there.
                    let told = "`county/data/staff.csv` has changed while";
                    assert!(stderr.contains(told) || stderr.contains("┌─ county/data/staff.csv:"), "{stderr}");
                    let hint = "build again when it has been saved";
                    assert_eq!(stderr.contains(told), stderr.contains(hint), "{stderr}");
                }
            }
        }));
        done.store(true, Ordering::Relaxed);
        if let Err(panic) = result {
            std::panic::resume_unwind(panic);
        }
    });
    // The last state, in peace.
    crowd.set(1);
    succeeds(&crowd, Path::new("none"));
    assert_same(&papers(&crowd.out()), &states[0]);
    (builds, refused)
}

/// Panics unless all papers of a run are of one state.
fn of_one_state(papers: &Papers, states: [&Papers; 2]) {
    assert!(states.contains(&papers), "papers of two states in one run");
}

#[test]
fn data_that_are_replaced_during_a_build_are_those_of_one_moment() {
    let (builds, refused) = while_somebody_saves(Crowd::set, of_one_state);
    assert!(refused < builds, "no build had its peace");
}

/// Somebody who does something once, when the first report of a run has come to a stage.
struct Meddler<F> {
    stage: Stage,
    does: Mutex<Option<F>>,
}

impl<F> std::fmt::Debug for Meddler<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "something happens at {:?}", self.stage)
    }
}

impl<F: FnOnce() + Send> Progress for Meddler<F> {
    fn planned(&self, _: usize) {}

    fn at(&self, _: &str, stage: Stage) {
        // The others wait until it has been done.
        let mut does = self.does.lock().expect("nobody has panicked");
        if stage == self.stage
            && let Some(does) = does.take()
        {
            does();
        }
    }

    fn done(&self, _: &str) {}
}

/// Builds while something is done once, when the first report has come to a stage.
fn build_while(crowd: &Crowd, stage: Stage, does: impl FnOnce() + Send + 'static) -> Built {
    let progress = Arc::new(Meddler { stage, does: Mutex::new(Some(does)) });
    let options = Options { progress: Some(progress), ..Options::default() };
    options.build(&[crowd.project()]).expect("a project")
}

/// That nothing was built, since a file had changed.
#[track_caller]
fn assert_refused(built: &Built, many: usize) {
    assert_eq!((built.failed, built.papers.len()), (many, 0), "{}", rendered(&built.diagnostics));
    assert!(built.diagnostics.iter().all(|one| one.message.contains(" a paper was made of it")));
}

#[test]
fn half_of_a_table_becomes_no_paper_whatever_becomes_of_its_file() {
    let half = |crowd: &Crowd| {
        let table = table(6, 1);
        std::fs::write(crowd.data(), &table.as_bytes()[..table.len() - 1]).expect("half of the data");
    };
    // Deleted, with another in its place, and written to without a trace in its times.
    let gone = |data: &Path| std::fs::remove_file(data).expect("a file");
    let replaced = |data: &Path| {
        std::fs::write(data.with_extension("new"), table(6, 2)).expect("data");
        std::fs::rename(data.with_extension("new"), data).expect("data");
    };
    let unseen = |data: &Path| {
        let before = std::fs::metadata(data).expect("a file").modified().expect("a time");
        std::fs::write(data, &table(6, 2).as_bytes()[..table(6, 1).len() - 1]).expect("data");
        let file = std::fs::File::options().write(true).open(data).expect("a file");
        file.set_modified(before).expect("a time");
    };
    for ends in [gone, replaced, unseen] {
        let crowd = Crowd::new(6);
        half(&crowd);
        let data = crowd.data();
        assert_refused(&build_while(&crowd, Stage::Typeset, move || ends(&data)), 6);
        assert!(papers(&crowd.out()).is_empty());
        assert_tidy(&crowd.project());
    }
}

#[cfg(unix)]
#[test]
fn files_of_two_states_never_become_one_paper() {
    let crowd = Crowd::new(6);
    let project = crowd.project();
    for state in [1, 2] {
        let folder = project.join(format!("state-{state}"));
        std::fs::create_dir(&folder).expect("a folder");
        std::fs::write(folder.join("staff.csv"), table(6, state)).expect("data");
    }
    std::fs::remove_dir_all(project.join("data")).expect("a folder");
    let link = move |state: usize| {
        std::os::unix::fs::symlink(format!("state-{state}"), project.join("new")).expect("a link");
        std::fs::rename(project.join("new"), project.join("data")).expect("a link");
    };
    link(1);
    assert_refused(&build_while(&crowd, Stage::Pdf, move || link(2)), 6);
    assert!(papers(&crowd.out()).is_empty());
}

#[test]
fn a_build_that_was_held_up_does_not_write_over_the_papers_of_a_newer_one() {
    let crowd = Crowd::new(6);
    let newer = crowd.clean(2);
    let (project, data) = (crowd.project(), crowd.data());
    let newer_build = move || {
        std::fs::write(data, table(6, 2)).expect("data");
        let built = Options::default().build(&[project]).expect("a project");
        assert_eq!(built.failed, 0, "{}", rendered(&built.diagnostics));
    };
    assert_refused(&build_while(&crowd, Stage::Write, newer_build), 6);
    assert_same(&papers(&crowd.out()), &newer);
}

#[test]
fn data_that_are_written_to_during_a_build_make_no_paper() {
    let at_once = |crowd: &Crowd, state| std::fs::write(crowd.data(), table(8, state)).expect("data");
    let (builds, refused) = while_somebody_saves(at_once, of_one_state);
    // Half of a table is a table: without care, `Team 3,3` would be a paper of three people.
    let in_halves = |crowd: &Crowd, state| {
        use std::io::Write;
        let (table, mut file) = (table(8, state), std::fs::File::create(crowd.data()).expect("data"));
        let (one, other) = table.as_bytes().split_at(table.len() * 3 / 5 + state);
        file.write_all(one).expect("half of the data");
        std::thread::sleep(Duration::from_millis(4));
        file.write_all(other).expect("the rest");
    };
    let (more, refused_halves) = while_somebody_saves(in_halves, of_one_state);
    say(&format!("{builds} builds, {refused} refused; {more} with halves, {refused_halves} refused"));
    assert!(refused + refused_halves > 0, "nobody has written while a paper was made");
    assert!(refused + refused_halves < builds + more, "no build had its peace");
}

#[test]
fn folders_and_files_of_the_wrong_kind_are_told_of() {
    let crowd = Crowd::new(3);
    let clean = crowd.clean(1);
    let cache = crowd.path().join("cache");
    // A file where the cache should be: a note.
    std::fs::write(&cache, "no folder").expect("a file");
    let said = succeeds(&crowd, &cache);
    assert!(
        said.starts_with(&format!("note: the cache in `{}` cannot be written to: ", cache.display())),
        "{said}"
    );
    assert_same(&papers(&crowd.out()), &clean);
    std::fs::remove_file(&cache).expect("a file");
    // A file where the papers should be, and a folder where one should be.
    std::fs::remove_dir_all(crowd.out()).expect("papers");
    std::fs::write(crowd.out(), "no folder").expect("a file");
    let said = fails(&crowd, &cache);
    assert_eq!(said.matches("cannot be written").count(), 3, "{said}");
    std::fs::remove_file(crowd.out()).expect("a file");
    std::fs::create_dir_all(crowd.out().join("team-001.pdf/inside")).expect("a folder");
    let said = fails(&crowd, &cache);
    assert_eq!(said.matches("team-001.pdf` cannot be written").count(), 1, "{said}");
    assert_tidy(crowd.path());
    std::fs::remove_dir_all(crowd.out().join("team-001.pdf")).expect("a folder");
    // Data that cannot be read: what there was stays.
    std::fs::rename(crowd.data(), crowd.path().join("aside")).expect("data");
    std::fs::create_dir(crowd.data()).expect("a folder");
    let before = papers(&crowd.out());
    let said = fails(&crowd, &cache);
    assert!(said.contains("`data/staff.csv` is a folder, not a file"), "{said}");
    assert_same(&papers(&crowd.out()), &before);
    std::fs::remove_dir(crowd.data()).expect("a folder");
    std::fs::rename(crowd.path().join("aside"), crowd.data()).expect("data");
    assert_eq!(succeeds(&crowd, &cache), "");
    assert_same(&papers(&crowd.out()), &clean);
}

/// The program as it is started by somebody whom permissions bind: whoever runs the test, or `nobody`, to whom the project
/// is given, where that is the superuser. `None`, and a word on it, where nobody can be asked.
#[cfg(unix)]
fn bound(crowd: &Crowd) -> Option<impl Fn(&Path) -> (Option<i32>, String)> {
    use std::os::unix::fs::PermissionsExt;
    let closed = crowd.path().join("closed");
    std::fs::write(&closed, "").expect("a file");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("a mode");
    let mut before = Vec::new();
    let mut program = PathBuf::from(env!("CARGO_BIN_EXE_boardpack"));
    if std::fs::read(&closed).is_ok() {
        before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].to_vec();
        // Where the program is, others may have no business.
        let own = crowd.path().join("boardpack");
        std::fs::copy(&program, &own).expect("a copy");
        program = own;
        let done = Command::new("chown").args(["-R", "65534:65534"]).arg(crowd.path()).status();
        let can = Command::new(before[0]).args(&before[1..]).arg("true").status();
        if !done.is_ok_and(|done| done.success()) || !can.is_ok_and(|can| can.success()) {
            say("left out: permissions do not bind whoever runs this test, and `setpriv` makes nobody of them");
            return None;
        }
    }
    let (folder, before) = (crowd.path().to_owned(), before.into_iter().map(str::to_owned).collect::<Vec<_>>());
    Some(move |cache: &Path| {
        let mut words = before.iter().map(std::ffi::OsString::from).chain([program.clone().into_os_string()]);
        let mut command = Command::new(words.next().expect("a program"));
        command.args(words).args(["build", "county"]).current_dir(&folder).env("BOARDPACK_CACHE", cache);
        let output = command.env_remove("SOURCE_DATE_EPOCH").output().expect("the program runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("text"))
    })
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let crowd = Crowd::new(3);
    let clean = crowd.clean(1);
    let cache = crowd.path().join("cache");
    let Some(build) = bound(&crowd) else { return };
    assert_eq!(build(&cache), (Some(0), String::new()));
    let set =
        |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
    set(&crowd.data(), 0o000);
    let (code, said) = build(&cache);
    assert!(code == Some(1) && said.contains("`data/staff.csv` cannot be read: permission denied"), "{said}");
    set(&crowd.data(), 0o644);
    set(&cache, 0o000);
    let (code, said) = build(&cache);
    assert!(code == Some(0) && said.starts_with("note: the cache in "), "{said}");
    // A cache into whose folder nothing more may be put.
    set(&cache, 0o500);
    std::fs::remove_dir_all(crowd.out()).expect("papers");
    let (code, said) = build(&cache);
    assert!(code == Some(0), "{said}");
    assert_same(&papers(&crowd.out()), &clean);
    set(&cache, 0o700);
    crowd.set(2);
    set(&crowd.out(), 0o555);
    let (code, said) = build(&cache);
    assert!(code == Some(1) && said.matches("cannot be written: ").count() == 3, "{said}");
    assert_same(&papers(&crowd.out()), &clean);
    set(&crowd.out(), 0o755);
    assert_eq!(build(&cache), (Some(0), String::new()));
}

#[cfg(unix)]
#[test]
fn files_are_for_whom_they_are_meant() {
    use std::os::unix::fs::PermissionsExt;
    let crowd = Crowd::with_a_pack(2);
    let cache = crowd.path().join("cache");
    for (umask, usual) in [("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        let _ = std::fs::remove_dir_all(crowd.out());
        let _ = std::fs::remove_dir_all(&cache);
        let mut command = Command::new("sh");
        command.args(["-c", "umask $1; exec \"$0\" build county", env!("CARGO_BIN_EXE_boardpack"), umask]);
        command.current_dir(crowd.path()).env("BOARDPACK_CACHE", &cache).env_remove("SOURCE_DATE_EPOCH");
        assert!(command.output().expect("a shell").status.success());
        let mode = |path: &Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        for paper in files(&crowd.out()) {
            let restricted = paper.to_string_lossy().ends_with("-restricted.pdf");
            assert_eq!(mode(&paper), if restricted { 0o600 } else { usual }, "{}", paper.display());
        }
        assert!(files(&cache).iter().all(|file| mode(file) == 0o600));
        assert_eq!([mode(&cache), mode(&cache.join("papers"))], [0o700, 0o700]);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_where_a_paper_goes_is_not_waited_for() {
    let crowd = Crowd::new(2);
    let clean = crowd.clean(1);
    let cache = crowd.path().join("cache");
    for told in ["--why", "--locked"] {
        succeeds(&crowd, &cache);
        let pipe = crowd.out().join("team-000.pdf");
        std::fs::remove_file(&pipe).expect("a paper");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("a program").success());
        let mut build = crowd.build();
        build.arg(told).env("BOARDPACK_CACHE", &cache).timeout(Duration::from_secs(60));
        let output = build.output().expect("the program ends");
        assert_eq!(output.status.code(), Some(if told == "--locked" { 1 } else { 0 }));
        if told == "--locked" {
            std::fs::remove_file(&pipe).expect("a pipe");
        } else {
            assert_same(&papers(&crowd.out()), &clean);
        }
    }
}

#[test]
fn a_run_that_is_stopped_with_its_turn_is_not_waited_for_without_end() {
    let crowd = Crowd::new(4);
    let clean = crowd.clean(1);
    let folder = crowd.out();
    std::fs::create_dir_all(&folder).expect("a folder");
    let held = std::fs::File::open(&folder).expect("a folder");
    held.lock().expect("a lock");
    let mut build = crowd.build();
    let output = build.timeout(Duration::from_secs(60)).output().expect("the program ends");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("another run is putting papers into the folder"), "{said}");
    assert!(papers(&folder).is_empty());
    // Somebody who goes on in time is waited for.
    let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_boardpack"));
    let build = build.args(["build", "county"]).current_dir(crowd.path()).env("BOARDPACK_CACHE", "none");
    let mut build = build.stdout(Stdio::null()).spawn().expect("the program starts");
    std::thread::sleep(Duration::from_secs(2));
    drop(held);
    assert!(build.wait().expect("it ends").success());
    assert_same(&papers(&folder), &clean);
}

#[test]
fn a_paper_that_goes_during_the_build_is_missed() {
    let crowd = Crowd::new(3);
    let out = crowd.out();
    let progress = Arc::new(Meddler {
        stage: Stage::Rules,
        does: Mutex::new(Some(move || {
            // The first report is not written yet; afterwards its folder is another.
            std::thread::spawn(move || {
                while papers(&out).is_empty() {
                    std::thread::yield_now();
                }
                std::fs::rename(&out, out.with_file_name("old")).expect("a folder");
            });
        })),
    });
    let options = Options { progress: Some(progress), ..Options::default() };
    let built = options.build(&[crowd.project()]).expect("a project");
    let said = rendered(&built.diagnostics);
    assert_eq!(built.papers.len(), papers(&crowd.out()).len(), "{said}");
    assert!(
        built.failed > 0 && said.contains("is gone: somebody has removed it since this build wrote it"),
        "{said}"
    );
}

#[test]
fn what_is_told_of_a_build_takes_the_place_of_nothing_that_it_reads_or_makes() {
    let crowd = Crowd::new(2);
    let said = |record: &str, deps: &str| {
        let output = crowd.build().args(["--record", record, "--deps", deps]).output().expect("the program runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("text"))
    };
    let data = std::fs::read(crowd.data()).expect("data");
    let clean = crowd.clean(1);
    for (record, deps, words) in [
        ("county/data/staff.csv", "deps.mk", "papers are made of it"),
        ("record.json", "county/council.yaml", "papers are made of it"),
        ("county/out/team-000.pdf", "deps.mk", "it is a paper"),
    ] {
        let (code, said) = said(record, deps);
        assert!(code == Some(1) && said.contains(words), "{record}, {deps}: {said}");
        assert_same(&papers(&crowd.out()), &clean);
        assert_eq!(std::fs::read(crowd.data()).expect("data"), data);
    }
    let (code, said) = said("told.json", "told.json");
    assert!(code == Some(2) && said.contains("cannot be written to one file"), "{said}");
}

#[test]
fn a_locked_build_leaves_no_trace() {
    let crowd = Crowd::new(3);
    let cache = crowd.path().join("cache");
    succeeds(&crowd, &cache);
    // Older than what is noted once a day.
    for file in files(crowd.path()) {
        let file = std::fs::File::options().write(true).open(file).expect("a file");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000))
            .expect("its time");
    }
    let look = || -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
        let file = |path: PathBuf| {
            let time = std::fs::metadata(&path).and_then(|data| data.modified()).expect("its time");
            (path.clone(), std::fs::read(&path).expect("a file"), time)
        };
        files(crowd.path()).into_iter().map(file).collect()
    };
    let locked = |cache: &str| {
        let mut build = crowd.build();
        build.arg("--locked").env("BOARDPACK_CACHE", cache).env("XDG_CACHE_HOME", crowd.path().join("xdg"));
        build.output().expect("the program runs").status.code()
    };
    let shared = format!("file://{}", crowd.path().join("shared").display());
    let caches = [cache.to_str().expect("a path"), "none", "not-there-yet", "", &shared];
    for state in [1, 2] {
        crowd.set(state);
        let before = look();
        for cache in caches {
            assert_eq!(locked(cache), Some(if state == 1 { 0 } else { 1 }), "{cache}");
            assert!(look() == before, "{cache}");
        }
    }
}

/// Builds where a folder is on a disk of its own, in a namespace of its own; `None` where the system permits none.
/// Returns the exit code, what the run said, and a copy of the folder.
#[cfg(target_os = "linux")]
fn on_disk(crowd: &Crowd, folder: &Path, mount: &str, cache: &Path) -> Option<(Option<i32>, String, PathBuf)> {
    std::fs::create_dir_all(folder).expect("a folder");
    let copy = crowd.path().join("copy");
    let _ = std::fs::remove_dir_all(&copy);
    // A user may do so in a namespace of users, the superuser without one.
    let may = |how: &&&str| Command::new("unshare").args([**how, "true"]).status().is_ok_and(|done| done.success());
    let Some(how) = ["-Urm", "-m"].iter().find(may) else {
        say("left out: this system lets nobody have disks of their own");
        return None;
    };
    let script =
        format!("{mount} || exit 99; \"$2\" build county; code=$?; cp -a \"$1\" \"$3\" >&2 || exit 98; exit $code");
    let mut command = Command::new("unshare");
    command.args([how, "sh", "-c", &script, "sh"]).arg(folder).arg(env!("CARGO_BIN_EXE_boardpack")).arg(&copy);
    command.current_dir(crowd.path()).env("BOARDPACK_CACHE", cache).env_remove("SOURCE_DATE_EPOCH");
    let output = command.output().ok()?;
    let said = String::from_utf8(output.stderr).expect("text");
    if output.status.code() == Some(99) || said.starts_with("unshare: ") {
        say(&format!("left out: this system lets nobody mount a disk: {said}"));
        return None;
    }
    Some((output.status.code(), said, copy))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_one_that_may_only_be_read_are_told_of() {
    const FULL: &str = "mount -t tmpfs -o size=160k tmpfs \"$1\"";
    const READ_ONLY: &str = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"";
    let crowd = Crowd::new(30);
    let clean = crowd.clean(1);
    let cache = crowd.path().join("cache");
    let Some((code, said, copy)) = on_disk(&crowd, &crowd.out(), FULL, &cache) else { return };
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("cannot be written: No space left on device"), "{said}");
    assert!(
        said.contains("hint: check that the folder may be written to and that there is room on the disk"),
        "{said}"
    );
    let written = papers(&copy);
    assert!(!written.is_empty() && written.len() < 30, "{} papers", written.len());
    assert_each_of(&written, &[&clean]);
    assert_tidy(&copy);
    // The cache has no room: a note, and all papers.
    let Some((code, said, copy)) = on_disk(&crowd, &crowd.path().join("small"), FULL, &crowd.path().join("small"))
    else {
        return;
    };
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("note: the cache in ") && said.contains("No space left on device"), "{said}");
    assert_same(&papers(&crowd.out()), &clean);
    assert_tidy(&copy);
    // The cache may only be read: what is in it is used.
    succeeds(&crowd, &cache);
    std::fs::remove_dir_all(crowd.out()).expect("papers");
    let Some((code, said, _)) = on_disk(&crowd, &cache, READ_ONLY, &cache) else { return };
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert_same(&papers(&crowd.out()), &clean);
    // And what is not in it cannot be kept.
    let other = crowd.clean(2);
    crowd.set(2);
    let Some((code, said, _)) = on_disk(&crowd, &cache, READ_ONLY, &cache) else { return };
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("note: the cache in ") && said.contains("Read-only file system"), "{said}");
    assert_same(&papers(&crowd.out()), &other);
    // The papers may only be read: they stay as they are, and each is told of.
    crowd.set(1);
    let Some((code, said, _)) = on_disk(&crowd, &crowd.out(), READ_ONLY, &cache) else { return };
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(said.matches("cannot be written: Read-only file system").count(), 30, "{said}");
    assert_same(&papers(&crowd.out()), &other);
    succeeds(&crowd, &cache);
}

#[cfg(unix)]
#[test]
fn a_limit_to_the_length_of_files_leaves_no_part_of_one() {
    let crowd = Crowd::new(3);
    let clean = crowd.clean(1);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" build county", env!("CARGO_BIN_EXE_boardpack")]);
    command.current_dir(crowd.path()).env("BOARDPACK_CACHE", "none").env_remove("SOURCE_DATE_EPOCH");
    let output = command.output().expect("a shell");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.matches("cannot be written: File too large").count(), 3, "{said}");
    assert_eq!(files(&crowd.out()), Vec::<PathBuf>::new());
    succeeds(&crowd, Path::new("none"));
    assert_same(&papers(&crowd.out()), &clean);
}
