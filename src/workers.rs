//! Workers: many reports in one run, as many at a time as there are cores.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{LazyLock, Mutex, PoisonError};

use rayon::ThreadPoolBuilder;

/// How many reports are built at a time: as many as there are cores.
pub fn at_a_time() -> usize {
    static CORES: LazyLock<usize> = LazyLock::new(|| std::thread::available_parallelism().map_or(1, NonZero::get));
    *CORES
}

/// Does every job and returns the results in the order of the jobs.
///
/// Each worker has a rayon pool of its own. The Typst engine computes parts of a document in the background, and while
/// it waits for one it helps with whatever else is to be done in the pool. Were the reports themselves in that pool, it
/// would begin another one in the midst of the first, and a third in the midst of that: memory would grow with the
/// number of reports, and the stack too.
pub fn map<Job: Send, Done: Send>(jobs: Vec<Job>, work: impl Fn(Job) -> Done + Sync) -> Vec<Done> {
    let cores = at_a_time();
    let workers = cores.min(jobs.len()).max(1);
    let waiting = Mutex::new(jobs.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut done = Vec::new();
        while let Some((at, job)) = next() {
            done.push((at, work(job)));
        }
        done
    };
    let in_pool = || {
        let pool = ThreadPoolBuilder::new().num_threads(cores.div_ceil(workers)).build();
        // Where the system gives no more threads, this one does all of it.
        match pool.or_else(|_| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build()) {
            Ok(pool) => pool.install(worker),
            Err(_) => worker(),
        }
    };
    let mut all: Vec<(usize, Done)> = std::thread::scope(|scope| {
        let begin = |_| std::thread::Builder::new().spawn_scoped(scope, in_pool).ok();
        let threads: Vec<_> = (0..workers).map_while(begin).collect();
        let own = if threads.is_empty() { in_pool() } else { Vec::new() };
        let done = threads.into_iter().map(|thread| match thread.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        own.into_iter().chain(done.flatten()).collect()
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, done)| done).collect()
}

/// Does work in a thread of its own with a stack of so many bytes; `None` if it panics, or if the system gives no thread.
///
/// The thread is a rayon pool too, since the reader of PDFs asks for one: in a plain thread it would wait for rayon's
/// global pool, and for ever where all of that one waits for this work.
pub fn aside<Done: Send>(stack: usize, work: impl FnOnce() -> Done + Send) -> Option<Done> {
    let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(stack).build().ok()?;
    catch_unwind(AssertUnwindSafe(|| pool.install(work))).ok()
}

#[cfg(test)]
mod tests {
    use super::{aside, map};

    #[test]
    fn results_are_in_the_order_of_the_jobs() {
        assert_eq!(
            map((0..1000).collect(), |job: u64| job * job),
            (0..1000).map(|job| job * job).collect::<Vec<_>>()
        );
        assert!(map(Vec::new(), |(): ()| ()).is_empty());
    }

    #[test]
    fn a_job_that_waits_for_its_own_parts_is_never_given_another_job() {
        use std::cell::Cell;
        thread_local!(static BUSY: Cell<bool> = const { Cell::new(false) });
        map((0..64).collect(), |_: i32| {
            assert!(!BUSY.replace(true), "two jobs are nested");
            rayon::join(rayon::yield_now, || while let Some(rayon::Yield::Executed) = rayon::yield_now() {});
            BUSY.set(false);
        });
    }

    #[test]
    fn what_is_done_aside_waits_for_nobody_and_may_panic() {
        assert_eq!(aside(1 << 20, || 1), Some(1));
        assert_eq!(aside(1 << 20, || -> i32 { std::panic::resume_unwind(Box::new("on purpose")) }), None);
        let (ended, end) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            // Every thread of the global pool waits for work that is itself done by rayon.
            let done = rayon::broadcast(|_| {
                std::thread::scope(|scope| {
                    let work = || aside(1 << 20, || rayon::join(|| 1, || 2));
                    scope.spawn(work).join().expect("it does not panic")
                })
            });
            ended.send(done).expect("somebody waits for it");
        });
        let done = end.recv_timeout(std::time::Duration::from_secs(60)).expect("a thread waits for ever");
        assert!(!done.is_empty() && done.iter().all(|one| *one == Some((1, 2))));
    }
}
