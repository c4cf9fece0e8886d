//! Objects: the words for what a body decided, asked for or heard, wherever they stand.

use std::collections::BTreeSet;

use crate::check::dates::{month, weekday};
use crate::check::words::{Word, bare, is_little};

/// What was decided, asked for or heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// The noun, or the verb of "to consult", that it is about.
    pub head: String,
    /// Its other words of content, and numbers.
    pub rest: BTreeSet<String>,
    /// Whether it is something that has not been spoken of: "a report", "three carers".
    pub is_new: bool,
}

/// Words that make one thing another of its kind.
const KINDS: &[&str] = &[
    "draft", "final", "revised", "interim", "first", "second", "third", "new", "updated", "further", "initial",
    "consult",
];

impl Object {
    /// What is not said: "the objection by the parish council".
    pub fn unsaid() -> Self {
        Self { head: String::new(), rest: BTreeSet::new(), is_new: false }
    }

    /// Whether it is not said.
    pub fn is_unsaid(&self) -> bool {
        self.head.is_empty()
    }

    /// Whether two sentences, in their order, can hardly speak of two things.
    pub fn is_same(&self, later: &Self) -> bool {
        let kind = |one: &Self| {
            let kinds = one.rest.iter().filter(|word| KINDS.contains(&word.as_str()) && *word != "new");
            kinds.cloned().collect::<BTreeSet<_>>()
        };
        let words = |one: &Self| {
            let all = one.rest.iter().filter(|word| *word != "new" && **word != one.head);
            all.cloned().collect::<BTreeSet<_>>()
        };
        if self.is_unsaid() || later.is_unsaid() {
            return true;
        }
        let (mine, other) = (words(self), words(later));
        if self.head != later.head || kind(self) != kind(later) {
            return false;
        }
        // "A report on damp" is not "this report"; "the plan" is "a plan for roads".
        if later.is_new { mine == other } else { other.is_subset(&mine) || mine.is_subset(&other) && !self.is_new }
    }
}

/// The object that starts at an index: "the new formula", "to consult on the future of the day centre", "officers to review it".
pub fn object_at(words: &[Word<'_>], from: usize, until: usize) -> Option<(Object, usize)> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let (mut at, mut head, mut rest, mut core) = (from, None::<String>, BTreeSet::new(), true);
    let mut is_new = false;
    let mut first = true;
    while at < until {
        let word = &words[at];
        let low = word.lower.as_str();
        let next = lower(at + 1);
        let dated = words
            .get(at + 1)
            .is_some_and(|next| next.is_number() || weekday(next).is_some() || month(next.text).is_some());
        match low {
            "part" | "one" | "some" | "all" | "most" | "copy" | "result" | "terms" | "each" if next == "of" => {
                at += 1
            }
            "the" | "this" | "these" | "those" | "its" | "their" | "our" | "his" | "her" => {}
            "a" | "an" | "another" | "several" | "two" | "three" | "four" => {
                is_new |= core && first;
                if low.len() > 2 {
                    rest.insert(low.to_owned());
                }
            }
            "new" => {
                rest.insert("new".to_owned());
            }
            "of" | "for" | "about" | "against" => core = false,
            "on" | "in" | "to" if dated => break,
            "to" if core
                && words.get(at + 1).is_some_and(|next| !next.is_capital())
                && !is_little(next)
                && !matches!(next, "the" | "a") =>
            {
                // "Asked officers to review the hours", "agreed to consult on the centre".
                head = Some(stem(next));
                (rest, core, is_new) = (BTreeSet::new(), false, false);
                at += 1;
            }
            "on" | "to" | "in" if head.is_some() => core = false,
            "and" | "'" | "’" | "/" | "£" | "&" => {
                if low == "and" && !words.get(at + 1).is_some_and(Word::is_word) {
                    break;
                }
            }
            _ if word.is_number() => {
                rest.insert(low.to_owned());
            }
            _ if is_little(low) || !word.is_word() || stops(low) => break,
            _ => {
                let one = stem(bare(word));
                if core {
                    if let Some(before) = head.replace(one) {
                        rest.insert(before);
                    }
                } else {
                    rest.insert(one);
                }
            }
        }
        first &= matches!(low, "all");
        at += 1;
    }
    head.map(|head| (Object { head, rest, is_new }, at))
}

/// What opens a recommendation.
const ASKING: &[&str] =
    &["accept", "adopt", "agree", "approve", "confirm", "receive", "reject", "support", "welcome"];

/// The object that ends before an index, from the start of its clause.
pub fn object_before(words: &[Word<'_>], end: usize) -> Option<(Object, usize)> {
    let mut start = end;
    while start > 0 {
        let low = words[start - 1].lower.as_str();
        let small = is_little(low)
            && !matches!(
                low,
                "the"
                    | "this"
                    | "a"
                    | "an"
                    | "its"
                    | "their"
                    | "our"
                    | "of"
                    | "for"
                    | "on"
                    | "and"
                    | "in"
                    | "to"
                    | "those"
                    | "these"
            );
        // "Accept the comments": what the paper asks for now.
        let asks = start == 1 && words[0].is_capital() && ASKING.contains(&low);
        if asks || small || stops(low) || matches!(low, "," | ";" | ":" | "." | "(" | ")" | "–") {
            break;
        }
        start -= 1;
    }
    let (object, after) = object_at(words, start, end)?;
    (after == end).then_some((object, start))
}

/// Words that are of no object.
fn stops(lower: &str) -> bool {
    matches!(
        lower,
        "under"
            | "because"
            | "during"
            | "following"
            | "since"
            | "until"
            | "when"
            | "while"
            | "consider"
            | "note"
            | "endorse"
            | "subject"
            | "unanimously"
            | "met"
            | "held"
            | "asked"
            | "said"
            | "allows"
            | "asking"
            | "again"
            | "later"
            | "within"
            | "without"
            | "that"
            | "ran"
            | "rose"
            | "began"
            | "upheld"
            | "decided"
            | "agreed"
            | "considered"
            | "approved"
            | "made"
    )
}

/// A word without its ending: "consultation" and "consult", "closures" and "closure".
pub fn stem(lower: &str) -> String {
    let mut stem = lower.strip_suffix("'s").unwrap_or(lower);
    for ending in ["ations", "ation", "ings", "ing", "es", "s", "ed", "e"] {
        if let Some(short) = stem.strip_suffix(ending)
            && short.len() > 3
        {
            stem = short;
            break;
        }
    }
    stem.to_owned()
}
