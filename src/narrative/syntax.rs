//! What is wrong with the syntax of an expression, in words for people who do not know its grammar.

use std::ops::Range;

use crate::diagnostic::nearest;
use crate::facts::problem::Problem;
use crate::narrative::delimiters::end_of;

/// A slip in an expression.
pub struct Slip {
    /// What it is.
    pub problem: Problem,
    /// Where it stands in the text.
    pub place: Range<usize>,
    /// The start of the expression that has it.
    pub expression: Range<usize>,
}

/// Finds the slip in a text whose expressions cannot be read; the engine's own idea of the place, if it has one, is
/// often only the line, and a paragraph is one line to it.
pub fn slip(source: &str, place: Option<Range<usize>>, names: &[&str]) -> Slip {
    let expressions = expressions(source);
    if let Some(unended) = unended(source, &expressions) {
        let inside = source[unended.clone()].trim_start_matches("{%");
        return Slip { problem: statement(inside, names), place: unended.clone(), expression: unended };
    }
    let curly = |range: &&Range<usize>| source[(*range).clone()].contains(CURLY);
    let suspect = |range: &&Range<usize>| suspicious(&source[(*range).clone()]);
    // Behind what is not closed the engine takes words for strings and strings for words.
    let open = |place: &Range<usize>| expressions.iter().find(suspect).filter(|one| one.start <= place.start);
    let around = |place: &Range<usize>| {
        expressions.iter().rfind(|one| one.start <= place.start && place.start <= one.end + 1)
    };
    let chosen = place.as_ref().and_then(|place| open(place).or_else(|| around(place)));
    let expression = chosen
        .or_else(|| expressions.iter().find(curly))
        .or_else(|| expressions.iter().find(suspect))
        .or(expressions.last())
        .cloned()
        .unwrap_or(0..source.len());
    let place = place.filter(|place| chosen.is_some_and(|one| place.start <= one.end + 1));
    let text = &source[expression.clone()];
    let at = |from: usize, length: usize| expression.start + from..expression.start + from + length;
    let whole = at(0, text.trim_end().len());
    let (problem, place) = if let Some((from, mark)) = text.char_indices().find(|(_, one)| CURLY.contains(one)) {
        let straight = if matches!(mark, '\u{2018}' | '\u{2019}') { "'" } else { "\"" };
        let problem = Problem::new("a curly quotation mark in an expression");
        (problem.hint(format!("write a straight one: `{straight}`")), at(from, mark.len_utf8()))
    } else if let Some(from) = odd_quote(text) {
        let problem = Problem::new("a quotation mark that is not closed");
        (problem.hint("close it before the bracket, as in `.of(\"England\")`"), at(from, 1))
    } else if let Some((end, inside)) = no_percent(text) {
        let problem = Problem::new("a statement that is closed without its `%`");
        (problem.hint(format!("write `{{% {inside} %}}`")), at(0, end))
    } else if let Some(inside) = text.strip_prefix("{%") {
        (statement(inside, names), whole)
    } else if let Some((end, inside)) = one_brace(text) {
        let problem = Problem::new("an expression that is closed with one brace");
        (problem.hint(format!("write `{{{{ {inside} }}}}`: two braces on both sides")), at(0, end))
    } else if !text.trim_end().ends_with("}}") {
        let problem = Problem::new("an expression that is not closed");
        (problem.hint("end it with `}}`, as in `{{ agency_rate }}`"), at(0, 2))
    } else if let Some(name) = spaced(text, names) {
        let from = text.find(|one: char| one.is_alphabetic()).unwrap_or_default();
        let problem = Problem::new("a space in the name of a figure");
        (problem.hint(format!("did you mean `{name}`?")), at(from, text[from..].trim_end_matches(['}', ' ']).len()))
    } else {
        let problem = Problem::new("this expression cannot be read").hint(unreadable(text));
        (problem, place.filter(|place| place.end <= expression.end).unwrap_or(whole))
    };
    Slip { problem, place, expression }
}

/// The statements that there are, and what ends or divides each.
const STATEMENTS: [(&str, &[&str]); 4] =
    [("if", &["endif", "elif", "else"]), ("for", &["endfor"]), ("set", &["endset"]), ("raw", &["endraw"])];

/// The last statement that nothing ends, where every other expression of the text is closed.
fn unended(source: &str, expressions: &[Range<usize>]) -> Option<Range<usize>> {
    if expressions.iter().any(|one| suspicious(&source[one.clone()])) {
        return None;
    }
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    for one in expressions.iter().filter(|one| source[(*one).clone()].starts_with("{%")) {
        let inside = source[one.clone()].trim_matches(['{', '}', '%', '-', '+', ' ']);
        let word = inside.split_whitespace().next().unwrap_or_default();
        // `{% set name = … %}` is ended by itself.
        if matches!(word, "if" | "for" | "raw") || word == "set" && !inside.contains('=') {
            open.push((word, one.clone()));
        } else if let Some(ended) = word.strip_prefix("end")
            && open.last().is_some_and(|(word, _)| *word == ended)
        {
            open.pop();
        }
    }
    open.pop().map(|(_, place)| place)
}

/// Where the first expression begins that is not closed: what stands after it cannot be told apart.
pub fn first_open(source: &str) -> Option<usize> {
    expressions(source).into_iter().find(|one| suspicious(&source[one.clone()])).map(|one| one.start)
}

/// What is wrong with a statement; `inside` is what follows its `{%`.
fn statement(inside: &str, names: &[&str]) -> Problem {
    let written = inside.trim_end().trim_end_matches("%}").trim_matches(['-', '+']).trim();
    let length = written.find(|one: char| !(one.is_alphanumeric() || one == '_')).unwrap_or(written.len());
    let word = &written[..length];
    if names.contains(&word) {
        return Problem::new("a figure between `{%` and `%}`")
            .hint(format!("figures are written with two braces: `{{{{ {written} }}}}`"));
    }
    if STATEMENTS.iter().any(|(known, _)| *known == word) {
        return Problem::new(format!("the statement `{word}` cannot be read, or is not ended"))
            .hint(format!("end it with `{{% end{word} %}}`, or take it out"));
    }
    if let Some((begins, _)) = STATEMENTS.iter().find(|(_, ends)| ends.contains(&word)) {
        return Problem::new(format!("`{{% {word} %}}` without `{{% {begins} … %}}` before it"))
            .hint(format!("write `{{% {begins} … %}}` where it begins, or take it out"));
    }
    let there_is = "there is `{% if … %}`, `{% for … %}`, `{% set … %}` and `{% raw %}`; a figure is written `{{ agency_rate }}`";
    let problem = if word.is_empty() {
        Problem::new("a statement without its word")
    } else {
        Problem::new(format!("there is no statement `{word}`"))
    };
    problem.hint(there_is)
}

/// Where an expression ends that is closed with one brace, and what it says.
fn one_brace(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix("{{")?;
    let end = end_of(inside, "}");
    let rest = &inside[end..];
    let said = inside[..end].trim_matches(['-', ' ']);
    let one = rest.starts_with('}') && !rest.starts_with("}}") && !said.is_empty();
    (one && !said.contains(['{', '\n'])).then_some((end + 3, said))
}

/// Where a statement ends that is closed with a brace alone, and what it says.
fn no_percent(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix("{%")?;
    let end = end_of(inside, "}");
    let said = inside[..end].trim_matches(['-', ' ']);
    let closed = inside[end..].starts_with('}') && !said.is_empty() && !said.ends_with('%');
    (closed && !said.contains(['{', '\n'])).then_some((end + 3, said))
}

/// What to do about an expression of which nothing better is known.
fn unreadable(text: &str) -> &'static str {
    let (open, close) = (text.matches('(').count(), text.matches(')').count());
    if open > close {
        "a bracket is not closed: add `)`"
    } else if close > open {
        "there is a `)` too many"
    } else if text.trim_matches(['{', '}', ' ']).is_empty() {
        "write the name of a figure, such as `{{ agency_rate }}`"
    } else {
        "write a figure, such as `{{ agency_rate }}`, or a part of one, such as `{{ agency_rate.previous }}`"
    }
}

/// The quotation marks that a word processor makes.
const CURLY: [char; 4] = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];

/// Every `{{ … }}` and `{% … %}`; one that is not closed ends before the next one, or with its sentence.
fn expressions(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = source[from..].find('{').map(|at| from + at) {
        let close = match source.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                from = start + 1;
                continue;
            }
        };
        let rest = &source[start + 2..];
        let next = ["{{", "{%"].iter().filter_map(|open| rest.find(open)).min().unwrap_or(rest.len());
        let end = match rest[..next].find(close) {
            Some(end) => start + 2 + end + 2,
            None => start + 2 + next,
        };
        found.push(start..end);
        from = end;
    }
    found
}

/// Whether an expression has a slip that can be seen without reading it.
fn suspicious(text: &str) -> bool {
    odd_quote(text).is_some() || !(text.trim_end().ends_with("}}") || text.trim_end().ends_with("%}"))
}

/// The last quotation mark of an odd number of them.
fn odd_quote(text: &str) -> Option<usize> {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if marks.len() % 2 == 1 { marks.last().copied() } else { None }
}

/// The figure that is meant by words with spaces between them: `agency rate`.
fn spaced<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    let inside = text.trim_matches(['{', '}', '-', ' ']);
    let words: Vec<&str> = inside.split_whitespace().collect();
    let plain =
        words.len() > 1 && words.iter().all(|word| word.chars().all(|one| one.is_alphanumeric() || one == '_'));
    if plain { nearest(&words.join("_"), names.iter().copied()) } else { None }
}
