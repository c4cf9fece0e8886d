//! Where a text names a scrutiny body: "the Health and Care Overview and Scrutiny Committee", "Scrutiny", "a scrutiny review".

use std::ops::Range;

use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// What a body that scrutinises is called.
pub const KINDS: &str = "board boards body bodies commission commissions committee committees group panel panels sub-committee sub-committees";

/// The words with the names of scrutiny bodies, each with the words before it that belong to the name.
///
/// Whoever works for one is none, nor its chair, nor members who are only sent something; nor is one of another council, or one
/// whose agenda or time is spoken of.
pub fn bodies(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(end) = named(words, at) {
            let range = first_of_name(words, at)..end;
            if !is_of_others(words, &range) && !is_aside(words, &range) {
                found.push(range);
            }
        }
    }
    found
}

/// Where a name that has its kind at a word ends: after "Scrutiny Board (2)".
fn named(words: &[Word<'_>], at: usize) -> Option<usize> {
    /// Who, or what, only serves scrutiny.
    const SERVES: &str = "adviser advisers arrangements co-ordinator coordinator function functions manager of officer officers procedure process rules support team";
    let word = words.get(at)?;
    let next = lower(words, at + 1).trim_end_matches("'s");
    // "The Health Select Committee", "the Place Overview Committee".
    let select = among("Overview Select", word.text) && among(KINDS, next);
    let scrutiny = matches!(word.lower.as_str(), "scrutiny" | "scrutiny's");
    if !select && !scrutiny {
        return process(words, at);
    }
    if among(SERVES, next) {
        return process(words, at);
    }
    let bodied = among(KINDS, next) || next == "task" || next == "members" && word.is_capital();
    // "The scrutiny review of fostering", "a scrutiny inquiry".
    let review = matches!(next, "review" | "inquiry" | "investigation");
    // "The Scrutiny Co-ordination Committee".
    let further = (at + 2..at + 4)
        .find(|kind| among(KINDS, lower(words, *kind)))
        .filter(|_| word.is_capital() && words.get(at + 1).is_some_and(|next| next.is_capital()));
    let end = match further {
        _ if bodied || select => at + 2,
        Some(kind) => kind + 1,
        None if review => at + 2,
        None => at + 1,
    };
    // "Scrutiny" by itself, where it is written as a name.
    let alone = end == at + 1 && word.is_capital() && (at > 0 || words.len() > 1 && next != "of");
    let bracket = lower(words, end) == "(" && lower(words, end + 2) == ")";
    let end = if bracket && end > at + 1 { end + 3 } else { end };
    (end > at + 1 || alone).then_some(end).or_else(|| process(words, at))
}

/// "The policy went through scrutiny", "was scrutinised by the Environment Panel", "scrutiny of the plan … by the Board",
/// "pre-decision scrutiny": the body is only spoken of by what it does.
fn process(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let before = |back: usize| at.checked_sub(back).map_or("", |at| lower(words, at));
    if matches!(word.lower.as_str(), "pre-scrutiny" | "pre-scrutinised") {
        return Some(at + 1);
    }
    let by_a_body = || words.iter().skip(at + 1).any(|word| among(KINDS, &word.lower));
    let done = match word.lower.as_str() {
        "scrutinised" | "scrutinise" | "scrutinising" => by_a_body(),
        "scrutiny" => {
            let pre = matches!(before(1), "pre-decision" | "predecision" | "pre-policy");
            let through = among("at before through to", before(1))
                && !among("exposed look looked open put subject", before(2));
            let of = lower(words, at + 1) == "of" && by_a_body();
            pre || through && !among("by from of", lower(words, at + 1)) || of || acts(words, at)
        }
        _ => false,
    };
    done.then_some(at + 1)
}

/// Whether "scrutiny" in small letters is somebody: "when scrutiny discussed this report", "scrutiny has looked at it"; not "a close
/// scrutiny showed".
fn acts(words: &[Word<'_>], at: usize) -> bool {
    const ACTS: &str = "agreed asked backed commented considered debated discussed endorsed examined looked met preferred questioned \
        recommended reviewed said saw suggested supported wanted welcomed wished";
    const LEADS: &str = "after and as because before but since that what when where which while";
    let opens = at.checked_sub(1).is_none_or(|before| {
        !words[before].is_word() && !matches!(words[before].text, ")" | "’" | "”")
            || among(LEADS, lower(words, before))
    });
    let verb = if among("had has", lower(words, at + 1)) { at + 2 } else { at + 1 };
    opens && among(ACTS, lower(words, verb))
}

/// The first word of a name that ends at a word: "Children and Young People's Scrutiny".
fn first_of_name(words: &[Word<'_>], at: usize) -> usize {
    /// Words with a capital that only open a sentence.
    const OPENING: &str = "a accept after all although as at before both by following in members note since thank the this to welcome when while";
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let word = &words[before];
        let name = word.is_word() && word.is_capital() && !among(OPENING, &word.lower);
        let joins = among("and & of ,", &word.lower)
            && before
                .checked_sub(1)
                .is_some_and(|one| words[one].is_capital() && !among(OPENING, &words[one].lower))
            && first < at;
        // "Overview and Scrutiny": the joint stands before the kind itself.
        let overview = word.lower == "and" && first == at && before > 0 && words[before - 1].is_capital();
        if !name && !joins && !overview {
            break;
        }
        first = before;
    }
    first
}

/// Whether a name is that of a body of another council, or of Parliament.
fn is_of_others(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let near = &words[name.start.saturating_sub(3)..name.start];
    let near = near.iter().any(|word| among("another its own their", &word.lower))
        && near.last().is_some_and(|last| among("own its their", &last.lower));
    near || words.iter().any(|word| {
        among("boroughs commons mps neighbouring neighbour's parliament parliamentary", &word.lower)
            || word.text == "House"
    })
}

/// Whether a body is only named for something of its own: its chair, its clerk, its time; members who are sent a paper.
fn is_aside(words: &[Word<'_>], name: &Range<usize>) -> bool {
    const OWN: &str = "agenda chair chairman chairs clerk co-ordinator officer officers programme remit secretary support time timetable";
    let before = &words[name.start.saturating_sub(4)..name.start];
    let own = before
        .iter()
        .rposition(|word| among(OWN, &word.lower))
        // "Support to the Board" is that of its officers, "the support of the Board" its own.
        .filter(|own| !(before[*own].lower == "support" && lower(before, own + 1) == "of"))
        .is_some_and(|own| before[own + 1..].iter().all(|word| among("a at by for in of on the to", &word.lower)));
    // "The views of the Chair of the Board" are given all the same.
    let given = own && words.iter().any(|word| among("comments letter response views", &word.lower));
    let members = before.iter().any(|word| among("councillors members", &word.lower));
    let sent = words
        .iter()
        .skip(name.end)
        .take(4)
        .any(|word| among("copied emailed given informed invited notified offered sent told", &word.lower));
    own && !given || members && sent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    fn named(text: &str) -> Vec<String> {
        let all = words(text);
        let text = |range: Range<usize>| all[range].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        bodies(&all).into_iter().map(text).collect()
    }

    #[test]
    fn bodies_have_names() {
        for (text, name) in [
            (
                "The Roads and Transport Overview and Scrutiny Committee met.",
                "Roads and Transport Overview and Scrutiny Committee",
            ),
            ("It went to Scrutiny in May.", "Scrutiny"),
            ("When Scrutiny Board (2) met in May", "Scrutiny Board ( 2 )"),
            ("The Scrutiny Co-ordination Committee heard it.", "Scrutiny Co-ordination Committee"),
            ("A scrutiny task group reported.", "scrutiny task"),
            ("The Highways Select Committee saw it.", "Highways Select Committee"),
            ("The Place Overview Committee saw it.", "Place Overview Committee"),
            ("It was seen by a scrutiny body.", "scrutiny body"),
            ("The plan has been through scrutiny.", "scrutiny"),
            ("Scrutiny of the plan by the Water Panel is done.", "Scrutiny"),
            ("It was scrutinised by the Water Panel.", "scrutinised"),
            ("When scrutiny discussed it, nobody spoke.", "scrutiny"),
            ("It was settled at scrutiny in April.", "scrutiny"),
        ] {
            assert_eq!(named(text), [name], "{text}");
        }
        for text in [
            "The Scrutiny Officer wrote it.",
            "The chair of the Scrutiny Board was ill.",
            "Members of Scrutiny Board (1) were sent a copy.",
            "The clerk to the Scrutiny Panel has left.",
            "It is on the agenda of the Scrutiny Board.",
            "A neighbouring council took it to a scrutiny committee.",
            "The county asked its own scrutiny committee.",
            "The accounts are open to scrutiny by auditors.",
            "Under the scrutiny of the press it was dropped.",
            "Close scrutiny showed that the sums were right.",
            "Officers looked at scrutiny in other councils.",
        ] {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
    }
}
