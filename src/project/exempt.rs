//! Exemptions: what is kept from the public, under which paragraph of the law, and why.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::project::form;
use crate::project::read::{self, Keys};
use crate::project::yaml::{Content, Node, Text};

/// Why something is exempt from publication: both parts are asked for by the Local Government Act 1972, section 100A(4)
/// and Schedule 12A.
#[derive(Debug, Clone)]
pub struct Exempt {
    /// The paragraph of Part 1 of Schedule 12A.
    pub paragraph: Paragraph,
    /// Why the public interest in the exemption outweighs that in disclosure: the statement is public itself.
    pub public_interest: Text,
    /// Where it is written.
    pub place: Span,
}

/// A paragraph of Part 1 of Schedule 12A to the Local Government Act 1972, as it applies in England.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paragraph(u8);

/// What the paragraphs are about, in the words of the schedule, and in as few as a list has room for.
const PARAGRAPHS: [(&str, &str); 7] = [
    ("information relating to any individual", "any individual"),
    ("information which is likely to reveal the identity of an individual", "the identity of an individual"),
    (
        "information relating to the financial or business affairs of any particular person (including the authority \
         holding that information)",
        "financial or business affairs",
    ),
    (
        "information relating to any consultations or negotiations, or contemplated consultations or negotiations, in \
         connection with any labour relations matter arising between the authority or a Minister of the Crown and \
         employees of, or office holders under, the authority",
        "negotiations on labour relations",
    ),
    (
        "information in respect of which a claim to legal professional privilege could be maintained in legal \
         proceedings",
        "legal professional privilege",
    ),
    (
        "information which reveals that the authority proposes to give under any enactment a notice under or by virtue \
         of which requirements are imposed on a person, or to make an order or direction under any enactment",
        "a notice or an order that the authority proposes",
    ),
    (
        "information relating to any action taken or to be taken in connection with the prevention, investigation or \
         prosecution of crime",
        "prevention, investigation or prosecution of crime",
    ),
];

impl Paragraph {
    /// The paragraph of that number, 1 to 7.
    pub fn new(number: usize) -> Option<Self> {
        let number = u8::try_from(number).ok()?;
        (1..=7).contains(&number).then_some(Self(number))
    }

    /// Its number, 1 to 7.
    pub fn number(self) -> u8 {
        self.0
    }

    /// What it is about, in the words of the schedule: "information relating to any individual".
    pub fn description(self) -> &'static str {
        PARAGRAPHS.get(usize::from(self.0) - 1).map_or("", |(words, _)| words)
    }

    /// What it is called: "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972".
    pub fn name(self) -> String {
        format!("paragraph {} of Part 1 of Schedule 12A to the Local Government Act 1972", self.0)
    }
}

/// What an author writes.
const EXAMPLE: &str = "`exempt: {paragraph: 3, public-interest: \"Publication would weaken the council's position in \
                       its negotiations.\"}`";

impl Exempt {
    /// Reads `{paragraph: 3, public-interest: "…"}`; `None` with its errors in the sink if it is not whole.
    pub fn read(node: &Node, sink: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.content, Content::Map(_)) {
            sink.push(
                Diagnostic::error("an exemption without its paragraph and its public-interest statement", &node.span)
                    .hint(format!(
                        "section 100A(4) and Schedule 12A of the Local Government Act 1972 ask for both: write {EXAMPLE}"
                    ))
                    .hint(list()),
            );
            return None;
        }
        let mut keys = Keys::of(node, "an exemption", &form::EXEMPT, sink)?;
        let place = keys.place();
        let paragraph = keys.optional("paragraph", sink);
        if !keys.has("paragraph") && !keys.misspelt("paragraph", &["public-interest"]) {
            sink.push(
                Diagnostic::error("nothing says under which paragraph this is exempt", &place)
                    .hint(
                        "section 100A(4) of the Local Government Act 1972 asks for it: add `paragraph:` and its number \
                         in Part 1 of Schedule 12A",
                    )
                    .hint(list()),
            );
        }
        let paragraph = paragraph.and_then(|node| Self::paragraph(node, sink));
        let public_interest = keys.optional("public-interest", sink);
        if !keys.has("public-interest") && !keys.misspelt("public-interest", &["paragraph"]) {
            sink.push(
                Diagnostic::error("nothing says why the public interest is in the exemption", &place).hint(
                    "paragraph 10 of Schedule 12A to the Local Government Act 1972 exempts only what the public \
                     interest is better served by keeping: add `public-interest:` and a sentence that says why; it is \
                     published",
                ),
            );
        }
        let public_interest = public_interest.and_then(|node| read::prose(node, sink));
        keys.finish(sink);
        Some(Self { paragraph: paragraph?, public_interest: public_interest?, place })
    }

    /// Reads the key `exempt` where there is one.
    ///
    /// # Errors
    /// If it is there and cannot be read: then nobody may take what it stands with for public.
    pub fn of(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> Result<Option<Self>, Unread> {
        let node = keys.optional("exempt", sink);
        match node.map(|node| Self::read(node, sink)) {
            Some(Some(exempt)) => Ok(Some(exempt)),
            None if !keys.has("exempt") => Ok(None),
            _ => Err(Unread),
        }
    }

    fn paragraph(node: &Node, sink: &mut Diagnostics) -> Option<Paragraph> {
        let written = match &node.content {
            Content::Number(written) | Content::Text(written) => written.trim(),
            _ => node.span.text(),
        };
        let paragraph = written.parse().ok().and_then(Paragraph::new);
        if paragraph.is_none() {
            sink.push(
                Diagnostic::error(
                    format!(
                        "`{written}` is no paragraph of Part 1 of Schedule 12A to the Local Government Act 1972"
                    ),
                    &node.span,
                )
                .hint(list()),
            );
        }
        paragraph
    }
}

/// What was left out of the public edition of a report, by the key that it stands under and its name.
#[derive(Debug, Clone, Default)]
pub struct Left(BTreeMap<(&'static str, String), Because>);

/// Why something was left out of the public edition.
#[derive(Debug, Clone)]
pub struct Because {
    /// Why it is exempt.
    pub exempt: Exempt,
    /// The name of what it is made of, if it is not exempt itself.
    pub made_of: Option<String>,
}

impl Left {
    /// Leaves something out; the first reason stands.
    pub fn add(&mut self, key: &'static str, name: &str, because: Because) {
        self.0.entry((key, name.to_owned())).or_insert(because);
    }

    /// Why something of that name below a key was left out.
    pub fn why(&self, key: &'static str, name: &str) -> Option<&Because> {
        self.0.get(&(key, name.to_owned()))
    }

    /// Whether something of that name below a key was left out.
    pub fn has(&self, key: &'static str, name: &str) -> bool {
        self.why(key, name).is_some()
    }
}

/// An exemption that is written and has errors, which are in the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread;

/// The paragraphs, for hints.
fn list() -> String {
    let all: Vec<String> =
        PARAGRAPHS.iter().zip(1..).map(|((_, short), number)| format!("{number} ({short})")).collect();
    format!("the paragraphs are {}", all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceFile;
    use crate::project::yaml;

    fn read(text: &str) -> (Option<(u8, String)>, Vec<String>) {
        let file = SourceFile::new("report.yaml", text);
        let node = yaml::read(&file).unwrap();
        let mut sink = Diagnostics::default();
        let exempt = Exempt::read(&node, &mut sink);
        let said = sink.sorted().into_iter().map(|one| one.message).collect();
        (exempt.map(|exempt| (exempt.paragraph.number(), exempt.public_interest.value)), said)
    }

    #[test]
    fn both_parts_are_read() {
        let (exempt, said) = read("{paragraph: 3, public-interest: Prices are being negotiated.}");
        assert_eq!(exempt, Some((3, "Prices are being negotiated.".to_owned())));
        assert!(said.is_empty());
        for number in 1..=7 {
            let paragraph = Paragraph::new(number).unwrap();
            assert!(paragraph.description().starts_with("information "));
            assert!(paragraph.name().starts_with(&format!("paragraph {number} of Part 1 of Schedule 12A")));
        }
        assert_eq!(Paragraph::new(0), None);
        assert_eq!(Paragraph::new(8), None);
    }

    #[test]
    fn half_an_exemption_is_none() {
        for (written, wrong) in [
            ("true", "an exemption without its paragraph and its public-interest statement"),
            ("3", "an exemption without its paragraph and its public-interest statement"),
            ("{paragraph: 3}", "nothing says why the public interest is in the exemption"),
            ("{public-interest: So it is.}", "nothing says under which paragraph this is exempt"),
            (
                "{paragraph: 8, public-interest: So it is.}",
                "`8` is no paragraph of Part 1 of Schedule 12A to the Local Government Act 1972",
            ),
            (
                "{paragraph: 3a, public-interest: So it is.}",
                "`3a` is no paragraph of Part 1 of Schedule 12A to the Local Government Act 1972",
            ),
            ("{paragraph: 3, public-interest: \"\"}", "`public-interest` is empty"),
            ("{paragraf: 3, public-interest: So it is.}", "unknown key `paragraf` in an exemption"),
        ] {
            let (exempt, said) = read(written);
            assert_eq!(exempt, None, "{written}");
            assert_eq!(said, [wrong], "{written}");
        }
    }
}
