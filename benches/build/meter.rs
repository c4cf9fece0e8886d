//! The meter: a small process of its own that runs commands and says how long they took, how long processors worked for
//! them and how much memory the largest of them used.
//!
//! It has to be its own process. The system keeps the peak memory of children as one number for all children that
//! ever were, and counts into it what their parent used at the moment it started them.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// The first argument of this program when it is the meter.
pub const ARGUMENT: &str = "--meter";

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From the start of the first command to the end of the last.
    pub time: Duration,
    /// How long processors worked for all of them; 0 where the system does not tell. Of what else the machine does it hardly
    /// depends.
    pub work: Duration,
    /// The peak memory of the largest process in bytes; 0 where the system does not tell.
    pub peak: u64,
}

impl Cost {
    /// The time in milliseconds.
    pub fn milliseconds(self) -> f64 {
        self.time.as_secs_f64() * 1e3
    }

    /// The work in milliseconds.
    pub fn milliseconds_of_work(self) -> f64 {
        self.work.as_secs_f64() * 1e3
    }

    /// The memory in millions of bytes.
    pub fn megabytes(self) -> f64 {
        self.peak as f64 / 1e6
    }
}

/// A command.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// Program and arguments.
    words: Vec<String>,
    /// What it ends with if all is well.
    code: i32,
}

impl Line {
    /// A command that ends with 0.
    pub fn new(words: Vec<String>) -> Self {
        Self { words, code: 0 }
    }

    /// The same with more arguments.
    pub fn and<const N: usize>(mut self, arguments: [String; N]) -> Self {
        self.words.extend(arguments);
        self
    }

    /// The same, ending with another code.
    pub fn ending_with(self, code: i32) -> Self {
        Self { code, ..self }
    }
}

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
    let mut next = || numbers.next().expect("the meter writes three numbers");
    Cost { time: Duration::from_micros(next()), work: Duration::from_micros(next()), peak: next() }
}

/// The meter itself: commands as JSON on standard input, microseconds, again, and bytes on standard output.
pub fn main(at_a_time: usize) {
    let mut given = Vec::new();
    std::io::stdin().read_to_end(&mut given).expect("commands on standard input");
    let lines: Vec<Line> = serde_json::from_slice(&given).expect("commands as they were written");
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
    let time = started.elapsed();
    let (work, peak) = used_by_children();
    println!("{} {} {peak}", time.as_micros(), work.as_micros());
}

fn call(line: &Line) {
    let (program, arguments) = line.words.split_first().expect("a command has a program");
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let why = match output {
        Ok(output) if output.status.code() == Some(line.code) => return,
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    eprintln!("{}\n{why}", line.words.join(" "));
    std::process::exit(1);
}

/// How long processors worked for all commands, and the peak memory of the largest.
#[cfg(unix)]
fn used_by_children() -> (Duration, u64) {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return (Duration::ZERO, 0) };
    let work = [usage.user_time(), usage.system_time()].map(|time| time.num_microseconds()).iter().sum::<i64>();
    let work = Duration::from_micros(u64::try_from(work).unwrap_or(0));
    // Kilobytes, but for Apple's systems.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    (work, u64::try_from(usage.max_rss()).unwrap_or(0) * unit)
}

#[cfg(not(unix))]
fn used_by_children() -> (Duration, u64) {
    (Duration::ZERO, 0)
}
