//! Places that cannot be written to or read from: folders, permissions, pipes and full disks.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{assert_each_of, assert_tidy, fails, files, succeeds};
use crate::crowd::{Crowd, assert_same, papers};
use crate::said::say;

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
    assert_eq!(said.matches("team-001.pdf` cannot be written: a folder has its name").count(), 1, "{said}");
    assert!(said.contains("hint: rename that folder or move it away, or name another folder"), "{said}");
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
