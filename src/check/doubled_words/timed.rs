//! Verbs with a particle that as often have none, and a time after them: "the meeting was held in in May".

use crate::check::answer::among;
use crate::check::doubled_words::particles::{base, is_be};
use crate::check::words::Word;

/// What tells of verbs that take a time without a particle.
struct Timed {
    particle: &'static str,
    verbs: &'static str,
    /// Whether in the passive.
    passive: bool,
    /// Of whom the verb has the particle after all: "the roof fell in".
    except: &'static str,
}

const PEOPLE: &str = "child children families family friends lodgers neighbours parents people refugees residents they visitors we who \
                      workers";

const TIMED: &[Timed] = &[
    Timed { particle: "in", verbs: "fall", passive: false, except: "bank banks ceiling roof wall walls" },
    Timed { particle: "in", verbs: "drop", passive: false, except: PEOPLE },
    Timed { particle: "in", verbs: "get give hold join keep live pay take", passive: false, except: "" },
    Timed {
        particle: "in",
        verbs: "fill",
        passive: true,
        except: "form forms questionnaire questionnaires survey surveys",
    },
    Timed { particle: "in", verbs: "take", passive: true, except: PEOPLE },
    Timed {
        particle: "in",
        verbs: "buy drop get hold join keep live log move pay settle sign write",
        passive: true,
        except: "",
    },
    Timed { particle: "on", verbs: "come leave", passive: false, except: "" },
    Timed { particle: "on", verbs: "call hold send sign", passive: true, except: "" },
];

/// What is decided, and so carried, passed or taken on a day: "the motion was carried on on 3 May" has a word too many.
const DECIDED: &str = "act amendment bill budget bylaw decision decisions motion motions photograph photographs resolution resolutions \
                       vote votes";

/// Whether the verb right before a doubled word takes a time without a particle, for what it is said of.
pub fn takes_time(words: &[Word<'_>], at: usize) -> bool {
    let Some(verb) = at.checked_sub(1) else { return false };
    let clause = &words[at.saturating_sub(8)..verb];
    let of = |list: &str| clause.iter().any(|word| among(list, &word.lower));
    let passive = clause.iter().rev().take(2).any(|word| is_be(&word.lower));
    let (particle, base) = (words[at].lower.as_str(), base(&words[verb].lower));
    let timed = |one: &Timed| {
        one.particle == particle && one.passive == passive && among(one.verbs, &base) && !of(one.except)
    };
    TIMED.iter().any(timed) || passive && among("carry pass take", &base) && of(DECIDED)
}
