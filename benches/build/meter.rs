//! The meter: a small process of its own that runs commands and says how long they took and how much memory the
//! largest of them used.
//!
//! It has to be its own process. The system keeps the peak memory of children as one number for all children that
//! ever were, and counts into it what their parent used at the moment it started them.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The first argument of this program when it is the meter.
pub const ARGUMENT: &str = "--meter";

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From the start of the first command to the end of the last.
    pub time: Duration,
    /// The peak memory of the largest process in bytes; 0 where the system does not tell.
    pub peak: u64,
}

/// Program and arguments.
pub type Line = Vec<String>;

/// Runs commands in a meter, so many at a time.
pub fn run(lines: &[Line], at_a_time: usize) -> Cost {
    let this = std::env::current_exe().expect("a program knows where it is");
    let mut meter = Command::new(this)
        .args([ARGUMENT, &at_a_time.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program can be run again");
    let lines = serde_json::to_vec(lines).expect("text is JSON");
    meter.stdin.take().expect("it was asked for").write_all(&lines).expect("the meter reads");
    let output = meter.wait_with_output().expect("the meter ends");
    assert!(output.status.success(), "a command failed");
    let said = String::from_utf8_lossy(&output.stdout);
    let mut numbers = said.split_whitespace().map(|number| number.parse().expect("the meter writes numbers"));
    let mut next = || numbers.next().expect("the meter writes two numbers");
    Cost { time: Duration::from_micros(next()), peak: next() }
}

/// The meter itself: commands as JSON on standard input, microseconds and bytes on standard output.
pub fn main(at_a_time: usize) {
    let mut given = Vec::new();
    std::io::stdin().read_to_end(&mut given).expect("commands on standard input");
    let lines: Vec<Line> = serde_json::from_slice(&given).expect("commands are a list of lists of text");
    let started = Instant::now();
    let waiting = Mutex::new(lines.iter());
    std::thread::scope(|scope| {
        for _ in 0..at_a_time {
            scope.spawn(|| {
                loop {
                    let Some(line) = waiting.lock().expect("no worker has panicked").next() else { return };
                    call(line);
                }
            });
        }
    });
    println!("{} {}", started.elapsed().as_micros(), peak_of_children());
}

fn call(line: &Line) {
    let (program, arguments) = line.split_first().expect("a command has a program");
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let why = match output {
        Ok(output) if output.status.success() => return,
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    eprintln!("{}\n{why}", line.join(" "));
    std::process::exit(1);
}

#[cfg(unix)]
fn peak_of_children() -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    let largest = getrusage(UsageWho::RUSAGE_CHILDREN).map_or(0, |usage| usage.max_rss());
    // Kilobytes, but for Apple's systems.
    u64::try_from(largest).unwrap_or(0) * if cfg!(target_vendor = "apple") { 1 } else { 1024 }
}

#[cfg(not(unix))]
fn peak_of_children() -> u64 {
    0
}
