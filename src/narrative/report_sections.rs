//! Sections of a report that a decision names: "section 3.4 of the Report" must be there.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::narrative::document::{Block, Resolution, Resolutions, Section, plain_text};
use crate::project::resolutions::{FreeEntry, ResolutionsEntry, Source};
use crate::project::yaml::Text;

/// What is known of the report that a decision is about.
pub struct ReportSections {
    /// The numbers of its sections and paragraphs.
    numbers: BTreeSet<String>,
}

impl ReportSections {
    /// The sections of a report of the project.
    pub fn of(sections: &[Section]) -> Self {
        let mut numbers = BTreeSet::new();
        collect(sections, &mut numbers);
        Self { numbers }
    }

    /// The sections that an author has listed.
    pub fn listed(numbers: &[String]) -> Self {
        Self { numbers: numbers.iter().cloned().collect() }
    }

    /// Reports every section in resolutions that the report does not have.
    pub fn check(&self, entry: &ResolutionsEntry, resolutions: &Resolutions, sink: &mut Diagnostics) {
        each(entry, resolutions, &mut |number, place| {
            if !self.numbers.contains(&number) {
                let message = format!("the report has no section {number}");
                sink.push(Diagnostic::error(message, &place).hint(self.hint(&number)));
            }
        });
    }

    fn hint(&self, number: &str) -> String {
        let mut near: Vec<&String> = self
            .numbers
            .iter()
            .filter(|one| {
                one.rsplit_once('.').map(|(above, _)| above) == number.rsplit_once('.').map(|(above, _)| above)
            })
            .collect();
        near.sort_by_key(|one| one.rsplit('.').next().and_then(|last| last.parse::<usize>().ok()));
        match near.as_slice() {
            [] => "put the number right, or take the reference out".to_owned(),
            [one] => format!("there is {one}; put the number right"),
            [first, .., last] => format!("there are {first} to {last}; put the number right"),
        }
    }
}

/// Reports sections in resolutions of which nobody can tell whether the report has them.
pub fn refuse_unknown(
    entry: &ResolutionsEntry,
    resolutions: &Resolutions,
    report: &str,
    sections: &str,
    sink: &mut Diagnostics,
) {
    let mut first = None;
    each(entry, resolutions, &mut |_, place| first = first.take().or(Some(place)));
    if let Some(place) = first {
        sink.push(Diagnostic::error("a section of a report that nobody knows", &place).hint(format!(
            "say which report it is, `{report}: reports/…yaml`, or which sections it has, `{sections}: \"3.1 to 3.10\"`"
        )));
    }
}

/// Every section that resolutions name: in the author's own words where it stands, else where they are taken from.
fn each(entry: &ResolutionsEntry, resolutions: &Resolutions, visit: &mut impl FnMut(String, Span)) {
    fn free(entries: &[FreeEntry], visit: &mut impl FnMut(&Text)) {
        for entry in entries {
            visit(&entry.text);
            free(&entry.items, visit);
        }
    }
    fn taken(items: &[Resolution], visit: &mut impl FnMut(&str)) {
        for item in items {
            visit(&plain_text(&item.text));
            taken(&item.items, visit);
        }
    }
    if let Some(Source::Minutes { number, .. }) = &entry.source {
        taken(&resolutions.items, &mut |text| {
            named(text).into_iter().for_each(|(found, _)| visit(found, number.span.clone()));
        });
    }
    let mut own = |text: &Text| {
        named(&text.value).into_iter().for_each(|(found, place)| visit(found, text.locate(place)));
    };
    entry.single.iter().for_each(&mut own);
    free(&entry.free, &mut own);
}

fn collect(sections: &[Section], numbers: &mut BTreeSet<String>) {
    fn blocks(body: &[Block], numbers: &mut BTreeSet<String>) {
        for block in body {
            if let Block::Numbered { number, body, .. } = block {
                numbers.insert(number.trim_end_matches('.').to_owned());
                blocks(body, numbers);
            }
        }
    }
    for section in sections {
        numbers.insert(section.number.trim_end_matches('.').to_owned());
        blocks(&section.body, numbers);
        collect(&section.sections, numbers);
    }
}

/// The sections and paragraphs of the report that a text names: their numbers and where these stand. Sections of an
/// act, a schedule or a plan are another's.
fn named(text: &str) -> Vec<(String, Range<usize>)> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let noun = text[word.clone()].to_lowercase();
        if !["section", "sections", "paragraph", "paragraphs"].contains(&noun.as_str()) {
            continue;
        }
        let mut numbers = Vec::new();
        let mut next = at + 1;
        while let Some(place) = words.get(next) {
            let word = &text[place.clone()];
            if let Some(number) = number(word) {
                numbers.push((number, place.start..place.start + word.trim_end_matches('.').len()));
            } else if numbers.is_empty() || !["and", "to", "or"].contains(&word) {
                break;
            }
            next += 1;
        }
        let rest: Vec<&str> = words.iter().skip(next).take(3).map(|place| &text[place.clone()]).collect();
        let of_report = match rest.as_slice() {
            [of, the, what] if *of == "of" && ["the", "this", "that"].contains(the) => {
                Some(what.trim_end_matches(['.', ')']).eq_ignore_ascii_case("report"))
            }
            [of, ..] if *of == "of" => Some(false),
            _ => None,
        };
        // "section 17" alone is most likely one of an act.
        let ours = |number: &str| of_report.unwrap_or_else(|| number.contains('.'));
        found.extend(numbers.into_iter().filter(|(number, _)| ours(number)));
    }
    found
}

/// "3.4" of "3.4", "3.4." and "3.4,"; `None` for "17(4)" and words.
fn number(word: &str) -> Option<String> {
    let bare = word.trim_end_matches(['.', ',', ';', ':', ')']);
    let good = !bare.is_empty() && bare.bytes().all(|one| one.is_ascii_digit() || one == b'.');
    good.then(|| bare.to_owned())
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character.is_alphanumeric() || matches!(character, '.' | '(' | ')') {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => found.push(at..end),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named;

    fn numbers(text: &str) -> Vec<String> {
        named(text)
            .into_iter()
            .map(|(number, place)| {
                assert!(text[place].starts_with(&number));
                number
            })
            .collect()
    }

    #[test]
    fn sections_of_the_report_are_told_from_those_of_acts() {
        for (text, wanted) in [
            ("as outlined in full in section 3.1 of the Report", &["3.1"][..]),
            ("as per section 3.8;", &["3.8"]),
            ("sections 3.1, 3.2 and 3.4 of the report", &["3.1", "3.2", "3.4"]),
            ("section 4 of the Report.", &["4"]),
            ("in section 3.10. Then", &["3.10"]),
            ("section 17 of the Children Act 1989", &[]),
            ("section 100A(4) of the Act", &[]),
            ("section 3.2 of the Workforce Plan", &[]),
            ("under section 17", &[]),
            ("a section of the report", &[]),
        ] {
            assert_eq!(numbers(text), wanted, "{text}");
        }
    }
}
