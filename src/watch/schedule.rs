//! The schedule: when to look, after a burst of events or in the midst of one that does not end.

use std::time::Duration;

/// How long nothing may happen before the files are looked at: an editor that empties a file and writes it, or writes one beside
/// it and renames it, is done by then.
const QUIET: Duration = Duration::from_millis(10);

/// How long events may go on before the files are looked at all the same.
const LONGEST: Duration = Duration::from_millis(100);

/// How long after the last look the files are looked at once more: a folder that has just come into being may have got files
/// before anybody watched it.
const ONCE_MORE: Duration = Duration::from_millis(300);

/// When to look at the files. Moments are counted from any one beginning.
///
/// It holds two moments, however many events there are, and lets at most one look begin in each [`LONGEST`].
#[derive(Debug, Default)]
pub struct Schedule {
    /// The first and the last event since the last look began.
    events: Option<(Duration, Duration)>,
    /// When to look without an event.
    again: Option<Duration>,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Look at the files.
    Look,
    /// Wait so long, unless there is an event.
    Wait(Duration),
    /// Wait for an event.
    Rest,
}

impl Schedule {
    /// Takes note of an event.
    pub fn heard(&mut self, now: Duration) {
        let first = self.events.map_or(now, |(first, _)| first);
        self.events = Some((first, now));
    }

    /// What to do now.
    pub fn next(&self, now: Duration) -> Next {
        let settled = self.events.map(|(first, last)| (last + QUIET).min(first + LONGEST));
        match settled.into_iter().chain(self.again).min() {
            None => Next::Rest,
            Some(due) if due <= now => Next::Look,
            Some(due) => Next::Wait(due - now),
        }
    }

    /// Takes note that a look begins: events from now on are a reason for the next one.
    pub fn begin(&mut self) {
        let had_events = self.events.take().is_some();
        self.again = had_events.then_some(Duration::ZERO);
    }

    /// Takes note that a look has ended. `every` is the time after which to look again without an event, where nobody can
    /// tell of events.
    pub fn end(&mut self, now: Duration, every: Option<Duration>) {
        // A look that was without an event is not repeated, or there would be no end to it.
        let once_more = self.again.take().map(|_| now + ONCE_MORE);
        self.again = once_more.into_iter().chain(every.map(|every| now + every)).min();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    /// Runs a schedule on a clock of its own: events at these moments, each look taking so long. Returns when looks began.
    fn run(events: impl IntoIterator<Item = Duration>, look: Duration, until: Duration) -> Vec<Duration> {
        let mut schedule = Schedule::default();
        let mut events = events.into_iter().peekable();
        let (mut now, mut looks) = (Duration::ZERO, Vec::new());
        while now < until {
            while let Some(event) = events.next_if(|event| *event <= now) {
                schedule.heard(event);
            }
            match schedule.next(now) {
                Next::Look => {
                    looks.push(now);
                    schedule.begin();
                    now += look;
                    while let Some(event) = events.next_if(|event| *event <= now) {
                        schedule.heard(event);
                    }
                    schedule.end(now, None);
                }
                Next::Wait(time) => now = events.peek().map_or(now + time, |event| (now + time).min(*event)),
                Next::Rest => now = events.peek().copied().unwrap_or(until),
            }
        }
        looks
    }

    #[test]
    fn nothing_is_looked_at_without_an_event() {
        assert!(run([], ms(50), ms(10_000)).is_empty());
    }

    #[test]
    fn one_event_is_looked_at_when_it_is_quiet_and_once_more_later() {
        let at = ms(1000);
        let first = at + QUIET;
        assert_eq!(run([at], ms(50), ms(60_000)), [first, first + ms(50) + ONCE_MORE]);
    }

    #[test]
    fn the_events_of_one_save_are_one_look() {
        let save = [1000, 1001, 1004, 1008].map(ms);
        let first = ms(1008) + QUIET;
        assert_eq!(run(save, ms(50), ms(60_000)), [first, first + ms(50) + ONCE_MORE]);
    }

    #[test]
    fn constant_events_neither_starve_the_looks_nor_multiply_them() {
        for (step, look) in [(1, 5), (5, 120), (9, 40), (9, 1000)] {
            let storm: Vec<Duration> = (0..2000 / step).map(|which| ms(which * step)).collect();
            let last = *storm.last().expect("events");
            let looks = run(storm, ms(look), ms(60_000));
            let during = looks.iter().filter(|at| **at <= last).count() as u64;
            assert!(during >= 2000 / (LONGEST.as_millis() as u64 + look + step), "{step} {look}: {looks:?}");
            assert!(during <= 2000 / LONGEST.as_millis() as u64, "{step} {look}: {looks:?}");
            let gap = looks.windows(2).take_while(|pair| pair[1] <= last).map(|pair| pair[1] - pair[0]).max();
            assert!(gap.is_none_or(|gap| gap <= LONGEST.max(ms(look)) + ms(step)), "{step} {look}: {looks:?}");
            assert!(looks.iter().any(|at| *at > last), "the last event was looked at: {looks:?}");
        }
    }

    #[test]
    fn an_event_during_a_look_is_a_reason_for_another() {
        let looks = run([ms(0), ms(30)], ms(500), ms(400_000));
        assert_eq!(looks[..2], [QUIET, QUIET + ms(500)], "{looks:?}");
    }

    #[test]
    fn where_nobody_tells_of_events_the_files_are_looked_at_regularly() {
        let mut schedule = Schedule::default();
        schedule.begin();
        schedule.end(ms(0), Some(ms(1000)));
        assert_eq!(schedule.next(ms(400)), Next::Wait(ms(600)));
        schedule.heard(ms(500));
        assert_eq!(schedule.next(ms(500) + QUIET), Next::Look);
        schedule.begin();
        schedule.end(ms(600), Some(ms(1000)));
        assert_eq!(schedule.next(ms(600)), Next::Wait(ONCE_MORE));
    }
}
