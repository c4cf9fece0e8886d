//! `equality-duty`: whether a report says how it had regard to equality, and not only that there is nothing.

use crate::check::answer::{self, Empty};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::schema::{Slot, SlotOrOwn};

/// An equalities section that is empty, or says "None" and not why.
pub const RULE: Rule = Rule {
    name: "equality-duty",
    severity: Severity::Warning,
    summary: "an equalities section that is missing or empty, or says `None` without the reason",
    explanation: "\
Finds equalities sections, and answers to questions on equality, that are empty or say no more than that there are no
implications, that an assessment is not needed, is attached somewhere or is to follow, that regard was had, or what the duty is. Whoever takes
the decision has to have due regard to equality, and that has to be seen from the report: a bare \"None\" shows that nobody
looked. Two sentences are enough, one on what there is and one on why.

For example: \"None.\", \"Neutral.\", \"EIA attached\", \"There are no equalities implications arising from this report.\"; better \"There are none:
the scheme is open to all social workers, and the scope of the review asked for it\", or what an assessment found.

Left alone is every answer that goes on to say more or names the appendix with the assessment, and kinds of paper that have no such section.

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
        let place = texts.first().map_or_else(|| section.place(), |text| text.span.clone());
        match empty(&said) {
            Some(Empty::Blank) => found.push(finding("nothing is said on equality", &section.place()).hint(SAY)),
            Some(how) => found.push(told(&said, how, &place)),
            None => {}
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
            && let Some(how) = empty(&text.value)
        {
            found.push(told(&text.value, how, &text.span));
        }
    }
    found
}

/// What to write.
const SAY: &str = "say who may be affected (age, disability, sex, race …) and what an assessment found, or why nobody is: \
                   `There are none: the scheme is open to all social workers.`";

/// Words with which people write on equality and say nothing of it.
const QUESTION: &str = "adverse adversely affect affected affects assessed assessment assessments carried change changes \
    characteristic characteristics conducted council decision differential disproportionate diversity duties duty \
    effect effects eia eias eqia equalities equality group groups impact impacted impacts implication implications \
    inclusion issue issues legislation likely minimal negative negatively neutral particular positive potential \
    produced progress protected public regard requirement requirements screened screening sector significant \
    undertaken undertook accordance account act address advance anyone author aware being benefit benefits between carefully consideration considerations commitment \
    commits committed comply complied complies compliance conscious delivered drafted eliminate ensure ensures ensuring equal equally \
    everybody everyone fair fairly fairness form foster fully future good implementation mindful need obligation obligations officer officers \
    opportunities opportunity part people prepared preparing project projects promote promotes promoting relations residents respect responsibilities must \
    share shared statutory taken takes those treat treated treats universal we with write written";

/// How a text says nothing of how equality was had regard to.
fn empty(said: &str) -> Option<Empty> {
    let said = &without_law(said);
    answer::emptiness(said, QUESTION).or_else(|| answer::denies_without_reason(said).then_some(Empty::Denial))
}

/// A text without the law that it cites: that there is a duty does not say how it was met.
fn without_law(said: &str) -> String {
    let cited = [
        "section 149(1)",
        "section 149",
        "s.149",
        "s149",
        "Equality Act 2010",
        "eliminate unlawful discrimination, harassment and victimisation",
        "eliminate unlawful discrimination",
        "eliminate discrimination",
        "Public Sector Equality Duty (PSED)",
        "PSED",
    ];
    cited.iter().fold(said.to_owned(), |text, cited| text.replace(cited, " equality "))
}

fn told(said: &str, how: Empty, place: &Span) -> Diagnostic {
    let said = said.trim();
    let this = if said.len() <= 50 { format!("`{said}`") } else { "this".to_owned() };
    let message = match how {
        Empty::Later => format!("{this} leaves open what there is to say on equality"),
        Empty::Elsewhere => format!("{this} does not say what was found on equality, or where it stands"),
        Empty::Denial | Empty::Hollow | Empty::Yes | Empty::Blank => {
            format!("{this} does not say why there is no impact on equality")
        }
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

#[cfg(test)]
mod tests {
    use super::empty;

    #[test]
    fn words_on_the_duty_are_no_answer() {
        for text in [
            "None.",
            "The Council has had due regard to its public sector equality duty under section 149 of the Equality Act 2010.",
            "The Council must have due regard to the need to eliminate discrimination, advance equality of opportunity and foster \
             good relations between people who share a protected characteristic and those who do not. There are no implications.",
            "The proposals apply equally to everybody.",
            "The report author has considered the equality implications and there are none.",
            "Full EIA to follow before implementation.",
            "Equality considerations have been taken into account in preparing this report.",
            "The Council is committed to equality of opportunity.",
        ] {
            assert!(empty(text).is_some(), "{text}");
        }
        for text in [
            "The scheme is open to all staff.",
            "Women are two thirds of those affected.",
            "The assessment found that disabled carers lose transport.",
            "Pay does not differ between men and women.",
            "No group is affected, because the change is to an internal form.",
            "The duty was met by asking older carers in two meetings.",
        ] {
            assert!(empty(text).is_none(), "{text}");
        }
    }
}
