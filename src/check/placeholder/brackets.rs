//! Notes in brackets: `[insert date]`, `[Finance to add]`, `(to be confirmed)`, `<name>`, `{date}`.

use std::ops::Range;

use crate::check::answer::among;
use crate::check::passage::Passage;
use crate::check::placeholder::Gap;
use crate::check::placeholder::notes::is_addressed;
use crate::check::words::{Word, is_little, lower};

/// The brackets of a text that hold a note of an author's to themselves or to a colleague.
pub fn gaps(passage: &Passage<'_>, words: &[Word<'_>]) -> Vec<Gap> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(close) = closing(word.text) else { continue };
        let Some(end) = words.iter().skip(at + 1).take(LONGEST).position(|word| word.text == close) else {
            continue;
        };
        let end = at + 1 + end;
        let bracket = Bracket { passage, words, open: at, close: end };
        let range = outermost(words, at, end);
        match bracket.holds() {
            Holds::Note => found.push(Gap::sure(range)),
            Holds::PerhapsNote => found.push(Gap::perhaps(range)),
            Holds::Text => {}
        }
    }
    found
}

/// The sign that closes a bracket.
fn closing(open: &str) -> Option<&'static str> {
    match open {
        "[" => Some("]"),
        "(" => Some(")"),
        "<" => Some(">"),
        "{" => Some("}"),
        "«" => Some("»"),
        _ => None,
    }
}

/// Where brackets stand in the text with those of their kind right around them: all of `<<insert>>` and `[[name]]`.
fn outermost(words: &[Word<'_>], mut open: usize, mut close: usize) -> Range<usize> {
    let same = |one: usize, next: usize| {
        let next = words.get(next).filter(|next| next.text == words[one].text);
        next.is_some_and(|next| {
            next.range.start == words[one].range.end || next.range.end == words[one].range.start
        })
    };
    while same(open, open + 1) {
        open += 1;
    }
    while open > 0 && same(open, open - 1) && same(close, close + 1) {
        (open, close) = (open - 1, close + 1);
    }
    words[open].range.start..words[close].range.end
}

/// "(name?)", "(date?)": whether a place is asked for; "(is this right?)": or whether what stands there holds.
fn is_asked(inner: &[Word<'_>]) -> bool {
    let asked = inner.last().is_some_and(|mark| mark.text == "?");
    let slot = matches!(inner, [one, _] if SLOTS.contains(&one.lower.as_str()));
    let first = matches!(lower(inner, 0), "is" | "are" | "still" | "correct" | "right");
    let holds = (2..=7).contains(&inner.len())
        && first
        && among("accurate correct current right true up-to-date", lower(inner, inner.len() - 2));
    asked && (slot || holds)
}

/// How many words a note may have.
const LONGEST: usize = 24;

/// What stands in brackets.
enum Holds {
    Note,
    PerhapsNote,
    Text,
}

/// Brackets, by the indices of the two signs.
struct Bracket<'a> {
    passage: &'a Passage<'a>,
    words: &'a [Word<'a>],
    open: usize,
    close: usize,
}

/// Verbs that tell somebody to write something.
const ASKS: &[&str] = &[
    "add", "amend", "check", "complete", "confirm", "delete", "enter", "expand", "fill", "insert", "please",
    "query", "rewrite", "update", "verify",
];

/// What somebody else is to do to a text: "Finance to add".
const TO_DO: &[&str] = &[
    "add", "advise", "amend", "check", "clarify", "complete", "confirm", "draft", "expand", "fill", "finish",
    "insert", "provide", "revise", "send", "supply", "update", "verify", "write",
];

/// What is to be done to it: "to be added".
pub const TO_BE_DONE: &[&str] = &[
    "added",
    "advised",
    "agreed",
    "announced",
    "checked",
    "clarified",
    "completed",
    "confirmed",
    "decided",
    "determined",
    "drafted",
    "filled",
    "finalised",
    "included",
    "inserted",
    "provided",
    "supplied",
    "updated",
    "verified",
    "written",
];

/// What a text has a place for.
pub const SLOTS: &[&str] = &[
    "address",
    "amount",
    "appendix",
    "chart",
    "comment",
    "comments",
    "content",
    "cost",
    "costs",
    "data",
    "date",
    "dates",
    "detail",
    "details",
    "email",
    "figure",
    "figures",
    "graph",
    "heading",
    "implications",
    "input",
    "link",
    "name",
    "names",
    "narrative",
    "number",
    "numbers",
    "para",
    "paragraph",
    "percentage",
    "photo",
    "picture",
    "placeholder",
    "quote",
    "ref",
    "reference",
    "section",
    "source",
    "sum",
    "supplier",
    "surname",
    "table",
    "text",
    "time",
    "title",
    "total",
    "value",
    "venue",
    "ward",
    "wards",
    "wording",
    "year",
];

impl Bracket<'_> {
    fn holds(&self) -> Holds {
        let inner = &self.words[self.open + 1..self.close];
        let sure = match self.words[self.open].text {
            "[" if inner.first().is_some_and(|word| word.text == "[") && is_key(inner[1..].iter()) => true,
            "[" => self.is_empty() || is_note(inner) || self.is_letter(inner) || is_square_note(inner),
            "{" if is_key(inner.iter()) => true,
            "<" | "{" | "«" => self.is_slot(inner),
            _ => {
                return match (
                    self.is_void() || is_plain_note(inner) || is_asked(inner) || is_addressed(inner),
                    is_note_to_others(inner),
                ) {
                    (true, _) => Holds::Note,
                    (false, true) => Holds::PerhapsNote,
                    (false, false) => Holds::Text,
                };
            }
        };
        if sure { Holds::Note } else { Holds::Text }
    }

    /// What stands between the two signs.
    fn inner(&self) -> &str {
        &self.passage.text[self.words[self.open].range.end..self.words[self.close].range.start]
    }

    /// Round brackets with nothing in them, which are no citation and no box to tick.
    fn is_void(&self) -> bool {
        let open = self.words[self.open].range.start;
        let cited = self.passage.citations.iter().any(|citation| citation.contains(&open));
        self.inner().trim().is_empty() && !cited && !self.is_ticked()
    }

    /// Brackets with nothing, points or a dot in them; not boxes to tick.
    fn is_empty(&self) -> bool {
        let inner = self.inner();
        let sign = |one| " .…_-–●•○◦?*#\u{a0}".contains(one);
        inner.chars().all(sign) && !(inner.trim().is_empty() && self.is_ticked())
    }

    /// Whether they are a box to tick, if nothing stands in them: "( ) Yes", "[ ] I agree".
    fn is_ticked(&self) -> bool {
        let next = self.words.get(self.close + 1).map_or("", |word| word.lower.as_str());
        let capital = self.words.get(self.close + 1).is_some_and(Word::is_capital);
        let answer = matches!(next, "yes" | "no" | "n" | "not");
        self.open == 0 && capital || answer
    }

    /// "£[x]", "[X]%", "by [x]".
    fn is_letter(&self, inner: &[Word<'_>]) -> bool {
        let [letter] = inner else { return false };
        let before = self.open.checked_sub(1).map_or("", |at| self.words[at].lower.as_str());
        let next = self.words.get(self.close + 1).map_or("", |word| word.lower.as_str());
        let counted = matches!(
            before,
            "£" | "of"
                | "by"
                | "to"
                | "from"
                | "on"
                | "paragraph"
                | "section"
                | "page"
                | "minute"
                | "item"
                | "table"
                | "figure"
        ) || matches!(next, "%" | "per");
        // "[x] social workers left"; not a box that is ticked, "[x] Yes".
        let first = self.open == 0
            && self.words.get(1 + self.close).is_some_and(|next| next.is_word() && !next.is_capital());
        matches!(letter.lower.as_str(), "x" | "y" | "n") && (counted || first)
    }

    /// `<name of officer>`, `{INSERT DATE}`, `<<name>>`: words right between the two signs.
    fn is_slot(&self, inner: &[Word<'_>]) -> bool {
        let inner: Vec<&Word<'_>> = inner.iter().filter(|word| word.text != "<").collect();
        let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return false };
        let tight = self.words[self.close].range.start == last.range.end && first.is_word();
        let opened = self.passage.text[..first.range.start].ends_with(['<', '{', '«']);
        let words =
            inner.iter().all(|word| word.is_word() || word.is_number() || matches!(word.text, "-" | "’" | "/"));
        let address = inner.iter().any(|word| word.text == "/") && first.lower.starts_with("http");
        // What is left of a page of the web is no gap.
        const MARKUP: &[&str] = &[
            "b", "br", "div", "em", "i", "li", "ol", "p", "span", "strong", "sub", "sup", "table", "td", "tr", "u",
            "ul",
        ];
        let markup = MARKUP.contains(&first.lower.as_str());
        tight && opened && words && !address && !markup && inner.len() <= 8
    }
}

/// "{ agency_rate }", "[[agency_rate]]": the key of a figure between brackets that do not print it.
fn is_key<'a>(mut inner: impl Iterator<Item = &'a Word<'a>>) -> bool {
    let mut low_lines = 0;
    let plain = inner.all(|word| {
        low_lines += usize::from(word.text == "_");
        word.text == "_" || word.text == "." || word.lower == word.text && (word.is_word() || word.is_number())
    });
    plain && low_lines > 0
}

/// Whether words in square brackets are a note: they ask for something, name what belongs there, or are signed.
fn is_note(words: &[Word<'_>]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let said: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    if said.iter().any(|word| matches!(*word, "redacted" | "removed" | "withheld" | "omitted")) {
        return false;
    }
    let mark = said.iter().any(|word| matches!(*word, "tbc" | "tba" | "tbd" | "xx" | "xxx"));
    let awaited = matches!(first.lower.as_str(), "awaiting" | "pending" | "awaited" | "todo" | "dn" | "drafting");
    let note_to = said.starts_with(&["note", "to"]);
    // "JB – check this", "AH: is this so?".
    let initials = (2..=3).contains(&first.text.len())
        && first.text.chars().all(char::is_uppercase)
        && !matches!(first.text, "NB")
        && matches!(lower(words, 1), "–" | "-" | "—" | ":")
        && words.len() > 2;
    let lacking = matches!(last.lower.as_str(), "needed" | "missing" | "awaited" | "outstanding" | "pending")
        || last.lower == "required" && said.iter().any(|word| SLOTS.contains(word));
    let wanted = said.iter().any(|word| matches!(*word, "needed" | "awaited" | "missing"))
        && said.iter().any(|word| SLOTS.contains(word));
    let lacking = (lacking || wanted || said == ["to", "follow"]) && first.lower != "no";
    is_plain_note(words)
        || is_note_to_others(words)
        || mark
        || awaited
        || note_to
        || initials
        || lacking
        || names_a_slot(words)
}

/// A note that stands in square brackets only: "legal to add", "question from Cllr to be added", "add legal implications",
/// "is this right?", "00".
fn is_square_note(words: &[Word<'_>]) -> bool {
    let said: Vec<&str> = words.iter().filter(|word| word.is_word()).map(|word| word.lower.as_str()).collect();
    let asked = |word: &str| ASKS.contains(&word);
    let pair = |at: usize| said.get(at..at + 2);
    let to_do = (0..said.len()).filter_map(pair).any(|two| {
        two[0] == "to" && (two[1] == "be" || TO_DO.contains(&two[1]) || two[1] == "follow" || two[1] == "comment")
    });
    let done = said.windows(3).any(|three| three[0] == "to" && three[1] == "be" && TO_BE_DONE.contains(&three[2]));
    // What is reported has a verb of its own: "[the Board was to be told]".
    let clause = said.iter().any(|word| matches!(*word, "was" | "were" | "is" | "are" | "had" | "has" | "agreed"));
    let asks =
        said.first().is_some_and(|first| asked(first) && *first != "query" || *first == "need") && said.len() > 1;
    let zeros = words.len() == 1 && words[0].text.len() > 1 && words[0].text.bytes().all(|one| one == b'0');
    // A question to a colleague, signed or not; a doubt of an editor's is one word.
    let question = words.last().is_some_and(|word| word.text == "?")
        && (said.len() > 2 || matches!(said.as_slice(), ["who" | "what" | "when" | "where" | "which" | "how", ..]));
    // "[OPTION A / OPTION B – delete one]".
    let choose = said.last().is_some_and(|last| *last == "delete")
        || said.windows(2).any(|two| two[0] == "delete" && matches!(two[1], "as" | "one" | "if" | "whichever"));
    let comment = choose || matches!(said.as_slice(), ["comment", "from" | "by", ..]);
    let short = said.len() <= 12;
    (done || to_do && said.get(1) != Some(&"be")) && !clause && short
        || asks && said.len() <= 10
        || zeros
        || question
        || comment
}

/// "date", "name of officer", "start date": what belongs there, and nothing more.
fn names_a_slot(words: &[Word<'_>]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    if !words.iter().all(Word::is_word) || words.len() > 6 {
        return false;
    }
    // "[the Council's comments]" is what an editor put for "these".
    let slot = |word: &Word<'_>| SLOTS.contains(&word.lower.as_str());
    // "[contractor]", "[preferred bidder]": who is still to be named.
    const UNNAMED: &str = "author bidder chair chairman committee company consultant contractor councillor day director firm \
        insurer landlord member month officer organisation panel provider school service site speaker street supplier team \
        tenant tenderer town village week";

    if words.len() <= 2 && among(UNNAMED, &last.lower) && !is_little(&first.lower) {
        return !last.is_capital();
    }
    let of = words.len() == 1 || matches!(lower(words, 1), "of" | "for" | "here" | "from" | "to");
    let described = words.len() <= 3 && slot(last) && !is_little(&first.lower) && lower(words, 0) != "see";
    slot(first) && of || described
}

/// Whether words are a note in brackets of any kind: "insert …", "to be added".
fn is_plain_note(words: &[Word<'_>]) -> bool {
    let first = lower(words, 0);
    let asks = first == "insert"
        || first == "please" && ASKS.contains(&lower(words, 1))
        || ASKS.contains(&first)
            && words.get(1).is_none_or(|word| SLOTS.contains(&word.lower.as_str()) || is_little(&word.lower));
    let to_be =
        first == "to" && lower(words, 1) == "be" && TO_BE_DONE.contains(&lower(words, 2)) && words.len() == 3;
    asks || to_be || words.len() == 1 && first == "?"
}

/// "Finance to add", "JS to update the table", "to be confirmed by Finance": what somebody else is to do.
fn is_note_to_others(words: &[Word<'_>]) -> bool {
    if matches!(lower(words, 0), "awaiting") {
        return true;
    }
    // "(figure needed)", "(source required)".
    if let [.., slot, lacks] = words
        && words.len() <= 4
        && SLOTS.contains(&slot.lower.as_str())
        && matches!(lacks.lower.as_str(), "needed" | "required" | "missing" | "awaited" | "outstanding")
        && lower(words, 0) != "no"
    {
        return true;
    }
    // "(name of tenant)".
    if matches!(lower(words, 0), "name" | "names" | "date" | "amount")
        && lower(words, 1) == "of"
        && words.len() <= 4
    {
        return true;
    }
    let Some(at) = words.iter().take(5).position(|word| word.lower == "to") else { return false };
    let rest = words.len() - at;
    let plain = words.iter().all(|word| word.is_word() || matches!(word.text, "&" | "/"));
    if at == 0 {
        let done = lower(words, 1) == "be" && TO_BE_DONE.contains(&lower(words, 2));
        return done && plain && words.len() <= 6 && lower(words, 2) != "completed" && lower(words, 3) != "in";
    }
    // "(job title to be confirmed)".
    let slot = SLOTS.contains(&lower(words, at - 1)) && at <= 3 && words.len() == at + 3;
    if slot
        && lower(words, at + 1) == "be"
        && matches!(lower(words, at + 2), "added" | "confirmed" | "inserted" | "supplied")
    {
        return true;
    }
    let somebody =
        words[0].is_capital() && words[..at].iter().all(|word| !is_little(&word.lower) || word.lower == "and");
    somebody && plain && TO_DO.contains(&lower(words, at + 1)) && rest <= 5
}
