//! Asking git, with what of its environment names a folder meant from here.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::cli::diff::source::Unusable;

/// What of the environment names files of a repository; a relative one is meant from the current folder.
const FILES: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
];

/// What git answers in a folder, without the end of its line; `None` if it refuses.
///
/// # Errors
/// If there is no git.
pub fn ask(folder: &Path, arguments: &[&str]) -> Result<Option<String>, Unusable> {
    Ok(answer(command(folder).args(arguments))?.map(|bytes| line(&bytes)))
}

/// What a command of git answers, byte for byte; `None` if it refuses.
///
/// # Errors
/// If there is no git.
pub fn answer(command: &mut Command) -> Result<Option<Vec<u8>>, Unusable> {
    let done = command.stdin(Stdio::null()).output().map_err(absent)?;
    Ok(done.status.success().then_some(done.stdout))
}

/// Runs a command of git to its end with something to read; what it answers is not kept.
///
/// # Errors
/// If there is no git.
pub fn run(command: &mut Command, input: Vec<u8>) -> Result<Output, Unusable> {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(absent)?;
    // What it says meanwhile must not have to wait for what it has yet to read.
    let writer = child.stdin.take().map(|mut stdin| std::thread::spawn(move || stdin.write_all(&input)));
    let done = child.wait_with_output().map_err(absent)?;
    // A git that ends before it has read everything says why.
    drop(writer.map(std::thread::JoinHandle::join));
    Ok(done)
}

/// A command of git in a folder, whose messages are in the language of its programmers.
pub fn command(folder: &Path) -> Command {
    let mut command = plain(folder);
    let here = std::env::current_dir().unwrap_or_default();
    for name in FILES {
        if let Some(path) = std::env::var_os(name).filter(|path| !path.is_empty() && Path::new(path).is_relative())
        {
            command.env(name, here.join(path));
        }
    }
    // As git sees it: whoever names the repository stands at the top of its files.
    if std::env::var_os("GIT_DIR").is_some() && std::env::var_os("GIT_WORK_TREE").is_none() {
        command.env("GIT_WORK_TREE", here);
    }
    command
}

/// The same, whatever repository the environment names.
pub fn afresh(folder: &Path) -> Command {
    let mut command = plain(folder);
    FILES.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// The only line of an answer.
pub fn line(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).trim_end_matches(['\n', '\r']).to_owned()
}

fn plain(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).env("LC_ALL", "C");
    command
}

fn absent(error: std::io::Error) -> Unusable {
    Unusable {
        message: format!("`git` cannot be started: {error}"),
        hint: "install git, or compare two PDFs, two folders of papers, or two records of builds".to_owned(),
    }
}
