//! Files that change while they are read, and papers that go while they are made.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use boardpack::build::{Built, Options};
use boardpack::progress::{Progress, Stage};

use super::{Dice, assert_each_of, assert_tidy, succeeds};
use crate::crowd::{Crowd, Papers, assert_same, papers, table};
use crate::said::say;
use crate::scratch::rendered;

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
