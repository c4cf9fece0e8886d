//! Decisions: each recommendation of a report with what became of it.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::document::{Change, Decision, Inlines, Recommendation, Resolution, foreign, plain_text};
use crate::narrative::papers::Edition;
use crate::narrative::resolutions::numbers::Number;
use crate::narrative::resolutions::{Registrar, retyped};
use crate::narrative::wording;
use crate::project::recommendations::RecommendationEntry;
use crate::project::resolutions::{DecisionEntry, Verdict};
use crate::project::yaml::Text;

/// The decisions on the recommendations of a report.
pub struct Desk<'a, 'b> {
    /// Renders new wordings and makes numbers.
    pub registrar: &'a Registrar<'b>,
    /// Each decision with its key and the number that this means.
    pub taken: Vec<(&'a Text, &'a Number, &'a DecisionEntry)>,
    /// The numbers of those that are not decided.
    pub open: Vec<String>,
}

impl Desk<'_, '_> {
    /// The resolutions that the recommendations become; `above` is what was decided on the recommendation that these stand in.
    pub fn items(
        &mut self,
        entries: &[RecommendationEntry],
        narrated: &[Recommendation],
        path: &Number,
        above: Option<Verdict>,
        level: usize,
        sink: &mut Diagnostics,
    ) -> Vec<Resolution> {
        let mut written = Vec::new();
        for (at, (entry, recommended)) in (1..).zip(entries.iter().zip(narrated)) {
            let known = path.within(&recommended.number);
            let number = known.shown();
            let own = self.taken.iter().find(|(_, taken, _)| **taken == known);
            let own = own.map(|(key, _, decision)| (*key, *decision));
            let leads = !entry.items.is_empty();
            if let (Some((key, _)), Some(Verdict::Deferred | Verdict::Rejected)) = (own, above) {
                sink.push(
                    Diagnostic::error(format!("two decisions on recommendation {number}"), &key.span)
                        .hint("what stands above it was deferred or rejected as a whole; decide each by itself"),
                );
            }
            let verdict = own.map_or(above, |(_, decision)| Some(decision.verdict));
            if verdict.is_none() && !leads {
                self.open.push(number.clone());
            }
            let (text, changes) = self.text(&number, entry, recommended, own.map(|(_, decision)| decision), sink);
            // What is decided as a whole is said once, and what only leads to others is as they are.
            let says = match (own, verdict) {
                (_, None) => None,
                (Some(_), Some(verdict)) => (!leads || verdict != Verdict::Agreed).then_some(verdict),
                (None, Some(verdict)) => {
                    let as_above = level > 1 && verdict != Verdict::Agreed;
                    (!as_above && (!leads || verdict != Verdict::Agreed)).then_some(verdict)
                }
            };
            // Why something exempt was decided is exempt as well; the public edition has the notice and the decision.
            let withheld = self.is_withheld(entry);
            let reason = own.and_then(|(_, decision)| decision.reason.as_ref()).filter(|_| !withheld);
            let reason = reason.map_or_else(Inlines::new, |text| self.registrar.renderer.line(text, sink));
            let below = if verdict == Some(Verdict::Amended) { Some(Verdict::Agreed) } else { verdict };
            let items = self.items(&entry.items, &recommended.items, &known, below, level + 1, sink);
            let shown = if self.registrar.settings.keep_numbers {
                recommended.number.clone()
            } else {
                self.registrar.number(at, level)
            };
            let decision = says.map(|verdict| Decision { kind: verdict.name().to_owned(), changes, reason });
            let stem = foreign(&recommended.stem);
            written.push(Resolution { number: shown, text, stem, decision, items });
        }
        written
    }

    /// Whether this edition leaves a recommendation out, and with it whatever was made of its words.
    fn is_withheld(&self, entry: &RecommendationEntry) -> bool {
        entry.exempt.is_some() && self.registrar.edition == Edition::Public
    }

    /// The wording that was decided, and how it differs from that of the report.
    fn text(
        &self,
        number: &str,
        entry: &RecommendationEntry,
        recommended: &Recommendation,
        decision: Option<&DecisionEntry>,
        sink: &mut Diagnostics,
    ) -> (Inlines, Vec<Change>) {
        let kept = foreign(&recommended.text);
        if self.is_withheld(entry) {
            return (kept, Vec::new());
        }
        let Some((decision, wording)) = decision.and_then(|one| Some((one, one.wording.as_ref()?))) else {
            return (kept, Vec::new());
        };
        let old_text = plain_text(&kept);
        if decision.verdict == Verdict::Amended {
            let new = self.registrar.renderer.line(wording, sink);
            let new_text = plain_text(&new);
            if wording::same(&old_text, &new_text) {
                sink.push(
                    Diagnostic::error(
                        format!("recommendation {number} is amended to what it says already"),
                        &wording.span,
                    )
                    .related(&entry.text.span, "the recommendation")
                    .hint(format!("write `{number}: agreed`")),
                );
            }
            return (new, wording::changes(&old_text, &new_text));
        }
        // What was only typed again is not printed: it is the report that has to answer for its figures.
        let new_text = wording.value.replace(['*', '_'], "");
        if !wording::same(&old_text, &new_text) {
            sink.push(retyped(number, &old_text, entry, wording, &new_text));
        }
        (kept, Vec::new())
    }
}
