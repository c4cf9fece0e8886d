//! Rendering: a text of the report passes through Jinja, then through Markdown, and becomes blocks and inlines.
//!
//! A printed fact enters the text as a marker of private-use characters and is put back after Markdown is read. So
//! nothing that a data file contains can be taken for markup, and every fact stays known as one.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span, did_you_mean};
use crate::facts::Facts;
use crate::facts::figure::Figure;
use crate::facts::problem::Problem;
use crate::fonts;
use crate::narrative::citations::Collector;
use crate::narrative::delimiters::{expressions, may_leave_out, plain_spaces};
use crate::narrative::document::{Block, Inline, Inlines};
use crate::narrative::empty;
use crate::narrative::expression::{Apart, Checked, Desk, Fact, Told};
use crate::narrative::markdown::{self, MARK};
use crate::narrative::names::Names;
use crate::narrative::slips;
use crate::narrative::syntax;
use crate::project::yaml::Text;

/// How many steps an expression may take; a loop without end runs out of them in milliseconds.
const FUEL: u64 = 50_000;

/// How many mistakes of one text are told.
const MOST_MISTAKES: usize = 10;

/// What the expression engine offers to programmers, and no report has a use for.
const NOT_FOR_AUTHORS: [&str; 3] = ["debug", "dict", "namespace"];

/// Filters and tests that put values in an order or compare them: of figures they would compare the words.
const COMPARING: [&str; 9] =
    ["min", "max", "sort", "unique", "sum", "select", "reject", "selectattr", "rejectattr"];
const COMPARISONS: [&str; 17] = [
    "eq",
    "equalto",
    "==",
    "ne",
    "!=",
    "lt",
    "lessthan",
    "<",
    "le",
    "<=",
    "gt",
    "greaterthan",
    ">",
    "ge",
    ">=",
    "in",
    "sameas",
];

/// A fact that was printed: its text and the figures that it rests on.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What the reader sees.
    pub text: String,
    /// The figures behind it; empty for plain text.
    pub figures: Vec<Figure>,
    /// What its author wrote between `{{` and `}}`; empty where the text has statements, such as loops, so that nobody
    /// can tell which of its expressions was printed.
    pub expression: String,
    /// Why nobody is to hold the words against the data, where the author says so with `unchecked(…)`.
    pub unchecked: Option<String>,
    /// What was checked before the words were printed, where they are a claim.
    pub checked: Option<Checked>,
    /// What the words have told, where they follow the data.
    pub told: Option<Told>,
    /// The two figures that it lies between, where it is a size, which has no direction of its own.
    pub apart: Option<Apart>,
}

/// A text of the report and what became of it, for whoever reads the prose again.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The text as its author wrote it, with its place.
    pub text: Text,
    /// The same text as the document has it; every fact in it has the number of its [`Shown`].
    pub blocks: Vec<Block>,
}

/// A number that an author typed and that figures of the report give.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The paragraph, list item, heading or note that it stands in, without emphasis and citations.
    pub passage: String,
    /// Where in it the number stands, with its unit.
    pub at: Range<usize>,
    /// What gives it: one figure, two that differ by it, or those that it is the mean of.
    pub figures: Vec<Figure>,
}

/// Everything that was rendered: the texts in the order in which they were, and the facts that they show.
#[derive(Debug, Default)]
pub struct Record {
    /// Every text that could be rendered.
    pub texts: Vec<Rendered>,
    /// Every fact that was printed, by its number in the document.
    pub shown: Vec<Shown>,
    /// The numbers that were typed by hand and that figures give; known when the prose has been read again.
    pub typed: Vec<Typed>,
}

/// Renders the texts of one report.
pub struct Renderer {
    environment: Environment<'static>,
    desk: Arc<Desk>,
    names: Names,
    citations: Collector,
    shown: Arc<Mutex<Vec<Shown>>>,
    texts: Mutex<Vec<Rendered>>,
    smart: bool,
}

impl Renderer {
    /// A renderer for a report's facts; `smart` makes quotation marks typographic.
    pub fn new(facts: Arc<Facts>, smart: bool) -> Self {
        let desk = Desk::new(facts);
        let names = Names::new(&desk);
        let shown: Arc<Mutex<Vec<Shown>>> = Arc::default();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        NOT_FOR_AUTHORS.iter().for_each(|name| environment.remove_global(name));
        environment.remove_filter("pprint");
        COMPARING.iter().for_each(|name| environment.remove_filter(name));
        COMPARISONS.iter().for_each(|name| environment.remove_test(name));
        environment.set_formatter({
            let (desk, shown) = (Arc::clone(&desk), Arc::clone(&shown));
            move |out, _, value| {
                let said = said(value, &desk)?;
                let mut shown = shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                shown.push(said);
                write!(out, "{}{}{}", MARK[0], shown.len() - 1, MARK[1])
                    .map_err(|_| Error::from(ErrorKind::WriteFailure))
            }
        });
        environment.add_function("unchecked", {
            let desk = Arc::clone(&desk);
            move |words: Option<String>, options: Kwargs| {
                Fact::unchecked(words.as_deref(), &options, &desk).map(Value::from_object)
            }
        });
        Self { environment, desk, names, citations: Collector::default(), shown, texts: Mutex::default(), smart }
    }

    /// The same, for texts that cite.
    #[must_use]
    pub fn citing(self, citations: Collector) -> Self {
        Self { citations, ..self }
    }

    /// The facts of the report.
    pub fn facts(&self) -> &Facts {
        &self.desk.facts
    }

    /// Everything that has been rendered, the citations in it, and the facts of the report.
    pub fn into_record(self) -> (Record, Collector, Arc<Facts>) {
        let texts = self.texts.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let shown = std::mem::take(&mut *self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        (Record { texts, shown, typed: Vec::new() }, self.citations, Arc::clone(&self.desk.facts))
    }

    /// The quotation marks of a text that is no Markdown, such as a source line, as the council wants them.
    pub fn quotes(&self, text: &str) -> String {
        if self.smart { typographic(text) } else { text.to_owned() }
    }

    /// Notes a text that is printed as it stands, for whoever reads the prose again: it may say something, too.
    pub fn note(&self, text: &Text) {
        let body = vec![Inline::Text { text: text.value.clone() }];
        let rendered = Rendered { text: text.clone(), blocks: vec![Block::Paragraph { body }] };
        self.texts.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(rendered);
    }

    /// Renders a text of one line: a title, a heading, a label.
    pub fn line(&self, text: &Text, sink: &mut Diagnostics) -> Inlines {
        let cited = self.citations.count();
        let Some(blocks) = self.read(text, sink) else { return Inlines::new() };
        if self.citations.count() > cited {
            let at = text.value.find('@').unwrap_or(0);
            sink.push(
                Diagnostic::error("a citation in a title, a heading or a line", &text.locate(at..text.value.len()))
                    .hint("cite in a paragraph, a list or a footnote"),
            );
        }
        match blocks.as_slice() {
            [] if text.value.trim().is_empty() => Vec::new(),
            [] => {
                sink.push(nothing_left(text));
                Vec::new()
            }
            [Block::Paragraph { body }] => body.clone(),
            _ => {
                sink.push(
                    Diagnostic::error("expected one line of text, found several paragraphs or a list", &text.span)
                        .hint("write one paragraph; a `-`, `1.` or `#` at its start needs a `\\` before it"),
                );
                Vec::new()
            }
        }
    }

    /// Renders paragraphs and lists.
    pub fn blocks(&self, text: &Text, sink: &mut Diagnostics) -> Vec<Block> {
        self.read(text, sink).unwrap_or_default()
    }

    /// Renders texts that stand at one place, which must not be empty.
    pub fn texts(&self, texts: &[Text], sink: &mut Diagnostics) -> Vec<Block> {
        let read: Vec<Option<Vec<Block>>> = texts.iter().map(|text| self.read(text, sink)).collect();
        let left_out = read.iter().all(|blocks| blocks.as_ref().is_some_and(Vec::is_empty));
        if let (true, Some(first)) = (left_out, texts.first()) {
            sink.push(nothing_left(first));
        }
        read.into_iter().flatten().flatten().collect()
    }

    /// As [`Self::blocks`]; `None` if a mistake was reported. Nothing is left of a text only where a statement leaves it out.
    pub fn read(&self, text: &Text, sink: &mut Diagnostics) -> Option<Vec<Block>> {
        if !check_characters(text, sink) {
            return None;
        }
        let slips = self.without_phantoms(slips::find(text, &self.names.all()), text);
        let slipped = !slips.is_empty();
        slips.into_iter().for_each(|slip| sink.push(slip));
        let printed_so_far = || self.shown.lock().map_or(0, |shown| shown.len());
        let before = printed_so_far();
        let rendered = self.jinja(text, sink).filter(|_| !slipped)?;
        let mut shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let new = shown.get_mut(before..).unwrap_or_default();
        let expressions = expressions(&text.value);
        if expressions.len() == new.len() {
            for (shown, expression) in new.iter_mut().zip(expressions) {
                text.value[expression].clone_into(&mut shown.expression);
            }
        }
        let printed = |id: usize| match shown.get(id) {
            // Text between quotes is as the author typed it; only words that rest on figures belong to the sentence.
            Some(one) if one.figures.is_empty() && one.unchecked.is_none() => {
                Inline::Text { text: one.text.clone() }
            }
            Some(one) => Inline::Fact { text: self.quotes(&one.text), id },
            None => Inline::Text { text: String::new() },
        };
        let (rendered, mut mistaken) = self.citations.collect(&rendered);
        let read = markdown::read(&rendered, self.smart, &printed).and_then(|blocks| {
            let mistaken = std::mem::take(&mut mistaken);
            if mistaken.is_empty() { Ok(blocks) } else { Err(mistaken) }
        });
        match read {
            Ok(blocks) => {
                let may_be_empty = may_leave_out(&text.value) || text.value.trim().is_empty();
                let Some(blocks) = empty::left(blocks, may_be_empty) else {
                    sink.push(comes_out_empty(text));
                    return None;
                };
                let mut texts = self.texts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                texts.push(Rendered { text: text.clone(), blocks: blocks.clone() });
                Some(blocks)
            }
            Err(mistakes) => {
                for mistake in mistaken.into_iter().chain(mistakes) {
                    let found = mistake.find_in(&text.value);
                    let place = text.locate(found.unwrap_or(0..text.value.len()));
                    sink.push(Diagnostic::error(mistake.message, &place).hint(mistake.hint));
                }
                None
            }
        }
    }

    /// The slips of a text up to an expression that is not closed: what is found behind it may be none.
    fn without_phantoms(&self, mut slips: Vec<Diagnostic>, text: &Text) -> Vec<Diagnostic> {
        let reads = || self.environment.template_from_named_str("text", &text.value).is_ok();
        if let Some(open) = syntax::first_open(&text.value).filter(|_| !slips.is_empty() && !reads()) {
            let start = text.locate(open..text.value.len()).range.start;
            slips.retain(|slip| slip.span.as_ref().is_none_or(|span| span.range.start < start));
        }
        slips
    }

    /// The names that an expression can begin with.
    pub fn names(&self) -> Vec<&str> {
        self.names.all()
    }

    /// What the one expression of a text prints, which does not become part of the record.
    pub fn one(&self, text: &Text, sink: &mut Diagnostics) -> Option<Shown> {
        self.jinja(text, sink)?;
        self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop()
    }

    /// Runs the expressions of a text; several mistakes of one text are all told.
    fn jinja(&self, text: &Text, sink: &mut Diagnostics) -> Option<String> {
        let mut source = plain_spaces(&text.value);
        let context = Value::from_object(self.names.clone());
        for mistakes in 0..MOST_MISTAKES {
            let template = self.environment.template_from_named_str("text", &source);
            let error = match template.and_then(|template| template.render(&context)) {
                Ok(rendered) if mistakes == 0 => return Some(rendered),
                Ok(_) => return None,
                Err(error) => error,
            };
            let expression = self.report(&error, text, &source, sink);
            // The mistaken expression is taken out, so that those after it are tried as well; a statement has others
            // that belong to it.
            let expression = expression.filter(|one| source[one.clone()].starts_with("{{"))?;
            source.replace_range(expression.clone(), &" ".repeat(expression.len()));
        }
        None
    }

    /// Reports an error of the expression engine at its place; returns the whole expression.
    fn report(&self, error: &Error, text: &Text, source: &str, sink: &mut Diagnostics) -> Option<Range<usize>> {
        let range = error.range().filter(|range| source.get(range.clone()).is_some_and(|part| !part.is_empty()));
        let own = self.desk.problem(error);
        if own.is_none() && error.kind() == ErrorKind::SyntaxError {
            let slip = syntax::slip(source, range.clone(), &self.names.all());
            sink.push(slip.problem.diagnostic(&text.locate(slip.place.clone())));
            return Some(slip.expression);
        }
        let range = range.or_else(|| line_range(source, error.line()?));
        // Asked for a part of what is not there, the engine points at the part.
        let undefined = error.kind() == ErrorKind::UnknownMethod
            && error.detail().is_some_and(|said| said.starts_with("undefined"));
        let range = range.map(|range| if undefined { name_before(source, &range).unwrap_or(range) } else { range });
        let part = range.clone().and_then(|range| source.get(range)).unwrap_or_default();
        let problem = own.unwrap_or_else(|| self.explain(error, part));
        let place = range.clone().map_or_else(|| text.span.clone(), |range| text.locate(range));
        if !is_told(&place, sink) {
            sink.push(problem.diagnostic(&place));
        }
        around(source, &range?)
    }

    /// What an error of the expression engine itself means.
    fn explain(&self, error: &Error, part: &str) -> Problem {
        let names = self.names.all();
        let detail = error.detail().unwrap_or_default();
        // Asked for a function that is not there, the engine points at all of the expression.
        let named = if error.kind() == ErrorKind::UnknownFunction { detail } else { part };
        let first: String = named
            .trim_start_matches(|one: char| !one.is_alphabetic())
            .chars()
            .take_while(|one| one.is_alphanumeric() || *one == '_')
            .collect();
        match error.kind() {
            ErrorKind::UndefinedError | ErrorKind::UnknownMethod | ErrorKind::UnknownFunction
                if !names.contains(&first.as_str()) && !first.is_empty() => {
                let facts = &self.desk.facts;
                if let Some(problem) = facts.exempt(&first) {
                    return problem;
                }
                let problem =
                    Problem::new(format!("unknown name `{first}`")).follows(facts.may_be_unread(&first));
                facts.why_no_figure(problem, &first).unwrap_or_else(|problem| {
                    if names.iter().all(|name| *name == "subject") {
                        problem.hint("the report has no figures: add `subject:` and `data:`, or `figures:`")
                    } else {
                        problem
                            .maybe_hint(did_you_mean(&first, names))
                            .hint("if it is a figure of its own, its line under `figures:` is missing")
                    }
                })
            }
            ErrorKind::UndefinedError => Problem::new("nothing is known by this name")
                .hint("a text between quotes is a name of an area; a word without quotes is a name of a figure"),
            ErrorKind::OutOfFuel => {
                Problem::new("this text takes too many steps").hint("take the loop out, or make it shorter")
            }
            ErrorKind::UnknownFilter | ErrorKind::UnknownTest => {
                Problem::new(format!("this expression cannot be read: {detail}"))
                    .hint("take it out: a figure is printed in the council's style, as `{{ agency_rate }}`")
            }
            ErrorKind::UnknownMethod => Problem::new(format!("this expression cannot be read: {detail}"))
                .hint("only figures can be asked: `{{ agency_rate.of(\"England\") }}`"),
            ErrorKind::InvalidOperation if detail.contains(" operator ") => {
                Problem::new("figures cannot be calculated with in a text")
                    .hint("use `.change` or `.difference(\"England\")`, or state the result under `figures:` with its source")
            }
            kind => Problem::new(format!(
                "this expression fails: {kind}{}{detail}",
                if detail.is_empty() { "" } else { ": " }
            ))
            .hint("write a figure's name, such as `{{ agency_rate }}`, or one of its parts, such as `{{ agency_rate.previous }}`"),
        }
    }
}

/// A text with typographic quotation marks: an opening one at the start of a word, else a closing one.
pub fn typographic(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|character| {
            let opens = before.is_whitespace() || ['(', '[', '–', '—'].contains(&before);
            before = character;
            match (character, opens) {
                ('\'', true) => '‘',
                ('\'', false) => '’',
                ('"', true) => '“',
                ('"', false) => '”',
                _ => character,
            }
        })
        .collect()
}

/// What a value is printed as.
fn said(value: &Value, desk: &Desk) -> Result<Shown, Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    if let Some(fact) = value.downcast_object_ref::<Fact>() {
        let text = fact.text().map_err(|problem| desk.error(problem))?;
        if text.trim().is_empty() {
            return Err(desk.error(
                Problem::new("this prints nothing").hint("write the words to print between the quotation marks"),
            ));
        }
        let unchecked = fact.reason().map(str::to_owned);
        let checked = fact.checked().cloned();
        return Ok(Shown {
            text,
            figures: fact.rests_on().to_vec(),
            expression: String::new(),
            unchecked,
            checked,
            told: fact.told().cloned(),
            apart: fact.apart().cloned(),
        });
    }
    let text = value.to_string();
    if value.is_none() || text.is_empty() {
        return Err(desk.error(Problem::new("this prints nothing").hint("take the expression out")));
    }
    if let Some(problem) = unprintable(value) {
        return Err(desk.error(problem));
    }
    if let Some((_, character)) = fonts::missing_glyph(&text) {
        return Err(desk.error(no_glyph(character)));
    }
    Ok(Shown {
        text,
        figures: Vec::new(),
        expression: String::new(),
        unchecked: None,
        checked: None,
        told: None,
        apart: None,
    })
}

/// What is wrong with a value that is neither text nor a number.
fn unprintable(value: &Value) -> Option<Problem> {
    let (what, hint) = match value.kind() {
        ValueKind::String | ValueKind::Number => return None,
        ValueKind::Bool => (
            "a yes or no cannot be printed",
            "write the words that are printed if it is true, as in `{{ agency_rate.fell(\"has fallen\") }}`",
        ),
        ValueKind::Map => {
            ("a collection of values cannot be printed", "write one of its parts, as in `{{ subject.area }}`")
        }
        ValueKind::Seq | ValueKind::Iterable => (
            "a list of values cannot be printed",
            "write its values as text, or as a list of the text: lines that begin with `- `",
        ),
        _ => (
            "this cannot be printed",
            "write a figure, such as `{{ agency_rate }}`, or text between quotation marks",
        ),
    };
    Some(Problem::new(what).hint(hint))
}

/// What is wrong with a text that a statement leaves out wholly, where something must stand.
fn nothing_left(text: &Text) -> Diagnostic {
    Diagnostic::error("nothing is left of this text, and it has a place that must not be empty", &text.span)
        .hint("write words that are printed in any case")
}

/// What is wrong with a text of which a paragraph or an item comes out empty.
fn comes_out_empty(text: &Text) -> Diagnostic {
    let words = text.value.trim();
    match slips::lone_marker(&text.value) {
        Some(_) if words.len() == 1 => {
            Diagnostic::error("a dash by itself, which tells a reader nothing", &text.span)
                .hint("write what belongs here; where there is nothing to say, say so: `None`")
        }
        Some(place) => Diagnostic::error("an item of a list without words", &text.locate(place))
            .hint("write the words after it, or take the line out"),
        None => Diagnostic::error("a paragraph or an item that comes out empty", &text.span)
            .hint("write its words, or take it out"),
    }
}

/// Whether a mistake within a place has been told.
fn is_told(place: &Span, sink: &Diagnostics) -> bool {
    let within = |span: &Span| {
        span.file.name == place.file.name
            && place.range.start <= span.range.start
            && span.range.end <= place.range.end
            && !span.range.is_empty()
    };
    sink.iter().any(|told| told.severity == Severity::Error && told.span.as_ref().is_some_and(within))
}

/// Reports every character that the font does not have, each where it stands first.
fn check_characters(text: &Text, sink: &mut Diagnostics) -> bool {
    let mut told = Vec::new();
    let mut from = 0;
    while let Some((at, character)) = fonts::missing_glyph(&text.value[from..]) {
        let place = from + at..from + at + character.len_utf8();
        from = place.end;
        if !told.contains(&character) {
            sink.push(no_glyph(character).diagnostic(&text.locate(place)));
            told.push(character);
        }
    }
    told.is_empty()
}

fn no_glyph(character: char) -> Problem {
    Problem::new(fonts::no_glyph(character)).hint(fonts::no_glyph_hint(character))
}

/// The whole of `{{ … }}` or `{% … %}` around a place in a text.
fn around(source: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let inside = place.start.min(source.len());
    let starts =
        |open: &'static str| source.match_indices(open).map(|(at, _)| at).take_while(|at| *at <= inside).last();
    let start = ["{{", "{%"].into_iter().filter_map(starts).max()?;
    let close = if source[start..].starts_with("{{") { "}}" } else { "%}" };
    let end = source[start..].find(close).map_or(source.len(), |at| start + at + 2);
    Some(start..end)
}

/// The name that stands right before a place.
fn name_before(source: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let before = source.get(..place.start)?;
    let start = before.trim_end_matches(|one: char| one.is_alphanumeric() || one == '_').len();
    (start < place.start).then_some(start..place.start)
}

/// The byte range of a line, counted from one.
fn line_range(source: &str, line: usize) -> Option<Range<usize>> {
    let mut start = 0;
    for (at, text) in source.split_inclusive('\n').enumerate() {
        if at + 1 == line {
            return Some(start..start + text.trim_end().len());
        }
        start += text.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::typographic;

    #[test]
    fn quotation_marks_open_before_a_word_and_close_after_it() {
        assert_eq!(typographic("Children's (\"good\") 'grow our own'"), "Children’s (“good”) ‘grow our own’");
    }
}
