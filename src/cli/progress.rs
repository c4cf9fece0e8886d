//! A run that somebody watches: a bar on long runs, and a clock if timings are asked for.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::timings::{Clock, Timings};
use crate::progress::{Progress, Stage};

/// From how many reports on a run has a bar.
const MANY: usize = 10;

/// How long a run takes before it has a bar.
const LONG: Duration = Duration::from_millis(500);

/// Whoever watches a run from the command line.
#[derive(Debug)]
pub struct Watch {
    started: Instant,
    /// What is being done, such as "building"; `None` if there is to be no bar.
    doing: Option<&'static str>,
    bar: OnceLock<ProgressBar>,
    clock: Option<(Clock, Timings)>,
}

impl Watch {
    /// Begins to watch. A bar appears on a terminal only, and only for many reports that take long.
    pub fn new(doing: Option<&'static str>, timings: Option<Timings>) -> Self {
        let clock = timings.map(|timings| (Clock::new(), timings));
        Self { started: Instant::now(), doing, bar: OnceLock::new(), clock }
    }

    /// Takes the bar away and says where the time went, if that was asked for.
    pub fn end(&self) -> String {
        self.bar.get().inspect(|bar| bar.finish_and_clear());
        self.clock.as_ref().map_or_else(String::new, |(clock, timings)| clock.told(*timings))
    }

    /// The bar, which is drawn once the run has taken long enough.
    fn bar(&self) -> Option<&ProgressBar> {
        let bar = self.bar.get()?;
        if bar.is_hidden() && self.started.elapsed() >= LONG {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        Some(bar)
    }
}

impl Progress for Watch {
    fn planned(&self, reports: usize) {
        let Some(doing) = self.doing.filter(|_| reports >= MANY) else { return };
        let bar = ProgressBar::with_draw_target(Some(reports as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:30} {pos} of {len} reports{msg}") {
            bar.set_style(style);
        }
        bar.set_prefix(doing);
        // A run is planned once; of a second plan the first bar stays.
        let _ = self.bar.set(bar);
    }

    fn at(&self, report: &str, stage: Stage) {
        if let Some((clock, _)) = &self.clock {
            clock.at(report, stage);
        }
        self.bar().inspect(|bar| bar.tick());
    }

    fn done(&self, _: &str) {
        if let Some((clock, _)) = &self.clock {
            clock.done();
        }
        if let Some(bar) = self.bar() {
            bar.inc(1);
            bar.set_message(format!(", {} s left", bar.eta().as_secs()));
        }
    }
}
