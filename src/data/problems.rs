//! A list of what is wrong with one data file, kept short: the same slip in ten thousand rows is said a few times.

use crate::diagnostic::Diagnostic;

/// How many problems of one file are told one by one.
const TOLD: usize = 20;

/// How many problems with the same words are told one by one.
const TOLD_OF_ONE_SORT: usize = 3;

/// The problems of a file: the first ones in full, the rest as a count.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<Diagnostic>,
    more: usize,
}

impl Problems {
    /// Adds one.
    pub(super) fn push(&mut self, problem: Diagnostic) {
        let same = self.told.iter().filter(|told| told.message == problem.message).count();
        if self.told.len() < TOLD && same < TOLD_OF_ONE_SORT {
            self.told.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// Counts problems that nobody kept.
    pub(super) fn leave_out(&mut self, count: usize) {
        self.more += count;
    }

    /// The value if nothing was wrong, else the problems; the last one says how many were left out.
    pub(super) fn or<T>(mut self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.more > 0
            && let Some(last) = self.told.pop()
        {
            let more = match self.more {
                1 => "there is 1 more problem".to_owned(),
                more => format!("there are {more} more problems"),
            };
            self.told.push(last.hint(format!("{more} in this file")));
        }
        if self.told.is_empty() { Ok(value) } else { Err(self.told) }
    }
}

impl Extend<Diagnostic> for Problems {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        for problem in problems {
            self.push(problem);
        }
    }
}
