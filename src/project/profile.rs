//! The profile: `council.yaml`, everything that a council decides once for all its papers.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayagriva::archive::ArchivedStyle;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile, Span};
use crate::project::form::profile as form;
use crate::project::notice::{self, KeyDecisions, Notice};
use crate::project::numbering::NumberingEntry;
use crate::project::read::{self, Keys};
use crate::project::report::Definitions;
use crate::project::schema::{Slot, SlotOrOwn};
use crate::project::sources::BASES;
use crate::project::targets::{self, TargetEntry};
use crate::project::yaml::{self, Content, Node, Text};
use crate::quantity::basis::Basis;
use crate::quantity::calendar::Calendar;
use crate::quantity::style::{Dates, PerCent, Style};
use crate::quantity::value::Unit;

/// The name of the file that makes a folder a project.
pub const FILE_NAME: &str = "council.yaml";

/// What a council decides once for all its papers.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The file that it was read from.
    pub file: Arc<SourceFile>,
    /// Its path in the project: [`FILE_NAME`], or the one that a report names.
    pub path: String,
    /// The council's name.
    pub name: String,
    /// The council's address on the web; empty if it has none.
    pub website: String,
    /// The logo.
    pub logo: Option<Logo>,
    /// Colours as `#rrggbb`, by role.
    pub colours: BTreeMap<String, String>,
    /// The size of body text in points, 11 or more.
    pub text_size: f64,
    /// Whether straight quotation marks and hyphens are made typographic.
    pub smart_quotes: bool,
    /// How numbers and dates are written.
    pub style: Style,
    /// How large a difference may be, by unit, for two values to be called steady or similar.
    pub tolerance: BTreeMap<&'static str, Decimal>,
    /// Counts of people above zero and below this are left out of what is shown.
    pub disclosure_threshold: Decimal,
    /// The basis of measures that have two.
    pub basis: Basis,
    /// What the council has set itself, by measure.
    pub targets: BTreeMap<String, TargetEntry>,
    /// Where the values of a chart stand.
    pub chart_values: ChartValues,
    /// How recommendations are numbered, level by level: "1)", "a.", "i.".
    pub recommendation_numbering: [String; 3],
    /// How what was resolved is printed.
    pub resolutions: ResolutionSettings,
    /// Whether a recommendation that is the only one takes a number.
    pub number_single_recommendation: bool,
    /// The style of citations and of the list of references.
    pub citation_style: ArchivedStyle,
    /// Committees and boards by key.
    pub committees: BTreeMap<String, String>,
    /// Officers and members by key.
    pub people: BTreeMap<String, PersonEntry>,
    /// What the council changes in a kind of document, by kind.
    pub kinds: BTreeMap<String, KindSettings>,
    /// How bad findings of a rule are, by the rule's name; rules that are not named are as they come.
    pub checks: BTreeMap<String, (Text, CheckLevel)>,
    /// How many clear days there have to be before a meeting and a key decision.
    pub notice: Notice,
    /// Which decisions are key decisions.
    pub key_decisions: KeyDecisions,
    /// The council's bank holidays.
    pub calendar: Calendar,
    /// The roles without whose approval no report with a consultation table goes out: "Finance", "Legal" …
    pub approvers: Vec<Text>,
    /// Abbreviations that nobody has to explain to the council's readers, with what they stand for.
    pub abbreviations: BTreeMap<String, String>,
    /// What papers carry with them, so that their figures can be checked.
    pub attachments: Attachments,
    /// Whether papers end with a table of their figures and sources, unless a report says otherwise.
    pub annex: Annex,
    /// Whether packs are printed on both sides, so that each paper in them begins on the front of a sheet.
    pub double_sided: bool,
    /// What the profile says about figures, as YAML.
    pub definitions: String,
}

/// How bad what a rule of `boardpack check` finds is taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckLevel {
    /// Not looked for.
    Off,
    /// Somebody should look.
    Warning,
    /// The report must not go out with it.
    Error,
}

/// How what was resolved is printed.
#[derive(Debug, Clone)]
pub struct ResolutionSettings {
    /// How resolutions are numbered, level by level: "1.", "(a)", "(i)".
    pub numbering: [String; 3],
    /// Whether recommendations of a report keep the numbers that they have there.
    pub keep_numbers: bool,
    /// Whether they are one sentence, with semicolons between them, and not a sentence each.
    pub one_sentence: bool,
    /// Whether they are printed bold.
    pub strong: bool,
}

impl Default for ResolutionSettings {
    fn default() -> Self {
        let numbering = ["1.".to_owned(), "(a)".to_owned(), "(i)".to_owned()];
        Self { numbering, keep_numbers: false, one_sentence: false, strong: false }
    }
}

/// What papers carry with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachments {
    /// Nothing.
    None,
    /// Their figures, and the values of charts and tables.
    Figures,
}

/// What papers end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annex {
    /// Nothing more.
    None,
    /// A table of all figures with their sources.
    Figures,
}

impl Annex {
    /// What can be written for `annex:`.
    pub const CHOICES: [(&'static str, Self); 2] = [("none", Self::None), ("figures", Self::Figures)];
}

/// The threshold of a profile that names none: counts of one to four people are left out.
const DISCLOSURE_THRESHOLD: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// The keys of the profile that decide how figures are worked out and written.
const DEFINITIONS: &[&str] = &["style", "tolerance", "basis", "targets", "disclosure"];

/// The styles that cite by author and date, in English, that print whole lists without slips.
pub(super) const CITATION_STYLES: &[(&str, ArchivedStyle)] = &[
    ("harvard-cite-them-right", ArchivedStyle::HarvardCiteThemRight),
    ("bristol-university-press", ArchivedStyle::BristolUniversityPress),
    ("elsevier-harvard", ArchivedStyle::ElsevierHarvard),
];

/// What can be written for `attachments:`.
pub(super) const ATTACHMENTS: [(&str, Attachments); 2] =
    [("figures", Attachments::Figures), ("none", Attachments::None)];
/// What can be written for `packs:`; whether both sides are printed on.
pub(super) const PACKS: [(&str, bool); 2] = [("single-sided", false), ("double-sided", true)];
/// What can be written for `single-recommendation:`; whether it takes a number.
pub(super) const SINGLE_RECOMMENDATION: [(&str, bool); 2] = [("numbered", true), ("plain", false)];
/// What can be written for a rule in `checks:`.
pub(super) const CHECK_LEVELS: [(&str, CheckLevel); 3] =
    [("error", CheckLevel::Error), ("warning", CheckLevel::Warning), ("off", CheckLevel::Off)];
/// What can be written for quotation marks.
pub(super) const QUOTES: [(&str, bool); 2] = [("typographic", true), ("as-typed", false)];
/// What can be written for the numbers of resolutions; whether they are the report's.
pub(super) const NUMBERS_OF_THE_REPORT: [(&str, bool); 2] = [("kept", true), ("replaced", false)];
/// What can be written for the punctuation of resolutions; whether they are one sentence.
pub(super) const PUNCTUATION: [(&str, bool); 2] = [("sentences", false), ("one-sentence", true)];
/// What can be written for per cent.
pub(super) const PER_CENT: [(&str, PerCent); 2] = [("sign", PerCent::Sign), ("words", PerCent::Words)];
/// What can be written for what parts thousands.
pub(super) const THOUSANDS: [(&str, &str); 3] = [("comma", ","), ("space", "\u{202f}"), ("none", "")];
/// What can be written for dates.
pub(super) const DATES: [(&str, Dates); 3] =
    [("plain", Dates::Plain), ("ordinal", Dates::Ordinal), ("numeric", Dates::Numeric)];
/// What can be written for dates of meetings; whether they are ordinal.
pub(super) const MEETING_DATES: [(&str, bool); 2] = [("plain", false), ("ordinal", true)];

/// The council's logo.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The file, relative to the project.
    pub file: Text,
    /// Its height in millimetres.
    pub height: f64,
}

/// Where the values of a chart stand, so that nobody has to read them off a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartValues {
    /// In a table right after the chart.
    AfterChart,
    /// In an annex at the end.
    Annex,
}

impl ChartValues {
    /// What can be written for `chart-values:`.
    pub const CHOICES: [(&'static str, Self); 2] = [("after-chart", Self::AfterChart), ("annex", Self::Annex)];

    /// Reads where the values of charts stand.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        read::choice(node, "place for the values of charts", &Self::CHOICES, sink)
    }
}

/// Somebody whom papers name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonEntry {
    /// The name.
    pub name: String,
    /// The job title.
    pub title: String,
    /// The directorate or organisation.
    pub directorate: String,
    /// Telephone, as printed.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
}

/// What a council changes in a kind of document.
#[derive(Debug, Clone)]
pub struct KindSettings {
    /// Where the settings start, for messages.
    pub place: Span,
    /// Words to print instead of the kind's own, by label.
    pub labels: BTreeMap<String, (Text, String)>,
    /// The sections in the council's order, instead of the kind's own.
    pub sections: Option<Vec<SlotOrOwn>>,
    /// How sections and paragraphs are numbered, where it is not as the kind does it.
    pub numbering: Option<NumberingEntry>,
}

/// The roles that a colour can have, with a colour that prints well and what it is for.
pub const COLOURS: &[(&str, &str, &str)] = &[
    ("brand", "#12436D", "The council's own colour: rules, and the subject in charts."),
    ("band", "#EEF1F5", "The background of bands in tables and on front pages."),
    ("ink", "#0B0C0C", "The colour of text."),
    ("quiet", "#505A5F", "The colour of captions, notes and page numbers."),
    ("rule", "#B1B4B6", "The colour of thin lines."),
];

impl Profile {
    /// Reads a profile; `None` only if the file is no YAML at all.
    pub fn read(file: &Arc<SourceFile>, sink: &mut Diagnostics) -> Option<Self> {
        let root = match yaml::read(file) {
            Ok(root) => root,
            Err(error) => {
                sink.push(*error);
                return None;
            }
        };
        let mut keys = Keys::of(&root, "a profile", &form::PROFILE, sink)?;
        let name = keys
            .required("name", sink)
            .and_then(|node| read::printed(node, sink))
            .map_or_else(String::new, |text| text.value);
        let website = keys
            .optional("website", sink)
            .and_then(|node| read::printed(node, sink))
            .map_or_else(String::new, |text| text.value);
        let logo = keys.optional("logo", sink).and_then(|node| logo(node, sink));
        let colours = colours(keys.optional("colours", sink), sink);
        let mut profile = Self {
            file: Arc::clone(file),
            path: FILE_NAME.to_owned(),
            name,
            website,
            logo,
            colours,
            text_size: 11.5,
            smart_quotes: true,
            style: Style::default(),
            tolerance: BTreeMap::new(),
            disclosure_threshold: DISCLOSURE_THRESHOLD,
            basis: Basis::Fte,
            targets: BTreeMap::new(),
            chart_values: ChartValues::AfterChart,
            recommendation_numbering: ["1)".to_owned(), "a.".to_owned(), "i.".to_owned()],
            resolutions: ResolutionSettings::default(),
            number_single_recommendation: true,
            citation_style: ArchivedStyle::HarvardCiteThemRight,
            committees: BTreeMap::new(),
            people: BTreeMap::new(),
            kinds: BTreeMap::new(),
            checks: BTreeMap::new(),
            notice: Notice::default(),
            key_decisions: KeyDecisions::default(),
            calendar: Calendar::default(),
            approvers: Vec::new(),
            abbreviations: BTreeMap::new(),
            attachments: Attachments::Figures,
            annex: Annex::None,
            definitions: Definitions::of(&root, DEFINITIONS).yaml(),
            double_sided: false,
        };
        if let Some(node) = keys.optional("text", sink) {
            profile.read_text(node, sink);
        }
        if let Some(node) = keys.optional("style", sink) {
            profile.read_style(node, sink);
        }
        if let Some(node) = keys.optional("disclosure", sink) {
            profile.read_disclosure(node, sink);
        }
        if let Some(node) = keys.optional("tolerance", sink) {
            for (unit, value) in read::entries(node, "tolerances", sink) {
                let known = Unit::NAMES.iter().find(|(name, _)| *name == unit.value);
                match (known, read::decimal(value, sink)) {
                    (Some((name, _)), Some(number)) if !number.is_sign_negative() => {
                        profile.tolerance.insert(name, number);
                    }
                    (Some(_), Some(_)) => {
                        let hint = "write how far two values may lie apart, such as `0.5`";
                        sink.push(Diagnostic::error("a tolerance below zero", &value.span).hint(hint));
                    }
                    (None, _) => sink.push(read::unknown_unit(unit)),
                    (_, None) => {}
                }
            }
        }
        if let Some(node) = keys.optional("basis", sink) {
            profile.basis = read::choice(node, "basis", &BASES, sink).unwrap_or(Basis::Fte);
        }
        if let Some(node) = keys.optional("targets", sink) {
            profile.targets = targets::read(node, sink);
        }
        if let Some(node) = keys.optional("chart-values", sink) {
            profile.chart_values = ChartValues::read(node, sink).unwrap_or(ChartValues::Annex);
        }
        if let Some(node) = keys.optional("attachments", sink) {
            profile.attachments =
                read::choice(node, "kind of attachments", &ATTACHMENTS, sink).unwrap_or(Attachments::Figures);
        }
        if let Some(node) = keys.optional("packs", sink) {
            profile.double_sided = read::choice(node, "way to print packs", &PACKS, sink).unwrap_or(false);
        }
        if let Some(node) = keys.optional("annex", sink) {
            profile.annex = read::choice(node, "annex", &Annex::CHOICES, sink).unwrap_or(Annex::None);
        }
        if let Some(node) = keys.optional("recommendation-numbering", sink) {
            numbering(node, &mut profile.recommendation_numbering, sink);
        }
        if let Some(node) = keys.optional("resolutions", sink) {
            profile.read_resolutions(node, sink);
        }
        if let Some(node) = keys.optional("single-recommendation", sink) {
            let what = "form of a single recommendation";
            profile.number_single_recommendation =
                read::choice(node, what, &SINGLE_RECOMMENDATION, sink).unwrap_or(true);
        }
        if let Some(node) = keys.optional("citation-style", sink) {
            profile.citation_style = read::choice(node, "citation style", CITATION_STYLES, sink)
                .unwrap_or(ArchivedStyle::HarvardCiteThemRight);
        }
        if let Some(node) = keys.optional("committees", sink) {
            for (key, value) in read::entries(node, "committees", sink) {
                // One with errors is known all the same, so that reports that name it have no errors for it.
                let name = read::printed(value, sink).map_or_else(String::new, |text| text.value);
                profile.committees.insert(key.value.clone(), name);
            }
        }
        if let Some(node) = keys.optional("people", sink) {
            for (key, value) in read::entries(node, "people", sink) {
                profile.people.insert(key.value.clone(), person(value, sink).unwrap_or_default());
            }
        }
        if let Some(node) = keys.optional("kinds", sink) {
            for (key, value) in read::entries(node, "kinds of document", sink) {
                profile.kinds.insert(key.value.clone(), kind_settings(key, value, sink));
            }
        }
        if let Some(node) = keys.optional("checks", sink) {
            for (rule, value) in read::entries(node, "rules", sink) {
                if matches!(value.content, Content::Null) {
                    let message = format!("`{}` is empty", rule.value);
                    sink.push(Diagnostic::error(message, &rule.span).hint("write `error`, `warning` or `off`"));
                } else if let Some(level) = read::choice(value, "level of a rule", &CHECK_LEVELS, sink) {
                    profile.checks.insert(rule.value.clone(), (rule.clone(), level));
                }
            }
        }
        profile.read_duties(&mut keys, sink);
        keys.finish(sink);
        Some(profile)
    }

    /// Reads what the rules of `boardpack check` have to know of the council.
    fn read_duties(&mut self, keys: &mut Keys<'_>, sink: &mut Diagnostics) {
        if let Some(node) = keys.optional("notice", sink) {
            self.notice = Notice::read(node, sink);
        }
        if let Some(node) = keys.optional("key-decisions", sink) {
            self.key_decisions = KeyDecisions::read(node, sink);
        }
        if let Some(node) = keys.optional("bank-holidays", sink) {
            self.calendar = notice::calendar(node, sink);
        }
        if let Some(node) = keys.optional("approvers", sink) {
            let roles = read::list(node, "roles, such as `Legal`", sink).iter();
            self.approvers = roles.filter_map(|node| read::text(node, sink)).collect();
        }
        if let Some(node) = keys.optional("abbreviations", sink) {
            for (short, value) in read::entries(node, "abbreviations", sink) {
                let long = read::text(value, sink).map_or_else(String::new, |text| text.value);
                self.abbreviations.insert(short.value.clone(), long);
            }
        }
    }

    fn read_text(&mut self, node: &Node, sink: &mut Diagnostics) {
        let Some(mut keys) = Keys::of(node, "`text`", &form::TEXT, sink) else { return };
        if let Some(size) = keys.optional("size", sink).and_then(|node| read::size(node, 11.0..=16.0, sink)) {
            self.text_size = size;
        }
        if let Some(node) = keys.optional("quotes", sink) {
            self.smart_quotes = read::choice(node, "style of quotation marks", &QUOTES, sink).unwrap_or(true);
        }
        keys.finish(sink);
    }

    fn read_disclosure(&mut self, node: &Node, sink: &mut Diagnostics) {
        let Some(mut keys) = Keys::of(node, "`disclosure`", &form::DISCLOSURE, sink) else { return };
        if let Some(threshold) = keys.required("threshold", sink).and_then(|node| read::count(node, sink)) {
            self.disclosure_threshold = Decimal::from(threshold);
        }
        keys.finish(sink);
    }

    fn read_resolutions(&mut self, node: &Node, sink: &mut Diagnostics) {
        let Some(mut keys) = Keys::of(node, "`resolutions`", &form::RESOLUTIONS, sink) else { return };
        let settings = &mut self.resolutions;
        if let Some(node) = keys.optional("numbering", sink) {
            numbering(node, &mut settings.numbering, sink);
        }
        if let Some(node) = keys.optional("numbers-of-the-report", sink) {
            settings.keep_numbers =
                read::choice(node, "way of numbers", &NUMBERS_OF_THE_REPORT, sink).unwrap_or(false);
        }
        if let Some(node) = keys.optional("punctuation", sink) {
            settings.one_sentence = read::choice(node, "punctuation", &PUNCTUATION, sink).unwrap_or(false);
        }
        if let Some(node) = keys.optional("bold", sink) {
            settings.strong = read::truth(node, sink).unwrap_or(false);
        }
        keys.finish(sink);
    }

    fn read_style(&mut self, node: &Node, sink: &mut Diagnostics) {
        let Some(mut keys) = Keys::of(node, "`style`", &form::STYLE, sink) else { return };
        if let Some(node) = keys.optional("per-cent", sink) {
            self.style.per_cent =
                read::choice(node, "way to write per cent", &PER_CENT, sink).unwrap_or(PerCent::Sign);
        }
        if let Some(node) = keys.optional("thousands", sink) {
            let separator = read::choice(node, "thousands separator", &THOUSANDS, sink).unwrap_or(",");
            separator.clone_into(&mut self.style.thousands);
        }
        if let Some(node) = keys.optional("dates", sink) {
            self.style.dates = read::choice(node, "style of dates", &DATES, sink).unwrap_or(Dates::Plain);
        }
        if let Some(node) = keys.optional("meeting-dates", sink) {
            self.style.ordinal_meetings =
                read::choice(node, "style of meeting dates", &MEETING_DATES, sink).unwrap_or(false);
        }
        keys.finish(sink);
    }

    /// How far two values of a unit may lie apart and still be called steady or similar; zero where nobody said.
    pub fn tolerance(&self, unit: Unit) -> Decimal {
        let name = Unit::NAMES.iter().find(|(_, known)| *known == unit).map_or("", |(name, _)| name);
        self.tolerance.get(name).copied().unwrap_or_default()
    }
}

/// Reads three patterns of numbers.
fn numbering(node: &Node, into: &mut [String; 3], sink: &mut Diagnostics) {
    let levels = read::list(node, "numbers, such as `1)`, `a.` and `i.`", sink);
    if levels.len() != 3 {
        sink.push(
            Diagnostic::error(format!("{} numbers for three levels", levels.len()), &node.span)
                .hint("write three, such as `[\"1)\", \"a.\", \"i.\"]`"),
        );
        return;
    }
    for (level, node) in into.iter_mut().zip(levels) {
        if let Some(text) = read::printed(node, sink) {
            *level = text.value;
        }
    }
}

fn logo(node: &Node, sink: &mut Diagnostics) -> Option<Logo> {
    let mut keys = Keys::of(node, "the logo", &form::LOGO, sink)?;
    let file = keys.required("file", sink).and_then(|node| read::text(node, sink));
    let height = keys.optional("height", sink).and_then(|node| read::size(node, 5.0..=40.0, sink)).unwrap_or(13.0);
    keys.finish(sink);
    Some(Logo { file: file?, height })
}

fn colours(node: Option<&Node>, sink: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut colours: BTreeMap<String, String> =
        COLOURS.iter().map(|(role, colour, _)| ((*role).to_owned(), (*colour).to_owned())).collect();
    for (role, value) in node.map_or(&[][..], |node| read::entries(node, "colours", sink)) {
        if !colours.contains_key(&role.value) {
            sink.push(read::unknown("colour", role, COLOURS.iter().map(|(role, ..)| *role)));
            continue;
        }
        let hint = "write `\"#\"` and six hexadecimal digits in quotes, such as `\"#12436D\"`";
        if matches!(value.content, Content::Null) {
            // Without quotes, `#12436D` is a comment.
            sink.push(Diagnostic::error(format!("`{}` is empty", role.value), &role.span).hint(hint));
            continue;
        }
        let Some(written) = read::text(value, sink) else { continue };
        let digits = written.value.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            colours.insert(role.value.clone(), written.value);
        } else {
            sink.push(Diagnostic::error(format!("`{}` is not a colour", written.value), &written.span).hint(hint));
        }
    }
    colours
}

/// Reads a person: keys and values.
pub fn person(node: &Node, sink: &mut Diagnostics) -> Option<PersonEntry> {
    let mut keys = Keys::of(node, "a person", &form::PERSON, sink)?;
    let name = keys.required("name", sink).and_then(|node| read::printed(node, sink));
    let mut part = |key: &str, sink: &mut Diagnostics| {
        let node = keys.optional(key, sink);
        node.and_then(|node| read::printed(node, sink)).map_or_else(String::new, |text| text.value)
    };
    let title = part("title", sink);
    let directorate = part("directorate", sink);
    let telephone = part("telephone", sink);
    let email = part("email", sink);
    keys.finish(sink);
    Some(PersonEntry { name: name?.value, title, directorate, telephone, email })
}

fn kind_settings(kind: &Text, node: &Node, sink: &mut Diagnostics) -> KindSettings {
    let mut settings =
        KindSettings { place: kind.span.clone(), labels: BTreeMap::new(), sections: None, numbering: None };
    let Some(mut keys) = Keys::of(node, "a kind's settings", &form::KIND, sink) else { return settings };
    if let Some(node) = keys.optional("labels", sink) {
        for (label, value) in read::entries(node, "labels", sink) {
            if let Some(text) = read::printed(value, sink) {
                settings.labels.insert(label.value.clone(), (label.clone(), text.value));
            }
        }
    }
    if let Some(node) = keys.optional("sections", sink) {
        let slots = read::list(node, "sections, and `own` where the author's own stand", sink);
        settings.sections = Some(slots.iter().filter_map(|node| Slot::read(node, true, sink)).collect());
    }
    settings.numbering = keys.optional("paragraphs", sink).and_then(|node| NumberingEntry::read(node, sink));
    keys.finish(sink);
    settings
}
