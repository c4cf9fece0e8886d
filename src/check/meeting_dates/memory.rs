//! Who has been named: whom "it", "its" and "the panel" are.

use crate::check::meeting_dates::bodies::{Body, bodies};
use crate::check::words::Word;

/// Finds whom "it", "its" and "the panel" are.
#[derive(Debug, Default)]
pub struct Memory {
    named: Vec<Body>,
}

impl Memory {
    /// The bodies of a sentence, each short name as the nearest full one before it.
    pub fn read(&mut self, words: &[Word<'_>]) -> Vec<Body> {
        let mut all = bodies(words);
        for body in &mut all {
            if body.is_bare()
                && let Some(full) = self.named.iter().rev().find(|one| one.head == body.head)
            {
                body.name.clone_from(&full.name);
                body.telling.clone_from(&full.telling);
            }
            self.named.push(body.clone());
        }
        all
    }

    /// The body a pronoun at an index stands for: the nearest before it in its sentence, else the first after it, else the last of
    /// what went before.
    pub fn stands_for(&self, bodies: &[Body], at: usize) -> Option<Body> {
        let before = || bodies.iter().rev().filter(|body| body.words.end <= at);
        let subject = before().find(|body| !body.genitive && !body.governed);
        let before = subject.or_else(|| before().find(|body| !body.genitive)).or_else(|| before().next());
        let after = bodies.iter().find(|body| body.words.start > at);
        let earlier = self.named.len().checked_sub(bodies.len() + 1).and_then(|at| self.named.get(at));
        before.or(after).or(earlier).cloned()
    }

    /// The person "her" and "his" are.
    pub fn person(&self, bodies: &[Body], at: usize) -> Option<Body> {
        let near = bodies.iter().rev().filter(|body| body.words.end <= at).chain(bodies);
        near.chain(self.named.iter().rev()).find(|body| body.is_personal()).cloned()
    }

    /// The last body of all so far.
    pub fn last(&self) -> Option<Body> {
        self.named.last().cloned()
    }
}
