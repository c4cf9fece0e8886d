//! `for-each`: a report that is made once for each of many areas, and what its papers are called.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span, did_you_mean};
use crate::project::files::Files;
use crate::project::form::report::FOR_EACH;
use crate::project::read::{self, Keys};
use crate::project::report::FOR_EACH_KEY;
use crate::project::sources::texts;
use crate::project::yaml::{self, Content, Node, Text};

/// What `for-each` may say, for hints.
pub const FORMS: &str = "write `areas of West Midlands`, `areas of England`, `all areas`, `neighbours of Coventry`, or names \
                         such as `[Coventry, Solihull]`";

/// The areas that a report is made for, one paper each.
#[derive(Debug, Clone)]
pub struct ForEach {
    /// Names of areas, and words that mean several.
    pub areas: Vec<Text>,
    /// The areas among them that get no paper.
    pub except: Vec<Text>,
    /// What the papers are called.
    pub name: Option<NamePattern>,
    /// Where it is written.
    pub place: Span,
}

impl ForEach {
    pub(super) fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        let (areas, except, name) = match &node.content {
            Content::Map(_) => {
                let mut keys = Keys::of(node, "`for-each`", &FOR_EACH, sink)?;
                let areas = keys.required("areas", sink).map(|node| names(node, sink));
                let except = texts(keys.optional("except", sink), sink);
                let name = keys.optional("name", sink);
                let written = name.is_some();
                let name = name
                    .and_then(|node| read::text(node, sink))
                    .and_then(|text| NamePattern::read(&text).map_err(|problem| sink.push(*problem)).ok());
                keys.finish(sink);
                // Under a name that is not the one that was meant, nobody would find them.
                if written && name.is_none() {
                    return None;
                }
                (areas?, except, name)
            }
            _ => (names(node, sink), Vec::new(), None),
        };
        (!areas.is_empty()).then(|| Self { areas, except, name, place: node.span.clone() })
    }

    /// Reads what was written on the command line: texts and lists as a report has them, and the name of the papers.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of_command_line(areas: &[String], name: Option<&str>) -> Result<Self, Box<Diagnostic>> {
        let mut sink = Diagnostics::default();
        let mut written = Vec::new();
        let mut place = None;
        for text in areas {
            let file = SourceFile::new(format!("--{FOR_EACH_KEY}"), text.clone());
            let node = yaml::read(&file)?;
            place.get_or_insert_with(|| node.span.clone());
            written.extend(names(&node, &mut sink));
        }
        let name = name.map(|name| {
            let file = SourceFile::new("--name", name.to_owned());
            NamePattern::read(&Text { value: name.to_owned(), span: Span::new(&file, 0..name.len()) })
        });
        let place = place.unwrap_or_else(|| Span::new(&SourceFile::new(format!("--{FOR_EACH_KEY}"), ""), 0..0));
        match sink.sorted().into_iter().next() {
            Some(problem) => Err(Box::new(problem)),
            None => Ok(Self { areas: written, except: Vec::new(), name: name.transpose()?, place }),
        }
    }
}

/// The areas that a node names: a text or a list that is not empty.
fn names(node: &Node, sink: &mut Diagnostics) -> Vec<Text> {
    let empty = match &node.content {
        Content::Null => true,
        Content::List(items) => items.is_empty(),
        Content::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    if empty {
        sink.push(Diagnostic::error("nobody to make the report for", &node.span).hint(FORMS));
        return Vec::new();
    }
    read::items(node).iter().filter_map(|node| read::text(node, sink)).collect()
}

/// Whether a file is a report with `for-each`; looks no further if the words do not occur in it.
pub fn is_for_each(files: &Files, report: &str) -> bool {
    let Ok(file) = files.text(report) else { return false };
    if !file.text.contains(FOR_EACH_KEY) {
        return false;
    }
    match yaml::read(&file).map(|root| root.content) {
        Ok(Content::Map(entries)) => entries.iter().any(|(name, _)| name.value == FOR_EACH_KEY),
        _ => false,
    }
}

/// What the papers of a report are called: `workforce-{area}-{period}`.
#[derive(Debug, Clone)]
pub struct NamePattern {
    parts: Vec<Part>,
    /// Where it is written.
    pub place: Span,
}

#[derive(Debug, Clone)]
enum Part {
    Words(String),
    Blank(Blank),
}

/// What a name can hold that differs between papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    Report,
    Area,
    Code,
    Region,
    Period,
}

const BLANKS: [(&str, Blank); 5] = [
    ("report", Blank::Report),
    ("area", Blank::Area),
    ("code", Blank::Code),
    ("region", Blank::Region),
    ("period", Blank::Period),
];

/// What the blanks of a [`NamePattern`] are filled with.
#[derive(Debug, Clone, Copy)]
pub struct Blanks<'a> {
    /// The name of the report's file, without its ending.
    pub report: &'a str,
    /// The name of the area.
    pub area: &'a str,
    /// Its code.
    pub code: &'a str,
    /// The name of its region; empty if it belongs to none.
    pub region: &'a str,
    /// The period of the subject.
    pub period: &'a str,
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// If it has a blank that nothing is known for, or could name a file outside of the folder for papers.
    pub fn read(text: &Text) -> Result<Self, Box<Diagnostic>> {
        let problem = |message: String, hint: &str| Box::new(Diagnostic::error(message, &text.span).hint(hint));
        let pattern = text.value.strip_suffix(".pdf").unwrap_or(&text.value);
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((words, more)) = rest.split_once('{') {
            parts.push(Part::Words(words.to_owned()));
            let Some((blank, after)) = more.split_once('}') else {
                return Err(problem(
                    format!("a `{{` without its `}}` in `{}`", text.value),
                    "write what is filled in between both, such as `workforce-{area}-{period}`",
                ));
            };
            let Some((_, known)) = BLANKS.iter().find(|(name, _)| *name == blank.trim()) else {
                let known = BLANKS.iter().map(|(name, _)| *name);
                return Err(Box::new(
                    Diagnostic::error(format!("nothing is known to fill in for `{{{blank}}}`"), &text.span)
                        .maybe_hint(did_you_mean(blank.trim(), known)),
                ));
            };
            parts.push(Part::Blank(*known));
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        let written = |test: fn(char) -> bool| {
            parts.iter().any(|part| matches!(part, Part::Words(words) if words.contains(test)))
        };
        if written(|one| one.is_control() || r#"\:*?"<>|}"#.contains(one)) {
            return Err(problem(
                format!("`{}` cannot be the name of a file everywhere", text.value),
                "use letters, digits, `-` and `_`, and `/` for a folder",
            ));
        }
        let outside = |folder: &str| folder.trim().trim_matches('.').is_empty();
        if pattern.split('/').any(outside) {
            return Err(problem(
                format!("`{}` names no file in the folder for papers", text.value),
                "write a name such as `workforce-{area}`, or one in a folder such as `{region}/workforce-{area}`",
            ));
        }
        Ok(Self { parts, place: text.span.clone() })
    }

    /// The pattern that papers have without one of their own: that of the report, and the area.
    pub fn usual(place: &Span) -> Self {
        let parts = vec![Part::Blank(Blank::Report), Part::Words("-".to_owned()), Part::Blank(Blank::Area)];
        Self { parts, place: place.clone() }
    }

    /// The name with its blanks filled in, without an ending.
    pub fn name(&self, blanks: Blanks<'_>) -> String {
        self.parts.iter().fold(String::new(), |mut name, part| {
            let _ = match part {
                Part::Words(words) => write!(name, "{words}"),
                Part::Blank(Blank::Report) => write!(name, "{}", blanks.report),
                Part::Blank(Blank::Area) => write!(name, "{}", slug(blanks.area)),
                Part::Blank(Blank::Code) => write!(name, "{}", slug(blanks.code)),
                Part::Blank(Blank::Region) => write!(name, "{}", or_none(slug(blanks.region))),
                Part::Blank(Blank::Period) => write!(name, "{}", slug(blanks.period)),
            };
            name
        })
    }
}

/// A folder without a name would be none.
fn or_none(slug: String) -> String {
    if slug.is_empty() { "none".to_owned() } else { slug }
}

/// A name as files have it: `stoke-on-trent`, `telford-and-wrekin`.
pub fn slug(name: &str) -> String {
    let name = name.replace('&', " and ").replace(['\'', '’', '.'], "").to_lowercase();
    let words = name.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The area that a paper is about whose report is made for many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name: `Coventry`.
    pub name: String,
    /// Its code: `E08000026`.
    pub code: String,
}
