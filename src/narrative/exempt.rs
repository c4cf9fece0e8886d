//! What a paper says of what is exempt from publication: a label in the restricted edition, a notice in the public one.

use crate::diagnostic::Diagnostics;
use crate::narrative::document::{Absent, Block, Ground, Inline, Inlines, Section, plain};
use crate::narrative::papers::Edition;
use crate::narrative::render::Renderer;
use crate::project::body::{What, Withheld};
use crate::project::exempt::{Exempt, Paragraph};
use crate::quantity::style::join_words;

/// Words about what is exempt, for one edition.
#[derive(Clone, Copy)]
pub struct Notices<'a> {
    /// Renders the public-interest statements.
    pub renderer: &'a Renderer,
    /// For whom the paper is made.
    pub edition: Edition,
}

impl Notices<'_> {
    /// Whether what is exempt is left out.
    pub fn withhold(&self) -> bool {
        self.edition == Edition::Public
    }

    /// What stands for something exempt in the public edition, where paragraphs under `number` are numbered. The notice
    /// still lacks its subject, which [`finish_all`] puts before it.
    pub fn block(&self, withheld: &Withheld, number: Option<&str>, sink: &mut Diagnostics) -> Block {
        let subject = match (withheld.what, number) {
            (What::Paragraph, Some(number)) => format!("Paragraph {number}"),
            (What::Section, Some(number)) => format!("Section {number}"),
            (What::Section, None) => "This section".to_owned(),
            (What::Recommendations, _) => "The recommendations".to_owned(),
            // Their numbers are not known before all of them are.
            (What::Chart | What::Table, _) => String::new(),
            (What::Paragraph | What::Plain, _) => "A part of this section".to_owned(),
        };
        let plural = withheld.what == What::Recommendations;
        let absent = Absent { subject, plural, charts: withheld.charts, tables: withheld.tables };
        Block::Exempt { notice: self.ground(&withheld.exempt, sink), body: Vec::new(), absent: Some(absent) }
    }

    /// "Appendix 2 is exempt from publication under …", and the public-interest statement.
    pub fn notice(&self, subject: &str, plural: bool, exempt: &Exempt, sink: &mut Diagnostics) -> Inlines {
        with_subject(subject, plural, self.ground(exempt, sink))
    }

    /// "exempt from publication under …", and the public-interest statement.
    fn ground(&self, exempt: &Exempt, sink: &mut Diagnostics) -> Inlines {
        let ground = Ground::new(exempt, self.renderer, sink);
        let mut words =
            plain(format!("exempt from publication under {}: {}. ", exempt.paragraph.name(), ground.description));
        words.extend(ground.statement);
        words
    }

    /// "Exempt from publication: paragraph 3 of Schedule 12A".
    pub fn label(&self, exempt: &Exempt, sink: &mut Diagnostics) -> Inlines {
        // The statement stands in the other edition only, but what is wrong with it is told of both.
        Ground::new(exempt, self.renderer, sink);
        plain(format!("Exempt from publication: paragraph {} of Schedule 12A", exempt.paragraph.number()))
    }

    /// All that stands in an exempt section, under one label.
    pub fn whole(&self, body: Vec<Block>, exempt: &Exempt, sink: &mut Diagnostics) -> Vec<Block> {
        if body.is_empty() { body } else { vec![self.wrap(body, exempt, sink)] }
    }

    fn wrap(&self, body: Vec<Block>, exempt: &Exempt, sink: &mut Diagnostics) -> Block {
        Block::Exempt { notice: self.label(exempt, sink), body, absent: None }
    }

    /// Blocks that are exempt, with their label; what has a number keeps it.
    pub fn labelled(&self, blocks: Vec<Block>, exempt: &Exempt, sink: &mut Diagnostics) -> Vec<Block> {
        let mut wrap = |body| self.wrap(body, exempt, sink);
        let mut done = Vec::new();
        let mut plain = Vec::new();
        for block in blocks {
            if let Block::Numbered { number, level, heading, body } = block {
                if !plain.is_empty() {
                    done.push(wrap(std::mem::take(&mut plain)));
                }
                done.push(Block::Numbered { number, level, heading, body: vec![wrap(body)] });
            } else {
                plain.push(block);
            }
        }
        if !plain.is_empty() {
            done.push(wrap(plain));
        }
        done
    }
}

fn with_subject(subject: &str, plural: bool, mut ground: Inlines) -> Inlines {
    let is = if plural { "are" } else { "is" };
    ground.insert(0, Inline::Text { text: format!("{subject} {is} ") });
    ground
}

/// Puts the subjects before all notices of sections whose charts and tables have their numbers.
pub fn finish_all(sections: &mut [Section]) {
    for section in sections {
        finish(&mut section.body);
        finish_all(&mut section.sections);
    }
}

/// Puts the subjects before the notices of a list of blocks, in which the number of everything is known. Notices that
/// stand together and give the same ground become one.
fn finish(blocks: &mut Vec<Block>) {
    let mut done: Vec<Block> = Vec::new();
    for mut block in std::mem::take(blocks) {
        if let Block::Numbered { body, .. } = &mut block {
            finish(body);
        }
        match (done.last_mut(), block) {
            (
                Some(Block::Exempt { notice: before, absent: Some(all), .. }),
                Block::Exempt { notice, absent: Some(absent), .. },
            ) if *before == notice => {
                let joint = if all.subject.is_empty() { "" } else { "\n" };
                *all = Absent {
                    subject: format!("{}{joint}{}", all.subject, absent.subject),
                    plural: true,
                    charts: all.charts + absent.charts,
                    tables: all.tables + absent.tables,
                };
            }
            (
                Some(Block::Exempt { notice: before, body: all, absent: None }),
                Block::Exempt { notice, body, absent: None },
            ) if *before == notice => all.extend(body),
            (_, block) => done.push(block),
        }
    }
    for block in &mut done {
        if let Block::Exempt { notice, absent: Some(absent), .. } = block {
            let mut subjects: Vec<&str> = absent.subject.lines().collect();
            subjects.dedup();
            let plural = absent.plural && (subjects.len() > 1 || subjects.first() == Some(&"The recommendations"));
            *notice = with_subject(&join_words(&subjects), plural, std::mem::take(notice));
        }
    }
    *blocks = done;
}

/// The marking of a restricted edition, after the report's own.
pub fn marking(own: &str, paragraphs: &[Paragraph]) -> String {
    let numbers: Vec<String> = paragraphs.iter().map(|one| one.number().to_string()).collect();
    let noun = if numbers.len() == 1 { "paragraph" } else { "paragraphs" };
    let numbers = join_words(&numbers);
    let own = if own.is_empty() { String::new() } else { format!("{}. ", own.trim_end_matches('.')) };
    format!("{own}Restricted – exempt from publication under {noun} {numbers} of Schedule 12A")
}

impl Ground {
    /// The ground of an exemption, its statement rendered.
    pub fn new(exempt: &Exempt, renderer: &Renderer, sink: &mut Diagnostics) -> Self {
        Self {
            paragraph: exempt.paragraph.number(),
            description: renderer.quotes(exempt.paragraph.description()),
            statement: renderer.line(&exempt.public_interest, sink),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marking_names_every_paragraph() {
        let of = |numbers: &[usize]| numbers.iter().filter_map(|one| Paragraph::new(*one)).collect::<Vec<_>>();
        assert_eq!(
            marking("", &of(&[3])),
            "Restricted – exempt from publication under paragraph 3 of Schedule 12A"
        );
        assert_eq!(
            marking("Draft", &of(&[1, 2, 3])),
            "Draft. Restricted – exempt from publication under paragraphs 1, 2 and 3 of Schedule 12A"
        );
    }
}
