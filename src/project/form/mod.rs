//! Forms: what may be written in a project's files, key by key, declared once for their readers and for editors.
//!
//! A reader opens a mapping with its form ([`Keys::of`](crate::project::read::Keys::of)) and asks for keys by name. A key
//! that the form does not declare is given to no reader, so that nothing can be read which editors are not told of; and
//! a key that is declared and asked for by nobody is an unknown key to its author, which a test finds for every form.

pub mod body;
pub mod data;
pub mod exhibits;
pub mod fields;
pub mod profile;
pub mod recommendations;
pub mod report;
pub mod resolutions;

/// What a mapping consists of.
#[derive(Debug)]
pub struct Form {
    /// Its name among the definitions of a schema, `recommendation`.
    pub name: &'static str,
    /// What it is, in a sentence for whoever writes one; empty where the key above it says so.
    pub doc: &'static str,
    /// Its keys, in the order in which they are best written.
    pub keys: &'static [Key],
    /// What holds between keys.
    pub rules: &'static [Rule],
}

impl Form {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of its keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// What is written before the colon.
    pub name: &'static str,
    /// Whether it always has to be there.
    pub required: bool,
    /// What may stand after the colon.
    pub takes: Takes,
    /// What may be written, as YAML on a line.
    pub example: &'static str,
    /// One or two sentences for whoever writes it.
    pub doc: &'static str,
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, takes: Takes, example: &'static str, doc: &'static str) -> Self {
        Self { name, required: false, takes, example, doc }
    }

    /// A key that has to be there.
    pub const fn required(name: &'static str, takes: Takes, example: &'static str, doc: &'static str) -> Self {
        Self { name, required: true, takes, example, doc }
    }
}

/// What may be written as a value.
#[derive(Debug)]
pub enum Takes {
    /// One text; a number or a truth value is taken as it is written.
    Text,
    /// One text of a shape, and no number.
    Shaped(&'static Shape),
    /// One text or several; an empty list is an error.
    Texts,
    /// A date.
    Date,
    /// A whole number, from zero on or within a range.
    Count(usize, usize),
    /// A number within a range.
    Number(f64, f64),
    /// One of some numbers, as they are written.
    OneNumber(&'static [&'static str]),
    /// A number above another one.
    Above(f64),
    /// `true` or `false`.
    Truth,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// The name of something that is known by name.
    Named(Names),
    /// One or several names of something.
    SeveralNamed(Names),
    /// A list with something in it.
    List(&'static Takes),
    /// A list of exactly so many.
    Exactly(usize, &'static Takes),
    /// A list of so many or more.
    AtLeast(usize, &'static Takes),
    /// One or several; a list may be empty.
    Items(&'static Takes),
    /// The same, and no two alike.
    Different(&'static Takes),
    /// Names of the author's own, each with something.
    Own(OwnNames, &'static Takes),
    /// Names of which some are known, each with something.
    Suggested(Names, &'static Takes),
    /// Names that are known, each with something.
    Each(Names, &'static Takes),
    /// A mapping.
    Form(&'static Form),
    /// A mapping of the same form within this one, which may go so many levels deep in all; `None` for any number.
    Within(&'static Form, Option<usize>),
    /// One of several things.
    Either(&'static [Takes]),
}

/// A shape of text.
#[derive(Debug)]
pub struct Shape {
    /// As a regular expression of the kind that JSON Schema has.
    pub pattern: &'static str,
    /// What to write, for whoever wrote something else.
    pub hint: &'static str,
}

/// What names there are of something; some are those of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Areas, and words for some; data may have others.
    Area,
    /// A region, or England.
    Region,
    /// A region, England, or the neighbours, whose authorities a chart or a table shows.
    Range,
    /// Areas as for one, and the authorities of a region.
    Areas,
    /// The same, and words for many that a report is made for.
    Subjects,
    /// Measures; a report may have others.
    Measure,
    /// Figures, which a report names itself, and measures.
    Figure,
    /// What a colour is for.
    Colour,
    /// Units.
    Unit,
    /// Kinds of charts.
    ChartKind,
    /// Kinds of tables.
    TableKind,
    /// Kinds of data files.
    DataKind,
    /// Persons of the profile.
    Person,
    /// Persons of the profile, or words with a space in them.
    PersonOrWords,
    /// Committees of the profile, or words with a space in them.
    CommitteeOrWords,
    /// Kinds of document.
    Kind,
    /// Kinds of document that show what a report of this kind says.
    Showing,
    /// The sections that the council expects, in a report of this kind.
    Slot,
    /// The sections of a kind of document, for its settings in a profile.
    SlotOfKind,
    /// The words that a template prints, for the settings of its kind in a profile.
    Label,
    /// Rules of `boardpack check`.
    Rule,
}

/// What an author may call something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnNames {
    /// Anything.
    Any,
    /// What a body refers to: anything, but not all keys of one thing without a name above them.
    Titled,
    /// What an expression can use: letters, digits and underscores.
    Expression,
    /// The same, for what a body refers to.
    TitledExpression,
}

/// What holds between keys of a mapping.
#[derive(Debug)]
pub enum Rule {
    /// One of these has to be there.
    Any(&'static [&'static str]),
    /// One of these has to be there, and no second one.
    One(&'static [&'static str]),
    /// No two of these.
    Apart(&'static [&'static str]),
    /// Where `kind` is one of the first, one of the second has to be there.
    OfKind(&'static [&'static str], &'static [&'static str]),
    /// Where the first is there, the second has to be.
    Needs(&'static str, &'static str),
    /// The first is a list, unless the second is there: then it is one text.
    ListUnless(&'static str, &'static str),
    /// Without the first, what the second has must have the third; with it, it must not, and has to be there itself.
    EachOf(&'static str, &'static str, &'static str),
    /// The first is a whole number where the second is a unit of whole things.
    WholeOf(&'static str, &'static str),
    /// Where the first and the second are there, the second names a year or the third is there too.
    Dated(&'static str, &'static str, &'static str),
    /// None of what it lists stands there twice.
    NoneTwice(&'static str),
    /// Without the first, none of what the second lists has it either.
    NoneWithin(&'static str, &'static str),
    /// A name of the kind's own sections, unless there is a heading.
    KnownUnless(&'static str, &'static str),
    /// What it is, by the first of some ways that fits; the last fits always.
    Ways {
        /// The ways.
        ways: &'static [Way],
        /// Keys that go with all of them.
        always: &'static [&'static str],
    },
}

/// One of several things that a mapping can be.
#[derive(Debug)]
pub struct Way {
    /// The keys that make it this one, all of them.
    pub when: &'static [&'static str],
    /// What else has to be there.
    pub needs: &'static [&'static str],
    /// What else may be there.
    pub may: &'static [&'static str],
}

/// What a text begins with that is still to be written; `boardpack check` finds it.
pub const TO_BE_WRITTEN: &str = "To be written:";

/// A year in a text, as a pattern; what [`names_a_year`] finds.
pub const YEAR: &str = "(^|[^0-9])(19|20)[0-9]{2}([^0-9]|$)";

/// Whether a text names a year: "Social Work Academy, March 2025", "returns for 2024/25".
pub fn names_a_year(text: &str) -> bool {
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit());
    numbers.any(|number| number.len() == 4 && matches!(&number[..2], "19" | "20"))
}

/// Any whole number.
pub const COUNT: Takes = Takes::Count(0, usize::MAX);

/// Any number.
pub const NUMBER: Takes = Takes::Number(f64::NEG_INFINITY, f64::INFINITY);

/// The words of a list of choices.
pub fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}

/// The address of something on the web, or of somebody.
pub static LINK: Shape = Shape {
    pattern: r"^(https://|http://|mailto:)\S*\s*$",
    hint: "write the whole address, such as https://www.example.gov.uk/paper",
};

/// A file of the project.
pub static PATH: Shape = Shape {
    pattern: r"^(?!\s*/)(?!(.*/)?\.\.(/|\s*$))[^\\]*[^\\\s][^\\]*$",
    hint: "write the path of a file in the project, from the project's folder on, with `/` between folders",
};

/// What an expression can use: a name of a figure, of data or of a measure.
pub static NAME: Shape = Shape {
    pattern: r"^\s*[A-Za-z][A-Za-z0-9_]*\s*$",
    hint: "write a name: letters, digits and `_`, a letter first",
};

/// Why something is exempt from publication.
pub static EXEMPT: Form = Form {
    name: "exempt",
    doc: "",
    keys: &[
        Key::required(
            "paragraph",
            Takes::Either(&[
                Takes::Count(1, 7),
                Takes::Shaped(&Shape { pattern: r"^\s*\+?0*[1-7]\s*$", hint: "write its number, from 1 to 7" }),
            ]),
            "3",
            "The number of the paragraph of Part 1 of Schedule 12A to the Local Government Act 1972, from 1 to 7.",
        ),
        Key::required(
            "public-interest",
            Takes::Text,
            "Publication would weaken the council's position in its negotiations.",
            "Why the public interest in keeping it outweighs that in publishing it, in a sentence; the sentence is published.",
        ),
    ],
    rules: &[],
};

/// The key `exempt` of whatever may be exempt.
pub(crate) const EXEMPT_KEY: Key = Key::new(
    "exempt",
    Takes::Form(&EXEMPT),
    "{paragraph: 3, public-interest: Publication would weaken the council's position in its negotiations.}",
    "Keeps this from the public: the paragraph of Schedule 12A under which it is exempt, and why the public interest is \
     in that. The public edition has a notice in its place.",
);

/// The key `basis` of whatever counts workers.
pub(crate) const BASIS_KEY: Key = Key::new(
    "basis",
    Takes::Word(|| words(&crate::project::sources::BASES)),
    "headcount",
    "Whether full-time equivalents or heads are meant, where a measure is published on both.",
);
