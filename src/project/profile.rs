//! The profile: `council.yaml`, everything that a council decides once for all its papers.

mod appearance;
mod checks;
mod figures;
mod kinds;
mod people;
mod resolutions;
mod style;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use hayagriva::archive::ArchivedStyle;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostics, SourceFile};
use crate::project::form::profile as form;
use crate::project::notice::{self, KeyDecisions, Notice};
use crate::project::read::{self, Keys};
use crate::project::report::Definitions;
use crate::project::sources::BASES;
use crate::project::targets::{self, TargetEntry};
use crate::project::yaml::{self, Text};
use crate::quantity::basis::Basis;
use crate::quantity::calendar::Calendar;
use crate::quantity::style::Style;
use crate::quantity::value::Unit;

pub(super) use appearance::QUOTES;
pub use appearance::{COLOURS, Logo};
pub(super) use checks::CHECK_LEVELS;
pub use checks::CheckLevel;
pub use kinds::KindSettings;
pub use people::{PersonEntry, person};
pub use resolutions::ResolutionSettings;
pub(super) use resolutions::{NUMBERS_OF_THE_REPORT, PUNCTUATION, SINGLE_RECOMMENDATION};
pub(super) use style::{DATES, MEETING_DATES, PER_CENT, THOUSANDS};
pub use values::{Annex, Attachments, ChartValues};

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
    pub tolerance: BTreeMap<&'static str, Option<Decimal>>,
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

/// The keys of the profile that decide how figures are worked out and written.
const DEFINITIONS: &[&str] = &["style", "tolerance", "basis", "targets", "disclosure"];

/// The styles that cite by author and date, in English, that print whole lists without slips.
pub(super) const CITATION_STYLES: &[(&str, ArchivedStyle)] = &[
    ("harvard-cite-them-right", ArchivedStyle::HarvardCiteThemRight),
    ("bristol-university-press", ArchivedStyle::BristolUniversityPress),
    ("elsevier-harvard", ArchivedStyle::ElsevierHarvard),
];

/// What can be written for `packs:`; whether both sides are printed on.
pub(super) const PACKS: [(&str, bool); 2] = [("single-sided", false), ("double-sided", true)];

impl Profile {
    /// The last day on which the papers of a meeting can be published.
    pub fn publish_by(&self, meeting: NaiveDate) -> NaiveDate {
        self.calendar.last_day(meeting, self.notice.meeting).unwrap_or(meeting)
    }

    /// Reads a profile; `None` only if the file is no YAML, or has no keys and values at all.
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
        let logo = keys.optional("logo", sink).and_then(|node| appearance::logo(node, sink));
        let colours = appearance::colours(keys.optional("colours", sink), sink);
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
            disclosure_threshold: figures::DISCLOSURE_THRESHOLD,
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
            profile.style = style::style(node, sink);
        }
        if let Some(node) = keys.optional("disclosure", sink) {
            profile.disclosure_threshold =
                figures::disclosure_threshold(node, sink).unwrap_or(profile.disclosure_threshold);
        }
        if let Some(node) = keys.optional("tolerance", sink) {
            profile.tolerance = figures::tolerances(node, sink);
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
            profile.attachments = read::choice(node, "kind of attachments", &Attachments::CHOICES, sink)
                .unwrap_or(Attachments::Figures);
        }
        if let Some(node) = keys.optional("packs", sink) {
            profile.double_sided = read::choice(node, "way to print packs", &PACKS, sink).unwrap_or(false);
        }
        if let Some(node) = keys.optional("annex", sink) {
            profile.annex = read::choice(node, "annex", &Annex::CHOICES, sink).unwrap_or(Annex::None);
        }
        if let Some(node) = keys.optional("recommendation-numbering", sink) {
            resolutions::numbering(node, &mut profile.recommendation_numbering, sink);
        }
        if let Some(node) = keys.optional("resolutions", sink) {
            profile.resolutions = ResolutionSettings::read(node, sink);
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
                profile.kinds.insert(key.value.clone(), KindSettings::read(key, value, sink));
            }
        }
        if let Some(node) = keys.optional("checks", sink) {
            profile.checks = checks::levels(node, sink);
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

    /// How far two values of a unit may lie apart and still be called steady or similar; zero where nobody said, and
    /// `None` where what somebody said could not be read.
    pub fn tolerance(&self, unit: Unit) -> Option<Decimal> {
        let name = Unit::NAMES.iter().find(|(_, known)| *known == unit).map_or("", |(name, _)| name);
        self.tolerance.get(name).copied().unwrap_or(Some(Decimal::ZERO))
    }
}
