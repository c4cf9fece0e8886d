//! Caches that are damaged, or are none.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{Dice, files, succeeds};
use crate::crowd::{Crowd, assert_same, papers};

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
