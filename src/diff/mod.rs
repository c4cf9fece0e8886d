//! What differs between two versions of a council's papers: figures, claims, words and pages.
//!
//! Two [`Version`]s go in, a [`Difference`] comes out, and each way of telling it is one file: [`text`] for a terminal,
//! [`json`] for programs, [`markdown`] for a comment on a pull request, [`html`] for somebody who wants to see the pages.

mod claims;
mod figures;
pub mod html;
pub mod json;
pub mod markdown;
mod moves;
mod pages;
mod pairs;
mod passages;
mod picture;
mod refused;
mod renamed;
pub mod reports;
pub mod scratch;
mod shared;
mod squares;
pub mod text;
mod words;

use std::path::Path;

use serde::Serialize;

use crate::appendix::reading::{self, Reading};
use crate::build::names;
use crate::project::Project;
use crate::trace::record::{Figures, Place};
use crate::workers;

pub use pages::{Mark, PageChange, Side};
use pairs::{Pair, former_name, is_same, pairs, records};
use passages::TextFate;
pub use passages::{Change, Piece, TextChange};
use picture::Album;

/// The papers of a council at one time.
#[derive(Default)]
pub struct Version {
    /// What it is called: a revision, a file, a folder.
    pub name: String,
    /// Its papers.
    pub papers: Vec<Paper>,
    /// Its reports that cannot be built.
    pub unbuilt: Vec<Unbuilt>,
    /// The project that they were built from, with its data, where it is at hand.
    pub project: Option<Project>,
    /// Whether it is one paper of many, so that what else the other version has is not asked.
    pub alone: bool,
    /// Which part of a run it is, `3/8`, if the others are not known; empty for all of it.
    pub part: String,
    /// Whether it is a revision in which the project is not there.
    pub absent: bool,
    /// The folder that it was taken out to, which goes away with it.
    pub kept: Option<scratch::Scratch>,
}

impl Version {
    /// Whether it may have papers that are not known, so that one that it has not is neither new nor gone.
    fn is_partial(&self) -> bool {
        self.alone || !self.part.is_empty()
    }
}

/// A paper of a version.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// The file, below the folder of papers: `2025-11-27-update.pdf`.
    pub name: String,
    /// The figures that it carries; of a pack, those of each paper in it.
    pub figures: Vec<Figures>,
    /// The PDF, where it is at hand.
    pub bytes: Option<Vec<u8>>,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// Why its figures cannot be read, as one phrase after its name, if its file is damaged.
    pub damage: Option<String>,
    /// Whether it says that it is the edition for members. One that was made before papers said so does not.
    pub restricted: bool,
}

impl Paper {
    /// Whether it is for members alone: by what it says itself, or else by its name.
    pub fn is_restricted(&self) -> bool {
        self.restricted || names::is_restricted(Path::new(&self.name))
    }
}

/// A report that cannot be built.
#[derive(Debug, Clone, Default)]
pub struct Unbuilt {
    /// The report, relative to its project.
    pub report: String,
    /// What it is called in the other version, if it has another name there; [`reports::follow`] finds it out.
    pub other: String,
    /// The code of the area that its paper would be about, where it is made for each of many.
    pub subject: Option<String>,
    /// Whether none of its papers was made, whomever they would be about.
    pub whole: bool,
    /// What its paper would be called.
    pub name: String,
    /// What is wrong with it, each with its place.
    pub errors: Vec<String>,
}

/// What differs between two versions.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// What the older version is called.
    pub old: String,
    /// What the newer version is called.
    pub new: String,
    /// How many papers were compared.
    pub compared: usize,
    /// The papers that differ, by their names.
    pub papers: Vec<PaperDifference>,
    /// The papers that have other bytes and show the same.
    pub same_to_a_reader: Vec<String>,
}

/// What became of a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It shows something else.
    #[default]
    Changed,
    /// It is only in the newer version.
    New,
    /// It is only in the older version.
    Gone,
    /// It cannot be built in the newer version; what would change is told from its figures.
    Unbuilt,
    /// It could not be built in the older version, and can be now.
    Rebuilt,
}

/// What differs in a paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PaperDifference {
    /// Its file.
    pub paper: String,
    /// Its title; empty where nobody says.
    pub title: String,
    /// What its file was called, if it has another name now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub renamed_from: String,
    /// What became of it.
    pub status: Status,
    /// Why it cannot be built.
    pub errors: Vec<String>,
    /// Claims that are no longer true, and words of claims that changed.
    pub claims: Vec<ClaimChange>,
    /// Figures that changed.
    pub figures: Vec<FigureChange>,
    /// Paragraphs that changed.
    pub text: Vec<TextChange>,
    /// Pages that look different.
    pub pages: Vec<PageChange>,
    /// Whether its words and pages could not be compared, so that more may differ than is told.
    pub incomplete: bool,
    /// What could not be compared, and why.
    pub notes: Vec<String>,
}

/// A figure that shows something else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FigureChange {
    /// What it is: "turnover rate (FTE) of Coventry in 2025".
    pub figure: String,
    /// What stands in its place now, if that is another figure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub now: String,
    /// What it was; absent for one that is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is; absent for one that is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The exact numbers, where the printed ones are alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exactly: Option<(String, String)>,
    /// Whether it is the same number, written otherwise: "53%", now "53 per cent".
    pub restyled: bool,
    /// Where it comes from: "data/csww.csv, line 12, column turnover_rate_fte".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Where it stands.
    pub places: Vec<PlaceChange>,
}

/// A place in the paper, before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PlaceChange {
    /// "paragraph 4.1", "Table 2, Agency rate, 2025".
    pub place: String,
    /// The section that it is in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The sentence as it was; empty in a table or chart, and for what is new.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The sentence as it is; empty in a table or chart, and for what is gone. Of a paper that cannot be built, as it would
    /// read with the numbers that moved, where it is known which of its numbers is which.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimFate {
    /// It was true and is false.
    False,
    /// It says the opposite, or something else than it said: "has fallen", now "has risen".
    Turned,
    /// It cannot be said any more, since a figure is missing.
    Undecided,
    /// Its words changed, and say the same of other numbers.
    #[default]
    Words,
}

/// A claim that says something else, or that is not true any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ClaimChange {
    /// What became of it.
    pub fate: ClaimFate,
    /// The words as they were.
    pub from: String,
    /// The words as they are; empty for words that cannot stand any more.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// What the data say instead.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub truth: String,
    /// Where it stands.
    pub place: PlaceChange,
}

impl Difference {
    /// Whether there is anything that a reader sees.
    pub fn is_any(&self) -> bool {
        !self.papers.is_empty()
    }
}

impl PaperDifference {
    /// What it is called: its title, or its file where nobody says.
    pub fn called(&self) -> &str {
        if self.title.is_empty() { &self.paper } else { &self.title }
    }

    /// The same, called what its file calls itself if nobody else says.
    fn called_as(mut self, paper: &Paper) -> Self {
        if self.title.is_empty()
            && let Some(reading) = paper.bytes.as_ref().and_then(|bytes| reading::read(bytes).ok())
        {
            self.title = reading.title;
        }
        self
    }

    /// The same, called what it would be called now if its report was renamed.
    fn renamed_with(self, unbuilt: &Unbuilt, old: &Paper) -> Self {
        let about = old.figures.first().and_then(|figures| figures.subject.as_ref()).map(|area| &area.code);
        // Of many papers of one report nobody knows what each would be called.
        if unbuilt.other.is_empty() || unbuilt.is_called(old) || about != unbuilt.subject.as_ref() {
            return self;
        }
        let public = Path::new(&unbuilt.name).to_owned();
        let name = if old.is_restricted() { names::restricted(&public) } else { public };
        Self { paper: name.to_string_lossy().replace('\\', "/"), renamed_from: old.name.clone(), ..self }
    }

    /// The claims that cannot stand as they are, or that say something else now.
    pub fn flipped(&self) -> impl Iterator<Item = &ClaimChange> {
        self.claims.iter().filter(|claim| claim.fate != ClaimFate::Words)
    }

    /// The paragraphs in which something else changed than figures that are told by themselves.
    pub fn reworded(&self) -> impl Iterator<Item = &TextChange> {
        self.text.iter().filter(|change| !change.only_figures)
    }

    /// The figures that are other numbers than they were.
    pub fn changed_figures(&self) -> impl Iterator<Item = &FigureChange> {
        self.figures.iter().filter(|figure| !figure.restyled)
    }

    /// The figures that are the same numbers, written otherwise.
    pub fn restyled(&self) -> impl Iterator<Item = &FigureChange> {
        self.figures.iter().filter(|figure| figure.restyled)
    }

    /// The sentences in which a figure or a claim changed, each once.
    pub fn sentences(&self) -> Vec<&PlaceChange> {
        let figures = self.changed_figures().flat_map(|figure| &figure.places);
        let words = self.claims.iter().filter(|claim| claim.fate == ClaimFate::Words).map(|claim| &claim.place);
        let mut found: Vec<&PlaceChange> = Vec::new();
        for place in figures.chain(words).filter(|place| place.has_sentence()) {
            if !found.contains(&place) {
                found.push(place);
            }
        }
        // As they stand in the paper: paragraphs by their numbers.
        found.sort_by_cached_key(|place| {
            let number =
                place.place.split_whitespace().find(|word| word.starts_with(|one: char| one.is_ascii_digit()));
            let parts = number.unwrap_or_default().split('.').map(|part| part.parse().unwrap_or(0_u32));
            parts.collect::<Vec<u32>>()
        });
        found
    }

    /// The claims in other words that stand in no sentence of their own, such as in the title of a chart.
    pub fn other_words(&self) -> impl Iterator<Item = &ClaimChange> {
        self.claims.iter().filter(|claim| claim.fate == ClaimFate::Words && !claim.place.has_sentence())
    }

    fn is_any(&self) -> bool {
        self.incomplete || self.differs()
    }

    /// Whether it is known to differ.
    pub fn differs(&self) -> bool {
        self.status != Status::Changed
            || !self.renamed_from.is_empty()
            || !(self.claims.is_empty() && self.figures.is_empty() && self.text.is_empty() && self.pages.is_empty())
    }
}

/// What differs between two versions; `pictures` is of how many pages that look different there are pictures, at most.
pub fn compare(old: &Version, new: &Version, pictures: usize) -> Difference {
    let mut difference = Difference { old: old.name.clone(), new: new.name.clone(), ..Difference::default() };
    let pairs = pairs(old, new);
    difference.compared = pairs.len();
    let same = |(one, other): &Pair<'_>| is_same(*one, *other) && former_name((*one, *other), old, new).is_empty();
    let jobs: Vec<_> = pairs.into_iter().filter(|pair| !same(pair)).enumerate().collect();
    let album = Album::new(pictures, jobs.len());
    let done = workers::map(jobs, |(at, pair)| paper(pair, old, new, (&album, at)));
    let mut left = pictures;
    for mut one in done {
        one.pages.iter_mut().for_each(|page| page.keep_picture(&mut left));
        if one.is_any() {
            difference.papers.push(one);
        } else {
            difference.same_to_a_reader.push(one.paper);
        }
    }
    // A report that could be built in neither version, or whose paper another one has become.
    for unbuilt in &new.unbuilt {
        let is_there = |paper: &Paper| new.papers.iter().any(|other| other.name == paper.name);
        // Of some papers it is asked alone, and this one is none of them.
        if old.is_partial() && !old.papers.iter().any(|paper| unbuilt.is_of(paper)) {
            continue;
        }
        if !old.papers.iter().any(|paper| unbuilt.is_of(paper) && !is_there(paper)) {
            difference.compared += 1;
            difference.papers.push(PaperDifference {
                paper: unbuilt.name.clone(),
                status: Status::Unbuilt,
                errors: unbuilt.errors.clone(),
                notes: vec!["there is no earlier paper to compare it with".to_owned()],
                ..PaperDifference::default()
            });
        }
    }
    difference.papers.sort_by(|one, other| one.paper.cmp(&other.paper));
    difference
}

/// What differs in one paper.
fn paper((old, new): Pair<'_>, before: &Version, after: &Version, album: (&Album, usize)) -> PaperDifference {
    let mut of = new.or(old).map_or_else(PaperDifference::default, |paper| PaperDifference {
        paper: paper.name.clone(),
        // Which of its papers a pack is called after its file says.
        title: if let [figures] = paper.figures.as_slice() { figures.title.clone() } else { String::new() },
        renamed_from: former_name((old, new), before, after),
        ..PaperDifference::default()
    });
    for (paper, which) in [(old, "older"), (new, "newer")] {
        if let Some(damage) = paper.and_then(|paper| paper.damage.as_ref()) {
            of.incomplete = true;
            of.notes.push(format!("the {which} PDF {damage}, so that not everything in it could be compared"));
        }
    }
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => return of,
        (None, Some(new)) => {
            let failed = before.unbuilt.iter().any(|unbuilt| unbuilt.is_of(new));
            return PaperDifference {
                status: if failed { Status::Rebuilt } else { Status::New },
                ..of.called_as(new)
            };
        }
        (Some(old), None) => {
            let of = of.called_as(old);
            let unbuilt = after.unbuilt.iter().find(|unbuilt| unbuilt.is_of(old));
            return match unbuilt {
                None => PaperDifference { status: Status::Gone, ..of },
                Some(unbuilt) => refused(old, unbuilt, after, of.renamed_with(unbuilt, old)),
            };
        }
    };
    let mut done = of;
    let several = old.figures.len().max(new.figures.len()) > 1;
    for (one, other) in records(&old.figures, &new.figures) {
        let whose = if several { one.title.as_str() } else { "" };
        done.claims.extend(claims::changes(one, other).into_iter().map(|claim| claim.within(whose)));
        done.figures.extend(figures::changes(one, other).into_iter().map(|figure| figure.within(whose)));
    }
    if old.figures.is_empty() && new.figures.is_empty() && !done.incomplete {
        done.notes.push("neither of the two carries figures, so that only words and pages are compared".to_owned());
    }
    match (read(old, "older"), read(new, "newer")) {
        (Ok(one), Ok(other)) => {
            let text = passages::changes(&one.blocks, &other.blocks);
            done.pages = pages::changes(&one, &other, &text.unchanged, album);
            done.text = text.changes;
            done.text.iter_mut().for_each(|change| change.explain(&done.figures, &done.claims));
            if done.title.is_empty() {
                done.title = other.title;
            }
        }
        (one, other) => {
            // That neither is there is one thing to say, and so is that a file is damaged.
            if !done.incomplete {
                done.notes.extend(one.err().or(other.err()));
            }
            done.incomplete = true;
        }
    }
    done.claims.sort_by_key(|claim| claim.fate);
    done
}

/// The words and pages of a paper.
fn read(paper: &Paper, which: &str) -> Result<Reading, String> {
    let Some(bytes) = &paper.bytes else {
        return Err(format!(
            "words and pages could not be compared, since the {which} PDF is not at hand: it is no longer where its \
             build wrote it, nor in the cache"
        ));
    };
    reading::read(bytes).map_err(|why| {
        format!("words and pages could not be compared, since the {which} PDF cannot be read ({why:?})")
            .to_lowercase()
    })
}

/// What a paper that cannot be built any more would say otherwise, from its figures and today's data.
fn refused(old: &Paper, unbuilt: &Unbuilt, after: &Version, of: PaperDifference) -> PaperDifference {
    let mut done = PaperDifference { status: Status::Unbuilt, errors: unbuilt.errors.clone(), ..of };
    done.incomplete = true;
    done.notes.push(
        "its words are compared once it can be built: whatever else has changed in its report is not told"
            .to_owned(),
    );
    let Some(project) = &after.project else {
        done.notes.push("nor is what today's data say of its figures and claims, without its project".to_owned());
        return done;
    };
    for recorded in &old.figures {
        let Some(verified) = crate::trace::verify::verify(recorded, project) else { continue };
        let (claims, figures) = refused::changes(recorded, &verified);
        done.claims.extend(claims);
        done.figures.extend(figures);
    }
    done.claims.sort_by_key(|claim| claim.fate);
    done
}

impl FigureChange {
    fn within(mut self, paper: &str) -> Self {
        self.places.iter_mut().for_each(|place| place.put_within(paper));
        self
    }
}

impl ClaimChange {
    fn within(mut self, paper: &str) -> Self {
        self.place.put_within(paper);
        self
    }
}

impl PlaceChange {
    /// A place as it was and as it is, either of which may be missing.
    fn of(old: Option<&Place>, new: Option<&Place>) -> Self {
        let place = new.or(old);
        let sentence = |place: Option<&Place>| place.map_or_else(String::new, |place| place.sentence.clone());
        Self {
            place: place.map_or_else(String::new, |place| match (place.within.as_str(), place.number.as_str()) {
                ("heading", number) if number.starts_with(['F', 'T']) => format!("heading of {number}"),
                ("field", "") if place.section.is_empty() => "the front page".to_owned(),
                _ => place.words(),
            }),
            section: place.map_or_else(String::new, |place| place.section.clone()),
            before: sentence(old),
            after: sentence(new),
        }
    }

    /// Whether it is a sentence, and not a cell of a table or chart.
    pub fn has_sentence(&self) -> bool {
        !(self.before.is_empty() && self.after.is_empty())
    }

    /// Says of which paper of a pack it is.
    fn put_within(&mut self, paper: &str) {
        if !paper.is_empty() {
            self.place = format!("{} of “{paper}”", self.place);
        }
    }
}
