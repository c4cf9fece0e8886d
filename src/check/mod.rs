//! Rules: what can be found wrong in the text of a report without looking at data, one file a rule.
//!
//! A rule sees the report as it was read, the profile and the narrated document, and says what it finds with a place in
//! the author's file and a hint. How bad a finding is belongs to the rule, unless the profile says otherwise under
//! `checks:`. A rule that nobody can switch off by accident: unknown names there are errors.

mod abbreviations;
mod accepted;
mod accessibility;
mod answer;
mod background_papers;
mod census_day;
mod citations;
mod clear_days;
mod consultation_responses;
mod cross_references;
mod dates;
mod decision_record;
mod doubled_words;
mod duplicate_items;
pub mod editions;
mod equality_duty;
mod exempt_words;
mod grounds;
mod headcount_and_fte;
mod headed;
mod key_decision;
mod labels;
mod likeness;
mod markers;
mod meeting_dates;
mod minutes_date;
mod money;
mod numerals;
pub mod passage;
mod placeholder;
mod printed;
mod private_item;
mod quantities;
mod same_meeting;
mod scrutiny_answer;
mod stems;
pub mod told_counts;
mod totals_and_parts;
mod unmentioned;
mod unwritten;
mod urgent_item;
mod weekday;
mod words;

use std::collections::BTreeMap;

use crate::check::accepted::Accepted;
pub use crate::check::exempt_words::Kept;
use crate::check::headed::Headed;
use crate::check::passage::Passage;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span, nearest};
use crate::narrative::Narrated;
use crate::project::fields::FieldEntry;
use crate::project::profile::{CheckLevel, Profile};
use crate::project::report::Report;
use crate::project::yaml::Text;

/// Every rule, in the order in which they are documented.
pub const RULES: &[&Rule] = &[
    &doubled_words::RULE,
    &duplicate_items::RULE,
    &placeholder::RULE,
    &weekday::RULE,
    &census_day::RULE,
    &meeting_dates::RULE,
    &minutes_date::RULE,
    &same_meeting::RULE,
    &cross_references::RULE,
    &citations::RULE,
    &money::RULE,
    &totals_and_parts::RULE,
    &headcount_and_fte::RULE,
    &clear_days::RULE,
    &urgent_item::RULE,
    &key_decision::RULE,
    &private_item::RULE,
    &exempt_words::RULE,
    &background_papers::RULE,
    &decision_record::RULE,
    &equality_duty::RULE,
    &scrutiny_answer::RULE,
    &consultation_responses::RULE,
    &abbreviations::RULE,
    &accessibility::RULE,
    &unmentioned::RULE,
    &unwritten::RULE,
];

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in the profile, in messages and for `--explain`.
    pub name: &'static str,
    /// How bad a finding is, unless the profile says otherwise.
    pub severity: Severity,
    /// What it looks for, in a line.
    pub summary: &'static str,
    /// What it finds and why, what it leaves alone, and where the rule comes from.
    pub explanation: &'static str,
    /// Whether it compares the text with the whole document, and so waits until there are no other errors.
    pub needs_whole: bool,
    /// Whether it reads what sentences say, which people put in more ways than any rule knows: its explanation says so.
    pub reads_sentences: bool,
    /// What it finds in a paper.
    pub run: fn(&Paper<'_>) -> Vec<Diagnostic>,
}

/// What a rule sees.
#[derive(Debug)]
pub struct Paper<'a> {
    /// The report as its author wrote it.
    pub report: &'a Report,
    /// What the council decided once for all.
    pub profile: &'a Profile,
    /// The document, with the texts that became it.
    pub narrated: &'a Narrated,
    /// Whether an agenda of the project brings the report; then it is published with that agenda.
    pub on_agenda: bool,
    /// Whether the agenda that brings it, or another paper of the same day, has something exempt; only asked where it matters.
    pub private_beside: bool,
    /// The reports of the project that this one names, by their paths, as they are read.
    pub named: BTreeMap<String, Report>,
    /// What papers of the project keep from the public, this one among them.
    pub kept: Vec<Kept>,
    /// The paragraphs, list items, headings and notes of the author's texts, in the order in which they were rendered,
    /// each once.
    pub passages: Vec<Passage<'a>>,
    /// What readers see beside them as it stands: names, columns, the words in the cells of tables.
    pub labels: Vec<Passage<'a>>,
}

impl<'a> Paper<'a> {
    /// A report that no agenda is known to bring and that is alone, with its texts.
    fn new(report: &'a Report, profile: &'a Profile, narrated: &'a Narrated) -> Self {
        let mut passages = passage::passages(report, &narrated.record);
        // The name of a committee is the profile's, where it is read.
        let of_profile = |text: &Text| {
            let key = text.span.text().trim_matches(['"', '\'']);
            text.value != key && profile.committees.contains_key(key)
        };
        passages.retain(|passage| !of_profile(&passage.source));
        let mut labels = labels::labels(report, &narrated.record, &narrated.facts);
        labels.extend(printed::of_profile(report, profile));
        Self {
            report,
            profile,
            narrated,
            on_agenda: false,
            private_beside: false,
            named: BTreeMap::new(),
            kept: Vec::new(),
            passages,
            labels,
        }
    }

    /// What a rule finds that looks at one passage at a time.
    fn each(&self, find: impl Fn(&Passage<'a>) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.passages.iter().flat_map(find).collect()
    }

    /// What a rule finds that looks at one passage or label at a time.
    fn each_with_labels(&self, find: impl Fn(&Passage<'a>) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.passages.iter().chain(&self.labels).flat_map(find).collect()
    }

    /// The field of that name, if the report has it.
    fn field(&self, key: &str) -> Option<&'a FieldEntry> {
        self.report.fields.iter().find(|(name, _)| name == key).map(|(_, field)| field)
    }

    /// The texts of the field of that name; none where it is not there or holds something else.
    fn texts(&self, key: &str) -> Vec<&'a Text> {
        match self.field(key) {
            Some(FieldEntry::Line(text)) => vec![text],
            Some(FieldEntry::Text(texts) | FieldEntry::Lines(texts)) => texts.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the kind of document has a field of that name.
    fn may_have(&self, key: &str) -> bool {
        self.report.schema.fields.iter().any(|field| field.key == key)
    }

    /// The sections of the body with their headings, each before those within it.
    fn sections(&self) -> Vec<Headed<'a>> {
        headed::sections(self.report, &self.narrated.document)
    }
}

/// A finding at a place; its severity is set when it is known how bad the profile takes it to be.
fn finding(message: impl Into<String>, place: &Span) -> Diagnostic {
    Diagnostic::error(message, place)
}

/// A finding of which nobody can be sure: a warning, also where the rule's other findings are errors, unless the profile
/// says otherwise.
fn doubt(message: impl Into<String>, place: &Span) -> Diagnostic {
    Diagnostic::warning(message, place)
}

/// Runs every rule that the profile has not switched off.
///
/// `whole` says whether the report had no errors up to here: rules that compare the text with the whole document are
/// left out where it is not, since they would report as missing what only could not be read. What stands around the report
/// is asked only where it matters.
pub fn run(
    report: &Report,
    profile: &Profile,
    narrated: &Narrated,
    whole: bool,
    around: &Around<'_>,
    sink: &mut Diagnostics,
) {
    let asked = |rule: &&Rule| (whole || !rule.needs_whole) && !grounds::have_errors(rule, report);
    let rules = || RULES.iter().copied().filter(asked);
    let on_agenda = clear_days::is_undated(report) && (around.on_agenda)();
    let named = same_meeting::named(report).into_iter().chain(private_item::appended(report));
    let named = named.filter_map(|path| Some((path.value.clone(), (around.report)(&path.value)?))).collect();
    let mut paper = Paper { on_agenda, named, ..Paper::new(report, profile, narrated) };
    paper.private_beside = private_item::asks_beside(&paper) && (around.private_beside)();
    if exempt_words::is_public(report) {
        paper.kept = (around.kept)();
    }
    let accepted = Accepted::of(report);
    run_rules(rules(), &paper, &accepted, sink);
    accepted::check(report, sink);
    accepted::check_refused(report, sink);
    // What a public edition leaves out, or only another area's paper has, is found there.
    if report.withheld.is_none() && report.about.is_none() {
        let off = |rule: &str| matches!(profile.checks.get(rule), Some((_, CheckLevel::Off)));
        let refused = |rule: &str| report.schema.refuses.iter().any(|name| name == rule);
        let looked_at = |name: &str| !off(name) && !refused(name) && rules().any(|rule| rule.name == name);
        sink.extend(accepted.unmet(looked_at));
    }
}

/// What stands around a report in its project.
pub struct Around<'a> {
    /// Whether an agenda brings it.
    pub on_agenda: &'a dyn Fn() -> bool,
    /// Whether that agenda, or another paper of the same day, has something exempt.
    pub private_beside: &'a dyn Fn() -> bool,
    /// What papers of the project keep from the public.
    pub kept: &'a dyn Fn() -> Vec<Kept>,
    /// The report at a path, if there is one that can be read.
    pub report: &'a dyn Fn(&str) -> Option<Report>,
}

/// Runs the rules that hold in a build as well, where the kind of document says so and the paper is no draft. No finished paper
/// of any kind has a number of which nobody says where it comes from.
pub fn run_refused(report: &Report, profile: &Profile, narrated: &Narrated, sink: &mut Diagnostics) {
    accepted::check(report, sink);
    if narrated.document.marking.to_lowercase().contains("draft") {
        return;
    }
    sink.extend(unwritten::unsourced(report));
    let refused = &report.schema.refuses;
    let asked = |rule: &&Rule| refused.iter().any(|name| name == rule.name) && !grounds::have_errors(rule, report);
    let rules = RULES.iter().copied().filter(asked);
    run_rules(rules, &Paper::new(report, profile, narrated), &Accepted::NOTHING, sink);
}

fn run_rules(
    rules: impl Iterator<Item = &'static Rule>,
    paper: &Paper<'_>,
    accepted: &Accepted<'_>,
    sink: &mut Diagnostics,
) {
    for rule in rules {
        let level = match paper.profile.checks.get(rule.name).map(|(_, level)| *level) {
            Some(CheckLevel::Off) => continue,
            Some(CheckLevel::Warning) => Some(Severity::Warning),
            Some(CheckLevel::Error) => Some(Severity::Error),
            None => None,
        };
        let found = (rule.run)(paper).into_iter();
        for finding in found.filter(|finding| !accepted.lets_stand(rule.name, finding)) {
            if is_told(&finding, sink) {
                continue;
            }
            // The milder of the two, where the profile says nothing.
            let severity = level.unwrap_or(rule.severity.max(finding.severity));
            sink.push(Diagnostic { severity, code: rule.name, ..finding });
        }
    }
}

/// Whether what stands at the place of a finding has an error already as such: a date that no calendar has, a figure in
/// single braces.
fn is_told(finding: &Diagnostic, sink: &Diagnostics) -> bool {
    let as_such = |one: &Diagnostic| one.severity == Severity::Error && one.code.is_empty();
    let Some(place) = &finding.span else { return false };
    let holds = |other: &Span| {
        other.file == place.file && other.range.start <= place.range.start && place.range.end <= other.range.end
    };
    sink.iter().filter(|one| as_such(one)).filter_map(|one| one.span.as_ref()).any(holds)
}

/// The rule of a name.
///
/// # Errors
/// A hint, with the nearest name if one is near, where there is no such rule.
pub fn rule(name: &str) -> Result<&'static Rule, String> {
    let found = RULES.iter().find(|rule| rule.name == name).copied();
    found.ok_or_else(|| match nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`boardpack check --explain` lists the rules".to_owned(),
    })
}

/// Reports every name under `checks:` of a profile that no rule has.
pub fn check_profile(profile: &Profile, sink: &mut Diagnostics) {
    for (name, _) in profile.checks.values() {
        if let Err(hint) = rule(&name.value) {
            sink.push(Diagnostic::error(format!("unknown rule `{}`", name.value), &name.span).hint(hint));
        }
    }
}

#[cfg(test)]
mod testing {
    //! What a rule finds in texts, as the words that it underlines.

    use crate::check::passage::Passage;
    use crate::diagnostic::Diagnostic;

    /// The words that a rule underlines in a text.
    pub fn underlined(find: impl Fn(&Passage<'_>) -> Vec<Diagnostic>, text: &str) -> Vec<String> {
        let found = find(&Passage::plain(text));
        found
            .iter()
            .map(|one| {
                assert!(!one.hints.is_empty(), "`{}` has no hint", one.message);
                one.span.as_ref().map_or_else(String::new, |span| span.text().to_owned())
            })
            .collect()
    }

    /// Nothing is found in any of these texts.
    pub fn nothing_in(find: impl Fn(&Passage<'_>) -> Vec<Diagnostic>, texts: &[&str]) {
        for text in texts {
            assert_eq!(underlined(&find, text), Vec::<String>::new(), "{text}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_in_kebab_case_and_explains_itself() {
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len(), "each name once");
        for rule in RULES {
            assert!(rule.name.chars().all(|one| one.is_ascii_lowercase() || one == '-'), "{}", rule.name);
            assert!(rule.explanation.len() > 200 && rule.explanation.contains("For example"), "{}", rule.name);
            assert!(!rule.summary.ends_with('.') && rule.summary.len() < 100, "{}", rule.name);
        }
    }

    #[test]
    fn a_misspelt_name_has_its_nearest() {
        assert_eq!(rule("doubled-words").map(|rule| rule.name), Ok("doubled-words"));
        assert_eq!(rule("double-words").map(|rule| rule.name), Err("did you mean `doubled-words`?".to_owned()));
    }
}
