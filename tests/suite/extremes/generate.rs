//! Reports of extreme but valid content for any kind of document, made of nothing but its schema.

use boardpack::diagnostic::{Diagnostics, SourceFile};
use boardpack::project::BUILT_IN;
use boardpack::project::schema::{FieldSchema, Holds, Schema, Slot, SlotOrOwn};
use serde_json::{Map, Value, json};

/// How much of everything there is.
#[derive(Clone, Copy, PartialEq)]
pub enum Amount {
    /// What must be there and nothing more, in a word each.
    Least,
    /// More than anybody would read.
    Much,
    /// A body of about sixty pages.
    Book,
}

/// The schemas of all kinds that boardpack comes with.
pub fn schemas() -> Vec<Schema> {
    let mut sink = Diagnostics::default();
    let mut all: Vec<Schema> = Vec::new();
    for folder in BUILT_IN.dirs() {
        let Some(file) = BUILT_IN.get_file(folder.path().join("schema.yaml")) else { continue };
        let kind = folder.path().to_str().expect("a name");
        let file = SourceFile::new("schema.yaml", file.contents_utf8().expect("text").to_owned());
        all.push(Schema::read(kind, &file, &mut sink).expect("a schema"));
    }
    assert!(!sink.has_errors());
    let known = all.clone();
    all.into_iter()
        .map(|schema| {
            let shown = schema.content.as_ref().map(|content| content.value.clone());
            match known.iter().find(|other| Some(&other.kind) == shown.as_ref()) {
                Some(other) => schema.showing(other),
                None => schema,
            }
        })
        .collect()
}

/// Numbers that look as if they were drawn, the same ones every time.
pub struct Draw(u64);

impl Draw {
    /// Those of a kind and a seed.
    pub fn new(kind: &str, seed: u64) -> Self {
        Self(
            kind.bytes()
                .fold(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), |all, one| all.rotate_left(7) ^ u64::from(one)),
        )
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % (end as u64)).expect("a small number")
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const WORDS: &[&str] = &[
    "the",
    "Council",
    "members",
    "of",
    "workforce",
    "and",
    "a",
    "service",
    "with",
    "teams",
    "Gwasanaethau",
    "tŷ",
    "café",
    "naïve",
    "Board",
    "in",
    "social",
    "work",
    "children",
    "for",
    "Cyngor",
    "Sir",
    "Ynys",
    "Môn",
    "by",
    "strategy",
    "accountability",
    "responsibilities",
    "ŵyl",
    "to",
    "practice",
    "on",
];

const LONG_WORDS: &[&str] = &[
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "interdepartmental/multidisciplinary/safeguarding-arrangements",
    "GwasanaethauCymdeithasolPlantAPhoblIfancGwasanaethauCymdeithasolPlantAPhobl",
];

const NAMES: &[&str] = &[
    "Siân Llŷr-Brontë",
    "Ŵyn ap Rhŷs",
    "Zoë Muñoz-Núñez",
    "Łukasz Żółć",
    "Françoise d’Écluse-Bŷrne",
    "Ann Officer",
];

/// A generator of reports.
pub struct Generator<'a> {
    pub schema: &'a Schema,
    pub draw: Draw,
    pub amount: Amount,
}

impl Generator<'_> {
    fn much(&self) -> bool {
        self.amount != Amount::Least
    }

    /// Words of about that many letters.
    fn words(&mut self, letters: usize) -> String {
        let mut text = String::from(if self.draw.below(2) == 0 { "Works" } else { "Ymgynghoriad" });
        while text.len() + 12 < letters {
            text.push(' ');
            let long = letters > 60 && self.draw.below(30) == 0;
            text.push_str(self.draw.of(if long { LONG_WORDS } else { WORDS }));
        }
        text
    }

    fn line(&mut self) -> String {
        let letters = match (self.amount, self.draw.below(4)) {
            (Amount::Least, _) => 8,
            (_, 0) => 10,
            (_, 1) => 200,
            (_, 2) => 60,
            _ => 120,
        };
        self.words(letters)
    }

    fn paragraph(&mut self) -> String {
        // On a slide even the shorter ones are more than it bears well.
        let most = if self.schema.screen.is_some() { 300 } else { 1_500 };
        let letters = if self.much() { [40, 300, 700, 1_500][self.draw.below(4)].min(most) } else { 20 };
        self.words(letters) + "."
    }

    /// A list of that depth, in Markdown.
    fn list(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.draw.below(9) {
            let depth = self.draw.below(3);
            let depth = if text.is_empty() { 0 } else { depth };
            let numbered = depth == 1 && text.contains("\n  1. ");
            let sign = if numbered { "1. " } else { "- " };
            text += &format!("{}{sign}{}\n", "  ".repeat(depth), self.line());
        }
        text
    }

    fn text(&mut self) -> Value {
        if !self.much() {
            return json!(self.paragraph());
        }
        let mut all = Vec::new();
        for _ in 0..=self.draw.below(3) {
            let one = if self.draw.below(3) == 0 { self.list() } else { self.paragraph() };
            all.push(json!(one));
        }
        json!(all)
    }

    fn name(&mut self) -> String {
        let name = self.draw.of(NAMES);
        if self.much() && self.draw.below(6) == 0 {
            format!("{name}-{name} {}", self.draw.of(LONG_WORDS))
        } else {
            name.to_owned()
        }
    }

    fn person(&mut self) -> Value {
        if !self.much() || self.draw.below(3) == 0 {
            return json!("officer");
        }
        json!({
            "name": self.name(), "title": self.line(), "directorate": self.line(), "telephone": "020 7946 0123",
            "email": "a.very.long.mailbox.of.somebody.with.many.names@children-and-education.example.gov.uk",
        })
    }

    fn documents(&mut self) -> Value {
        let count = if self.much() { [0, 1, 12][self.draw.below(3)] } else { 0 };
        if count == 0 {
            return json!("None");
        }
        let mut all = Vec::new();
        for _ in 0..count {
            let link =
                format!("https://www.example.gov.uk/{}/papers", "a-long-address/".repeat(self.draw.below(9)));
            all.push(json!({"title": self.line(), "link": link}));
        }
        json!(all)
    }

    fn exempt(&mut self) -> Value {
        json!({"paragraph": 1 + self.draw.below(7), "public-interest": self.paragraph()})
    }

    fn consultation(&mut self) -> Value {
        let (bands, people) = if self.much() { (3, 20) } else { (1, 1) };
        let mut all = Vec::new();
        for _ in 0..bands {
            let mut consulted = Vec::new();
            for _ in 0..=self.draw.below(people) {
                consulted.push(json!({
                    "person": self.person(), "role": self.words(20), "sent": "2018-04-04", "received": "2018-04-05",
                }));
            }
            all.push(json!({"band": self.words(60), "people": consulted}));
        }
        json!(all)
    }

    fn resolutions(&mut self, level: usize) -> Value {
        if level == 0 && (!self.much() || self.draw.below(4) == 0) {
            return json!(self.line());
        }
        let mut all = Vec::new();
        for _ in 0..=self.draw.below(if level == 0 { 20 } else { 4 }) {
            if level < 2 && self.draw.below(5) == 0 {
                all.push(json!({"text": self.line(), "items": self.resolutions(level + 1)}));
            } else {
                all.push(json!(self.line()));
            }
        }
        json!(all)
    }

    /// What stands in a field; `None` where it is best left out.
    fn value(&mut self, field: &FieldSchema, level: usize) -> Option<Value> {
        Some(match field.holds {
            Holds::Line => json!(self.line()),
            Holds::Committee => json!(format!("{} of Testshire", self.line())),
            Holds::Lines => {
                let count = if self.much() { 1 + self.draw.below(25) } else { 1 };
                json!((0..count).map(|_| self.name() + " " + &self.words(30)).collect::<Vec<_>>())
            }
            Holds::Text => self.text(),
            Holds::Date => json!("2018-04-10"),
            Holds::Person => self.person(),
            Holds::People => {
                let count = if self.much() { 1 + self.draw.below(8) } else { 1 };
                json!((0..count).map(|_| self.person()).collect::<Vec<_>>())
            }
            Holds::Documents => self.documents(),
            Holds::Appendices => match self.documents() {
                Value::String(_) => return None,
                all => all,
            },
            Holds::Consultation => self.consultation(),
            Holds::Count => json!(self.draw.below(2_000)),
            Holds::Paper if Some(&field.key) == self.schema.binds.as_ref() => json!("reports/bound.yaml"),
            // A paper that is bound in twice is an error; in a pack `bound.yaml` has it once.
            Holds::Paper => return None,
            Holds::Recommendations => json!("reports/other.yaml"),
            Holds::Resolutions => self.resolutions(0),
            Holds::Minute => json!("Minute 12/18"),
            // These are looked up in other papers; nothing of their own is printed.
            Holds::MinuteText | Holds::Sections => return None,
            Holds::Exempt => self.exempt(),
            Holds::Records => {
                let records = field.records.clone().expect("a schema of records");
                let most = if field.sentence.is_some() {
                    1
                } else if level == 0 {
                    20
                } else {
                    5
                };
                let count = if self.much() { 1 + self.draw.below(most) } else { 1 };
                json!((0..count).map(|_| json!(self.fields(&records.fields, level + 1))).collect::<Vec<_>>())
            }
        })
    }

    fn fields(&mut self, fields: &[FieldSchema], level: usize) -> Map<String, Value> {
        let mut all = Map::new();
        for field in fields {
            let wanted = self.much() && (field.needs.is_some() || self.draw.below(5) > 0);
            // What needs each other comes and goes together.
            let needed = self.much() && fields.iter().any(|other| other.needs.as_ref() == Some(&field.key));
            if field.required || wanted || needed {
                all.extend(self.value(field, level).map(|value| (field.key.clone(), value)));
            }
        }
        all
    }

    fn recommendations(&mut self, count: usize, level: usize) -> Value {
        let mut all = Vec::new();
        for at in 0..count {
            let mut one = json!({"text": self.line() + ".", "owner": "officer", "due": "2018-09-30"});
            one["status"] = json!(self.draw.of(&["on-track", "at-risk", "complete", "not-started"]));
            if level < 2 && at % 4 == 1 && self.much() {
                one["items"] = self.recommendations(3, level + 1);
            }
            all.push(one);
        }
        json!(all)
    }

    /// The items of a section's body.
    fn body(&mut self, tables: bool) -> Value {
        let count = match self.amount {
            Amount::Least => 1,
            Amount::Much => 1 + self.draw.below(6),
            Amount::Book => 30,
        };
        let mut all = vec![json!(self.paragraph())];
        for _ in 1..count {
            all.push(match self.draw.below(9) {
                0 => json!({"plain": self.paragraph()}),
                1 => json!({"text": self.paragraph(), "parts": [self.line(), {"heading": self.words(50), "text": self.paragraph()}]}),
                2 => json!(self.list()),
                3 => json!({"heading": self.line()}),
                _ => json!(self.paragraph()),
            });
            if all.last().is_some_and(|last| last.get("heading").is_some()) {
                all.push(json!(self.paragraph()));
            }
        }
        if tables && self.much() {
            all.push(json!({"table": "wide"}));
            all.push(json!({"table": "narrow"}));
        }
        json!(all)
    }

    fn slot(&mut self, slot: &Slot) -> Value {
        let mut section = json!({"slot": slot.key.value});
        if slot.sections.is_empty() || slot.recommendations {
            if !slot.recommendations {
                section["body"] = self.body(false);
            }
        } else {
            section["sections"] = json!(slot.sections.iter().map(|slot| self.slot(slot)).collect::<Vec<_>>());
        }
        section
    }

    fn sections(&mut self) -> Vec<Value> {
        let schema = self.schema;
        let mut sections = Vec::new();
        for slot in &schema.slots {
            match slot {
                SlotOrOwn::Slot(slot) if slot.recommendations => {}
                SlotOrOwn::Slot(slot) => {
                    if slot.required.unwrap_or(false) || self.much() {
                        sections.push(self.slot(slot));
                    }
                }
                SlotOrOwn::Own => {
                    let count = match self.amount {
                        Amount::Least => usize::from(schema.slots.len() == 1),
                        Amount::Much => 3,
                        Amount::Book => 6,
                    };
                    for at in 0..count {
                        let inner = json!({"heading": self.line(), "body": self.body(false)});
                        sections
                            .push(json!({"heading": self.line(), "body": self.body(at == 0), "sections": [inner]}));
                    }
                }
            }
        }
        sections
    }

    /// A report of the kind, as YAML.
    pub fn report(&mut self) -> String {
        let schema = self.schema;
        let letters = if self.much() { [30, 110, 200][self.draw.below(3)] } else { 10 };
        let mut report = json!({
            "template": schema.kind, "title": self.words(letters), "date": "2018-04-16",
        });
        let own = schema.slots.iter().any(|slot| matches!(slot, SlotOrOwn::Own));
        if schema.binds.is_none() {
            if self.much() && self.draw.below(3) == 0 {
                report["marking"] = json!("Draft");
            }
            if self.much() && own {
                report["data"] = json!({"wide": "data/wide.csv", "narrow": "data/narrow.csv"});
                let (wide, narrow) = (self.line(), self.line());
                report["tables"] = json!({
                    "wide": {"kind": "data", "title": wide, "data": "wide"},
                    "narrow": {"kind": "data", "title": narrow, "data": "narrow"},
                });
            }
            let in_slot = schema.slots.iter().filter_map(SlotOrOwn::slot).any(|slot| slot.recommendations);
            if in_slot || schema.labels.iter().any(|(key, _)| key == "recommendations") {
                let count = if self.much() { 28 } else { 1 };
                report["recommendations"] =
                    json!({"lead": "The Board is asked to:", "items": self.recommendations(count, 0)});
            }
            let sections = self.sections();
            if !sections.is_empty() {
                report["sections"] = json!(sections);
            }
        } else {
            report.as_object_mut().expect("a mapping").retain(|key, _| key == "template");
        }
        let fields = self.fields(&schema.fields, 0);
        report.as_object_mut().expect("a mapping").extend(fields);
        serde_json::to_string_pretty(&report).expect("JSON is YAML") + "\n"
    }
}

/// A table of twelve columns.
pub fn wide() -> String {
    let mut csv = "Directorate and service,January,February,March,April,May,June,July,August,September,October,Total of the year\n".to_owned();
    for at in 0..16 {
        csv += &format!("Gwasanaeth {at} of the directorate");
        (0..11).for_each(|month| csv += &format!(",\"{},{:03}.{month}\"", at + 1, month * 83));
        csv.push('\n');
    }
    csv
}

/// A table of long words, and of seventy rows.
pub fn narrow() -> String {
    let mut csv = "Team,Area of work,Posts\n".to_owned();
    for at in 0..70 {
        let words = "and of all that belongs to it ".repeat(at % 6);
        csv += &format!("Tîm {at},{} {words},{}\n", LONG_WORDS[at % LONG_WORDS.len()], at * 37);
    }
    csv
}
