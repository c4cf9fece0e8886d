//! Words for staff, and how full-time equivalents are written.

use crate::check::answer::among;
use crate::check::quantities::{Quantity, Sentence};
use crate::check::words::is_little;

/// Whether a word names staff, "members" where "of" follows or a team stands before.
pub(super) fn is_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    // "health visitors"; other visitors are no staff.
    let visitors = sentence.lower(at) == "visitors" && sentence.before(at) == "health";
    // "business partners"
    let partners = sentence.lower(at) == "partners" && sentence.before(at) == "business";
    partners
        || is_staff(sentence.lower(at))
        || visitors
        || sentence.lower(at) == "members" && matches!(sentence.lower(at + 1), "of" | "staff")
        || sentence.lower(at) == "professionals"
        || is_name_on_payroll(sentence, at)
        || is_member(sentence, at)
}

/// "33 names on the payroll"
fn is_name_on_payroll(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.lower(at) == "names"
        && sentence.lower(at + 1) == "on"
        && among("payroll books", sentence.lower(at + 3))
}

/// "The audit team has 19 members", "the audit team's 21 members": whether members are those of a team.
fn is_member(sentence: &Sentence<'_>, at: usize) -> bool {
    /// How many words may stand between the team and its members.
    const NEAR: usize = 5;
    let team = |at: usize| {
        let lower = sentence.lower(at);
        among("team unit crew section squad", lower.strip_suffix("'s").unwrap_or(lower))
    };
    // "Six members in the licensing team"
    let within = || sentence.lower(at + 1) == "in" && (at + 2..at + 2 + NEAR).any(team);
    sentence.lower(at) == "members" && ((at.saturating_sub(NEAR)..at).any(team) || within())
}

/// Words beside equivalents that are of others than the staff who are there, or of what there should be.
const BESIDE_STAFF: &str = "agency apprentices approved bank budget casual casuals contractors establishment fully locums overtime \
                            planned rises seasonal structure students temporary trainees vacancies vacant volunteers";

/// Whether a word between two indices says that equivalents are of others than the staff, or of what there should be: "with
/// overtime", "the work of 15.1 FTE".
pub(super) fn is_of_more(sentence: &Sentence<'_>, words: std::ops::Range<usize>) -> bool {
    let work = |at: usize| sentence.lower(at) == "work" && sentence.lower(at + 1) == "of";
    words.into_iter().any(|at| among(BESIDE_STAFF, sentence.lower(at)) || work(at))
}

/// Whether a word in the singular names one of the staff.
pub(super) fn is_noun_in_plural(lower: &str) -> bool {
    is_staff(&format!("{lower}s"))
}

/// Whether a word is for posts, which may have nobody in them.
pub(super) fn is_posts(lower: &str) -> bool {
    among("post posts vacancies positions roles establishment", lower)
}

/// Whether a word names staff, in the plural: "nurses", "operatives", "lifeguards"; no word for those whom they serve.
fn is_staff(lower: &str) -> bool {
    const LISTED: &str = "accountants actuaries agents apprentices architects deputies hands interns pilots secretaries stewards \
         superintendents ushers vets archivists assistants attendants caretakers carers chefs clerks consultants cooks \
         crew drivers escorts executives gardeners guards lifeguards mechanics nurses officials operatives paralegals patrols porters \
         trainees bailiffs coaches guides marshals midwives registrars wardens worker";
    const OTHERS: &str = "answers barriers boilers borrowers brothers buyers callers careers centers chapters children commuters \
         computers consumers containers contractors corners councillors covers customers dinners donors doors errors \
         factors fathers floors gamblers governors hours investors job-seekers jobseekers layers learners leavers \
         lenders letters lists majors matters members men meters minors mirrors mothers motors newcomers numbers \
         offenders offers orders others owners papers partners passengers players posters powers printers prisoners \
         providers quarters readers registers rivers scanners sensors servers shelters sisters smokers starters \
         strangers sufferers suppliers swimmers teenagers tenders tenors toddlers tourists towers trailers transfers \
         users viewers visitors volunteers voters walkers women youngsters";
    const ENDINGS: &str = "ers ors ists icians arians eers men women eons ians ysts";
    among(LISTED, lower)
        || is_general(lower)
        || lower.len() > 5
            && !among(OTHERS, lower)
            && ENDINGS.split_whitespace().any(|ending| lower.ends_with(ending))
}

/// Whether a word says only that they are staff.
pub(super) fn is_general(lower: &str) -> bool {
    among("staff people employees employee colleagues individuals workforce headcount", lower)
}

/// Whether a word is short for full-time equivalents.
pub(super) fn equivalents_word(lower: &str) -> bool {
    matches!(lower, "fte" | "ftes" | "wte" | "wtes")
}

/// The index after the words for full-time equivalents, where some stand: "FTE", "whole-time equivalents", "full-time posts".
pub(super) fn equivalents(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let lower = |at: usize| sentence.lower(at);
    if equivalents_word(lower(at)) {
        return Some(at + 1);
    }
    if lower(at).starts_with("full-time-equivalent") || lower(at).starts_with("whole-time-equivalent") {
        return Some(at + 1);
    }
    let after = match (lower(at), lower(at + 1)) {
        ("full-time" | "whole-time" | "fulltime" | "wholetime", _) => at + 1,
        ("full" | "whole", "time") => at + 2,
        _ => return None,
    };
    if lower(after).starts_with("equivalent") {
        return Some(after + 1);
    }
    // "66.5 full-time posts", "the equivalent of 91 full-time staff"
    let number = sentence.quantities.iter().find(|one| one.end == at)?;
    let as_many = number.first >= 2
        && matches!(lower(number.first - 1), "of" | "to")
        && lower(number.first - 2).starts_with("equivalent");
    (is_posts(lower(after)) || as_many).then_some(after)
}

/// How many words may stand between "FTE" and its number: "the full-time equivalent of the service's workforce is 34.5".
const BEFORE: usize = 12;

/// Whether a number is of equivalents by the words before it: "FTE 24.5", "in full-time equivalents the team is 12.4", "a
/// full-time equivalent strength of 20".
pub(super) fn is_equivalents_before(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    let from = quantity.first.saturating_sub(BEFORE);
    let mut before = (from..quantity.first).rev();
    // No other number may stand between them, which would be the one; but "in full-time equivalents the 212 carers come to 238.5".
    let of_staff = |end: usize| {
        let mut name = (end..(end + 4).min(quantity.first)).take_while(|at| !is_little(sentence.lower(*at)));
        name.any(|at| {
            is_noun(sentence, at) && sentence.lower(at) != "headcount" && !among("while", sentence.before(at))
        })
    };
    let between = |at: usize, end: usize| at < end && end <= quantity.first;
    let clear = |at: usize| !sentence.quantities.iter().any(|one| between(at, one.end) && !of_staff(one.end));
    let ends = sentence.words.get(quantity.end).is_none_or(|word| {
        !word.is_word() || matches!(word.lower.as_str(), "and" | "in" | "while" | "although" | "strong")
    });
    ends && before.any(|at| {
        let after = equivalents(sentence, at);
        after.is_some_and(|after| after <= quantity.first)
            && clear(at)
            && !sentence.quantities.iter().any(|one| one.end == at)
    })
}

/// Whether a number is of equivalents, by the words after it or before.
pub(super) fn is_fte(sentence: &Sentence<'_>, quantity: &Quantity) -> bool {
    // "128 in full-time equivalents"
    let end = quantity.end + usize::from(sentence.lower(quantity.end) == "in");
    equivalents(sentence, end).is_some() || is_equivalents_before(sentence, quantity)
}
