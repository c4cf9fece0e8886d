//! Counting: the numbers of sections, of the paragraphs in them and of their parts.

use crate::narrative::document::{Block, Inlines};
use crate::project::numbering::{Numbering, Paragraphs};

/// Counts the paragraphs of a document, section by section.
pub struct Counter<'a> {
    numbering: &'a Numbering,
    /// The number that the next paragraph takes where they are numbered on.
    running: usize,
}

impl<'a> Counter<'a> {
    /// A counter at the beginning of a document.
    pub fn new(numbering: &'a Numbering) -> Self {
        Self { numbering, running: 1 }
    }

    /// Begins a section at its place among the sections: `[9, 1]`. Its paragraphs are `numbered` or not.
    pub fn section(&mut self, place: &[usize], numbered: bool) -> SectionCounter<'_> {
        let numbered = numbered && self.numbering.paragraphs != Paragraphs::Plain;
        match self.numbering.paragraphs {
            Paragraphs::Continuous => SectionCounter {
                numbering: self.numbering,
                above: Vec::new(),
                next: Next::Running(&mut self.running),
                numbered,
            },
            Paragraphs::Numbered | Paragraphs::Plain => {
                SectionCounter { numbering: self.numbering, above: place.to_vec(), next: Next::Own(1), numbered }
            }
        }
    }

    /// The number of a section; empty where headings have none.
    pub fn number(&self, place: &[usize]) -> String {
        self.numbering.section.as_ref().map_or_else(String::new, |pattern| pattern.all(place))
    }
}

/// Counts the paragraphs of a section.
pub struct SectionCounter<'c> {
    numbering: &'c Numbering,
    /// The numbers before a paragraph's own.
    above: Vec<usize>,
    next: Next<'c>,
    numbered: bool,
}

/// The number that the next paragraph takes.
enum Next<'c> {
    /// One of the section's own.
    Own(usize),
    /// One of the document's.
    Running(&'c mut usize),
}

impl SectionCounter<'_> {
    fn path(&self) -> Vec<usize> {
        let next = match &self.next {
            Next::Own(next) => *next,
            Next::Running(next) => **next,
        };
        self.above.iter().copied().chain([next]).collect()
    }

    /// Where the first section within this one stands among its paragraphs.
    pub fn first_section(&self) -> usize {
        match self.next {
            Next::Own(next) => next,
            Next::Running(_) => 1,
        }
    }

    /// A part of the paragraph that comes next, the `at`th; without a number where paragraphs have none.
    pub fn part(&self, at: usize, heading: Option<Inlines>, blocks: Vec<Block>) -> Vec<Block> {
        if !self.numbered {
            return heading.map(|body| Block::Heading { body }).into_iter().chain(blocks).collect();
        }
        let path: Vec<usize> = self.path().into_iter().chain([at]).collect();
        vec![Block::Numbered { number: self.numbering.part.write(&path), level: 3, heading, body: blocks }]
    }

    /// Puts blocks under the next number, where paragraphs take numbers.
    pub fn put(&mut self, heading: Option<Inlines>, blocks: Vec<Block>, body: &mut Vec<Block>) {
        if blocks.is_empty() && heading.is_none() {
            return;
        }
        if !self.numbered {
            body.extend(heading.map(|body| Block::Heading { body }));
            body.extend(blocks);
            return;
        }
        let number = self.numbering.paragraph.write(&self.path());
        body.push(Block::Numbered { number, level: 2, heading, body: blocks });
        match &mut self.next {
            Next::Own(next) => *next += 1,
            Next::Running(next) => **next += 1,
        }
    }
}

/// Puts blocks after what stands there: under the last number, if that is the last thing and no mere heading.
pub fn put_under(body: &mut Vec<Block>, blocks: Vec<Block>) {
    match body.last_mut() {
        Some(Block::Numbered { body: under, .. }) if !under.is_empty() => under.extend(blocks),
        _ => body.extend(blocks),
    }
}
