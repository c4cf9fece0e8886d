//! Documents whose title stands between quotation marks: `The Ofsted report "Inspection of services" (June 2017) found …`.

use std::ops::Range;

use super::named::is_known_to_all;
use super::phrase::{self, Determiner, Phrase, is_thing, is_written};
use crate::check::answer::among;
use crate::check::words::{Word, lower};

/// A document with its title, in a sentence from which the title is taken out.
pub struct Titled<'a> {
    /// The words of the sentence without it.
    pub words: Vec<Word<'a>>,
    /// The document there.
    pub phrase: Phrase,
    /// Where the title stands in the text, with its quotation marks.
    pub title: Range<usize>,
}

/// How many words a title has at most.
const LONGEST: usize = 16;

/// Things that are a paper where they have a title and a date or a maker.
const PAPERS: &str = "consultation framework guidance masterplan plan policy specification statement strategy";

/// Other words for a paper.
const PUBLISHED: &str = "circular document guide handbook manual publication toolkit";

/// The documents of a sentence that have a title between quotation marks.
pub fn all<'a>(words: &[Word<'a>]) -> Vec<Titled<'a>> {
    titles(words).into_iter().filter_map(|(open, close)| titled(words, open, close)).collect()
}

/// Where titles open and close: a few words that begin with a capital and are no sentence.
fn titles(words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let close = match words[at].text {
            "“" => "”",
            "‘" => "’",
            mark @ ("\"" | "'") => mark,
            _ => {
                at += 1;
                continue;
            }
        };
        let end = (at + 1..words.len()).find(|end| words[*end].text == close);
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let inner = &words[at + 1..end];
        let opens = inner.first().is_some_and(|first| first.is_capital() || first.is_number());
        let sentence = inner.last().is_some_and(|last| among(". , !", last.text));
        if opens && !sentence && inner.len() <= LONGEST {
            found.push((at, end));
        }
        at = end + 1;
    }
    found
}

/// The document of a title, if it is told to be one: by its noun, by whose it is, or by its date.
fn titled<'a>(words: &[Word<'a>], open: usize, close: usize) -> Option<Titled<'a>> {
    let title = words[open].range.start..words[close].range.end;
    let noun = |text: &'a str| Word { text, lower: text.to_owned(), range: title.clone() };
    let mut before = open;
    while before > 0 && among("entitled titled called named , :", lower(words, before - 1)) {
        before -= 1;
    }
    let (mut left, rest) = (words[..before].to_vec(), words[close + 1..].to_vec());
    let mut right = rest.clone();
    if before > 0 && is_paper(lower(words, before - 1)) {
        let last = left.pop()?;
        right.insert(0, as_document(last));
    } else if before == open && rest.first().is_some_and(|next| is_paper(&next.lower)) {
        let first = right.remove(0);
        right.insert(0, as_document(first));
    } else if before == open && is_owned(words, open) {
        right.insert(0, noun("report"));
    } else if before == open && stands_alone(words, open) && is_dated(&rest) {
        left.push(noun("the"));
        right.insert(0, noun("report"));
    } else if before == open && is_paper(lower(words, close - 1)) && is_made(&rest) {
        // "The “Market Parking Study” prepared by Halden Consultants"
        if left.last().is_none_or(|word| word.lower != "the") {
            left.push(noun("the"));
        }
        right.insert(0, Word { range: title.clone(), ..as_document(words[close - 1].clone()) });
    } else {
        return None;
    }
    let head = left.len();
    left.extend(right);
    let phrase = phrase::at(&left, head)?;
    let of_somebody = phrase.after.date.is_some() || phrase.after.maker.is_some() || phrase.owner.is_some();
    let particular = !is_thing(lower(&left, head)) || among(PAPERS, lower(&left, head)) && of_somebody;
    let any = matches!(phrase.determiner, Determiner::Any | Determiner::This) || phrase.after.cited;
    let known = is_known_to_all(&left[phrase.first.min(head)..=head]);
    (particular && !any && !known).then_some(Titled { words: left, phrase, title })
}

fn is_paper(noun: &str) -> bool {
    is_written(noun) || is_thing(noun) || among(PUBLISHED, noun)
}

/// A word for a paper as one that every reader of documents knows.
fn as_document(noun: Word<'_>) -> Word<'_> {
    if among(PUBLISHED, &noun.lower) {
        Word { text: "report", lower: "report".to_owned(), range: noun.range }
    } else {
        noun
    }
}

/// Whether somebody stands before the title whose document it is: "Ofsted's “…”".
fn is_owned(words: &[Word<'_>], open: usize) -> bool {
    let Some(owner) = open.checked_sub(1).map(|at| &words[at]) else { return false };
    let plural = matches!(owner.text, "'" | "’") && open > 1 && words[open - 2].lower.ends_with('s');
    owner.is_word() && owner.lower.ends_with("'s") || plural || among("its their", &owner.lower)
}

/// Whether a title is no name of what stands before it: "the scheme “Home and away” (2024)".
fn stands_alone(words: &[Word<'_>], open: usize) -> bool {
    open == 0 || among(", ; : ( as by from in of on per to with", lower(words, open - 1))
}

/// Whether a maker follows the title: "prepared by Halden Consultants".
fn is_made(rest: &[Word<'_>]) -> bool {
    let at = usize::from(lower(rest, 0) == ",");
    among("commissioned issued prepared produced published written", lower(rest, at)) || lower(rest, 0) == "by"
}

/// Whether a date or a maker follows the title: "(Ofsted, June 2017)", ", published in 2017".
fn is_dated(rest: &[Word<'_>]) -> bool {
    let year = |word: &Word<'_>| {
        word.is_number() && word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"))
    };
    let bracket = lower(rest, 0) == "(" && rest.iter().take(9).take_while(|word| word.text != ")").any(year);
    let at = usize::from(lower(rest, 0) == ",");
    let published = among("published issued dated prepared commissioned produced", lower(rest, at));
    bracket || published && rest.iter().take(12).any(year)
}
