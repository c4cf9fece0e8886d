//! Figures in conditions: compared by `<`, `==` and their like, or asked whether they are so. A figure is words with a
//! number in them, and Jinja would compare the words, or what kind of thing each side is, and takes every figure for true:
//! whatever came of it would say nothing of the data.

use std::ops::Range;

use super::Slip;
use crate::facts::problem::Problem;
use crate::narrative::delimiters::{codes, string};

/// Where a side of a comparison ends, if it is not in brackets.
const ENDS: [&str; 10] = ["and", "or", "not", "if", "elif", "else", "set", "with", ",", "="];

/// Conditions on the figures that `names` name, or on what a statement calls one of them.
pub fn compared(source: &str, names: &[&str]) -> Vec<Slip> {
    let codes: Vec<Code<'_>> = codes(source).into_iter().map(|code| Code::of(source, code)).collect();
    let known = known(&codes, names);
    codes.iter().flat_map(|code| code.slips(&known)).collect()
}

/// The names that figures go by.
fn known(codes: &[Code<'_>], names: &[&str]) -> Vec<String> {
    // What is said of the subject is a word like any other.
    let mut known: Vec<String> =
        names.iter().filter(|name| **name != "subject").map(|name| (*name).to_owned()).collect();
    loop {
        let before = known.len();
        for code in codes {
            let new: Vec<String> = code.called(&known).into_iter().filter(|name| !known.contains(name)).collect();
            known.extend(new);
        }
        if known.len() == before {
            return known;
        }
    }
}

/// What stands in an expression or a statement: its names, operators and signs; strings are left out.
struct Code<'a> {
    source: &'a str,
    tokens: Vec<Range<usize>>,
}

impl<'a> Code<'a> {
    fn of(source: &'a str, code: Range<usize>) -> Self {
        Self { source, tokens: tokens(source, code) }
    }

    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.source[token.clone()])
    }

    /// Whether a token names a figure; what follows a full stop is a part of something.
    fn is_known(&self, at: usize, known: &[String]) -> bool {
        !(at > 0 && self.text(at - 1) == ".") && known.iter().any(|name| name == self.text(at))
    }

    fn slips(&self, known: &[String]) -> Vec<Slip> {
        let names_one = |side: &Range<usize>| side.clone().any(|at| self.is_known(at, known));
        let operators = (0..self.tokens.len()).filter(|at| self.is_operator(*at) && names_one(&self.sides(*at)));
        let mut last = 0;
        let mut found: Vec<Slip> = Vec::new();
        for at in operators {
            // Of `1 < rate < 3` the first is told.
            if last <= at {
                last = self.sides(at).end;
                found.push(compared_by(self.text(at), self.tokens[at].clone()));
            }
        }
        if found.is_empty() {
            let asked = (0..self.tokens.len()).filter(|at| matches!(self.text(*at), "if" | "elif"));
            found.extend(asked.filter_map(|at| self.asked(self.condition(at), known)));
        }
        found
    }

    /// The tokens on both sides of an operator, which brackets keep together.
    fn sides(&self, operator: usize) -> Range<usize> {
        let ends = |at: usize, depth: &mut usize, opening: &[&str], closing: &[&str]| {
            let text = self.text(at);
            if opening.contains(&text) {
                *depth += 1;
            } else if closing.contains(&text) {
                if *depth == 0 {
                    return true;
                }
                *depth -= 1;
            }
            *depth == 0 && ENDS.contains(&text)
        };
        let (open, close) = (["(", "[", "{"], [")", "]", "}"]);
        let mut depth = 0;
        let end = (operator + 1..self.tokens.len()).find(|at| ends(*at, &mut depth, &open, &close));
        depth = 0;
        let start = (0..operator).rev().find(|at| ends(*at, &mut depth, &close, &open));
        start.map_or(0, |start| start + 1)..end.unwrap_or(self.tokens.len())
    }

    /// The tokens of a condition after its `if`.
    fn condition(&self, word: usize) -> Range<usize> {
        let mut depth = 0_usize;
        let end = (word + 1..self.tokens.len()).find(|at| match self.text(*at) {
            "(" | "[" | "{" => {
                depth += 1;
                false
            }
            ")" | "]" | "}" if depth > 0 => {
                depth -= 1;
                false
            }
            ")" | "]" | "}" => true,
            "else" | "," => depth == 0,
            _ => false,
        });
        word + 1..end.unwrap_or(self.tokens.len())
    }

    /// A condition that a figure is by itself; `is defined` asks whether there is one.
    fn asked(&self, condition: Range<usize>, known: &[String]) -> Option<Slip> {
        if condition.clone().any(|at| self.text(at) == "is") {
            return None;
        }
        let at = condition.into_iter().find(|at| self.is_known(*at, known))?;
        let name = self.text(at);
        let problem = Problem::new(format!("a condition cannot ask about a figure: `{name}` is always there"));
        Some(Slip { problem: hinted(problem), place: self.tokens[at].clone() })
    }

    fn is_operator(&self, at: usize) -> bool {
        match self.text(at) {
            "==" | "!=" | "<=" | ">=" | "<" | ">" => true,
            // In `for one in figures` it compares nothing, and `.in("release")` is what a figure can say.
            "in" if at > 0 && self.text(at - 1) == "." => false,
            "in" => (0..self.tokens.len()).all(|at| self.text(at) != "for"),
            _ => false,
        }
    }

    /// The names that a statement gives to what a figure is in.
    fn called(&self, known: &[String]) -> Vec<String> {
        let is_name = |at: &usize| self.text(*at).starts_with(is_word);
        let Some(first) = (0..self.tokens.len()).find(is_name) else { return Vec::new() };
        let given = || (first + 1..self.tokens.len()).take_while(|at| !matches!(self.text(*at), "=" | "in" | "|"));
        let has_value = (first..self.tokens.len()).any(|at| matches!(self.text(at), "=" | "in"));
        let names: Vec<usize> = match self.text(first) {
            "with" => (first + 1..self.tokens.len()).filter(|at| self.text(at + 1) == "=").collect(),
            "set" | "for" => given().filter(is_name).collect(),
            _ => return Vec::new(),
        };
        // What stands between `set` and `endset` is words that were printed.
        let holds = !has_value || (first + 1..self.tokens.len()).any(|at| self.is_known(at, known));
        if holds { names.into_iter().map(|at| self.text(at).to_owned()).collect() } else { Vec::new() }
    }
}

fn compared_by(operator: &str, place: Range<usize>) -> Slip {
    Slip { problem: hinted(Problem::new(format!("a figure cannot be compared by `{operator}`"))), place }
}

fn hinted(problem: Problem) -> Problem {
    problem
        .hint("write the sentence with a word that is checked, such as `{{ turnover_rate.above(\"England\", \"above\") }}`: where the data say otherwise, the build tells you")
        .hint("what a condition may ask about is `subject.area`, `subject.period` and what you have set yourself")
}

fn tokens(source: &str, code: Range<usize>) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = code.start;
    while let Some(first) = source[at..code.end].chars().next() {
        let rest = &source[at..code.end];
        let length = match first {
            '"' | '\'' => string(rest, first),
            _ if first.is_whitespace() => first.len_utf8(),
            _ if is_word(first) => rest.find(|one| !is_word(one)).unwrap_or(rest.len()),
            _ => ["==", "!=", "<=", ">="]
                .iter()
                .find(|sign| rest.starts_with(**sign))
                .map_or(first.len_utf8(), |sign| sign.len()),
        };
        if !first.is_whitespace() && !matches!(first, '"' | '\'') {
            tokens.push(at..at + length);
        }
        at += length;
    }
    tokens
}

fn is_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

#[cfg(test)]
mod tests {
    use super::compared;

    const NAMES: [&str; 3] = ["agency_rate", "grant", "subject"];

    #[test]
    fn a_figure_is_not_compared_by_an_operator() {
        for (text, operator) in [
            ("{% if agency_rate > turnover %}a{% endif %}", ">"),
            ("{% if 5 < agency_rate.previous %}a{% endif %}", "<"),
            ("{%- if x and grant == 1000000 -%}a{% endif %}", "=="),
            ("a {{ \"high\" if agency_rate >= 10 else \"low\" }} b", ">="),
            ("{% set r = agency_rate %}{% if r != 3 %}a{% endif %}", "!="),
            ("{% for r in [grant, agency_rate] %}{% if r > 3 %}a{% endif %}{% endfor %}", ">"),
            ("{% if agency_rate in [1, 2] %}a{% endif %}", "in"),
            ("{% if agency_rate.area == \"Devon\" %}a{% endif %}", "=="),
            ("{% if (agency_rate or 0) > 3 %}a{% endif %}", ">"),
            ("{% if (grant if true else 0) > 3 %}a{% endif %}", ">"),
            ("{{ \"a\" if [grant, 2][0] > 3 else \"b\" }}", ">"),
            ("{% if grant|length > 3 %}a{% endif %}", ">"),
            ("{% if 1 < grant < 3 %}a{% endif %}", "<"),
            ("{% set r %}{{ grant }}{% endset %}{% if r == \"1\" %}a{% endif %}", "=="),
            ("{% set r | trim %}{{ grant }}{% endset %}{% if r == \"1\" %}a{% endif %}", "=="),
            ("{% with a = 1, b = grant %}{% if b > 3 %}a{% endif %}{% endwith %}", ">"),
            ("{% set r = grant.change %}{% set s = [r] %}{% if s[0] > 3 %}a{% endif %}", ">"),
            ("{% if grant.low %}a{% endif %}", "grant"),
            ("{% if not (subject.area and grant.change) %}a{% endif %}", "grant"),
            ("{{ \"a\" if agency_rate else \"b\" }}", "agency_rate"),
            ("{% set r = grant %}a {% if r %}b{% endif %}", "r"),
        ] {
            let found = compared(text, &NAMES);
            let places: Vec<&str> = found.iter().map(|slip| &text[slip.place.clone()]).collect();
            assert_eq!(places, [operator], "{text}");
        }
    }

    #[test]
    fn other_things_are_compared() {
        for text in [
            "{% if subject.area == \"Coventry\" %}{{ agency_rate }}{% endif %}",
            "{{ agency_rate if subject.period == \"2025\" else grant }}",
            "{% if grant is defined %}{{ grant }}{% endif %}",
            "{{ [grant, \"a\" if subject.area == \"Coventry\" else \"b\"][1] }}",
            "{% with a = 1, b = 2 %}{% if a < b %}{{ grant }}{% endif %}{% endwith %}",
            "{{ grant.of(\"England\" if subject.area == \"Coventry\" else \"Wales\") }}",
            "{% set show = 1 %}{% if show > 0 %}{{ grant.fell(\"fell > 3\", than=agency_rate) }}{% endif %}",
            "{% for one in [agency_rate, grant] %}{{ one }}{% endfor %}",
            "agency_rate > 3, {# agency_rate > 3 #} and {% raw %}{{ agency_rate > 3 }}{% endraw %}",
            "{{ \"agency_rate\" == \"grant\" }}",
            "{{ agency_rate.over(10, \"over \\\" > 10\") }}",
            "{{ agency_rate.at(2024).in('dfe_2024') }}",
            "{% if",
            "{{ \"never closed > ",
        ] {
            assert!(compared(text, &NAMES).is_empty(), "{text}");
        }
    }
}
