//! Sentences in set words, which the labels of a kind of document have, with the author's fields in them.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::narrative::document::{Field, Inlines, plain};
use crate::narrative::patterns::{self, Mistake, Slot};
use crate::project::profile::Profile;
use crate::project::report::Report;
use crate::project::schema::FieldSchema;

/// Whoever writes the sentences of a report.
#[derive(Clone, Copy)]
pub struct Sentences<'a> {
    /// The report.
    pub report: &'a Report,
    /// The profile, whose labels may be other ones.
    pub profile: &'a Profile,
    /// The labels.
    pub labels: &'a BTreeMap<String, String>,
}

/// The fields that the sentences of a record can be made of: its own, those of the record that it stands in, those of
/// the report.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The fields.
    pub values: &'a BTreeMap<String, Field>,
    /// Which fields there could be.
    pub schemas: &'a [FieldSchema],
}

impl Sentences<'_> {
    /// A sentence in set words, which a label has, with fields in it.
    pub fn sentence(&self, label: &str, scopes: &[Scope<'_>], place: &Span, sink: &mut Diagnostics) -> Inlines {
        let Some(pattern) = self.labels.get(label) else { return Inlines::new() };
        let value = |name: &str| {
            let known = scopes.iter().find_map(|scope| {
                let schema = scope.schemas.iter().find(|schema| schema.key == name)?;
                Some((scope, schema))
            });
            let Some((scope, schema)) = known else {
                return self.said_of_report(name).map_or(Slot::Unknown, |said| Slot::Filled(plain(said)));
            };
            // Of what has to be there its author has been told already.
            let absent = if schema.required { Slot::Filled(Inlines::new()) } else { Slot::Absent };
            scope.values.get(name).and_then(in_a_sentence).map_or(absent, Slot::Filled)
        };
        self.filled(label, pattern, &value, place, sink)
    }

    /// What every sentence can say of the paper itself.
    fn said_of_report(&self, name: &str) -> Option<String> {
        let written = self.report.date;
        Some(match name {
            "date" => self.profile.style.date(written),
            "weekday-date" => self.profile.style.weekday_date(written),
            "meeting-date" => self.profile.style.meeting_date(written),
            "council" => self.profile.name.clone(),
            _ => return None,
        })
    }

    /// A pattern with what a function gives for its names; what is wrong with it is told where it stands.
    pub fn filled(
        &self,
        label: &str,
        pattern: &str,
        value: &dyn Fn(&str) -> Slot,
        place: &Span,
        sink: &mut Diagnostics,
    ) -> Inlines {
        let mistake = match patterns::fill(pattern, value) {
            Ok(sentence) => return sentence,
            Err(mistake) => mistake,
        };
        let own = self.profile.kinds.get(&self.report.schema.kind).and_then(|kind| kind.labels.get(label));
        let place = own.map_or(place, |(key, _)| &key.span);
        sink.push(match mistake {
            Mistake::Absent(name) => Diagnostic::error(format!("the words `{label}` need `{name}`"), place)
                .hint(format!(
                    "add `{name}:`; or put what is left out without it in square brackets: `[ of {{{name}}}]`"
                ))
                .follows(self.report.lacks_fields()),
            Mistake::Unknown(name) => {
                Diagnostic::error(format!("the words `{label}` name `{name}`, which there is not"), place)
                    .hint("between `{` and `}` stands the name of a field")
            }
            Mistake::Unclosed(bracket) => {
                Diagnostic::error(format!("the words `{label}` have a `{bracket}` that is not closed"), place)
                    .hint("close it, or take it out")
            }
        });
        Inlines::new()
    }
}

/// A field as words of a sentence; `None` for what has no such form.
fn in_a_sentence(field: &Field) -> Option<Inlines> {
    Some(match field {
        Field::Line(inlines) if !inlines.is_empty() => inlines.clone(),
        Field::Lines(lines) => {
            let mut joined = Inlines::new();
            for (at, line) in lines.iter().enumerate() {
                joined.extend(plain(match lines.len() - at {
                    _ if at == 0 => "",
                    1 => " and ",
                    _ => ", ",
                }));
                joined.extend(line.iter().cloned());
            }
            joined
        }
        Field::Count(count) => plain(count.to_string()),
        Field::Date(date) => plain(date.text.clone()),
        Field::Person(person) => plain(person.name.clone()),
        Field::Paper(paper) => paper.title.clone(),
        _ => return None,
    })
}
