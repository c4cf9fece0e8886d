//! Who is counted: the noun for them, what narrows it, and whose they are.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::headcount_and_fte::owners::Owner;
use crate::check::headcount_and_fte::staff::{is_general, is_noun, is_noun_in_plural, is_posts};
use crate::check::headcount_and_fte::stems::{stem, stems};
use crate::check::quantities::Sentence;
use crate::check::words::is_little;

/// How many words a name for staff has at most: "newly qualified social workers".
const LONGEST: usize = 6;

/// Words for staff after a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// The stems of the nouns; none for "staff", "people" and their like.
    pub nouns: BTreeSet<String>,
    /// The stems of the words that narrow them: "part-time", "agency", "newly qualified".
    pub words: BTreeSet<String>,
    /// Whether any word for staff stands there.
    pub is_staff: bool,
    /// Whether posts are counted, which may have nobody in them.
    pub posts: bool,
    /// Whether they are those of whoever was spoken of: "of its staff".
    pub anaphor: bool,
    /// The index after them.
    pub end: usize,
}

/// The words for staff that begin at an index.
pub(super) fn named(sentence: &Sentence<'_>, from: usize) -> Named {
    let lower = |at: usize| sentence.lower(at);
    // "All 25 of its staff"
    let of = lower(from) == "of" && among("the its our their these those", lower(from + 1));
    let start = if of { from + 2 } else { from };
    let anaphor = of && matches!(lower(from + 1), "its" | "their");
    // "Has 7 on its staff"
    let on = lower(from) == "on" && among("the its their our", lower(from + 1));
    if on && among("staff payroll books", lower(from + 2)) {
        return Named { is_staff: true, end: from + 3, ..Named::default() };
    }
    // "There are 52 of us"
    if lower(from) == "of" && lower(from + 1) == "us" {
        return Named { is_staff: true, end: from + 2, ..Named::default() };
    }
    // "foster carers' advisers"
    let genitive = |at: usize| matches!(lower(at), "'" | "’") && at > start && lower(at - 1).ends_with('s');
    let within = |at: &usize| {
        sentence.words.get(*at).is_some_and(|word| word.is_word()) && !is_little(lower(*at)) || genitive(*at)
    };
    let run = || (start..).take_while(within).take(LONGEST);
    let Some(first) = run().find(|at| is_noun(sentence, *at)) else {
        // "50 FTE grade 8 social worker posts"
        let named = |at: &usize| within(at) || sentence.words.get(*at).is_some_and(|word| word.is_number());
        let posts = (start..).take_while(named).take(LONGEST + 2).find(|at| is_posts(lower(*at)));
        return Named { end: posts.map_or(from, |at| at + 1), posts: posts.is_some(), anaphor, ..Named::default() };
    };
    let goes_on = |at: &usize| is_noun(sentence, *at) || genitive(*at);
    let last =
        run().skip_while(|at| *at <= first).take_while(goes_on).filter(|at| !genitive(*at)).last().unwrap_or(first);
    let mut found = Named { is_staff: true, end: last + 1, anaphor, ..Named::default() };
    // "30 full-time staff"; but "30 full-time equivalent staff"
    let full_time = |at: usize| {
        let end = at + usize::from(lower(at) == "full") + 1;
        (lower(at) == "full-time" || lower(at) == "full" && lower(at + 1) == "time")
            && !lower(end).starts_with("equivalent")
    };
    let narrows = |at: &usize| (!is_filler(lower(*at)) || full_time(*at)) && sentence.words[*at].is_word();
    found.words = (start..last).filter(narrows).flat_map(|at| stems(lower(at))).collect();
    found.add(sentence, last);
    // "members of staff"
    if matches!(lower(last), "members" | "member") && is_general(lower(last + 2)) {
        found.end = last + 3;
    }
    // "cooks and assistants"
    while lower(found.end) == "and" && is_noun(sentence, found.end + 1) {
        found.add(sentence, found.end + 1);
        found.end += 2;
    }
    found
}

/// The words for staff before an index, and where they begin: "the independent reviewing officers" before ", who number 12".
pub(super) fn named_before(sentence: &Sentence<'_>, end: usize) -> Option<(usize, Named)> {
    /// How far from the number the noun may be: "every solicitor in Legal Services, of whom there are 16".
    const NEAR: usize = 12;
    let last = (0..end).rev().take(NEAR).find(|at| is_noun(sentence, *at) || is_one(sentence, *at))?;
    let within = |at: &usize| {
        sentence.words[*at].is_word()
            && !is_little(sentence.lower(*at))
            && !sentence.lower(*at).ends_with("'s")
            && sentence.lower(*at) != "whose"
    };
    // "loaders and drivers, of whom"
    let both = last >= 2 && sentence.lower(last - 1) == "and" && is_noun(sentence, last - 2);
    let first = if both { last - 2 } else { last };
    let start = first - (0..first).rev().take_while(within).take(LONGEST).count();
    if is_one(sentence, last) {
        let narrows = |at: &usize| !is_filler(sentence.lower(*at));
        let words = (start..last).filter(narrows).map(|at| stem(sentence.lower(at))).collect();
        let nouns = BTreeSet::from([stem(&format!("{}s", sentence.lower(last)))]);
        return Some((start, Named { nouns, words, is_staff: true, end: last + 1, ..Named::default() }));
    }
    Some((start, named(sentence, start)))
}

/// "Every solicitor": a noun for staff in the singular.
fn is_one(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.before(at), "every" | "each" | "any") && is_noun_in_plural(sentence.lower(at))
}

impl Named {
    fn add(&mut self, sentence: &Sentence<'_>, noun: usize) {
        let lower = sentence.lower(noun);
        if !is_general(lower) && !matches!(lower, "members" | "member" | "names") {
            self.nouns.insert(stem(lower));
        }
    }
}

/// A group of staff.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// The stems of the nouns for them; none for "staff", "people" and their like.
    pub nouns: BTreeSet<String>,
    /// The stems of all other words that tell who they are: what narrows the noun, and the team or the place.
    pub words: BTreeSet<String>,
    /// The stems of words that may tell whose they are, or not: "the pool opens early".
    pub open: Vec<String>,
    /// Of these words, the stems of whose they are.
    pub places: BTreeSet<String>,
    /// Whether they belong to two services that have one name, or to two that are named together.
    pub joined: bool,
    /// Whether what follows the words for them makes them fewer: "12 people on fixed terms".
    pub narrowed: bool,
    /// Whether it is a workforce as a whole.
    pub workforce: bool,
    /// Whether posts are counted.
    pub posts: bool,
}

/// How alike two groups of staff are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same words.
    Same,
    /// One has more words for the staff: "duty planners", "planners".
    Nested,
    /// One has more words for whose they are: "the waste service's drivers", "our drivers".
    Near,
    /// Others.
    None,
}

/// Stems that make staff fewer: "agency workers" are some of the workers.
const NARROWING: &str = "agenc apprentic bank casual central contract core east eastern establish even first form front full junior lead men \
                         male femal newl new night north northern other part perman permanent qualif remain remaining \
                         relief season seasonal second seni senior south southern stud student supervis temporar tempor \
                         train trainee unqualif vacant volunt weekend west western clerical clinic frontlin teach with without women";

/// Whether a stem makes staff fewer.
pub(super) fn is_narrowing(stem: &str) -> bool {
    among(NARROWING, stem)
}

impl Group {
    /// The group of some words for staff, of what narrows them after, and of those whose they are.
    pub fn new(named: &Named, narrowed: &BTreeSet<String>, owner: Option<&Owner>) -> Self {
        let mut words: BTreeSet<String> = named.words.union(narrowed).cloned().collect();
        words.extend(owner.into_iter().flat_map(|owner| owner.names.iter().cloned()));
        // "The archives' archivists"
        words.retain(|word| !named.nouns.iter().any(|noun| noun.starts_with(word.as_str())));
        let open = owner.map_or_else(Vec::new, |owner| owner.open.clone());
        if words.is_empty() && named.nouns.is_empty() {
            // "The service", of which there is but one.
            words.extend(
                owner.and_then(|owner| owner.kind.clone()).filter(|_| !owner.is_some_and(Owner::is_council)),
            );
        }
        let places = owner.map_or_else(BTreeSet::new, |owner| owner.names.clone());
        let joined = owner.is_some_and(|owner| owner.joined);
        Self {
            nouns: named.nouns.clone(),
            words,
            open,
            places,
            joined,
            narrowed: !narrowed.is_empty(),
            workforce: false,
            posts: named.posts,
        }
    }

    /// Makes it a workforce as a whole, which needs no words of its own.
    pub fn be_workforce(&mut self) {
        self.workforce = true;
        if self.nouns.is_empty() && self.places.is_empty() && self.words.is_empty() {
            self.words.insert("workforce".to_owned());
        }
    }

    /// How alike the words are that tell which and whose staff two groups are.
    pub fn likeness(&self, other: &Self) -> Likeness {
        // "A workforce of 303", "children's services have a workforce of 331"
        let whole = |group: &Self| group.workforce && group.places.is_empty() && group.nouns.is_empty();
        if self.workforce && other.workforce && (whole(self) || whole(other)) {
            return Likeness::Same;
        }
        if self.are_of(other) {
            return Likeness::Same;
        }
        let (shorter, longer) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        let more = || longer.words.difference(&shorter.words);
        let narrowed = more().any(|word| is_narrowing(word));
        if !shorter.words.is_subset(&longer.words) || narrowed || !shorter.open.is_empty() {
            return Likeness::None;
        }
        let elsewhere = more().any(|word| longer.places.contains(word));
        // "The library service", "the library and archive service"
        if elsewhere && longer.joined && !shorter.places.is_empty() {
            return Likeness::None;
        }
        match (shorter.words.is_empty(), elsewhere) {
            (false, false) => Likeness::Nested,
            (false, true) => Likeness::Near,
            (true, _) if self.is_specific() => Likeness::Near,
            _ => Likeness::None,
        }
    }

    /// Whether they belong to the same, as far as is known where its name ends.
    fn are_of(&self, other: &Self) -> bool {
        let begins = |open: &Self, closed: &Self| {
            (0..=open.open.len()).any(|more| {
                let mut words = open.words.clone();
                words.extend(open.open.iter().take(more).cloned());
                words == closed.words
            })
        };
        match (self.open.is_empty(), other.open.is_empty()) {
            (true, _) => begins(other, self),
            (_, true) => begins(self, other),
            _ => self.words == other.words && self.open == other.open,
        }
    }

    /// Whether the nouns tell by themselves who they are: "planners", but not "officers".
    pub fn is_specific(&self) -> bool {
        const GENERAL: &str = "advis apprentic assess assistant attend inspect manag memb offic operativ practition \
                               professional supervis technician train work";
        self.nouns.iter().any(|noun| !among(GENERAL, noun))
    }

    /// Whether its words tell whose or which staff they are.
    pub fn is_told(&self) -> bool {
        !self.nouns.is_empty() || !self.words.is_empty()
    }
}

/// The stems of what a sentence says besides the words for a group.
pub(super) fn content(sentence: &Sentence<'_>, group: &Group, counted: &Range<usize>) -> BTreeSet<String> {
    let numbers: Vec<Range<usize>> = sentence.quantities.iter().map(|one| one.first..one.end).collect();
    let said = |at: &usize| {
        let word = &sentence.words[*at];
        let lower = word.lower.as_str();
        let number = numbers.iter().any(|one| one.contains(at)) || word.is_number();
        word.is_word()
            && !number
            && !counted.contains(at)
            && !is_little(lower)
            && !is_filler(lower)
            && !is_general(lower)
            && month(word.text).is_none()
    };
    // "Affects 64 employees, whose job descriptions change": up to what is added.
    let added =
        |at: &usize| sentence.lower(*at) == "," && among("whose who which and but so", sentence.lower(at + 1));
    let end = (counted.end..sentence.words.len()).find(added).unwrap_or(sentence.words.len());
    let found = (0..end).filter(said).flat_map(|at| stems(sentence.lower(at)));
    found.filter(|stem| !group.words.contains(stem) && !group.nouns.contains(stem)).collect()
}

/// Words that say nothing of which people are counted, or of what became of them.
pub(super) fn is_filler(lower: &str) -> bool {
    among(
        "currently current existing same now own present presently still time total whole fte ftes wte full-time \
                full equivalent equivalents we council council's service team number together every both employed \
                employs work works worked working members member councillor councillors name heard said told asked noted reported explained \
                report paper",
        lower,
    )
}
