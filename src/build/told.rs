//! What a run has to say: what is wrong with many papers of one report in the same way is said once, with their areas.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::areas::{Area, Level};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// How many areas are named before the rest are counted.
const NAMED: usize = 15;

/// The diagnostics of a run, gathered paper by paper.
#[derive(Default)]
pub(super) struct Told {
    all: Diagnostics,
    /// How many papers each report has.
    papers: HashMap<String, usize>,
    groups: Vec<Group>,
    known: HashMap<Key, usize>,
}

/// What is wrong with papers of one report in the same way.
struct Group {
    report: String,
    members: Vec<(Arc<Area>, Diagnostic)>,
}

/// What diagnostics have in common that say the same of different areas.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    report: String,
    severity: &'static str,
    code: &'static str,
    place: Option<(String, usize, usize)>,
    shape: String,
}

impl Told {
    /// Adds what belongs to no paper in particular.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.all.extend(others);
    }

    /// Adds what there is to say of a paper about one of the areas that a report is made for; `report` tells it from all
    /// others of the run.
    pub fn add(&mut self, report: &str, area: &Arc<Area>, said: Diagnostics) {
        *self.papers.entry(report.to_owned()).or_default() += 1;
        for one in said {
            let place = one.span.as_ref().map(|span| (span.file.name.clone(), span.range.start, span.range.end));
            let key = Key {
                report: report.to_owned(),
                severity: one.severity.word(),
                code: one.code,
                place,
                shape: shape(&one.message, &area.name),
            };
            let at = *self.known.entry(key).or_insert_with(|| {
                self.groups.push(Group { report: report.to_owned(), members: Vec::new() });
                self.groups.len() - 1
            });
            let Some(group) = self.groups.get_mut(at) else { continue };
            // What the edition for members says again is said.
            let again =
                |(known, said): &(Arc<Area>, Diagnostic)| known.code == area.code && said.message == one.message;
            if !group.members.iter().any(again) {
                group.members.push((Arc::clone(area), one));
            }
        }
    }

    /// Everything, in a stable order.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        for group in std::mem::take(&mut self.groups) {
            let papers = self.papers.get(&group.report).copied().unwrap_or_default();
            self.all.extend(group.said(papers));
        }
        self.all.sorted()
    }
}

impl Group {
    /// What is said of all its areas at once; `papers` is how many the report has.
    fn said(self, papers: usize) -> Option<Diagnostic> {
        let Self { members, .. } = self;
        let mut areas: Vec<&Arc<Area>> = Vec::new();
        for (area, _) in &members {
            if !areas.iter().any(|known| known.code == area.code) {
                areas.push(area);
            }
        }
        let (first, one) = members.first()?;
        let same = members.iter().all(|(_, other)| other.message == one.message);
        let mut said = one.clone();
        // Nothing that concerns one area more than another.
        if same && areas.len() == papers {
            return Some(said);
        }
        let name = first.name.as_str();
        if areas.len() == 1 {
            if !one.message.contains(name) {
                said.message = format!("{} (in the paper for {name})", one.message);
            }
            return Some(said);
        }
        said.hints.retain(|hint| members.iter().all(|(_, other)| other.hints.contains(hint)));
        if said.hints.is_empty() {
            said.hints.extend(one.hints.first().map(|hint| format!("for {name}: {hint}")));
        }
        let whom = format!("{}: {}", counted(&areas), named(&areas));
        if same {
            said.message = format!("{}, in the papers for {whom}", one.message);
            return Some(said);
        }
        let (head, rest) = parted(&one.message);
        let bare = without(head, name);
        let alike = members.iter().all(|(area, other)| without(parted(&other.message).0, &area.name) == bare);
        if !alike || bare.contains(name) {
            said.message = format!("{}; likewise in the papers for {whom}", one.message);
        } else {
            said.message = format!("{bare} for {whom}");
            let example = match (rest.is_empty(), rest.contains(name)) {
                (true, _) => None,
                (false, true) => Some(format!("for one: {rest}")),
                (false, false) if members.iter().all(|(_, other)| parted(&other.message).1 == rest) => {
                    Some(rest.to_owned())
                }
                (false, false) => Some(format!("for {name}: {rest}")),
            };
            said.hints.splice(0..0, example);
        }
        // A paper that is not made is missed by somebody: they have to find its name.
        if said.severity == Severity::Error && areas.len() > NAMED {
            said.hints.push(format!("all of them: {}", listed(&areas)));
        }
        if head == "false claim" {
            said.hints.push(
                "print what the data say instead of a claim, with `.change` or `.against(\"England\")`, which follow them; \
                 or name these areas under `except`"
                    .to_owned(),
            );
        }
        Some(said)
    }
}

/// What a message says, and the explanation after its colon.
fn parted(message: &str) -> (&str, &str) {
    message.split_once(": ").unwrap_or((message, ""))
}

/// What is said of an area, said of nobody.
fn without(head: &str, name: &str) -> String {
    let about = [" of ", " about "].map(|word| format!("{word}{name}"));
    about.iter().find(|about| head.contains(*about)).map_or(head.to_owned(), |about| head.replacen(about, "", 1))
}

/// What is left of a message without what differs from area to area: names, values, and the explanation after a colon.
fn shape(message: &str, name: &str) -> String {
    let head = parted(message).0.replace(name, "@");
    let mut shape = String::with_capacity(head.len());
    let mut number = String::new();
    for character in head.chars().chain(std::iter::once('\n')) {
        let inside = !number.is_empty() && matches!(character, '.' | ',');
        if character.is_ascii_digit() || inside {
            number.push(character);
            continue;
        }
        // Periods are what is spoken of, values what is said of them.
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        shape.push_str(if number.is_empty() || year { &number } else { "#" });
        number.clear();
        shape.push(character);
    }
    shape
}

/// "12 authorities".
fn counted(areas: &[&Arc<Area>]) -> String {
    let authorities = areas.iter().all(|area| area.level == Level::LocalAuthority);
    format!("{} {}", areas.len(), if authorities { "authorities" } else { "areas" })
}

/// "Barnet, Bolton, Brent, Camden, Derby and 9 more".
fn named(areas: &[&Arc<Area>]) -> String {
    match areas {
        // Names have "and" in them: nobody could tell where one ends.
        all if all.len() <= NAMED => listed(all),
        all => format!("{} and {} more", listed(&all[..NAMED - 1]), all.len() + 1 - NAMED),
    }
}

/// "Barnet, Bolton, Brent".
fn listed(areas: &[&Arc<Area>]) -> String {
    areas.iter().map(|area| area.name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Told;
    use crate::data::areas::{Area, register};
    use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};

    fn area(name: &str) -> Arc<Area> {
        Arc::clone(register().find(name).expect("an area"))
    }

    /// What is said if each of the areas has these messages, at one place.
    fn told(papers: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
        let file = SourceFile::new("report.yaml", "title: Turnover\n");
        let mut told = Told::default();
        for (name, messages) in papers {
            let mut sink = Diagnostics::default();
            for message in *messages {
                sink.push(Diagnostic::error(*message, &Span::new(&file, 0..5)).hint("look again"));
            }
            told.add("report.yaml", &area(name), sink);
        }
        told.sorted().into_iter().map(|one| (one.message, one.hints)).collect()
    }

    #[test]
    fn what_is_wrong_with_every_paper_is_said_once_as_it_is() {
        let said = told(&[("Coventry", &["no such chart"]), ("Solihull", &["no such chart"])]);
        assert_eq!(said, [("no such chart".to_owned(), vec!["look again".to_owned()])]);
    }

    #[test]
    fn what_is_wrong_with_one_names_it() {
        let said = told(&[("Coventry", &["no such row"]), ("Solihull", &[])]);
        assert_eq!(said[0].0, "no such row (in the paper for Coventry)");
        let said = told(&[("Coventry", &["false claim: the rate of Coventry rose"]), ("Solihull", &[])]);
        assert_eq!(said[0].0, "false claim: the rate of Coventry rose");
        let said = told(&[("Coventry", &["no such row"]), ("Solihull", &["no such row"]), ("Dudley", &[])]);
        assert_eq!(said[0].0, "no such row, in the papers for 2 authorities: Coventry, Solihull");
    }

    #[test]
    fn false_claims_are_one_message_with_one_example() {
        let said = told(&[
            ("Coventry", &["false claim: the rate of Coventry rose from 9.3% (2024) to 10.1% (2025)"]),
            ("Solihull", &["false claim: the rate of Solihull did not change"]),
            ("Dudley", &[]),
        ]);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].0, "false claim for 2 authorities: Coventry, Solihull");
        assert_eq!(said[0].1[0], "for one: the rate of Coventry rose from 9.3% (2024) to 10.1% (2025)");
    }

    #[test]
    fn periods_part_messages_and_values_do_not() {
        let said = told(&[
            ("Coventry", &["the rate of Coventry in 2024 has no value: not available"]),
            ("Solihull", &["the rate of Solihull in 2024 has no value: unreliable"]),
            ("Dudley", &["the rate of Dudley in 2025 has no value: not available"]),
        ]);
        let messages: Vec<&str> = said.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "the rate in 2024 has no value for 2 authorities: Coventry, Solihull",
                "the rate of Dudley in 2025 has no value: not available",
            ]
        );
        let said = told(&[("Coventry", &["no data about Coventry"]), ("Solihull", &["no data about Solihull"])]);
        assert_eq!(said[0].0, "no data for 2 authorities: Coventry, Solihull");
        let said =
            told(&[("Coventry", &["9.3% of Coventry is high"]), ("Solihull", &["10.1% of Solihull is high"])]);
        assert_eq!(
            said[0].0,
            "9.3% of Coventry is high; likewise in the papers for 2 authorities: Coventry, Solihull"
        );
    }

    #[test]
    fn of_many_areas_the_first_are_named() {
        let names = "Barnet Bolton Brent Bury Camden Derby Devon Dorset Dudley Ealing Enfield Essex Halton Harrow Kent Leeds";
        let names: Vec<&str> = names.split(' ').collect();
        let messages: Vec<String> = names.iter().map(|name| format!("false claim: {name} rose")).collect();
        let messages: Vec<[&str; 1]> = messages.iter().map(|one| [one.as_str()]).collect();
        let mut papers: Vec<(&str, &[&str])> = Vec::new();
        papers.extend(names.iter().zip(&messages).map(|(name, one)| (*name, &one[..])));
        let (message, hints) = &told(&papers)[0];
        let first = names[..14].join(", ");
        assert_eq!(*message, format!("false claim for 16 authorities: {first} and 2 more"));
        // Whoever misses a paper finds its name.
        assert!(hints.iter().any(|hint| hint == &format!("all of them: {}", names.join(", "))), "{hints:?}");
    }
}
