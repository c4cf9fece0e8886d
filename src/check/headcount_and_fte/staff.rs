//! Words for staff, and how full-time equivalents are written.

use crate::check::headcount_and_fte::group::is_people;
use crate::check::quantities::Sentence;

/// Whether a word names staff, in the plural: "nurses", "operatives", "lifeguards"; no word for those whom they serve.
pub(super) fn is_staff(lower: &str) -> bool {
    const LISTED: &[&str] = &[
        "attendants",
        "consultants",
        "accountants",
        "operatives",
        "cooks",
        "chefs",
        "caretakers",
        "clerks",
        "crew",
        "patrols",
        "guards",
        "lifeguards",
        "gardeners",
        "nurses",
        "porters",
        "drivers",
        "executives",
    ];
    const OTHERS: &[&str] = &[
        "borrowers",
        "boilers",
        "buyers",
        "callers",
        "centers",
        "computers",
        "containers",
        "corners",
        "consumers",
        "customers",
        "dinners",
        "factors",
        "floors",
        "doors",
        "errors",
        "learners",
        "leavers",
        "lenders",
        "letters",
        "meters",
        "members",
        "mirrors",
        "motors",
        "numbers",
        "offenders",
        "offers",
        "orders",
        "owners",
        "papers",
        "partners",
        "passengers",
        "players",
        "powers",
        "prisoners",
        "providers",
        "quarters",
        "sensors",
        "shelters",
        "starters",
        "suppliers",
        "swimmers",
        "tenders",
        "towers",
        "trailers",
        "users",
        "visitors",
        "volunteers",
        "voters",
        "carers'",
        "others",
        "lists",
        "tourists",
        "specialists'",
        "contractors",
        "councillors",
        "tenors",
        "majors",
        "minors",
        "investors",
        "donors",
        "readers",
        "viewers",
        "walkers",
        "strangers",
        "servers",
        "printers",
        "scanners",
        "answers",
        "matters",
        "posters",
        "registers",
        "rivers",
        "transfers",
        "covers",
        "chapters",
        "layers",
        "hours",
        "barriers",
        "careers",
        "newcomers",
        "foster-carers",
        "job-seekers",
        "jobseekers",
        "commuters",
        "gamblers",
        "smokers",
        "sufferers",
        "sisters",
        "brothers",
        "mothers",
        "fathers",
        "teenagers",
        "youngsters",
        "toddlers",
        "children",
        "women",
        "men",
    ];
    const ENDINGS: &[&str] = &["ers", "ors", "ists", "icians", "arians", "eers", "men", "women"];
    if LISTED.contains(&lower) || is_general(lower) {
        return true;
    }
    let known = is_people(lower) && !matches!(lower, "members" | "leavers" | "starters" | "worker");
    known || lower.len() > 5 && !OTHERS.contains(&lower) && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether a word says only that they are staff.
pub(super) fn is_general(lower: &str) -> bool {
    matches!(lower, "staff" | "people" | "employees" | "colleagues" | "individuals" | "workforce")
}

/// The index after the words for full-time equivalents, where some stand: "FTE", "whole-time equivalents", "full-time posts".
pub(super) fn equivalents(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let lower = |at: usize| sentence.lower(at);
    if matches!(lower(at), "fte" | "ftes" | "wte" | "wtes") {
        return Some(at + 1);
    }
    let after = match (lower(at), lower(at + 1)) {
        ("full-time" | "whole-time", _) => at + 1,
        ("full" | "whole", "time") => at + 2,
        _ => return None,
    };
    lower(after).starts_with("equivalent").then_some(after + 1)
}
