//! `scrutiny-answer`: "considered by Scrutiny? No" beside a scrutiny board's recommendations.

use chrono::Datelike;

use crate::check::answer::{Empty, among, emptiness, gap, says_yes};
use crate::check::words::{Word, words};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::narrative::document::Recommendation;
use crate::narrative::document::plain_text;
use crate::project::fields::FieldEntry;
use crate::project::yaml::Text;

/// The field of a kind of document in which the question is answered.
const FIELD: &str = "scrutiny";

/// "Has it been considered by Scrutiny? No" in a report that brings what a scrutiny board has considered.
pub const RULE: Rule = Rule {
    name: "scrutiny-answer",
    severity: Severity::Error,
    summary: "\"considered by Scrutiny? No\" beside what a scrutiny board has agreed",
    explanation: "\
Finds a No, or no answer (`N/A`, `None`, `To follow`), to the question whether Scrutiny has considered or will consider the matter, in a report that says otherwise:
its title names recommendations of a scrutiny board, its recommendations are those that a scrutiny board agreed, the answer
itself goes on to say what went to the board, or a sentence anywhere in it says that a scrutiny body has considered this report,
these proposals or the scheme, has commented on them, or will. What only a sentence says is a warning.

For example: \"No – but a briefing note went to the Scrutiny Board on 29 March\", above recommendations \"agreed by the
Scrutiny Board\".

Left alone is a No in a report that only asks that a scrutiny board be told, that names one in passing, or that speaks of what
one considered years ago; \"has not been considered by Scrutiny\"; and reports of progress that a board will get.

Source: the front page of a published Cabinet Member report.",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let entry = paper.report.fields.iter().find(|(key, _)| key == FIELD);
    let answer: Option<&Text> = match entry {
        Some((_, FieldEntry::Line(text))) => Some(text),
        Some((_, FieldEntry::Text(texts) | FieldEntry::Lines(texts))) => texts.first(),
        _ => None,
    };
    let Some(answer) = answer.filter(|answer| says_no(&answer.value)) else { return Vec::new() };
    let mut evidence: Vec<(Span, &str)> = Vec::new();
    if recommends(&paper.narrated.document.title_text) {
        evidence.push((paper.report.title.span.clone(), "the title names its recommendations"));
    }
    if let (Some(entry), Some(document)) = (&paper.report.recommendations, &paper.narrated.document.recommendations)
    {
        let place = entry.items.first().map_or(&entry.lead.span, |first| &first.text.span);
        if considered(&plain_text(&document.lead)) || recommended(&document.items) {
            evidence.push((place.clone(), "these are what it agreed"));
        }
    }
    let mut sure = true;
    if evidence.is_empty()
        && let Some((place, certain)) = in_the_text(paper, answer)
    {
        evidence.push((place, "this says otherwise"));
        sure = certain;
    }
    let own = considered(&answer.value);
    if evidence.is_empty() && !own {
        return Vec::new();
    }
    let no = words(&answer.value).first().is_some_and(|first| first.lower == "no");
    let first = if no { answer.locate(0..2) } else { answer.span.clone() };
    let said = if no { "No".to_owned() } else { format!("`{}`", answer.value.trim()) };
    let start = match (own, sure) {
        (true, _) => {
            finding(format!("the answer is {said}, and goes on to say what a scrutiny body has considered"), &first)
        }
        (_, true) => {
            finding(format!("the answer is {said}, but this report brings what a scrutiny body has agreed"), &first)
        }
        _ => doubt(format!("the answer is {said}, but the report says that a scrutiny body considers it"), &first),
    };
    let told = evidence.into_iter().fold(start, |told, (place, words)| told.related(&place, words));
    vec![told.hint("answer Yes, with the name of the body and the date of its meeting")]
}

/// Where the summary or the body says that a scrutiny body has considered the matter or will, and whether it is sure that it
/// has been this matter.
fn in_the_text(paper: &Paper<'_>, answer: &Text) -> Option<(Span, bool)> {
    let year = paper.report.date.year();
    let others = paper.passages.iter().filter(|passage| passage.source.span != answer.span);
    let told = others.flat_map(|passage| {
        let sentences = passage.sentences().into_iter();
        sentences
            .filter(|range| !passage.is_quoted(range) && brings(&passage.text[range.clone()], year))
            .map(|range| (passage.place(&range), is_this(&passage.text[range])))
            .collect::<Vec<_>>()
    });
    let told: Vec<(Span, bool)> = told.collect();
    told.iter().find(|(_, sure)| *sure).or(told.first()).cloned()
}

/// Whether a sentence says that a scrutiny body has done something with this very report.
fn is_this(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let this =
        ["these recommendations", "the recommendations", "its recommendations", "this report", "these proposals"];
    considered(sentence) && this.iter().any(|words| lower.contains(words)) && !lower.contains("will ")
}

/// What a scrutiny body does with a matter, or what is done with a matter before it.
const DOES: &str = "accepted added advised agree agreed approve approved ask asked backed briefed called came challenged come comes comment commented commissioned concluded consider consulted \
    considered considers considering debated criticised discuss discussed endorse endorsed examine examined examines explored given go goes \
    going heard look looked looks made note noted objected opposed praised presented proposed queried questioned raised receive received recommend recommended reconsidered \
    referred rejected reported request requested review reviewed reviews said scrutinise scrutinised seen sent shared submitted suggested \
    support supported taken tested urged voted welcome welcomed welcomes went";

/// What a scrutiny body gives.
const GIVES: &str =
    "advice comments conclusions feedback findings observations recommendations response view views";

/// What a report brings, where "the" or "this" stands before it.
const MATTER: &str = "allowance approach budget business change changes consultation decision draft framework guidance issue item \
    matter model option options pilot plan plans policies policy programme project proposal proposals question recommendation \
    recommendations report reports restructure review scheme service strategy structure";

/// Whether a sentence of a report of that year says that what the report brings has been before a scrutiny body, or will be.
fn brings(sentence: &str, year: i32) -> bool {
    let words = words(sentence);
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let any = |list: &str| words.iter().any(|word| among(list, &word.lower));
    let scrutinised =
        words.iter().any(|word| word.lower == "scrutinised") && any("panel board committee commission");
    let before = words.windows(2).any(|pair| {
        matches!(pair[0].lower.as_str(), "pre-decision" | "predecision") && pair[1].lower == "scrutiny"
    }) || any("pre-scrutiny");
    let body = (0..words.len()).any(|at| is_body(&words, at));
    // The month of May is no doubt.
    let denied = words.iter().any(|word| word.text == "may")
        || any("not no never nothing none neither unless until without might could can should would if whether");
    // What was long ago, or comes again each year, was about something else.
    let old =
        words.iter().any(|word| word.text.len() == 4 && word.text.parse::<i32>().is_ok_and(|one| one + 1 < year));
    let regular = any("each every annual annually monthly quarterly regularly progress routinely");
    let asks = sentence.trim_end().ends_with('?');
    if asks || denied || old || regular || !(body || scrutinised || before) {
        return false;
    }
    let matter = (0..words.len()).any(|at| {
        let demonstrative =
            among("this these it them", lower(at)) && !among("year years month months week", lower(at + 1));
        let own = among(MATTER, lower(at))
            && (at.saturating_sub(3)..at).any(|before| among("the this these those its", lower(before)));
        // "The report on fostering", "a report", "the annual report": another one.
        let other = matches!(lower(at + 1), "on" | "about") && lower(at) == "report";
        demonstrative || own && !other
    });
    let option = words
        .windows(2)
        .any(|pair| matches!(pair[0].lower.as_str(), "option" | "recommendation") && pair[1].is_number());
    // "has reviewed recruitment and made recommendations to the Cabinet Member"
    let sent = any("recommendation recommendations recommended") && any("cabinet executive leader made makes make")
        || words
            .windows(2)
            .any(|pair| among("recommended recommends urged resolved", &pair[0].lower) && pair[1].lower == "that");
    let does = any(DOES)
        || scrutinised
        || words.windows(2).any(|pair| {
            matches!(
                (pair[0].lower.as_str(), pair[1].lower.as_str()),
                ("drew", "up") | ("drawn", "up") | ("put", "forward")
            )
        });
    let referred = any("called") && any("in") || any("call-in");
    (matter || option || referred || sent) && does
        || sent && any("made makes")
        || any(GIVES)
            && (matter
                || any(
                    "account above annex appended appendix attached below given included reflected reproduced set summarised",
                ))
        || before
}

/// Whether a scrutiny body is named at a word: "the Scrutiny Board", "Overview and Scrutiny", "Scrutiny" by itself; but not
/// the scrutiny of something, nor whoever works for it.
fn is_body(words: &[Word<'_>], at: usize) -> bool {
    let select = words.get(at).is_some_and(|word| {
        word.text == "Select" && words.get(at + 1).is_some_and(|next| next.text == "Committee")
    });
    if select {
        return true;
    }
    let Some(word) = words.get(at).filter(|word| matches!(word.lower.as_str(), "scrutiny" | "scrutiny's")) else {
        return false;
    };
    let next = words.get(at + 1).map_or("", |next| next.lower.trim_end_matches("'s"));
    // "A scrutiny task group", "the scrutiny review of fostering".
    let task = next == "task"
        || matches!(next, "review" | "inquiry")
            && (words.get(at + 2).is_some_and(|of| among("of into on", &of.lower))
                || at > 0 && among("a the this its", &words[at - 1].lower));
    let staff = among("co-ordinator coordinator officer officers manager team adviser of function procedure", next);
    let bodied =
        among("board boards committee committees commission commissions panel panels group sub-committee", next);
    // "The scrutiny committee", where a council writes it small.
    let small = bodied && next != "group";
    // What is told to its chair or its members is not considered by it.
    let chair = at
        .checked_sub(3)
        .is_some_and(|from| words[from..at].iter().any(|word| among("chair chairman chairs", &word.lower)));
    let opens = at == 0 && words.len() > 1 && next != "of";
    !staff && !chair && (task || small || bodied && word.is_capital() || word.is_capital() && (at > 0 || opens))
}

/// Whether an answer begins with No, or is none: "N/A", "None", "To follow", a dash.
fn says_no(answer: &str) -> bool {
    words(answer).first().is_some_and(|first| first.lower == "no")
        || matches!(
            emptiness(answer, "consideration matter scrutiny"),
            Some(Empty::Blank | Empty::Denial | Empty::Later)
        )
        || gap(&words(answer)) && !says_yes(answer)
}

/// Whether a title names recommendations or findings of a scrutiny body.
fn recommends(title: &str) -> bool {
    let lower = title.to_lowercase();
    let Some(at) = lower.find("scrutiny") else { return false };
    let before = &lower[..at];
    ["recommendations from", "recommendations of", "findings from", "findings of", "report of", "review by"]
        .iter()
        .any(|words| before.contains(words))
}

/// Whether a sentence says that a scrutiny body has considered, agreed or received something.
fn considered(text: &str) -> bool {
    const DONE: &[&str] = &[
        "agreed",
        "approved",
        "considered",
        "discussed",
        "endorsed",
        "noted",
        "presented",
        "recommended",
        "received",
        "reported",
        "reviewed",
        "submitted",
        "supported",
        "taken",
        "went",
    ];
    crate::check::words::sentences(text).into_iter().any(|range| {
        let words = words(&text[range]);
        let body = words.iter().position(|word| word.lower == "scrutiny");
        let negated = words.iter().any(|word| matches!(word.lower.as_str(), "not" | "never" | "nothing"));
        body.is_some() && !negated && words.iter().any(|word| DONE.contains(&word.lower.as_str()))
    })
}

/// Whether recommendations are those of a scrutiny body: it agreed them, or they are introduced as recommended to it.
fn recommended(items: &[Recommendation]) -> bool {
    items.iter().any(|item| {
        let stem = plain_text(&item.stem).to_lowercase();
        let to_scrutiny = stem.contains("scrutiny") && stem.contains("recommended to");
        let text = plain_text(&item.text).to_lowercase();
        let agreed = [
            "agreed by",
            "recommendations of",
            "recommendations from",
            "recommended by",
            "made by",
            "considered by",
            "that the",
        ]
        .iter()
        .any(|words| text.find(words).is_some_and(|at| names_scrutiny(&text[at + words.len()..])))
            && (text.contains("recommendation") || text.contains("agreed") || text.contains("recommended"));
        to_scrutiny || agreed
    })
}

/// Whether a scrutiny body is named within a few words.
fn names_scrutiny(text: &str) -> bool {
    words(text).iter().take(8).any(|word| word.lower == "scrutiny")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::document::plain;

    fn item(text: &str, stem: &str) -> Recommendation {
        Recommendation { level: 1, text: plain(text), stem: plain(stem), ..Recommendation::default() }
    }

    #[test]
    fn a_no_is_a_no() {
        for (answer, no) in [
            ("No", true),
            ("No – but", true),
            ("no.", true),
            ("None", true),
            ("N/A", true),
            ("Not applicable.", true),
            ("To follow", true),
            ("-", true),
            ("TBC", true),
            ("Yes – date TBC", false),
            ("The Scrutiny Board, 12 February", false),
            ("Yes", false),
            ("Not yet", true),
            ("", true),
        ] {
            assert_eq!(says_no(answer), no, "{answer}");
        }
    }

    #[test]
    fn a_title_may_name_what_scrutiny_recommends() {
        for title in [
            "Recommendations from the Education and Children's Services Scrutiny Board (2) Task and Finish Group",
            "Findings of the Scrutiny Commission on fostering",
            "Report of the Scrutiny Panel",
        ] {
            assert!(recommends(title), "{title}");
        }
        for title in [
            "Scrutiny annual plan",
            "Retention of social workers",
            "Response to Ofsted's recommendations",
            "Appointment of the Scrutiny Officer",
        ] {
            assert!(!recommends(title), "{title}");
        }
    }

    #[test]
    fn an_answer_may_take_itself_back() {
        for text in [
            "No – but a briefing note went to the Scrutiny Board (2) – 29 March 2018",
            "No. The Scrutiny Commission considered it in May.",
            "No, it was presented to Scrutiny.",
        ] {
            assert!(considered(text), "{text}");
        }
        for text in [
            "No",
            "No. It has not been considered by Scrutiny.",
            "No – the Council considered it.",
            "No; a Scrutiny Board may ask for it.",
        ] {
            assert!(!considered(text), "{text}");
        }
    }

    #[test]
    fn the_text_may_say_otherwise() {
        for text in [
            "The Scrutiny Board considered these proposals at its meeting in October.",
            "The proposals were taken to the Children's Scrutiny Panel on 3 October.",
            "The Overview and Scrutiny Committee received a draft of this report in September and supported it.",
            "These options went to Scrutiny in May.",
            "Following pre-decision scrutiny in June the scheme was changed.",
            "The Scrutiny Commission's comments on the draft are set out below.",
            "The scheme was scrutinised by the Health Scrutiny Panel in July.",
            "Scrutiny has looked at this twice.",
            "The comments of the Scrutiny Board have been taken into account.",
            "It will go to the Scrutiny Board in January.",
            "The decision was called in and the Scrutiny Board referred it back.",
            "Scrutiny members supported option 2.",
            "The Scrutiny Board has reviewed recruitment and made recommendations to the Cabinet Member.",
            "The recommendations were agreed by the Education Scrutiny Board (2) in March.",
            "This report brings its recommendations, as agreed by the Scrutiny Board, to the Cabinet Member.",
            "The Scrutiny Commission considered this report on 3 May.",
            "A scrutiny task and finish group made these recommendations in February.",
            "The comments of the Overview and Scrutiny Panel are attached as Appendix 1.",
            "At its meeting in May, the Children's Overview and Scrutiny Committee welcomed the proposals.",
            "The Scrutiny Committee recommended that fees be frozen.",
            "The Children's Select Committee supported the option.",
            "Scrutiny's views on the options are summarised below.",
            "Members of the Scrutiny Board were briefed on the proposals.",
            "The plan takes account of what Scrutiny said in January.",
            "Appendix 1 has the response of the Scrutiny Committee.",
            "The scrutiny committee considered this report in December.",
            "The proposals were considered by both scrutiny committees.",
            "The recommendations come from a scrutiny review that ended in March.",
        ] {
            assert!(brings(text, 2018), "{text}");
        }
        for text in [
            "In 2016 the Scrutiny Board considered a report on fostering.",
            "The recommendations have not been considered by Scrutiny.",
            "The recommendations were made by Ofsted.",
            "A Scrutiny Board may look at the recommendations.",
            "The Scrutiny Board considered fostering in May.",
            "No scrutiny board has considered these proposals.",
            "Under greater scrutiny the spend fell.",
            "The scrutiny committee meets in December.",
            "The scheme was not subject to scrutiny.",
            "The Scrutiny Co-ordinator wrote the report.",
            "The scrutiny of invoices for the scheme improved.",
            "The Cabinet considered these proposals in May.",
            "Progress will be reported to the Scrutiny Board in a year.",
            "The annual report goes to the Scrutiny Board each July.",
            "The Chair of the Scrutiny Board was told of the urgency of this report.",
        ] {
            assert!(!brings(text, 2018), "{text}");
        }
    }

    #[test]
    fn recommendations_may_be_those_of_scrutiny() {
        for (text, stem) in [
            ("Consider the recommendations agreed by the Education and Children's Scrutiny Board (2)", ""),
            ("Consider these:", "The Scrutiny Board are recommended to:"),
            ("Accept the recommendations of the Scrutiny Panel", ""),
            ("Consider the recommendations that the Education Scrutiny Board (2) agreed", ""),
        ] {
            let text = text.replace(
                "that the Education Scrutiny Board (2) agreed",
                "that the Education Scrutiny Board agreed",
            );
            assert!(recommended(&[item(&text, stem)]), "{text}");
        }
        for (text, stem) in [
            ("Ask the Scrutiny Board to look at retention", ""),
            ("Send the report to the Scrutiny Board for information", ""),
            ("Agree the plan", "The Cabinet Member is recommended to:"),
            ("Note the recommendations of Ofsted", ""),
            ("Write to the Scrutiny Board in support", ""),
        ] {
            assert!(!recommended(&[item(text, stem)]), "{text}");
        }
    }
}
