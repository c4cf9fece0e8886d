//! Resolutions: free ones, and recommendations of a report that keep their wording, with the decision on each.

mod decided;
mod numbers;
mod punctuation;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::narrative::document::{
    Field, Inlines, PaperReference, Recommendation, Record, Resolution, Resolutions, foreign_resolutions,
    plain_text,
};
use crate::narrative::papers::{Edition, Paper, Papers};
use crate::narrative::recommendations::number;
use crate::narrative::render::Renderer;
use crate::narrative::resolutions::decided::Desk;
use crate::narrative::resolutions::numbers::{Number, listed, meant};
use crate::narrative::resolutions::punctuation::{ended, punctuate};
use crate::narrative::wording;
use crate::project::profile::ResolutionSettings;
use crate::project::recommendations::RecommendationEntry;
use crate::project::resolutions::{Decisions, FreeEntry, ResolutionsEntry, Source};
use crate::project::yaml::Text;

pub use numbers::plain;

/// From which likeness on a resolution is taken for a recommendation that was typed again.
const RETYPED: f64 = 0.72;

/// From how many words on.
const RETYPED_WORDS: usize = 6;

/// Writes resolutions.
pub struct Registrar<'a> {
    /// Renders the author's own.
    pub renderer: &'a Renderer,
    /// How they are printed.
    pub settings: &'a ResolutionSettings,
    /// Gives the report whose recommendations were decided.
    pub papers: &'a dyn Papers,
    /// For whom the paper is made.
    pub edition: Edition,
}

/// The label that introduces resolutions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Several.
    Several,
    /// A single one, in the same sentence.
    Single,
    /// The recommendations of a report, all of them agreed as they stand.
    Agreed,
    /// The recommendations of a report, of which each was decided.
    Decided,
}

impl Lead {
    /// The label's key.
    pub fn label(self) -> &'static str {
        match self {
            Self::Several => "resolved",
            Self::Single => "resolved-single",
            Self::Agreed => "resolved-agreed",
            Self::Decided => "resolved-decided",
        }
    }
}

impl Registrar<'_> {
    /// Writes resolutions, without the words that introduce them; `beside` is the report that the item is about.
    pub fn resolutions(
        &self,
        entry: &ResolutionsEntry,
        beside: Option<&Text>,
        sink: &mut Diagnostics,
    ) -> Option<(Resolutions, Lead)> {
        let mut written = Resolutions {
            lead: Inlines::new(),
            single: false,
            strong: self.settings.strong,
            decided_apart: false,
            of: None,
            items: Vec::new(),
        };
        if let Some(text) = &entry.single {
            let paper = beside.and_then(|path| self.papers.paper(path, &mut Diagnostics::default()));
            let line = self.renderer.line(text, sink);
            paper.iter().for_each(|paper| refuse_retyped(text, &line, paper, sink));
            written.items.push(Resolution::plain(String::new(), ended(line, ".")));
            written.single = true;
            return Some((written, Lead::Single));
        }
        let mut lead = Lead::Several;
        let paper;
        match &entry.source {
            None => paper = beside.and_then(|path| self.papers.paper(path, &mut Diagnostics::default())),
            Some(Source::Minutes { path, number }) => {
                return self.of_minute(path, number, entry, sink).map(|written| {
                    let lead = if written.single { Lead::Single } else { Lead::Several };
                    (written, lead)
                });
            }
            Some(Source::Report { path, decisions }) => {
                let found = self.papers.paper(path, sink)?;
                let carried = self.decided(&found, path, decisions, &entry.place, sink)?;
                written.decided_apart = carried.iter().any(Resolution::is_not_agreed);
                lead = if written.decided_apart { Lead::Decided } else { Lead::Agreed };
                written.of = Some(Box::new(PaperReference::new(&found)));
                written.items = carried;
                paper = Some(found);
            }
        }
        let first = written.items.len() + 1;
        for (at, one) in (first..).zip(&entry.free) {
            let one = self.free(one, at, 1, paper.as_ref(), sink);
            written.items.push(one);
        }
        // Where a decision stands after each, a sentence cannot run on through it.
        let one_sentence = self.settings.one_sentence && !written.decided_apart;
        punctuate(&mut written.items, ".", one_sentence);
        Some((written, lead))
    }

    /// The resolutions that a minute has already.
    fn of_minute(
        &self,
        path: &Text,
        number: &Text,
        entry: &ResolutionsEntry,
        sink: &mut Diagnostics,
    ) -> Option<Resolutions> {
        let paper = self.papers.paper(path, sink)?;
        let record = minute(&paper, path, number, sink)?;
        let found = record.fields.values().find_map(|field| match field {
            Field::Resolutions(resolutions) => Some(foreign_resolutions(resolutions)),
            _ => None,
        });
        let Some(mut found) = found else {
            sink.push(
                Diagnostic::error(format!("minute {} has no resolutions", plain(&record.number)), &number.span)
                    .hint("name the minute whose resolutions are meant"),
            );
            return None;
        };
        if let Some(first) = entry.free.first() {
            sink.push(
                Diagnostic::error("a resolution that the minute does not have", &first.text.span)
                    .hint("add it to the minute, whose resolutions these are"),
            );
        }
        found.strong = self.settings.strong;
        Some(found)
    }

    fn free(
        &self,
        entry: &FreeEntry,
        at: usize,
        level: usize,
        paper: Option<&Arc<Paper>>,
        sink: &mut Diagnostics,
    ) -> Resolution {
        let text = self.renderer.line(&entry.text, sink);
        if let Some(paper) = paper {
            refuse_retyped(&entry.text, &text, paper, sink);
        }
        let items = (1..).zip(&entry.items).map(|(at, one)| self.free(one, at, level + 1, paper, sink)).collect();
        Resolution { items, ..Resolution::plain(self.number(at, level), text) }
    }

    fn number(&self, at: usize, level: usize) -> String {
        number(&self.settings.numbering[level.clamp(1, 3) - 1], at)
    }

    /// The recommendations of a report with what was decided on them.
    fn decided(
        &self,
        paper: &Paper,
        path: &Text,
        decisions: &Decisions,
        place: &Span,
        sink: &mut Diagnostics,
    ) -> Option<Vec<Resolution>> {
        let entries = paper.report.recommendations.as_ref().map_or(&[][..], |entry| &entry.items);
        let narrated = paper.narrated.document.recommendations.as_ref().map_or(&[][..], |list| &list.items);
        if entries.is_empty() {
            sink.push(
                Diagnostic::error(format!("`{}` has no recommendations", path.value), &path.span).hint(
                    "name the report whose recommendations were decided, or write what was resolved as a list",
                ),
            );
            return None;
        }
        let mut known = Vec::new();
        numbers::all(narrated, &Number::default(), &mut known);
        let mut desk = Desk { registrar: self, taken: Vec::new(), open: Vec::new() };
        let mut strange = Vec::new();
        let mut wrong = false;
        if let Decisions::Each(each) = decisions {
            for (key, decision) in each {
                let Some(number) = meant(&key.value, &known) else {
                    strange.push(key);
                    continue;
                };
                if let Some((first, ..)) = desk.taken.iter().find(|(_, taken, _)| *taken == number) {
                    sink.push(
                        Diagnostic::error(format!("two decisions on recommendation {}", number.shown()), &key.span)
                            .related(&first.span, "the first one")
                            .hint("leave the one that was taken"),
                    );
                    wrong = true;
                } else {
                    desk.taken.push((key, number, decision));
                }
            }
        }
        if let Some(first) = strange.first() {
            let noun = if strange.len() == 1 { "recommendation" } else { "recommendations" };
            let written: Vec<String> = strange.iter().map(|key| key.value.clone()).collect();
            let known: Vec<String> = known.iter().map(Number::shown).collect();
            let message = format!("`{}` has no {noun} {}", path.value, listed(&written));
            sink.push(Diagnostic::error(message, &first.span).hint(format!("it has {}", listed(&known))));
            wrong = true;
        }
        let all = match decisions {
            Decisions::All(verdict) => Some(*verdict),
            Decisions::Each(_) => None,
        };
        let items = desk.items(entries, narrated, &Number::default(), all, 1, sink);
        if !desk.open.is_empty() && !wrong {
            let (noun, verb) =
                if desk.open.len() == 1 { ("recommendation", "is") } else { ("recommendations", "are") };
            sink.push(Diagnostic::error(format!("{noun} {} {verb} not decided", listed(&desk.open)), place).hint(
                format!(
                    "add a line such as `{}: agreed` to `decisions`; there is also `deferred`, `rejected` and \
                     `{{amended: the new wording}}`",
                    desk.open[0]
                ),
            ));
        }
        Some(items)
    }
}

/// Reports a recommendation that was typed again, in other words.
fn refuse_retyped(text: &Text, line: &Inlines, paper: &Paper, sink: &mut Diagnostics) {
    let said = plain_text(line);
    if said.split_whitespace().count() < RETYPED_WORDS {
        return;
    }
    let entries = paper.report.recommendations.as_ref().map_or(&[][..], |entry| &entry.items);
    let narrated = paper.narrated.document.recommendations.as_ref().map_or(&[][..], |list| &list.items);
    let mut all = Vec::new();
    flatten(entries, narrated, &Number::default(), &mut all);
    let nearest = all
        .iter()
        .map(|(number, entry, recommended)| {
            (wording::likeness(&plain_text(&recommended.text), &said), number, entry, recommended)
        })
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let Some((_, number, entry, recommended)) = nearest.filter(|(likeness, ..)| *likeness >= RETYPED) else {
        return;
    };
    let recommended = plain_text(&recommended.text);
    if !wording::resolves(&recommended, &said) {
        let said = wording::as_recommended(&recommended, &said);
        sink.push(retyped(&number.shown(), &recommended, entry, text, &said));
    }
}

/// A recommendation that was typed again, in other words.
fn retyped(number: &str, recommended: &str, entry: &RecommendationEntry, text: &Text, said: &str) -> Diagnostic {
    let (old, new) = wording::first_difference(recommended, said);
    let place = text.value.find(&new).filter(|_| !new.is_empty()).map(|at| text.locate(at..at + new.len()));
    let message = match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("recommendation {number} does not say `{new}`"),
        (_, true) => format!("recommendation {number} says `{old}`, which is not here"),
        _ => format!("recommendation {number} says `{old}`, and not `{new}`"),
    };
    Diagnostic::error(message, place.as_ref().unwrap_or(&text.span))
        .related(&entry.text.span, "the recommendation")
        .hint(format!(
            "take it from the report, `of:` and `decisions: {{{number}: agreed}}`; if it was changed, `{{{number}: \
             {{amended: the new wording}}}}`"
        ))
}

fn flatten<'a>(
    entries: &'a [RecommendationEntry],
    narrated: &'a [Recommendation],
    above: &Number,
    all: &mut Vec<(Number, &'a RecommendationEntry, &'a Recommendation)>,
) {
    for (entry, recommended) in entries.iter().zip(narrated) {
        let number = above.within(&recommended.number);
        all.push((number.clone(), entry, recommended));
        flatten(&entry.items, &recommended.items, &number, all);
    }
}

/// A minute of earlier minutes, by its number.
pub fn minute<'a>(paper: &'a Paper, path: &Text, wanted: &Text, sink: &mut Diagnostics) -> Option<&'a Record> {
    let records = paper.narrated.document.fields.values().filter_map(|field| match field {
        Field::Records(records) => Some(records.iter().filter(|record| !record.number.is_empty())),
        _ => None,
    });
    let records: Vec<&Record> = records.flatten().collect();
    let found = records.iter().find(|record| plain(&record.number) == plain(&wanted.value)).copied();
    if found.is_none() {
        let mut numbers: Vec<String> = records.iter().map(|record| plain(&record.number)).collect();
        numbers.sort_by_key(|number| number.parse().unwrap_or(usize::MAX));
        let hint = if numbers.is_empty() {
            "name a file of minutes, with the number of one of them".to_owned()
        } else {
            format!("it has {}", listed(&numbers))
        };
        let message = format!("`{}` has no minute {}", path.value, wanted.value);
        sink.push(Diagnostic::error(message, &wanted.span).hint(hint));
    }
    found
}

impl Resolution {
    fn plain(number: String, text: Inlines) -> Self {
        Self { number, text, stem: Inlines::new(), decision: None, items: Vec::new() }
    }

    fn is_not_agreed(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.kind != "agreed")
            || self.items.iter().any(Self::is_not_agreed)
    }
}
