//! What leads to a number of staff: a verb of having, "there are", "all", "the", or the name of those whose they are.

use crate::check::answer::among;
use crate::check::headcount_and_fte::owners::{self, Owner, is_adverb};
use crate::check::headcount_and_fte::sizes::{body, label, labelled, subject};
use crate::check::headcount_and_fte::staff::{is_fte, is_general, is_noun};
use crate::check::headcount_and_fte::times::is_date;
use crate::check::quantities::{Quantity, Sentence};

/// What the words before a number say of those whom it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lead {
    /// Whether it counts all that there are.
    pub all: bool,
    /// Whether they are named as known: "the 22", "its 22".
    pub known: bool,
    /// Whether there were so many.
    pub past: bool,
    /// Whether people are counted, whatever follows: "a headcount of 45".
    pub counts_people: bool,
    /// Whether nothing that follows makes them fewer: "consists of 12 officers who".
    pub whole: bool,
    /// Whether it is how many there should be: "a complement of 8".
    pub complement: bool,
    /// Whether it is the size of a workforce.
    pub workforce: bool,
    /// Whether the number stands beside those whom it counts: "everyone in the team, 41 people in all".
    pub apposed: bool,
    /// Whose they are.
    pub owner: Option<Owner>,
    /// Whether they are those of whoever was spoken of: "its", "the team's", "it has".
    pub anaphor: bool,
    /// Whether a date is all that stands before the number: "1 April 2025: 12 officers".
    pub dated: bool,
    /// The index before which the words for them stand: "officers, who number 12".
    pub named_before: Option<usize>,
}

impl Lead {
    /// All that there are.
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// All, and known.
    fn known() -> Self {
        Self { known: true, ..Self::all() }
    }

    /// With whose they are; those of whoever was spoken of where that is not said.
    pub fn of(self, owner: Option<Owner>) -> Self {
        let anaphor = owner.as_ref().is_none_or(|owner| owner.names.is_empty());
        Self { owner, anaphor, ..self }
    }
}

/// What leads to a number; none where it says what may be, and not what is.
pub(super) fn lead(sentence: &Sentence<'_>, quantity: &Quantity) -> Option<Lead> {
    let lead = lead_to(sentence, quantity)?;
    // "It is 24 strong"
    let strong = lead.all && sentence.lower(quantity.end) == "strong";
    Some(Lead { counts_people: lead.counts_people || strong, ..lead })
}

fn lead_to(sentence: &Sentence<'_>, quantity: &Quantity) -> Option<Lead> {
    let lower = |at: usize| sentence.lower(at);
    let mut first = quantity.first;
    // "A total of 54 staff"
    if first >= 3 && matches!((lower(first - 3), lower(first - 2), lower(first - 1)), ("a" | "the", "total", "of"))
    {
        first -= 3;
    }
    // "No more than 12"
    if first >= 3 && lower(first - 1) == "than" && lower(first - 3) == "no" {
        first -= 3;
    }
    let skips = |at: &usize| {
        is_adverb(lower(*at)) && lower(*at) != "there" || among("current existing present", lower(*at))
    };
    // "The team, at present 41 people"
    if first >= 2 && lower(first - 1) == "present" && lower(first - 2) == "at" {
        first -= 2;
    }
    let skipped = (0..first).rev().take_while(skips).count();
    if let Some(strong) = strong(sentence, quantity) {
        return strong;
    }
    let Some(at) = (first - skipped).checked_sub(1) else { return Some(Lead::default()) };
    let (word, before) = (lower(at), sentence.before(at));
    // "The contact centre's 60", "the libraries' 60"
    let genitive = word.ends_with("'s");
    if genitive || among("' ’", word) && before.ends_with('s') {
        let owner = owners::before(sentence, at + usize::from(genitive))?;
        return Some(Lead::known().of(Some(owner)));
    }
    Some(match word {
        "in" | "all" if before == "in" => Lead::default(),
        "the" | "all" | "both" | "our" => Lead::known(),
        "these" | "those" | "its" | "their" => Lead { anaphor: true, ..Lead::known() },
        "where" => Lead { anaphor: true, ..Lead::default() },
        "(" | "–" | "," => {
            let owner = owners::before(sentence, at)
                .filter(|owner| !owner.names.is_empty() || word == "," && owner.kind.is_some());
            // "The winter crew, 26 strong,"
            let strong = owner.is_some() && lower(quantity.end) == "strong";
            let all = owner.is_some() && word != "," || strong;
            // "The headcount (30)"
            let number = at > 2 && is_general(before) && lower(at - 2) == "of" && lower(at - 3) == "number";
            let counts_people = strong || word == "(" && (before == "headcount" || number);
            Lead { all, apposed: true, counts_people, owner, ..Lead::default() }
        }
        // "1 April 2025: 13 auditors"
        ":" if is_date_alone(sentence, at) => Lead { dated: true, ..Lead::all().of(None) },
        "=" if before == "headcount" => Lead { counts_people: true, ..Lead::all() },
        ":" => {
            let owner = label(sentence, at);
            let named_before = (at > 0 && is_noun(sentence, at - 1)).then_some(at);
            let headcount = (0..at).any(|at| lower(at) == "headcount");
            let counts_people = headcount || named_before.is_some() || is_of_staff(sentence, at);
            let all = owner.is_some() || named_before.is_some();
            Lead { all, counts_people, owner, named_before, ..Lead::default() }
        }
        "headcount" | "establishment" | "workforce" => {
            let owner = label(sentence, at).or_else(|| owners::before(sentence, at));
            Lead { counts_people: word != "establishment", owner, ..Lead::all() }
        }
        "of" | "to" if before.starts_with("equivalent") => Lead { anaphor: true, ..Lead::all() },
        "of" => return body(sentence, at),
        "at" if among("stands stood standing", before) => labelled(sentence, at - 1),
        "at" if before == "headcount" => labelled(sentence, at),
        // "The workforce, at 5,200 people, is"
        "at" if before == "," => {
            let owner = owners::before(sentence, at - 1);
            let workforce = among("workforce headcount", sentence.before(at - 1));
            Lead { all: owner.is_some() || workforce, workforce, owner, ..Lead::default() }
        }
        "to" if among(SUMS, before) => labelled(sentence, at - 1),
        "was" | "is" | "are" | "were" => being(sentence, at),
        // "There had been 12 officers"
        "been" if among("has have had", before) => being(sentence, at - 1),
        // "The team, which makes up 41.5 FTE"
        "up" if among("make makes made", before) => having(sentence, at - 1)?,
        "with" | "employing"
            if at == 0 || before == "that" || before == "," && at > 1 && lower(at - 2) == "that" =>
        {
            // "With 12 officers, the team …"
            let comma = (at..sentence.words.len()).find(|at| lower(*at) == ",");
            let owner = comma.and_then(|comma| owners::after(sentence, comma + 1)).map(|(owner, _)| owner);
            let owner = owner.filter(|owner| owner.kind.is_some());
            Lead { all: owner.is_some(), owner, ..Lead::default() }
        }
        // "The payroll team, with 12 officers"
        "with" if before == "," => {
            let owner = owners::before(sentence, at - 1).filter(|owner| !owner.names.is_empty());
            Lead { all: owner.is_some(), owner, ..Lead::default() }
        }
        // "Is run by 12 officers", "relies on 12 officers"
        "by" | "with" | "on" | "upon" if (at.saturating_sub(RUN_NEAR)..at).any(|at| among(RUN, lower(at))) => {
            Lead::all().of(subject(sentence, at))
        }
        // "Children are supported by 12 workers"
        "by" if at > 1 && before.ends_with("ed") && among("is are", lower(at - 2)) => Lead::all(),
        _ if is_having(word) || makes(sentence, at) => return having(sentence, at),
        _ => Lead::default(),
    })
}

/// "The 21 strong trading standards team": the lead of a number before the name of a team; none within where it may be so.
fn strong(sentence: &Sentence<'_>, quantity: &Quantity) -> Option<Option<Lead>> {
    let before = sentence.before(quantity.first);
    if sentence.lower(quantity.end) != "strong" || !among("the our its their a", before) {
        return None;
    }
    let (owner, _) = owners::after(sentence, quantity.end + 1)?;
    owner.kind.as_ref()?;
    let verb = sentence.before(quantity.first - 1);
    let lead = Lead { known: before != "a", counts_people: true, whole: true, ..Lead::all() };
    let past = quantity.first >= 2 && is_past(sentence, quantity.first - 2);
    Some((!is_modal(verb)).then(|| Lead { past, ..lead }.of(Some(owner))))
}

/// "The wardens make 8.6 FTE": whether a verb gives what staff come to in equivalents.
fn makes(sentence: &Sentence<'_>, verb: usize) -> bool {
    among("make makes made", sentence.lower(verb))
        && sentence.quantities.iter().any(|one| one.first == verb + 1 && is_fte(sentence, one))
}

/// "Staff in the help desk: 14", "Number of employees: 14": whether a label that ends with a colon is for a number of staff.
fn is_of_staff(sentence: &Sentence<'_>, colon: usize) -> bool {
    let lower = |at: usize| sentence.lower(at);
    let number = among("number total", lower(0)) && lower(1) == "of";
    let noun = if number { 2 } else { 0 };
    is_general(lower(noun)) && (noun + 1 == colon || among("in at of for employed", lower(noun + 1)))
}

/// Whether nothing but a date stands before a colon.
fn is_date_alone(sentence: &Sentence<'_>, colon: usize) -> bool {
    let day = |at: usize| sentence.words[at].is_number() || among("at as on from", sentence.lower(at));
    colon > 0 && (0..colon).any(|at| is_date(sentence, at)) && (0..colon).all(|at| day(at) || is_date(sentence, at))
}

/// After which "by", "with" and "on" give those who do all the work of a service.
const RUN_NEAR: usize = 8;
pub(super) const RUN: &str =
    "covered delivered depends looked maintained managed operated provided relies rely run runs staffed undertaken";

/// After which "to" gives a sum.
const SUMS: &str = "amount amounting amounts amounted come comes came equal equate equates equated up";

/// "Has", "employs", "comprises": a verb that says how many there are.
pub(super) fn is_having(lower: &str) -> bool {
    among(
        "has have had having counts employs employ employed comprises comprised comprise contains includes number numbers numbered \
         retains total totals totalled",
        lower,
    )
}

/// Whether a verb says how many there were, and nobody is quoted as having said it then: "told members that it had".
pub(super) fn is_past(sentence: &Sentence<'_>, verb: usize) -> bool {
    let past = "had employed comprised numbered totalled was were consisted stood came amounted equated";
    let saying = "said told reported noted heard asked explained advised confirmed stated answered replied";
    let perfect = sentence.lower(verb) == "had" && among("has have", sentence.before(verb));
    among(past, sentence.lower(verb)) && !perfect && !(0..verb).any(|at| among(saying, sentence.lower(at)))
}

/// Whether what follows cannot be told to be so yet: "will have", "intends to have".
pub(super) fn is_modal(lower: &str) -> bool {
    among("will would should could must may might to can shall", lower)
}

/// How many words may stand between the word for staff and "number 12".
const NOUN_NEAR: usize = 10;

/// "The service has", "who number", "they employ".
fn having(sentence: &Sentence<'_>, verb: usize) -> Option<Lead> {
    let skipped = (0..verb).rev().take_while(|at| is_adverb(sentence.lower(*at))).count();
    let start = verb - skipped;
    let before = sentence.before(start);
    if is_modal(before) || matches!(before, "not" | "never") {
        return None;
    }
    let all = Lead { past: is_past(sentence, verb), ..Lead::all() };
    let counts = among("number numbers numbered total totals totalled", sentence.lower(verb));
    let staff = (0..start).rev().take(NOUN_NEAR).any(|at| is_noun(sentence, at));
    if counts && start > 0 && staff {
        let end = start - usize::from(matches!(before, "who" | "which"));
        return Some(Lead { named_before: Some(end), counts_people: true, ..all });
    }
    if matches!(before, "we" | "") {
        return Some(all);
    }
    let first =
        || (0..start).find(|at| is_having(sentence.lower(*at)) || among("is are was were", sentence.lower(*at)));
    let owner = match before {
        // "Grounds maintenance has been reorganised and has 92 employees"
        "and" => first().and_then(|verb| owners::before(sentence, verb)),
        // "The help desk, which has 14 staff, opens at eight"
        "which" => {
            let which = start - 1;
            owners::before(sentence, which - usize::from(sentence.before(which) == ","))
        }
        // "Estates, which is to join it, has 22 staff"
        "," => {
            let opens = (0..start - 1).rev().find(|at| sentence.lower(*at) == ",");
            opens.and_then(|opens| owners::before(sentence, opens))
        }
        _ => owners::before(sentence, verb),
    };
    Some(all.of(owner))
}

/// "There are", "of whom there were", "the headcount of the service is".
fn being(sentence: &Sentence<'_>, verb: usize) -> Lead {
    /// How many words may stand between "in the contact centre" and "there are".
    const NEAR: usize = 10;
    let lower = |at: usize| sentence.lower(at);
    let skips = |at: &usize| is_adverb(lower(*at)) && lower(*at) != "there";
    let start = verb - (0..verb).rev().take_while(skips).count();
    if sentence.before(start) != "there" {
        return labelled(sentence, verb);
    }
    let there = start - 1;
    let of_whom = there >= 2 && lower(there - 1) == "whom";
    let opens = |at: usize| at == 0 || among(", that ; :", lower(at - 1));
    let place = (0..there).rev().take(NEAR).find(|at| among("in at within across", lower(*at)) && opens(*at));
    let owner = place.and_then(|at| owners::after(sentence, at + 1)).filter(|(_, end)| *end <= there);
    Lead {
        past: is_past(sentence, verb),
        owner: owner.map(|(owner, _)| owner),
        named_before: of_whom.then(|| there - 2),
        counts_people: of_whom,
        ..Lead::all()
    }
}
