//! Processes that are killed or stopped, and two at once.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Dice, assert_each_of, assert_recorded, assert_tidy, process, succeeds, wanted};
use crate::crowd::{Crowd, assert_same, papers};
use crate::said::say;

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
