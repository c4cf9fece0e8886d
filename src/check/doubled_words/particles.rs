//! Particles of verbs that a preposition of the same form follows: "logged in in record numbers", "carried on on Monday".

use crate::check::answer::among;
use crate::check::dates::{date_at, month, weekday};
use crate::check::doubled_words::timed::takes_time;
use crate::check::words::Word;
use crate::quantity::words::number_word;

/// Whether the first of two equal words belongs to the verb before it, and the second to what follows.
pub fn is_particle_before_preposition(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let before = lower(at.checked_sub(1));
    let word = words[at].lower.as_str();
    let Some((_, firm, loose)) = PARTICLES.iter().find(|(particle, ..)| *particle == word) else { return false };
    // What a preposition stands before: something, and neither another preposition nor the end.
    let next = words.get(at + 2).filter(|next| next.is_word() || next.is_number() || next.text == "£");
    // "Those who had signed up up to that day".
    let takes_up = |verb: &str| among(firm, &base(verb)) || among(loose, &base(verb));
    let up_to =
        word == "up" && lower(Some(at + 2)) == "to" && (takes_up(before) || !among("to the", lower(Some(at + 3))));
    // "The Council puts up up to £5,000", "three officers sign up up to 40 people a day".
    let many = word == "up"
        && lower(Some(at + 2)) == "to"
        && (words.get(at + 3).is_some_and(is_quantity)
            || among("a an", lower(Some(at + 3)))
                && among("day fortnight hour minute month week year", lower(Some(at + 4))));
    if many && takes_up(before) {
        return true;
    }
    if next.is_none_or(|next| among(NO_OBJECT, &next.lower)) && !up_to {
        return false;
    }
    let firm = |verb: &str| among(firm, &base(verb));
    let loose = |verb: &str| among(loose, &base(verb));
    let be = is_be(before);
    let manner = in_a_manner(words, at);
    let time = is_time(words, at + 2, be);
    // "Turnover fell in in May": the verb has a time, and no particle.
    if time && !manner && takes_time(words, at) {
        return false;
    }
    // "passed the matter on on the understanding": the verb of the particle stands a few words before it.
    let apart = || {
        let verb =
            (at.saturating_sub(6)..at).rev().find(|verb| firm(&words[*verb].lower) || loose(&words[*verb].lower));
        verb.is_some_and(|verb| {
            is_object(&words[verb + 1..at]) && (manner || among(NEEDS_PARTICLE, &base(&words[verb].lower)))
        })
    };
    let there = be && (manner || is_there(words, at));
    firm(before) || (manner || time) && (there || loose(before) || apart())
}

/// Whether a verb may have a particle: "came in", "signed up".
pub fn takes_particle(verb: &str, particle: &str) -> bool {
    let verb = base(verb);
    let own = PARTICLES.iter().find(|(one, ..)| *one == particle);
    own.is_some_and(|(_, firm, loose)| among(firm, &verb) || among(loose, &verb))
}

/// Whether a word begins a number: "40", "£", "forty", "half".
fn is_quantity(word: &Word<'_>) -> bool {
    word.is_number() || matches!(word.text, "£" | "half" | "twice") || number_word(&word.lower).is_some()
}

/// Whether a word is a form of "to be".
pub fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}

/// Verbs that mean nothing with an object alone: "handed the forms in in May", where "held a meeting in in May" has a word too many.
const NEEDS_PARTICLE: &str = "factor hand key let log phase plug put switch turn";

/// Whether words between a verb and its particle are what is moved: "the matter"; not "up", "back", "sharply".
fn is_object(between: &[Word<'_>]) -> bool {
    const PLACED: &str = "again ahead along apart aside away back forth forward here out there together";
    !between.is_empty()
        && between.iter().all(|word| {
            let particle = PARTICLES.iter().any(|(particle, ..)| *particle == word.lower);
            let adverb = word.lower.ends_with("ly") || among(PLACED, &word.lower);
            !(particle || adverb || among(NO_OBJECT, &word.lower)) && (word.is_word() || word.is_number())
        })
}

/// Whether somebody or something can be there, before "in" or "on": "people who were in in June"; not "the increase was in in June".
fn is_there(words: &[Word<'_>], at: usize) -> bool {
    const CAN_BE: &str = "all bids everybody everyone forms heating lights nobody officers people residents results returns \
                          staff tenders they training votes we who";
    let subject = at.checked_sub(2).map_or("", |subject| words[subject].lower.as_str());
    !matches!(words[at].lower.as_str(), "in" | "on") || among(CAN_BE, subject)
}

/// Verbs that have a particle which nobody would take for a preposition; and those of which it could be one, so that only a
/// time, a number or a manner shows that a second one is meant.
const PARTICLES: &[(&str, &str, &str)] = &[
    (
        "in",
        "bed book break call cave check chip clock dial drop factor fit key lock log move opt phase pitch plug sign sit stay \
         step swear tune type vote weigh write",
        "be bring buy come drive fall fill get give go hand join keep let live pay put send settle stand take turn walk",
    ),
    (
        "on",
        "carry clock get hang keep latch leave log move pass press push sell sign soldier stay switch take tag turn",
        "add be bring call come draw go hand lead leave live put rely send work",
    ),
    ("over", "carry cross fall hand hold move roll spill stop switch take turn win", "be bring come go put run"),
    (
        "up",
        "back blow break build buy catch clean clear close dig draw drive end follow fill free grow hold light line make mop move open pick rip \
         save set sign size speed start step take tidy top use wall wind",
        "be bring come get go keep look pile put run send turn walk",
    ),
    ("off", "cordon cut drop fence fight get lay log pay sell set sign switch turn wall", "be come go run take"),
    (
        "down",
        "back break calm close cool cut die go lie run scale settle shut slow step track turn wind",
        "be come get put",
    ),
    ("through", "break carry come fall follow get go push", "be"),
    ("by", "come get go pass stand", "be"),
    ("round", "bring come get go hand pass turn", "be"),
    ("around", "turn", "be come go"),
];

/// What no preposition can stand before, in what officers write.
const NO_OBJECT: &str = "across against among and as at because but by during for from if in into is like near of off on onto or out \
    over so than through to towards under until up was were when while with within without";

/// A verb without its ending: "logged", "logging", "logs" and "log".
pub fn base(verb: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("been", "be"),
        ("blew", "blow"),
        ("blown", "blow"),
        ("bought", "buy"),
        ("broke", "break"),
        ("broken", "break"),
        ("brought", "bring"),
        ("built", "build"),
        ("came", "come"),
        ("drawn", "draw"),
        ("drew", "draw"),
        ("driven", "drive"),
        ("fell", "fall"),
        ("fought", "fight"),
        ("gave", "give"),
        ("given", "give"),
        ("gone", "go"),
        ("got", "get"),
        ("grew", "grow"),
        ("grown", "grow"),
        ("held", "hold"),
        ("hung", "hang"),
        ("kept", "keep"),
        ("laid", "lay"),
        ("led", "lead"),
        ("left", "leave"),
        ("lit", "light"),
        ("made", "make"),
        ("paid", "pay"),
        ("ran", "run"),
        ("sat", "sit"),
        ("sent", "send"),
        ("sold", "sell"),
        ("stood", "stand"),
        ("sworn", "swear"),
        ("taken", "take"),
        ("took", "take"),
        ("went", "go"),
        ("won", "win"),
        ("written", "write"),
        ("wrote", "write"),
    ];
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == verb) {
        return (*base).to_owned();
    }
    let verbs = || PARTICLES.iter().flat_map(|(_, firm, loose)| firm.split(' ').chain(loose.split(' ')));
    let endings = ["s", "es", "d", "ed", "ing"];
    let form_of = |base: &&str| {
        let stem = base.strip_suffix('e').unwrap_or(base);
        let y = base.strip_suffix('y').map(|stem| format!("{stem}i"));
        let last = base.chars().next_back().unwrap_or_default();
        let doubled = format!("{base}{last}");
        endings.iter().any(|end| {
            [Some(*base), Some(stem), y.as_deref(), Some(doubled.as_str())]
                .into_iter()
                .flatten()
                .any(|stem| verb.strip_prefix(stem) == Some(*end))
        })
    };
    // "Wind" is no form of "win".
    verbs().find(|base| *base == verb).or_else(|| verbs().find(form_of)).unwrap_or(verb).to_owned()
}

/// Whether the second of two words begins a phrase of number, manner or ground: "in record numbers", "in stages", "on the
/// advice of", "on condition".
fn in_a_manner(words: &[Word<'_>], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    // The noun, which one or two words may describe.
    let noun = |list: &str| (at + 2..at + 5).any(|at| among(list, lower(at)));
    match words[at].lower.as_str() {
        "in" => {
            among(
                "accordance batches bulk coaches confidence droves force groups hundreds line numbers pairs parts person \
                 phases places quantities quantity response rows secret silence small stages thousands threes time turn \
                 turns twos vans waves writing",
                lower(at + 2),
            ) || noun("batches droves force groups numbers pairs parts phases places quantities stages waves")
        }
        "on" => {
            let ground = "advice assumption basis condition day grounds instructions understanding orders proviso morning night \
                 terms";
            noun(ground)
        }
        _ => false,
    }
}

/// Whether a time begins at a word: a month, a day, a year, "the spring"; a bare date only, where `bare` is asked for.
fn is_time(words: &[Word<'_>], at: usize, bare: bool) -> bool {
    const UNITS: &[&str] = &[
        "afternoon",
        "autumn",
        "decade",
        "day",
        "evening",
        "fortnight",
        "hour",
        "month",
        "months",
        "morning",
        "night",
        "quarter",
        "spring",
        "summer",
        "term",
        "time",
        "week",
        "weekend",
        "weeks",
        "winter",
        "year",
        "years",
    ];
    const BEFORE_UNITS: &[&str] = &[
        "a",
        "an",
        "each",
        "early",
        "every",
        "first",
        "following",
        "half",
        "last",
        "late",
        "later",
        "mid",
        "new",
        "next",
        "one",
        "previous",
        "same",
        "second",
        "that",
        "the",
        "these",
        "third",
        "this",
        "two",
        "three",
    ];
    let Some(word) = words.get(at) else { return false };
    let year = word.text.len() >= 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
    // "on Saturdays".
    let weekly = weekday(word).is_some() || {
        let day = Word { text: word.text.strip_suffix('s').unwrap_or(word.text), ..word.clone() };
        weekday(&Word { lower: day.text.to_lowercase(), ..day }).is_some()
    };
    let date = month(word.text).is_some() || weekly || date_at(words, at).is_some();
    let unit = |word: &Word<'_>| UNITS.contains(&word.lower.as_str()) || month(word.text).is_some();
    let mut from = at;
    while words.get(from).is_some_and(|word| BEFORE_UNITS.contains(&word.lower.as_str())) {
        from += 1;
    }
    date || year && word.is_number() || !bare && words.get(from).is_some_and(unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    fn kept(text: &str) -> bool {
        let words = words(text);
        let doubled = words.windows(2).position(|two| two[0].lower == two[1].lower);
        doubled.is_some_and(|at| is_particle_before_preposition(&words, at))
    }

    #[test]
    fn a_particle_may_stand_before_its_like() {
        for text in [
            "Residents logged in in record numbers.",
            "Training carried on on Monday.",
            "Families moved in in 2024.",
            "The depot was taken over over the summer.",
            "The debate went on on a day when few were there.",
            "Objections came in in writing.",
            "Traffic built up up the hill.",
            "They broke in in two places and set off off the ring road.",
            "It was left on on the advice of the police.",
            "The forms were handed in in May.",
            "They handed the forms in in May and turned the lights on on Monday.",
            "The new rules came in in May.",
            "The bid went in in May.",
            "The bids were in in May.",
            "The roof fell in in March.",
            "The children were taken in in March.",
            "The survey was filled in in March.",
            "Residents joined in in large numbers.",
            "Three officers were taken on on 3 May.",
            "The request was passed on on Monday.",
            "The plan was called in in May.",
            "Pay was phased in in April.",
            "The Council puts up up to £5,000 a year.",
            "The shop puts up up to ten tents a night.",
            "The charge went up up to twice a year.",
            "The club set up up to 40 stalls.",
        ] {
            assert!(kept(text), "{text}");
        }
        for text in [
            "Payments were made in in error.",
            "The plan is in in draft.",
            "It was rolled out out across the city.",
            "The team moved in in to the office.",
            "It depends on on the grant.",
            "The scheme went in in place of the old one.",
            "The grant was paid on on condition that it was matched.",
            "Costs went up up.",
            "The wall is up up to four metres.",
            "Tickets cost up up to £5.",
            "Costs went up up to the limit.",
            "Caseloads went up in in May.",
            "Caseloads came down in in May.",
            "The review was brought forward in in May.",
            "The rate went back on on Monday.",
            "Numbers fell sharply in in May.",
            "Turnover fell in in May.",
            "Vacancies dropped in in 2024.",
            "Five apprentices joined in in September 2024.",
            "The meeting was held in in May.",
            "The meeting was held on on 3 May 2025.",
            "They held a meeting on on Monday.",
            "The Council took a decision in in May.",
            "The decision was taken in in May.",
            "The vote was taken on on 3 May.",
            "The motion was carried on on 3 May.",
            "The contract was signed in in May.",
            "The report was written in in 2024.",
            "Complaints were logged in in May.",
            "The posts were filled in in May.",
            "The grant was paid in in April.",
            "She left on on 3 May.",
            "The letter was sent on on 3 May.",
            "The increase was in in May.",
            "The meeting is on on 3 May.",
            "Savings of £2 million were put forward in in May.",
        ] {
            assert!(!kept(text), "{text}");
        }
    }

    #[test]
    fn forms_of_a_verb_have_one_base() {
        for (form, verb) in [
            ("logged", "log"),
            ("carried", "carry"),
            ("moving", "move"),
            ("goes", "go"),
            ("taken", "take"),
            ("wind", "wind"),
        ] {
            assert_eq!(base(form), verb, "{form}");
        }
    }
}
