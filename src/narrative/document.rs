//! The finished content of a report before typesetting: blocks and inlines, no layout.
//!
//! This is the content model that a template receives as JSON (`docs/templates.md` describes it for authors of
//! templates). All numbering is done here, so that cross-references can be checked; templates only place it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::figure::Figure;

/// A run of text inside a paragraph.
pub type Inlines = Vec<Inline>;

/// One document, ready for its template.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    /// The folder of what a template can see that the paths of this document lie in: empty for a paper that stands
    /// alone, `/parts/4` for a part of a pack.
    pub root: String,
    /// Where it stands in a pack; `None` for a paper that stands alone.
    pub within: Option<Within>,
    /// The kind of document, which is the name of its template.
    pub kind: String,
    /// The language of the text, `en-GB`.
    pub language: Language,
    /// The title.
    pub title: Inlines,
    /// The title without emphasis, for metadata and running headers.
    pub title_text: String,
    /// A title that fits a running header.
    pub short_title: String,
    /// The date of the document.
    pub date: Date,
    /// "Draft", "Restricted" …, shown on every page; empty for a plain public paper.
    pub marking: String,
    /// Whether it is the edition for members of a paper with something exempt from publication.
    pub restricted: bool,
    /// The council whose paper it is.
    pub council: Council,
    /// The words that the template prints around the content, by key; the kind's schema lists them.
    pub labels: BTreeMap<String, String>,
    /// The fields of the kind, by key; a field that the author left out is absent.
    pub fields: BTreeMap<String, Field>,
    /// The recommendations, if the report has any.
    pub recommendations: Option<Recommendations>,
    /// The numbered sections of the body.
    pub sections: Vec<Section>,
    /// The works that the paper cites, in the order of its style.
    pub references: Vec<Work>,
    /// The data behind the charts, where the profile wants it in an annex.
    pub annex: Vec<Block>,
    /// The table of all figures with their sources, where the report or the profile wants it.
    pub sources: Vec<Block>,
    /// The files that are bound in after the paper's own pages, as appendices.
    pub bound: Vec<BoundFile>,
    /// The files that the paper carries.
    pub attachments: Vec<Attachment>,
    /// The parts of a pack, in order; empty for any other paper.
    pub parts: Vec<Part>,
}

/// A part of a pack: a paper that is bound in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Part {
    /// Which part it is.
    pub id: String,
    /// The path of its template.
    pub template: String,
    /// Whether it begins on the front of a sheet.
    pub on_front: bool,
}

/// Where in a pack a paper stands.
#[derive(Debug, Clone, Serialize)]
pub struct Within {
    /// Which part of the pack it is, for marks and links.
    pub part: String,
    /// The parts of the pack by the paths of their reports, for links from one to another.
    pub papers: BTreeMap<String, String>,
    /// What is printed on each of its pages: "Agenda Item 4", "Appendix 1".
    pub label: String,
    /// By how many levels its headings stand below those of the pack.
    pub offset: u8,
}

/// A work in the list of references.
#[derive(Debug, Clone, Serialize)]
pub struct Work {
    /// The name by which citations lead to it: its key in the bibliography.
    pub id: String,
    /// What is printed.
    pub body: Inlines,
}

/// A language as Typst wants it.
#[derive(Debug, Clone, Serialize)]
pub struct Language {
    /// ISO 639: `en`.
    pub lang: String,
    /// ISO 3166: `GB`.
    pub region: String,
}

/// A date, for machines and for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
    /// In house style: "27 November 2025".
    pub text: String,
    /// With its day of the week: "Thursday, 27 November 2025".
    pub weekday: String,
    /// As the day of a meeting: "Thursday, 27th November, 2025" where the council writes it so.
    pub meeting: String,
}

/// What a template needs to know of the council.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Council {
    /// Its name.
    pub name: String,
    /// The path of its logo for `image()`; empty if it has none.
    pub logo: String,
    /// The height of the logo in millimetres.
    pub logo_height: f64,
    /// Its address on the web; empty if it has none.
    pub website: String,
    /// Colours as `#rrggbb`, by role: `brand`, `band`, `ink`, `quiet`, `rule`.
    pub colours: BTreeMap<String, String>,
    /// The size of body text in points.
    pub text_size: f64,
}

/// The value of a field; the kind's schema says which of these a field is.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Field {
    /// One line of text.
    Line(Inlines),
    /// A list of lines.
    Lines(Vec<Inlines>),
    /// Paragraphs and lists.
    Text(Vec<Block>),
    /// A date.
    Date(Date),
    /// A person of the profile.
    Person(Person),
    /// Several people.
    People(Vec<Person>),
    /// A list of documents, each with its link.
    Documents(Vec<Reference>),
    /// The consultation table.
    Consultation(Vec<Band>),
    /// A whole number.
    Count(usize),
    /// Another paper.
    Paper(Box<PaperReference>),
    /// Why something is exempt from publication.
    Exempt(Ground),
    /// Several things of the same fields.
    Records(Vec<Record>),
    /// What was resolved.
    Resolutions(Box<Resolutions>),
    /// The recommendations of another paper.
    Recommendations(Box<Recommendations>),
    /// The pages of a pack on which something stands.
    Pages(Pages),
}

/// The pages of a pack on which the papers of an item stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Pages {
    /// The first part of the pack that belongs to the item.
    pub first_part: String,
    /// The last part that does.
    pub last_part: String,
    /// The first page and the last one, where the pack is another file and the numbers are known from it.
    pub numbers: Option<(usize, usize)>,
}

/// Why something is exempt from publication.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Ground {
    /// The number of the paragraph of Part 1 of Schedule 12A to the Local Government Act 1972, 1 to 7.
    pub paragraph: u8,
    /// What that paragraph is about: "information relating to any individual".
    pub description: String,
    /// Why the public interest in the exemption outweighs that in disclosure.
    pub statement: Inlines,
}

/// One of several things of the same fields: an item of an agenda, a question with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// "1." or "(a)"; empty where they take no numbers.
    pub number: String,
    /// The sentence that the kind of document makes of it; empty where it makes none.
    pub sentence: Inlines,
    /// Its fields, by key; a field that the author left out is absent.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Field>,
}

/// Another paper of the project.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PaperReference {
    /// The report's path in the project.
    pub path: String,
    /// What kind of document it is.
    pub kind: String,
    /// Its title.
    pub title: Inlines,
    /// Its date.
    pub date: Date,
}

/// Somebody whom the paper names.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Person {
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

/// A document that the paper lists: an appendix, a background paper, another useful document.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reference {
    /// "Appendix 1" for an appendix, else empty.
    pub label: String,
    /// What it is called.
    pub title: Inlines,
    /// Where it is; empty if it has no address.
    pub url: String,
    /// If it is exempt from publication: in the restricted edition a label, in the public one the notice; else empty.
    pub exempt: Inlines,
    /// What a file that is bound in shows, in words; empty for anything else.
    #[serde(skip)]
    pub alt: String,
    /// The part of the pack that it is; empty outside of a pack.
    pub part: String,
}

/// A band of the consultation table.
#[derive(Debug, Clone, Serialize)]
pub struct Band {
    /// The words of the band row.
    pub title: String,
    /// The people in it.
    pub rows: Vec<Consulted>,
}

/// One person in the consultation table.
#[derive(Debug, Clone, Serialize)]
pub struct Consulted {
    /// "Finance", "Legal" … for an approver, else empty.
    pub role: String,
    /// The name.
    pub name: String,
    /// The job title.
    pub title: String,
    /// The directorate or organisation.
    pub directorate: String,
    /// When the paper was sent; empty if it was not.
    pub sent: String,
    /// When the answer came; empty if none came.
    pub received: String,
}

/// A section of the body.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// The slot of the profile that it fills; empty for a section of the author's own.
    pub slot: String,
    /// "4" or "9.1".
    pub number: String,
    /// 1 for a section, 2 for a section within one.
    pub level: u8,
    /// The heading.
    pub heading: Inlines,
    /// What stands in it.
    pub body: Vec<Block>,
    /// Sections within it.
    pub sections: Vec<Section>,
    /// What slides say of it where its author has chosen: an empty list leaves it out.
    #[serde(skip)]
    pub chosen: Option<Vec<Inlines>>,
    /// What slides show of it; `None` in a paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slides: Option<Slides>,
}

/// What slides show of a section, apart from the sections within it.
#[derive(Debug, Clone, Serialize)]
pub struct Slides {
    /// What they say: lists, and the lines that lead into them.
    pub points: Vec<Block>,
    /// The charts, tables and recommendations, each for slides of its own.
    pub exhibits: Vec<Block>,
}

/// A block of content.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph with a number of its own and all that belongs under that number.
    Numbered {
        /// "1.1" or "4.5.1".
        number: String,
        /// 2 for "1.1", 3 for "4.5.1".
        level: u8,
        /// A bold sub-heading that takes the number.
        heading: Option<Inlines>,
        /// The paragraphs, lists, charts and tables under the number.
        body: Vec<Block>,
    },
    /// A paragraph without a number.
    Paragraph {
        /// The text.
        body: Inlines,
    },
    /// A bold sub-heading without a number.
    Heading {
        /// The text.
        body: Inlines,
    },
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// The number of the first item of a numbered list.
        start: u64,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A chart.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// The recommendations as a nested list, where the author wants them in the body.
    Recommendations(Recommendations),
    /// The recommendations as a table.
    RecommendationTable(RecommendationTable),
    /// What is exempt from publication.
    Exempt {
        /// In the restricted edition a label; in the public one what is exempt, under which paragraph, and why.
        notice: Inlines,
        /// What is exempt; empty in the public edition.
        body: Vec<Block>,
        /// What the public edition leaves out here.
        #[serde(skip)]
        absent: Option<Absent>,
    },
}

/// What the public edition leaves out at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// What the notice begins with: "Paragraph 3.4"; empty for a chart or a table until all are numbered.
    pub subject: String,
    /// Whether these words are a plural.
    pub plural: bool,
    /// How many charts there are in it: those after it keep their numbers.
    pub charts: usize,
    /// How many tables there are in it.
    pub tables: usize,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text, exactly as it is to be read.
        text: String,
    },
    /// A figure, or words that are true of the data.
    Fact {
        /// The text.
        text: String,
        /// Which fact of the report's record it is.
        id: usize,
    },
    /// Emphasis.
    Emphasis {
        /// The text.
        body: Inlines,
    },
    /// Strong emphasis.
    Strong {
        /// The text.
        body: Inlines,
    },
    /// A link.
    Link {
        /// Where to.
        url: String,
        /// The text.
        body: Inlines,
    },
    /// A footnote, anchored where it stands.
    Footnote {
        /// The text.
        body: Inlines,
    },
    /// The end of a line inside a paragraph.
    Break,
    /// A citation as a whole: "(Healy et al., 2009; Baginsky, 2013)".
    Citation {
        /// Which citation of the report it is.
        #[serde(skip)]
        id: usize,
        /// The text, with each work as [`Inline::Cited`].
        body: Inlines,
    },
    /// A work within a citation: a link to its place in the list of references.
    Cited {
        /// The name of the work, as the list of references has it.
        work: String,
        /// The text.
        body: Inlines,
    },
}

/// Recommendations in the order and the form in which the body is asked to agree them.
#[derive(Debug, Clone, Serialize)]
pub struct Recommendations {
    /// "The Cabinet Member is requested to:"
    pub lead: Inlines,
    /// The recommendations.
    pub items: Vec<Recommendation>,
    /// In the restricted edition, a label if they are exempt from publication; else empty.
    pub exempt: Inlines,
}

/// One recommendation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Recommendation {
    /// "1)", "a." or "i.".
    pub number: String,
    /// 1 for "1)", 2 for "a.", 3 for "i.".
    pub level: u8,
    /// The text.
    pub text: Inlines,
    /// A quoted sentence that introduces the recommendations within it; may be empty.
    pub stem: Inlines,
    /// The recommendations within it.
    pub items: Vec<Recommendation>,
    /// In the restricted edition, a label if it is exempt from publication; else empty.
    pub exempt: Inlines,
}

/// What a meeting resolved.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Resolutions {
    /// "RESOLVED that, the Cabinet Member for Children and Young People:-"
    pub lead: Inlines,
    /// Whether it is a single resolution, without a number, that goes on where the lead ends.
    pub single: bool,
    /// Whether they are printed bold.
    pub strong: bool,
    /// Whether the decisions differ, so that each has to be said.
    pub decided_apart: bool,
    /// The report whose recommendations were decided, if they were.
    pub of: Option<Box<PaperReference>>,
    /// The resolutions.
    pub items: Vec<Resolution>,
}

/// One resolution.
#[derive(Debug, Clone, Serialize)]
pub struct Resolution {
    /// "1.", "(a)"; empty for a single one.
    pub number: String,
    /// The text, with the punctuation that it has in its place.
    pub text: Inlines,
    /// A quoted sentence that introduces the resolutions within it; may be empty.
    pub stem: Inlines,
    /// What was decided, where it was recommended by a report.
    pub decision: Option<Decision>,
    /// The resolutions within it.
    pub items: Vec<Resolution>,
}

/// What was decided on a recommendation.
#[derive(Debug, Clone, Serialize)]
pub struct Decision {
    /// `agreed`, `amended`, `deferred` or `rejected`.
    pub kind: String,
    /// What was changed, where it was amended: the words around each change, what was deleted and what was inserted.
    pub changes: Vec<Change>,
    /// Why, or until when; may be empty.
    pub reason: Inlines,
}

/// A run of words of an amended recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What became of them.
    pub kind: ChangeKind,
    /// The words.
    pub text: String,
}

/// What became of words that were amended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// They stand in both wordings.
    Kept,
    /// They stand in the report only.
    Deleted,
    /// They stand in the new wording only.
    Inserted,
}

/// Recommendations as a table; a column in which no row has anything is left out by `columns`.
#[derive(Debug, Clone, Serialize)]
pub struct RecommendationTable {
    /// "Table 1".
    pub number: String,
    /// The heading of the table.
    pub title: Inlines,
    /// How far the actions are as a whole; may be empty.
    pub subtitle: String,
    /// Which columns are there, in order, by key (`number`, `text`, `owner`, `due`, `response`, `progress`,
    /// `status`), each with its title.
    pub columns: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<RecommendationRow>,
}

/// A row of the recommendation table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RecommendationRow {
    /// "1", "1a", "1d(i)".
    pub number: String,
    /// The text.
    pub text: Inlines,
    /// The responsible officer.
    pub owner: String,
    /// The due date.
    pub due: String,
    /// Accepted, partly accepted or rejected, with the reason; may be empty.
    pub response: Option<Tagged>,
    /// What has been done; may be empty.
    pub progress: Inlines,
    /// How far it is: a word and, beside it, a colour.
    pub status: Option<Tagged>,
    /// In the restricted edition, a label if it is exempt from publication; else empty.
    pub exempt: Inlines,
}

/// A word from a fixed list, and text to it.
#[derive(Debug, Clone, Serialize)]
pub struct Tagged {
    /// Which of the list, for the colour: `complete`, `on-track`, `at-risk`, `delayed`, `not-started`; `accepted`,
    /// `partly`, `rejected`.
    pub kind: String,
    /// The word that is printed.
    pub word: String,
    /// More text; may be empty.
    pub text: Inlines,
}

/// A chart with all the text around it.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// The name it has in the report.
    #[serde(skip)]
    pub name: String,
    /// Its values with the figures behind them, wherever the paper shows them.
    #[serde(skip)]
    pub data: Box<Table>,
    /// "Figure 1".
    pub number: String,
    /// The finding, as a heading.
    pub title: Inlines,
    /// Measure, area and period.
    pub subtitle: String,
    /// The path of the picture for `image()`.
    pub image: String,
    /// What the picture shows, in words.
    pub alt: String,
    /// On slides the pictures in its place: several, where it would be too high for one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Picture>,
    /// The source line.
    pub source: String,
    /// Notes, for instance on symbols.
    pub notes: Vec<Inlines>,
    /// The values, if they stand right after the chart.
    pub values: Option<Box<Table>>,
    /// The values, until they are moved to the annex.
    #[serde(skip)]
    pub annexed: Option<Box<Table>>,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// The name it has in the report; empty for the values of a chart. Templates have no use for it.
    #[serde(skip)]
    pub name: String,
    /// The kind of table as the report names it: `comparison`, `key-figures` …; empty for the values of a chart.
    pub kind: String,
    /// "Table 1"; empty for the values of a chart.
    pub number: String,
    /// The heading; may be empty for the values of a chart.
    pub title: Inlines,
    /// Measure, basis and period.
    pub subtitle: String,
    /// The columns; the first is the stub, whose cells are row headers.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes below the table.
    pub notes: Vec<Inlines>,
    /// The source line.
    pub source: String,
    /// The symbols that occur and what they mean.
    pub key: Vec<(String, String)>,
    /// Values that the table shows as pictures in its cells: the same rows, and a column for each period. Templates do
    /// not see them; the paper carries them with its figures.
    #[serde(skip)]
    pub behind: Option<Box<Table>>,
}

impl Table {
    /// The table with the values behind its pictures as columns of their own.
    #[must_use]
    pub fn whole(&self) -> Self {
        let mut whole = self.clone();
        if let Some(behind) = whole.behind.take() {
            whole.columns.extend(behind.columns.into_iter().skip(1));
            for (row, more) in whole.rows.iter_mut().zip(behind.rows) {
                row.cells.extend(more.cells.into_iter().skip(1));
            }
        }
        whole
    }
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// What stands once above this column and its neighbours of the same group; may be empty.
    pub group: String,
    /// The title.
    pub title: String,
    /// The unit, shown in the header; may be empty.
    pub unit: String,
    /// Where the text of its cells stands.
    pub align: Align,
    /// Whether it holds what the table is about and is printed strong.
    pub strong: bool,
    /// The share of the width that it takes if its cells are long text; 0 for as wide as its cells.
    pub stretch: f64,
}

/// How the cells of a column line up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    Left,
    /// Numbers, on the decimal point.
    Number,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What kind of row it is.
    pub kind: RowKind,
    /// One cell a column; a band row has one cell only.
    pub cells: Vec<Cell>,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// Values.
    Body,
    /// A heading across the table.
    Band,
    /// Totals.
    Total,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// The text.
    pub text: Inlines,
    /// How far the number is moved left so that decimal points line up, in widths of a digit.
    pub pad: f64,
    /// A second, quieter line, for instance the authority that holds a value; may be empty.
    pub note: String,
    /// An arrow beside the text, which says the same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrow: Option<Arrow>,
    /// A small picture in place of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The figure that it shows, for whoever traces it; `None` for words and for what the data do not have.
    #[serde(skip)]
    pub figure: Option<Box<Figure>>,
}

/// Which way a value moved, and whether that is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Arrow {
    /// Where it points.
    pub points: Points,
    /// Whether it moved to the good side; `None` where it hardly moved, or neither side is good.
    pub better: Option<bool>,
}

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Points {
    /// A rise.
    Up,
    /// A fall.
    Down,
    /// No change, or one within the council's tolerance.
    Level,
}

/// A small picture in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Picture {
    /// The path of the picture for `image()`.
    pub image: String,
    /// What it shows, in words.
    pub alt: String,
    /// The picture itself, until it is handed over with those of the charts.
    #[serde(skip)]
    pub svg: String,
}

/// A file that the paper carries, for machines and for whoever checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Attachment {
    /// Its name in the PDF, and under which a template can read it.
    pub path: String,
    /// `data`, from which something in the paper was made, or `supplement`.
    pub relationship: String,
    /// Its type: `application/json`, `text/csv`.
    pub mime_type: String,
    /// What it is, in a few words.
    pub description: String,
}

/// A PDF file from elsewhere that is bound in page by page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundFile {
    /// "Appendix 1".
    pub label: String,
    /// What it is called.
    pub title: Inlines,
    /// Where there is an accessible version of it; empty if nobody says.
    pub alternative: String,
    /// The language of its text, where the file says so.
    pub language: Option<Language>,
    /// Its pages.
    pub sheets: Vec<BoundSheet>,
}

/// A page of a file that is bound in. Lengths are in points, and run from its upper left corner.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundSheet {
    /// The path of its picture for `image()`.
    pub image: String,
    /// What the picture shows, in words.
    pub alt: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its text in the order of reading.
    pub passages: Vec<BoundPassage>,
}

/// What is read in one go: a paragraph, a row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundPassage {
    /// Whether it is furniture of the page, such as a running title, that nobody reads aloud.
    pub artifact: bool,
    /// Its pieces in order.
    pub pieces: Vec<BoundPiece>,
}

/// A piece of text, to be set invisibly over its picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BoundPiece {
    /// The text, with the space after it; empty where there is a description instead.
    pub text: String,
    /// Words for what the font cannot set, and for pictures that their file describes; empty for text.
    pub alt: String,
    /// Where it leads; may be empty.
    pub url: String,
    /// Where it begins.
    pub x: f64,
    /// The height of its line.
    pub y: f64,
    /// The size of its letters.
    pub size: f64,
    /// How long it is.
    pub width: f64,
    /// How much wider it is than the font would make it.
    pub stretch: f64,
    /// By how many degrees its line is turned clockwise.
    pub angle: f64,
}

impl Document {
    /// The numbers of its sections and paragraphs, in their order.
    pub fn numbers(&self) -> Vec<String> {
        fn blocks(of: &[Block], numbers: &mut Vec<String>) {
            for block in of {
                if let Block::Numbered { number, body, .. } = block {
                    numbers.push(number.clone());
                    blocks(body, numbers);
                }
            }
        }
        fn sections(of: &[Section], numbers: &mut Vec<String>) {
            for section in of {
                numbers.extend(Some(section.number.clone()).filter(|number| !number.is_empty()));
                blocks(&section.body, numbers);
                sections(&section.sections, numbers);
            }
        }
        let mut numbers = Vec::new();
        sections(&self.sections, &mut numbers);
        numbers
    }
}

/// Plain text as inlines.
pub fn plain(text: impl Into<String>) -> Inlines {
    let text = text.into();
    if text.is_empty() { Vec::new() } else { vec![Inline::Text { text }] }
}

/// Inlines of another paper: what are facts there is text here.
pub fn foreign(inlines: &[Inline]) -> Inlines {
    let foreign_of = |inline: &Inline| match inline {
        Inline::Text { text } | Inline::Fact { text, .. } => Inline::Text { text: text.clone() },
        Inline::Emphasis { body } => Inline::Emphasis { body: foreign(body) },
        Inline::Strong { body } => Inline::Strong { body: foreign(body) },
        Inline::Link { url, body } => Inline::Link { url: url.clone(), body: foreign(body) },
        Inline::Footnote { body } => Inline::Footnote { body: foreign(body) },
        Inline::Break => Inline::Break,
        // Its list of references stands elsewhere.
        Inline::Citation { body, .. } | Inline::Cited { body, .. } => Inline::Text { text: plain_text(body) },
    };
    inlines.iter().map(foreign_of).collect()
}

/// A record of another paper, with what it says in texts, lists and resolutions.
pub fn foreign_record(record: &Record) -> Record {
    let fields = record.fields.iter().map(|(key, field)| (key.clone(), foreign_field(field)));
    Record { number: record.number.clone(), sentence: foreign(&record.sentence), fields: fields.collect() }
}

fn foreign_field(field: &Field) -> Field {
    match field {
        Field::Line(line) => Field::Line(foreign(line)),
        Field::Lines(lines) => Field::Lines(lines.iter().map(|line| foreign(line)).collect()),
        Field::Text(blocks) => Field::Text(blocks.iter().map(foreign_block).collect()),
        Field::Documents(documents) => {
            let one = |document: &Reference| Reference { title: foreign(&document.title), ..document.clone() };
            Field::Documents(documents.iter().map(one).collect())
        }
        Field::Exempt(ground) => Field::Exempt(Ground { statement: foreign(&ground.statement), ..ground.clone() }),
        Field::Records(records) => Field::Records(records.iter().map(foreign_record).collect()),
        Field::Resolutions(resolutions) => Field::Resolutions(Box::new(foreign_resolutions(resolutions))),
        // These hold no facts of their paper.
        Field::Date(_)
        | Field::Person(_)
        | Field::People(_)
        | Field::Consultation(_)
        | Field::Count(_)
        | Field::Paper(_)
        | Field::Recommendations(_)
        | Field::Pages(_) => field.clone(),
    }
}

/// A block of a field, which is text: fields have no charts and tables.
fn foreign_block(block: &Block) -> Block {
    match block {
        Block::Paragraph { body } => Block::Paragraph { body: foreign(body) },
        Block::Heading { body } => Block::Heading { body: foreign(body) },
        Block::List { ordered, start, items } => {
            let items = items.iter().map(|item| item.iter().map(foreign_block).collect()).collect();
            Block::List { ordered: *ordered, start: *start, items }
        }
        other => other.clone(),
    }
}

/// Resolutions of another paper.
pub fn foreign_resolutions(resolutions: &Resolutions) -> Resolutions {
    fn one(resolution: &Resolution) -> Resolution {
        let decision = resolution.decision.as_ref();
        Resolution {
            number: resolution.number.clone(),
            text: foreign(&resolution.text),
            stem: foreign(&resolution.stem),
            decision: decision.map(|decision| Decision { reason: foreign(&decision.reason), ..decision.clone() }),
            items: resolution.items.iter().map(one).collect(),
        }
    }
    let items = resolutions.items.iter().map(one).collect();
    Resolutions { lead: foreign(&resolutions.lead), items, ..resolutions.clone() }
}

/// Recommendations of another paper.
pub fn foreign_recommendations(recommendations: &Recommendations) -> Recommendations {
    fn one(recommendation: &Recommendation) -> Recommendation {
        Recommendation {
            text: foreign(&recommendation.text),
            stem: foreign(&recommendation.stem),
            items: recommendation.items.iter().map(one).collect(),
            exempt: foreign(&recommendation.exempt),
            ..recommendation.clone()
        }
    }
    let items = recommendations.items.iter().map(one).collect();
    let (lead, exempt) = (foreign(&recommendations.lead), foreign(&recommendations.exempt));
    Recommendations { lead, items, exempt }
}

/// The text of inlines without emphasis, links or footnotes.
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Fact { text, .. } => text.clone(),
            Inline::Emphasis { body }
            | Inline::Strong { body }
            | Inline::Link { body, .. }
            | Inline::Citation { body, .. }
            | Inline::Cited { body, .. } => plain_text(body),
            Inline::Footnote { .. } => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}
