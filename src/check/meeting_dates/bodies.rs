//! Bodies that meet: boards, committees, panels and groups, Cabinet, Council and its members who decide alone.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::meeting_dates::verbs::is_meeting_verb;
use crate::check::words::{Word, bare, words};

/// A body as it is named.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its words in the sentence, by index.
    pub words: Range<usize>,
    /// Its name, as it is written.
    pub name: String,
    /// The words of its name that tell it from others, in lower case.
    pub telling: BTreeSet<String>,
    /// "board", "committee", "cabinet" …
    pub head: String,
    /// Whether the name ends in a genitive: "the Board's meeting".
    pub possessive: bool,
    /// Whether it is one person, who decides without a meeting.
    pub personal: bool,
}

impl Body {
    /// Whether a word says what a body of its kind does when it meets.
    pub fn meets(&self, lower: &str) -> bool {
        const ALONE: &[&str] = &[
            "agree",
            "approv",
            "authoris",
            "confirmed",
            "consider",
            "decid",
            "decision",
            "endors",
            "granted",
            "meeting",
            "present",
            "refer",
            "submi",
        ];
        const BROUGHT: &[&str] = &["go", "goes", "went", "signed"];
        if self.personal {
            BROUGHT.contains(&lower) || ALONE.iter().any(|stem| lower.starts_with(stem))
        } else {
            is_meeting_verb(lower)
        }
    }

    /// Whether the words of one name are all in the other.
    pub fn is_like(&self, other: &Self) -> bool {
        self.head == other.head
            && (self.telling.is_subset(&other.telling) || other.telling.is_subset(&self.telling))
    }

    /// The body that a name names by itself.
    pub fn named(name: &str) -> Option<Self> {
        bodies(&words(name)).into_iter().next()
    }
}

/// What can be a body that meets, as the last word of its name.
const HEADS: &[&str] = &[
    "assembly",
    "board",
    "cabinet",
    "commission",
    "committee",
    "council",
    "executive",
    "forum",
    "group",
    "leader",
    "member",
    "panel",
    "party",
    "sub-committee",
    "subcommittee",
    "sub-group",
];

/// The bodies that a sentence names, in its order.
pub fn bodies(words: &[Word<'_>]) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    for at in 0..words.len() {
        let Some(range) = name_at(words, at) else { continue };
        if found.last().is_some_and(|last| range.start < last.words.end) {
            continue;
        }
        let head = bare(&words[at]);
        let telling = |word: &&Word<'_>| {
            (word.is_word() || word.is_number())
                && !matches!(word.lower.as_str(), "and" | "of" | "the" | "for" | "on" | "full")
        };
        let parts = words[range.clone()].iter().filter(telling);
        let name: Vec<&str> = words[range.clone()].iter().map(|word| word.text).collect();
        found.push(Body {
            name: joined(&name),
            telling: parts.flat_map(|word| bare(word).split('-')).map(str::to_owned).collect(),
            head: head.trim_start_matches("sub-").to_owned(),
            possessive: words[range.end - 1].lower.ends_with("'s") || words[range.end - 1].lower.ends_with("s'"),
            personal: matches!(head, "member" | "leader"),
            words: range,
        });
    }
    found
}

/// The words of a name with a space between them, but not within brackets.
fn joined(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        let tight = text.is_empty() || text.ends_with('(') || matches!(*word, ")" | ",");
        if !tight {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The name whose last word, but for what follows in brackets or after "for", stands at an index.
fn name_at(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let word = &words[at];
    let head = bare(word);
    let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let before = at.checked_sub(1);
    if !HEADS.contains(&head) {
        return None;
    }
    if !word.is_capital() {
        // "the task and finish group", "a working party", "the select committee".
        const KINDS: &[&str] = &[
            "finish",
            "task-and-finish",
            "working",
            "steering",
            "review",
            "reference",
            "scrutiny",
            "select",
            "project",
        ];
        let kind = KINDS.contains(&lower(before)) && matches!(head, "group" | "party" | "committee" | "panel");
        let task = lower(before) == "finish" && at >= 3;
        return kind.then(|| if task { at - 3 } else { at - 1 }..at + 1);
    }
    let next = lower(Some(at + 1));
    // "Ask Council to adopt the policy": the capital of a sentence's first word.
    let asks =
        before == Some(0) && matches!(lower(before), "ask" | "asks" | "at" | "if" | "invite" | "request" | "when");
    let capital_before =
        !asks && before.is_some_and(|before| words[before].is_capital() && words[before].lower != "the");
    let capital_after =
        words.get(at + 1).is_some_and(|next| next.is_word() && next.is_capital() && next.lower != "on");
    let officer = matches!(lower(before), "chief" | "deputy" | "assistant" | "corporate");
    let whole = match head {
        // Authorities are called councils as well, and write letters; a meeting of one is "Council" or "Full Council".
        "council" => {
            const OF_COUNCIL: &[&str] = &[
                "budget",
                "chamber",
                "house",
                "leader",
                "officers",
                "officer",
                "plan",
                "policy",
                "services",
                "staff",
                "tax",
                "website",
                "buildings",
                "land",
                "homes",
                "housing",
                "members",
                "employees",
                "funding",
            ];
            let full = lower(before) == "full";
            let article = matches!(lower(before), "the" | "this" | "our" | "each" | "every" | "a" | "another");
            return (!OF_COUNCIL.contains(&next) && !capital_after && (full || !article && !capital_before))
                .then(|| at - usize::from(full)..at + 1);
        }
        "cabinet" => !capital_after || matches!(next, "on" | "at"),
        "executive" => !officer && !capital_after,
        "leader" => !(capital_before || next == "of" && lower(Some(at + 3)) == "opposition"),
        "member" => matches!(lower(before), "cabinet" | "executive"),
        "party" => lower(before) == "working",
        _ => true,
    };
    if !whole || is_of_chair(words, at) {
        return None;
    }
    let mut first = at;
    while first > 0 {
        let before = &words[first - 1];
        // "Chair of Scrutiny Board" in a table: the name of a person's office.
        if OFFICES.contains(&bare(before)) && head != "leader" {
            return None;
        }
        let joins = matches!(before.lower.as_str(), "and" | "of" | "for" | "&")
            && first > 1
            && words[first - 2].is_capital();
        if before.is_word()
            && before.is_capital()
            && !matches!(before.lower.as_str(), "the" | "ask" | "at" | "on" | "in" | "invite" | "by" | "request")
            || joins
        {
            first -= 1;
        } else {
            break;
        }
    }
    if is_of_chair(words, first) {
        return None;
    }
    Some(first..end_of_name(words, at, head))
}

/// The end of a name: "Scrutiny Board (2)", "Cabinet Member (Children and Young People)", "Cabinet Member for Children".
fn end_of_name(words: &[Word<'_>], at: usize, head: &str) -> usize {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let numbered = text(at + 1) == "(" && words.get(at + 2).is_some_and(Word::is_number) && text(at + 3) == ")";
    if numbered {
        return at + 4;
    }
    let portfolio = head == "member" && matches!(text(at + 1), "for" | "(");
    if !portfolio || !words.get(at + 2).is_some_and(Word::is_capital) {
        return at + 1;
    }
    let mut end = at + 2;
    while let Some(word) = words.get(end) {
        let joins =
            matches!(word.lower.as_str(), "and" | "&" | ",") && words.get(end + 1).is_some_and(Word::is_capital);
        if !(word.is_word() && word.is_capital() || joins) {
            break;
        }
        end += 1;
    }
    end + usize::from(text(at + 1) == "(" && text(end) == ")")
}

/// Who has an office in a body.
const OFFICES: &[&str] =
    &["chair", "chairman", "chairperson", "clerk", "secretary", "vice-chair", "lead", "leader", "head", "behalf"];

/// Whether a name belongs to somebody's office: "the Chair of the Scrutiny Board".
pub(super) fn is_of_chair(words: &[Word<'_>], first: usize) -> bool {
    let before: Vec<&str> = words[..first].iter().rev().take(3).map(|word| bare(word)).collect();
    match before.as_slice() {
        ["the", "of", office, ..] | ["of", office, ..] => OFFICES.contains(office),
        _ => false,
    }
}
