//! Whoever meets: boards, committees, panels and groups, Cabinet, Council and its members who decide alone, by any name.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::{month, weekday};
use crate::check::meeting_dates::verbs::is_verb;
use crate::check::words::{Word, bare, is_little, lower, words};

/// A body as it is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Its words in the sentence, by index.
    pub words: Range<usize>,
    /// Its name, as it is written.
    pub name: String,
    /// The words that tell it from others, in lower case.
    pub telling: BTreeSet<String>,
    /// "board", "forum", "governors" …
    pub head: String,
    /// Whether it owns what follows: "the Board's meeting".
    pub genitive: bool,
    /// Whether a preposition stands before it, so that "it" is rather another one: "the report of the Group".
    pub governed: bool,
}

impl Body {
    /// Whether the name is no more than what kind of body it is: "the panel".
    pub fn is_bare(&self) -> bool {
        self.telling.len() == 1 && !matches!(self.head.as_str(), "cabinet" | "council" | "executive")
    }

    /// Whether it is one person, who decides without a meeting.
    pub fn is_personal(&self) -> bool {
        matches!(self.head.as_str(), "member" | "leader")
    }

    /// Whether the words of one name are all in the other, and none of them says that it is somebody else's.
    pub fn is_like(&self, other: &Self) -> bool {
        const ELSE: &[&str] = &["another", "neighbouring", "other", "parish", "partner", "sister", "town", "youth"];
        let elsewhere =
            |one: &Self, two: &Self| one.telling.difference(&two.telling).any(|word| ELSE.contains(&word.as_str()));
        self.head == other.head
            && (self.telling.is_subset(&other.telling) || other.telling.is_subset(&self.telling))
            && !elsewhere(self, other)
            && !elsewhere(other, self)
    }

    /// The body that a name names by itself.
    pub fn named(name: &str) -> Option<Self> {
        bodies(&words(name)).into_iter().next()
    }
}

/// What can meet, as the last word of its name.
const HEADS: &str = "alliance assembly association authority board body cabinet commission committee \
    consortium council executive federation forum fund governors group leader member network panel parliament \
    partnership party society sub-committee sub-group subcommittee subgroup taskforce team tribunal trust trustees \
    tribunal";

/// Whether a word can be the last of a body's name.
pub fn is_head(lower: &str) -> bool {
    among(HEADS, lower)
}

/// Words before a name that do not belong to it.
const OUTSIDE: &str = "annual ask asked asks budget both emergency extraordinary final following full general if inaugural invite joint-meeting \
    last members monthly new next quarterly previous request same since special told under until when yes";

/// Words after a head with which it is no body: "Council tax", "the board room".
const AFTERWARDS: &[(&str, &str)] = &[
    ("cabinet", "member"),
    (
        "council",
        "tax house officers officer homes housing plan land staff services website buildings funding employees",
    ),
    ("executive", "member members director officer summary"),
    ("group", "manager leader leaders"),
    ("team", "leader leaders manager managers"),
];

/// The bodies that a sentence names, in its order.
pub fn bodies(words: &[Word<'_>]) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    for at in 0..words.len() {
        let Some(range) = name_at(words, at) else { continue };
        // "The Council's Appeals Committee" is not the Council.
        found.pop_if(|last| range.start <= last.words.start);
        let before = range.start - usize::from(range.start > 0 && words[range.start - 1].lower == "the");
        let preposition = before.checked_sub(1).map_or("", |before| lower(words, before));
        if let Some(last) = found.last_mut() {
            // "The Finance Sub-Group of the Schools Forum" is one.
            if preposition == "of" && last.words.end + 1 == before && !last.genitive {
                last.words.end = range.end;
                last.genitive = is_genitive(words, range.end);
            }
            if range.start < last.words.end {
                continue;
            }
        }
        let telling = words[range.clone()]
            .iter()
            .filter(|word| word.is_number() || word.is_word() && !is_little(&word.lower) && word.lower != "full")
            .flat_map(|word| bare(word).split('-').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let head = bare(&words[at]).trim_start_matches("sub-").trim_start_matches("sub").to_owned();
        let (genitive, governed) = (is_genitive(words, range.end), among("of to for with from", preposition));
        found.push(Body { name: written(&words[range.clone()]), telling, head, genitive, governed, words: range });
    }
    found
}

/// Whether a name that ends before an index owns what follows.
fn is_genitive(words: &[Word<'_>], end: usize) -> bool {
    bare(&words[end - 1]) != words[end - 1].lower || matches!(lower(words, end), "'" | "’")
}

/// A name as it is written, without a genitive's ending.
fn written(words: &[Word<'_>]) -> String {
    let name: Vec<&str> = words.iter().map(|word| word.text).collect();
    let name = name.join(" ");
    let name = [("( ", "("), (" )", ")"), (" ’", "’"), (" '", "'"), (" ,", ",")]
        .iter()
        .fold(name, |name, (from, to)| name.replace(from, to));
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).map(str::to_owned).unwrap_or(name)
}

/// The name whose last word, but for what follows in brackets or after "of" and "for", stands at an index.
fn name_at(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let head = bare(&words[at]);
    let is_head = |at: usize| words.get(at).is_some_and(|word| is_head(bare(word)));
    let capital = |at: usize| words.get(at).is_some_and(|word| word.is_word() && word.is_capital());
    let before = at.checked_sub(1).map_or("", |before| bare(&words[before]));
    if !is_head(at) || is_head(at + 1) {
        return None;
    }
    let genitive = lower(words, at).ends_with("'s");
    let next = lower(words, at + 1);
    let other = AFTERWARDS.iter().any(|(one, after)| *one == head && among(after, next));
    let runs_on =
        capital(at) && capital(at + 1) && month(words[at + 1].text).is_none() && weekday(&words[at + 1]).is_none();
    let kind = match head {
        "member" => matches!(before, "cabinet" | "executive"),
        "leader" => {
            capital(at) && (before == "the" || !capital(at.wrapping_sub(1))) && lower(words, at + 3) != "opposition"
        }
        "party" => before == "working",
        // A growth fund is money.
        "fund" => matches!(before, "pension" | "pensions" | "superannuation" | "the"),
        "team" => matches!(before, "leadership" | "management" | "executive"),
        _ => true,
    };
    if !kind || other || !genitive && runs_on {
        return None;
    }
    let first = start_of_name(words, at);
    if is_of_chair(words, first) {
        return None;
    }
    // "At the same committee", "the same forum": the meeting, where "the same panel" is only who meets.
    let word = |back: usize| first.checked_sub(back).map_or("", |at| lower(words, at));
    let meets = word(1) == "same" && (word(3) == "at" || among("assembly forum", head));
    let start = first - usize::from(meets);
    let article = start
        .checked_sub(1)
        .is_some_and(|at| matches!(lower(words, at), "the" | "this" | "that" | "its" | "their"));
    let alone = article || capital(at) || matches!(head, "cabinet" | "council" | "executive");
    (first < at || alone).then(|| first..end_of_name(words, at))
}

/// The first word of a name.
fn start_of_name(words: &[Word<'_>], at: usize) -> usize {
    /// So many words come before the head of a name at most.
    const LONGEST: usize = 7;
    let mut first = at;
    while first > 0 {
        let before = &words[first - 1];
        // "Levelling Up Board", but not "At the Board".
        let named = first > 1
            && before.is_capital()
            && words[first - 2].is_capital()
            && !is_little(&words[first - 2].lower);
        let small = is_little(&before.lower) && !named || words[first].is_capital() && !before.is_capital();
        // "Ask Council", "At Cabinet": the capital of a sentence's first word.
        let outside = among(OUTSIDE, &before.lower)
            || month(before.text).is_some()
            || weekday(before).is_some()
            || is_verb_before_name(words, first);
        let joined = matches!(before.lower.as_str(), "and" | "&" | "’" | "'" | "of" | "for")
            && first > 1
            && words[first - 2].is_word()
            && words[first].is_capital()
            && words[first - 2].is_capital()
            && !is_little(&words[first - 2].lower)
            && !is_complete(&words[first - 2], &before.lower);
        // "Police, Fire and Crime Panel".
        let listed = before.text == ","
            && first > 1
            && words[first - 2].is_capital()
            && !is_complete(&words[first - 2], ",")
            && words[first..at].iter().any(|word| word.lower == "and");
        let plural =
            matches!(before.lower.as_str(), "’" | "'") && first > 1 && words[first - 2].lower.ends_with('s');
        if joined || plural || listed {
            first -= 2;
        } else if before.is_word() && !small && !outside && at - first < LONGEST {
            first -= 1;
        } else if before.lower == "and"
            && first > 1
            && matches!(lower(words, first - 2), "task" | "overview" | "health")
        {
            first -= 2;
        } else {
            break;
        }
    }
    first
}

/// Whether a name of its own ends before "and" or "of": "Cabinet and Audit Committee", "Minutes of Audit Committee".
fn is_complete(word: &Word<'_>, joint: &str) -> bool {
    const PAPERS: &str = "agenda chair clerk meeting meetings minutes members member note notes report";
    is_head(bare(word)) && joint != "for" || among(PAPERS, &word.lower)
}

/// "Officers met the traders' association", "because governors": a verb in small letters belongs to no name.
fn is_verb_before_name(words: &[Word<'_>], first: usize) -> bool {
    let before = &words[first - 1];
    !before.is_capital() && (before.lower.len() > 4 && before.lower.ends_with("ed") || before.lower == "met")
        || first == 1 && matches!(before.lower.as_str(), "refer" | "note" | "subject")
}

/// The end of a name: "Scrutiny Board (2)", "Cabinet Member for Children", "Governing Body of the partner school".
fn end_of_name(words: &[Word<'_>], at: usize) -> usize {
    let capital = |at: usize| words.get(at).is_some_and(|word| word.is_word() && word.is_capital());
    let (head, next) = (bare(&words[at]), lower(words, at + 1));
    if next == "(" && words.get(at + 2).is_some_and(Word::is_number) && lower(words, at + 3) == ")" {
        return at + 4;
    }
    // "The panel of independent persons", "the board of the Museum Trust".
    if next == "of" && !words[at].is_capital() {
        let from = at + 2 + usize::from(lower(words, at + 2) == "the");
        let of = |at: &usize| {
            words.get(*at).is_some_and(|word| word.is_word() && !is_little(&word.lower) && !is_verb(words, *at))
        };
        let end = from + (from..from + 2).take_while(of).count();
        return if end > from { end } else { at + 1 };
    }
    let portfolio = head == "member" && matches!(next, "for" | "(");
    let article = usize::from(lower(words, at + 2) == "the");
    let school = matches!(head, "body" | "board" | "governors" | "trustees") && next == "of";
    let whose = next == "of"
        && (at + 2..at + 5).any(|at| matches!(lower(words, at), "neighbouring" | "partner" | "other" | "another"));
    let dated = words.get(at + 2).is_some_and(|word| month(word.text).is_some() || weekday(word).is_some());
    if !(portfolio || school) || dated || !capital(at + 2 + article) {
        return if whose { words.len().min(at + 4 + article) } else { at + 1 };
    }
    let mut end = at + 3 + article;
    while capital(end) || matches!(lower(words, end), "and" | "&" | ",") && portfolio && capital(end + 1) {
        end += 1;
    }
    end + usize::from(next == "(" && lower(words, end) == ")")
}

/// Who has an office in a body.
const OFFICES: &str = "behalf chair chairman chairperson clerk head lead leader secretary vice-chair";

/// Whether a name belongs to somebody's office: "the Chair of the Scrutiny Board".
fn is_of_chair(words: &[Word<'_>], first: usize) -> bool {
    let before: Vec<&str> = words[..first].iter().rev().take(3).map(bare).collect();
    let office = |word: &str| OFFICES.split(' ').any(|office| office == word);
    match before.as_slice() {
        ["the", "of", one, ..] | ["of", one, ..] => office(one),
        _ => false,
    }
}
