//! Narrative: YAML text with Jinja and Markdown becomes a document.

pub mod citations;
mod counter;
pub mod delimiters;
pub mod document;
mod empty;
mod exempt;
mod exhibits;
mod expression;
mod fields;
mod markdown;
mod names;
pub mod papers;
mod paragraphs;
mod patterns;
mod recommendations;
mod render;
pub mod replay;
mod report_sections;
mod resolutions;
mod sections;
pub mod sentences;
mod set_sentences;
mod shield;
mod slides;
mod slips;
mod slots;
mod syntax;
pub mod tables;
mod twice;
mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::chart::{Kind, Plot};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::narrative::document::{Council, Document, Inlines, Language, plain_text};
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::schema::Schema;

pub use expression::{Apart, Checked, Told};
pub use papers::{Circumstances, Edition};
pub use render::{Record, Rendered, Shown, Typed};
pub use sections::order as section_order;
pub use slides::shown_as;

/// How many letters have room at the top of a page.
const MOST_IN_HEADER: usize = 120;

/// A report that is ready to be typeset.
#[derive(Debug)]
pub struct Narrated {
    /// The finished content.
    pub document: Document,
    /// The pictures of its charts, as SVG, by the path under which the document names them.
    pub pictures: BTreeMap<String, String>,
    /// The files that the paper carries, by the path under which the document names them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The texts of the report as they were rendered, and the facts that they show.
    pub record: Record,
    /// What the report can say in figures.
    pub facts: Arc<Facts>,
    /// What its charts show, by the path of the picture, for whoever draws them again at another size.
    pub plots: BTreeMap<String, (&'static Kind, Plot)>,
    /// The papers that are bound in, where it is a pack; in the order of the document's parts.
    pub parts: Vec<Narrated>,
    /// Whether something in it is exempt from publication, so that there is an edition for members as well.
    pub exempt: bool,
}

impl Narrated {
    /// Whether something in it, or in a paper that is bound in, is exempt from publication.
    pub fn has_exempt(&self) -> bool {
        self.exempt || self.parts.iter().any(Self::has_exempt)
    }
}

/// Writes the document of a report.
///
/// Mistakes are reported to the sink; the document is whole only if there were no errors.
pub fn narrate(
    report: &Report,
    profile: &Profile,
    facts: Facts,
    circumstances: Circumstances<'_>,
    sink: &mut Diagnostics,
) -> Narrated {
    let renderer = render::Renderer::new(Arc::new(facts), profile.smart_quotes);
    let renderer = renderer.citing(citations::Collector::new(report));
    let written = if report.untitled { Inlines::new() } else { renderer.line(&report.title, sink) };
    let short_title = report.short_title.as_ref().map(|text| {
        let short = plain_text(&renderer.line(text, sink));
        if short.chars().count() > MOST_IN_HEADER {
            sink.push(
                Diagnostic::error("a short title that is too long for the top of a page", &text.span)
                    .hint(format!("write {MOST_IN_HEADER} letters at most")),
            );
        }
        short
    });
    let marking = report.marking.as_ref().map_or_else(String::new, |text| plain_text(&renderer.line(text, sink)));
    let restricted = circumstances.edition == Edition::Restricted && !report.exempt.is_empty();
    let marking = if restricted { exempt::marking(&marking, &report.exempt) } else { marking };
    let exhibits = exhibits::Exhibits::make(report, profile, &renderer, sink);
    let unsourced = exhibits.unsourced(report);
    let notices = exempt::Notices { renderer: &renderer, edition: circumstances.edition };
    let recommendations =
        report.recommendations.as_ref().map(|entry| recommendations::list(notices, entry, profile, sink));
    let labels = labels(&report.schema, profile);
    let (fields, made) = fields::fields(report, &renderer, profile, circumstances, &labels, sink);
    let title = made.unwrap_or(written);
    let title_text = plain_text(&title);
    let short_title = short_title.unwrap_or_else(|| shortened(&title_text));
    let writer = sections::Writer {
        renderer: &renderer,
        report,
        exhibits: &exhibits,
        recommendations: recommendations.as_ref(),
        notices,
    };
    let mut sections = writer.sections(profile, sink);
    twice::check(&report.sections, sink);
    let annex = exhibits::number_all(&mut sections);
    exempt::finish_all(&mut sections);
    let mut document = Document {
        root: String::new(),
        within: None,
        kind: report.schema.kind.clone(),
        language: Language { lang: "en".to_owned(), region: "GB".to_owned() },
        title,
        title_text,
        short_title,
        date: fields::date(report.date, profile),
        marking,
        restricted,
        council: council(profile),
        labels,
        fields,
        recommendations,
        sections,
        references: Vec::new(),
        annex,
        sources: Vec::new(),
        bound: Vec::new(),
        attachments: Vec::new(),
        parts: Vec::new(),
    };
    let (pictures, plots) = (exhibits.pictures, exhibits.plots);
    let quotes = |text: &str| if profile.smart_quotes { render::typographic(text) } else { text.to_owned() };
    let (mut record, cited, facts) = renderer.into_record();
    citations::place(cited, report, profile, &mut document, &mut record, &quotes, sink);
    papers::check_links(&record.texts, circumstances.papers, sink);
    if !sink.has_errors() {
        sink.extend(unsourced);
    }
    let exempt = !report.exempt.is_empty();
    let files = BTreeMap::new();
    let narrated = Narrated { document, pictures, files, record, facts, plots, parts: Vec::new(), exempt };
    if report.schema.content.is_some() { shown_as(narrated, &report.schema, profile) } else { narrated }
}

/// As many words of a title as have room at the top of a page.
fn shortened(title: &str) -> String {
    let Some((end, _)) = title.char_indices().nth(MOST_IN_HEADER) else { return title.to_owned() };
    let kept = &title[..end];
    let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{}…", kept.trim_end_matches(|last: char| last.is_ascii_punctuation() || last == ' ' || last == '–'))
}

/// The path under which a document names the council's logo: the ending tells what kind of picture it is.
pub fn logo_path(profile: &Profile) -> Option<String> {
    let logo = profile.logo.as_ref()?;
    let ending = logo.file.value.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    Some(format!("/assets/logo.{ending}"))
}

fn council(profile: &Profile) -> Council {
    Council {
        name: profile.name.clone(),
        logo: logo_path(profile).unwrap_or_default(),
        logo_height: profile.logo.as_ref().map_or(0.0, |logo| logo.height),
        website: profile.website.clone(),
        colours: profile.colours.clone(),
        text_size: profile.text_size,
    }
}

/// The words around the content: the kind's own, and the council's where it has others.
fn labels(schema: &Schema, profile: &Profile) -> BTreeMap<String, String> {
    let of_fields = schema.fields.iter().map(|field| (field.key.clone(), field.label.clone()));
    let mut labels: BTreeMap<String, String> = of_fields.chain(schema.labels.iter().cloned()).collect();
    for settings in schema.kinds().filter_map(|kind| profile.kinds.get(kind)) {
        labels.extend(settings.labels.iter().map(|(key, (_, words))| (key.clone(), words.clone())));
    }
    if profile.smart_quotes {
        labels.values_mut().for_each(|words| *words = render::typographic(words));
    }
    labels
}
