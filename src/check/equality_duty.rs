//! `equality-duty`: whether a report says how it had regard to equality, and not only that there is nothing.

mod denial;
mod duty;
mod elsewhere;
mod parts;
mod promise;

use crate::check::answer::{self, Empty};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::schema::{Slot, SlotOrOwn};
use crate::project::yaml::Text;

/// An equalities section that is empty, or says "None" and not why.
pub const RULE: Rule = Rule {
    name: "equality-duty",
    severity: Severity::Warning,
    summary: "an equalities section that is missing or empty, or says `None` without the reason",
    explanation: "\
Finds equalities sections, and answers to questions on equality, that are empty or say no more than that there are no
implications, that an assessment is not needed, is attached, held or published somewhere or is still to come (\"will be completed once the
scheme has been designed\", \"This will be considered as part of the detailed design\"), or that regard was had. A sub-heading on equality in another section is read as a section. Whoever takes
the decision has to have due regard to equality, and that has to be seen from the report: a bare \"None\" shows that nobody
looked. Two sentences are enough, one on what there is and one on why.

The words of the duty itself (\"due regard to the need to eliminate discrimination, advance equality of opportunity and foster
good relations\") and the Act are no answer either: they hold for every report.

What the matter is called is part of a denial and no reason for it: \"The resurfacing works are not expected to have equality
implications.\"

For example: \"None.\", \"Neutral.\", \"EIA attached\", \"There are no equalities implications arising from this report.\"; better \"There are none:
the scheme is open to all social workers, and the scope of the review asked for it\", or what an assessment found.

Left alone is every answer that goes on to say more, or names the appendix or has the link to the assessment, and kinds of paper that have no such section.

Source: Equality Act 2010, section 149 (the public sector equality duty).",
    needs_whole: false,
    reads_sentences: true,
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
    let others = sections.iter().filter(|section| !section.is_about(STEM));
    let parts: Vec<Vec<&Text>> = others.flat_map(|section| parts::on(section.section, &is_heading)).collect();
    for texts in &parts {
        let said: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
        let said = said.join("\n\n");
        if let Some(first) = texts.first()
            && let Some(how) = empty(&said)
        {
            found.push(told(&said, how, &first.span));
        }
    }
    if asked(paper)
        && equality.is_empty()
        && parts.is_empty()
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
const QUESTION: &str = "account accounted advance advanced advances advancing adverse adversely affect affected affects aim aims \
    anticipated anybody anyone arising assess assessed assessment assessments author authors before belief \
    between bodies body carried central change changes characteristic characteristics commitment commits \
    committed compliance compliant complied complies comply conducted core council council's councils decision \
    differential discharge discharged discrimination disproportionate diversity duties duty each effect effects \
    eia eias eliminate eliminated eliminates eliminating embedded eqia equal equalities equality equally \
    equitable equitably everybody everyone everyone's everything fair fairly fairness foster fostered fostering \
    fosters good group groups harassment heart impact impacted impacts implement implementation implemented aware being benefit benefits conscious consideration considerations drafted ensure ensures ensuring form mindful obligation obligations officer officers our preparing preparation psed separate separately we with \
    implication implications inclusion inclusive irrespective issue issues law legal legislation likely low \
    matters met mindful minimal need needs negative negatively neutral opportunities opportunity part particular \
    people person persons place places policy positive positively potential prepared preparing process produced \
    progress project projects promote promotes promoting protected public raised regard regardless relations \
    requirement requirements residents respect screened screening sector share shared sharing significant \
    statement taken taking treat treated treating treatment treats undertake undertaken undertook value values \
    victimisation victimization ways work works borne mind compiled compiling drafting drawing drawn finalised finalising \
    writing written wrote analyse analysed analyses analysis members making reaching shaping formulating";

/// Whether a sub-heading is on equality, and on nothing else: "Equality implications", not "The equality network".
fn is_heading(heading: &str) -> bool {
    heading.to_lowercase().contains(STEM) && answer::telling(heading, QUESTION) == 0
}

/// How a text says nothing of how equality was had regard to.
fn empty(said: &str) -> Option<Empty> {
    let kept = duty::without_duty(said, QUESTION);
    if answer::is_blank(&kept) && !answer::is_blank(said) {
        return Some(Empty::Hollow);
    }
    let bare = answer::without_law(&kept);
    let empty = answer::emptiness(&bare, QUESTION).filter(|empty| *empty != Empty::Blank || answer::is_blank(said));
    let denies = || answer::denies_without_reason(said) || denial::only_denies(&bare, QUESTION);
    empty
        .or_else(|| denies().then_some(Empty::Denial))
        .or_else(|| promise::only_promises(&bare, QUESTION).then_some(Empty::Later))
        .or_else(|| elsewhere::only_kept(said, QUESTION).then_some(Empty::Elsewhere))
}

fn told(said: &str, how: Empty, place: &Span) -> Diagnostic {
    let said = said.trim();
    let this = if said.len() <= 50 { format!("`{said}`") } else { "this".to_owned() };
    let message = match how {
        Empty::Later => format!("{this} leaves open what there is to say on equality"),
        Empty::Elsewhere => format!("{this} does not say what was found on equality, or where it stands"),
        Empty::Denial => format!("{this} does not say why there is no impact on equality"),
        Empty::Hollow | Empty::Yes | Empty::Blank => {
            format!("{this} does not say who gains or loses, or why nobody does")
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
    use super::{empty, is_heading};

    #[test]
    fn a_sub_heading_is_on_equality_alone() {
        for heading in
            ["Equality implications", "Equalities", "Equality and diversity", "Equality Impact Assessment"]
        {
            assert!(is_heading(heading), "{heading}");
        }
        for heading in ["The staff equality network", "Equality of pay in schools", "Implications"] {
            assert!(!is_heading(heading), "{heading}");
        }
    }

    #[test]
    fn the_words_of_the_duty_are_no_answer() {
        for text in [
            "The report author has considered the equality implications and there are none.",
            "The Council has had due regard to its public sector equality duty under section 149 of the Equality Act 2010.",
            "The public sector equality duty requires the Council to have due regard to the need to eliminate discrimination, advance equality of opportunity and foster good relations.",
            "The Council is committed to equality of opportunity.",
            "Full EIA to follow before implementation.",
            "The equality implications will be considered as part of each project.",
            "The proposals comply with equality legislation.",
            "Equality considerations have been taken into account in preparing this report.",
            "Equality implications have been taken into account in writing this report.",
            "Equality was considered when the report was written.",
            "The protected characteristics were borne in mind in drafting this report.",
            "Officers are mindful of the Equality Act 2010.",
            "All residents will benefit equally from the proposals.",
            "An impact assessment is being drafted.",
            "None.",
            "The Council must, in the exercise of its functions, have due regard to the need to eliminate discrimination, advance equality of opportunity and foster good relations.",
            "Section 149 of the Equality Act 2010 requires public authorities to have due regard to the need to eliminate discrimination.",
            "The Council has a duty under the Equality Act 2010 to have due regard to equality. There are no implications.",
            "In making this decision Members must have due regard to the public sector equality duty.",
            "The Public Sector Equality Duty has been considered in the preparation of this report.",
            "The protected characteristics are age, disability, gender reassignment, race, religion or belief, sex and sexual orientation.",
            "The changes to highways maintenance are not expected to have equality implications.",
            "It is considered that the leisure contract will have a neutral effect in equality terms.",
            "An equality impact screening concluded that a full assessment was not needed.",
            "Equality and diversity issues: not applicable to this highways report.",
            "The Council's equality obligations have been met.",
            "An equality impact assessment will be completed at a later date.",
            "The EIA can be found on the website.",
            "The Council has considered its duties on equality in making this proposal.",
            "Equality was considered in reaching this recommendation.",
            "Members had regard to equality in making the decision.",
            "The Equality Act 2010 protects people with protected characteristics from unlawful discrimination, and public bodies must foster good relations between them.",
            "An equality analysis will accompany the final report to Cabinet.",
            "This will be considered as part of the detailed design.",
            "An equality analysis was undertaken.",
        ] {
            assert!(empty(text).is_some(), "{text}");
        }
        for text in [
            "The duty under section 149 was considered: two groups, disabled staff and carers, are affected.",
            "Women are four in five of the workforce, so the payment helps them most.",
            "None: pay is set by the national scale.",
            "The equality impact assessment (Appendix 2) found that carers are affected.",
            "The Council must have due regard to the needs of disabled tenants, who are two in five in the block.",
            "Section 149 of the Equality Act 2010 applies. Most carers are women, and the higher rate helps them.",
            "Age and disability matter most.",
            "In making this proposal officers kept two bays for blue badge holders.",
            "An equality analysis found that carers gain.",
            "The fence protects children who play by the road.",
            "The ramp will be considered by the access group, which asked for it.",
            "This will be considered in May, because the bus route changes then.",
            "In writing this report officers asked deaf residents, who want a text line.",
            "The letter will be written in plain words for readers with learning difficulties.",
            "No equality implications arise, given that the service is not open to the public.",
            "The assessment of 4 March found no adverse impact, because the bus stop stays where it is.",
            "Women are not affected by the new hours, nor are those who care for children.",
            "Fostering allowances rise for every household, whatever its make-up.",
        ] {
            assert!(empty(text).is_none(), "{text}");
        }
    }
}
