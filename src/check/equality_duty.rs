//! `equality-duty`: whether a report says how it had regard to equality, and not only that there is nothing.

use crate::check::{Paper, Rule, answer, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::schema::{Slot, SlotOrOwn};

/// An equalities section that is empty, or says "None" and not why.
pub const RULE: Rule = Rule {
    name: "equality-duty",
    severity: Severity::Warning,
    summary: "an equalities section that is missing or empty, or says `None` without the reason",
    explanation: "\
Finds equalities sections, and answers to questions on equality, that are empty or say no more than that there are no
implications. Whoever takes the decision has to have due regard to equality, and that has to be seen from the report: a
bare \"None\" shows that nobody looked. Two sentences are enough, one on what there is and one on why.

For example: \"None.\", \"N/A\", \"There are no equalities implications arising from this report.\"; better \"There are none:
the scheme is open to all social workers, and the scope of the review asked for it\", or what an assessment found.

Left alone is every answer that goes on to say more, and kinds of paper that have no such section.

Source: Equality Act 2010, section 149 (the public sector equality duty).",
    needs_whole: false,
    run: find,
};

/// What names of sections and fields on equality have in common.
const STEM: &str = "equalit";

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let sections = paper.sections();
    let equality: Vec<_> = sections.iter().filter(|section| section.is_about(STEM)).collect();
    for section in &equality {
        let exhibits = section.section.body.len() > section.texts().len();
        let within = !section.section.sections.is_empty();
        let texts = section.texts();
        if exhibits || within || section.section.unread {
            continue;
        }
        let said: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
        let said = said.join("\n\n");
        if answer::is_blank(&said) {
            found.push(finding("nothing is said on equality", &section.place()).hint(SAY));
        } else if answer::denies_without_reason(&said) {
            let place = texts.first().map_or_else(|| section.place(), |text| text.span.clone());
            found.push(bare(&said, &place));
        }
    }
    if asked(paper)
        && equality.is_empty()
        && !paper.report.unread.any("sections")
        && paper.report.withheld.is_none()
    {
        found.push(
            finding("the report has no section on equality", &paper.report.sections_place)
                .hint("add a section such as `- {slot: equalities, body: [\"…\"]}`")
                .hint(SAY),
        );
    }
    for (key, _) in paper.report.fields.iter().filter(|(key, _)| key.contains(STEM)) {
        let texts = paper.texts(key);
        if let [text] = texts.as_slice()
            && answer::denies_without_reason(&text.value)
        {
            found.push(bare(&text.value, &text.span));
        }
    }
    found
}

/// What to write.
const SAY: &str = "say who may be affected (age, disability, sex, race …) and what an assessment found, or why nobody is: \
                   `There are none: the scheme is open to all social workers.`";

fn bare(said: &str, place: &Span) -> Diagnostic {
    let said = said.trim();
    let message = if said.len() <= 30 {
        format!("`{said}` does not say why there is no impact on equality")
    } else {
        "this does not say why there is no impact on equality".to_owned()
    };
    finding(message, place).hint(SAY)
}

/// Whether the council's order of sections has one on equality; one that has none has it somewhere else.
fn asked(paper: &Paper<'_>) -> bool {
    fn is_one(slot: &Slot) -> bool {
        let heading = slot.heading.as_ref().is_some_and(|heading| heading.value.to_lowercase().contains(STEM));
        heading || slot.key.value.contains(STEM) || slot.sections.iter().any(is_one)
    }
    let schema = &paper.report.schema;
    let own = schema.kinds().filter_map(|kind| paper.profile.kinds.get(kind)?.sections.as_ref()).last();
    own.unwrap_or(&schema.slots).iter().filter_map(SlotOrOwn::slot).any(is_one)
}
