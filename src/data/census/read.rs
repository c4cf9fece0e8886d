//! One pass over the XML of a return: header, totals of the authority, records of workers.
//!
//! Elements are taken as they come, so memory holds the records and nothing of the tree. There is no DTD and there are
//! no entities beyond XML's own five: a file that brings either is refused before anything is expanded.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::authority::{Authority, Totals};
use super::names::{Field, Section};
use super::slips::{Slip, Slips};
use super::worker::{Draft, Worker};

/// How deep elements may lie in each other; a return needs five.
const DEPTH: usize = 32;

/// More attributes than any tag of a return has.
const MOST_ATTRIBUTES: usize = 30;

/// More records than any authority has.
const MOST_WORKERS: usize = 100_000;

/// A return that was read whole.
pub(super) struct Return {
    /// Whose it is and for when, and what is counted for the authority as a whole.
    pub(super) totals: Totals,
    /// The records, in the order of the return.
    pub(super) workers: Vec<Worker>,
}

/// Reads the text of a return. What is wrong with it goes to `slips`; `None` if it cannot be counted.
pub(super) fn read(text: &str, slips: &mut Slips) -> Option<Return> {
    let mut reader = Reader::from_str(text);
    let mut reading = Reading { slips, open: Vec::new(), value: String::new(), found: Found::default() };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let stop = match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if !are_attributes(&tag) => {
                Some(("what stands after the name of a tag is not XML", ATTRIBUTES))
            }
            Ok(Event::Start(tag)) => reading.start(tag.local_name().as_ref(), at),
            Ok(Event::Empty(tag)) => {
                let stop = reading.start(tag.local_name().as_ref(), at);
                reading.end();
                stop
            }
            Ok(Event::End(_)) => {
                reading.end();
                None
            }
            Ok(Event::Text(text)) => {
                reading.text(&text.into_inner(), at);
                None
            }
            Ok(Event::CData(text)) => {
                reading.text(&text.into_inner(), at);
                None
            }
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(character)) => {
                    reading.text(character.encode_utf8(&mut [0; 4]), at);
                    None
                }
                Ok(None) => match resolve_predefined_entity(&reference) {
                    Some(character) => {
                        reading.text(character, at);
                        None
                    }
                    None => Some(("the file refers to an entity of its own", NO_ENTITIES)),
                },
                Err(_) => Some(("the file refers to a character that does not exist", EXPORT)),
            },
            Ok(Event::DocType(_)) => Some(("the file has a document type definition", NO_ENTITIES)),
            Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => None,
            Ok(Event::Eof) if reading.open.is_empty() => break,
            Ok(Event::Eof) => {
                let at = reading.open.last().map_or(at, |open| open.at());
                let slip = Slip::error(at, "the file ends before this element does").label(reading.whose());
                reading.slips.push(slip.hint("the file is not whole: copy or export the return again"));
                return None;
            }
            Err(why) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(at);
                let message = match why {
                    quick_xml::Error::Syntax(_) => "a tag or comment that begins here does not end",
                    quick_xml::Error::IllFormed(_) => "a closing tag does not match the opening one",
                    _ => "the file stops being XML here",
                };
                let slip = Slip::error(at, message).label(reading.whose());
                reading.slips.push(slip.hint(EXPORT));
                return None;
            }
        };
        if let Some((message, hint)) = stop {
            let slip = Slip::error(at, message).label(reading.whose());
            reading.slips.push(slip.hint(hint));
            return None;
        }
    }
    reading.finish()
}

const NO_ENTITIES: &str = "a census return needs none: export the return again as plain XML";
const NO_RETURN: &str = "the file is not a children's social work workforce return";
const FIRST_ELEMENT: &str = "its first element should be `Message`";
const EXPORT: &str = "export the return again from the system that made it";
const ATTRIBUTES: &str = "a tag of a return has a name and nothing else; export the return again as it was made";

/// Whether what stands in a tag after its name is well-formed: `name="value"`, each name once.
fn are_attributes(tag: &BytesStart<'_>) -> bool {
    let mut attributes = tag.attributes();
    attributes.by_ref().take(MOST_ATTRIBUTES).all(|attribute| {
        attribute.is_ok_and(|one| !one.value.contains('<') && one.normalized_value(XmlVersion::Implicit1_0).is_ok())
    }) && attributes.next().is_none()
        && are_apart(tag.attributes_raw())
}

/// Whether a blank stands after every quotation mark that closes a value, unless the tag ends there.
fn are_apart(attributes: &str) -> bool {
    let mut open = None;
    let mut closed = false;
    for one in attributes.chars() {
        if closed && !one.is_ascii_whitespace() {
            return false;
        }
        closed = open == Some(one);
        match open {
            Some(mark) if mark == one => open = None,
            None if matches!(one, '"' | '\'') => open = Some(one),
            _ => {}
        }
    }
    true
}

/// Why reading stops, and what to do about it.
type Stop = Option<(&'static str, &'static str)>;

/// An element that has begun and not ended.
enum Open {
    /// One that holds others, and where it begins.
    Section(Section, usize),
    /// One that holds a value; whether it is to be read.
    Field(Field, usize, bool),
    /// One that is left out with all that is in it.
    LeftOut(usize),
}

impl Open {
    fn at(&self) -> usize {
        match self {
            Self::Section(_, at) | Self::Field(_, at, _) | Self::LeftOut(at) => *at,
        }
    }
}

/// What has been found so far.
#[derive(Default)]
struct Found {
    message: Option<usize>,
    /// Whether something else than `Message` was found outside of it.
    outside: bool,
    /// What the header and the totals say.
    authority: Authority,
    records: u32,
    draft: Option<Draft>,
    workers: Vec<Worker>,
    /// Fields whose names are misspelt, each with the first place and how often.
    misspelt: Vec<(Field, usize, usize)>,
}

struct Reading<'a> {
    slips: &'a mut Slips,
    open: Vec<Open>,
    /// The value of the open field, as far as it has been read.
    value: String,
    found: Found,
}

impl Reading<'_> {
    fn start(&mut self, name: &str, at: usize) -> Stop {
        if self.open.len() >= DEPTH {
            return Some(("elements lie in each other deeper than in any return", EXPORT));
        }
        let next = match self.open.last_mut() {
            None => self.root(name, at),
            Some(Open::LeftOut(_)) => Open::LeftOut(at),
            Some(Open::Field(field, _, readable)) => {
                *readable = false;
                let slip = Slip::error(at, format!("an element stands in the value of `{}`", field.name()));
                self.slips.push(slip.label(self.whose()).hint("write the value alone between the two tags"));
                Open::LeftOut(at)
            }
            Some(Open::Section(section, _)) => {
                let section = *section;
                self.inside(section, name, at)
            }
        };
        if self.found.workers.len() >= MOST_WORKERS {
            return Some(("the return has more workers than any authority", EXPORT));
        }
        self.value.clear();
        self.open.push(next);
        None
    }

    /// The root element.
    fn root(&mut self, name: &str, at: usize) -> Open {
        if name == Section::Message.name() && self.found.message.replace(at).is_none() {
            return Open::Section(Section::Message, at);
        }
        self.outside(at);
        Open::LeftOut(at)
    }

    /// Says that something stands where only the one `Message` may stand.
    fn outside(&mut self, at: usize) {
        let slip = match self.found.message {
            Some(first) => Slip::error(at, "something stands after the end of the return")
                .related(first, "the return")
                .hint("a file holds the return of one authority for one year"),
            None => Slip::error(at, NO_RETURN).hint(FIRST_ELEMENT),
        };
        if !self.found.outside {
            self.slips.push(slip);
        }
        self.found.outside = true;
    }

    /// An element in a section.
    fn inside(&mut self, section: Section, name: &str, at: usize) -> Open {
        match section {
            Section::Message => {
                for (known, first) in [
                    (Section::Header, &mut self.found.authority.header),
                    (Section::Vacancies, &mut self.found.authority.totals),
                ] {
                    if name == known.name() {
                        match *first {
                            None => *first = Some(at),
                            Some(first) => {
                                let slip = Slip::error(at, format!("`{}` stands twice", known.name()));
                                self.slips.push(
                                    slip.related(first, "the first one")
                                        .hint("a file holds the return of one authority for one year"),
                                );
                                return Open::LeftOut(at);
                            }
                        }
                        return Open::Section(known, at);
                    }
                }
                if name == Section::Worker.name() {
                    self.found.records = self.found.records.saturating_add(1);
                    self.found.draft = Some(Draft::new(at, self.found.records));
                    return Open::Section(Section::Worker, at);
                }
                Open::LeftOut(at)
            }
            Section::Header if matches!(name, "CollectionDetails" | "Source") => Open::Section(Section::Header, at),
            Section::Header | Section::Vacancies | Section::Worker => match Field::find(section, name) {
                Some(field) => Open::Field(field, at, true),
                None => {
                    if let Some(field) = Field::misspelt(section, name) {
                        match self.found.misspelt.iter_mut().find(|(known, ..)| *known == field) {
                            Some((_, _, count)) => *count += 1,
                            None => self.found.misspelt.push((field, at, 1)),
                        }
                    }
                    Open::LeftOut(at)
                }
            },
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        match self.open.last() {
            Some(Open::Field(..)) => self.value.push_str(text),
            Some(Open::LeftOut(_)) => {}
            None if text.trim_ascii().is_empty() => {}
            None => self.outside(at),
            Some(Open::Section(..)) => {
                if !text.trim_ascii().is_empty() {
                    let slip =
                        Slip::error(at + text.len() - text.trim_start().len(), "text stands outside of elements");
                    self.slips.push(slip.label(self.whose()).hint("a tag around it is missing or misspelt"));
                    if let Some(draft) = &mut self.found.draft {
                        draft.spoil();
                    }
                }
            }
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Field(field, at, readable)) => {
                let value = std::mem::take(&mut self.value);
                if let Some(draft) = &mut self.found.draft {
                    if readable { draft.set(field, value.trim(), at, self.slips) } else { draft.spoil() }
                } else {
                    let value = if readable { value.trim() } else { "" };
                    self.found.authority.set(field, value, at, self.slips);
                }
                self.value = value;
            }
            Some(Open::Section(Section::Worker, _)) => {
                let worker = self.found.draft.take().and_then(|draft| draft.finish(self.slips));
                self.found.workers.extend(worker);
            }
            Some(Open::Section(..) | Open::LeftOut(_)) | None => {}
        }
    }

    /// Whose record the place is in; empty outside of records.
    fn whose(&self) -> String {
        self.found.draft.as_ref().map_or_else(String::new, Draft::name)
    }

    /// Checks that everything that counting needs is there.
    fn finish(self) -> Option<Return> {
        let Self { slips, found, .. } = self;
        let Some(message) = found.message else {
            if !slips.has_errors() {
                slips.push(Slip::error(0, NO_RETURN).hint(FIRST_ELEMENT));
            }
            return None;
        };
        for (field, at, count) in &found.misspelt {
            let others = match count {
                1 => "it is".to_owned(),
                2 => "it and 1 more of that name are".to_owned(),
                count => format!("it and {} more of that name are", count - 1),
            };
            slips.push(
                Slip::warning(*at, format!("an element is spelt almost like `{}`", field.name()))
                    .hint(format!("{others} left out of every count: write `{}` if you mean that", field.name())),
            );
        }
        let totals = found.authority.finish(message, slips);
        if found.records == 0 {
            let slip = Slip::error(message, "the return has no `CSWWWorker`");
            slips.push(slip.hint("it holds the record of a worker; a return has one for each"));
        }
        if slips.has_errors() { None } else { Some(Return { totals: totals?, workers: found.workers }) }
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::are_attributes;

    #[test]
    fn a_tag_has_well_formed_attributes_or_none() {
        for (tag, right) in [
            ("<FTE>", true),
            ("<FTE />", true),
            ("<FTE a=\"1\" b='2'>", true),
            ("<Message xmlns:xsi=\"http://example.org/a\" xsi:b=\"&lt;&#65;\">", true),
            ("<FTE a=\"1\" b=>", false),
            ("<FTE a>", false),
            ("<FTE a=1>", false),
            ("<FTE a=\"1\" a=\"2\">", false),
            ("<FTE a=\"1\"b=\"2\">", false),
            ("<FTE a=\"<\">", false),
            ("<FTE a=\"&own;\">", false),
            ("<FTE a=\"A & B\">", false),
            ("<FTE a=\">", false),
        ] {
            let found = match Reader::from_str(tag).read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => are_attributes(&tag),
                _ => false,
            };
            assert_eq!(found, right, "{tag}");
        }
        let many: String = (0..1_000_000).map(|at| format!(" a{at}=\"\"")).collect();
        let tag = format!("<FTE{many}>");
        let mut reader = Reader::from_str(&tag);
        assert!(matches!(reader.read_event(), Ok(Event::Start(tag)) if !are_attributes(&tag)));
    }
}
