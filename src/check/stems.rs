//! Stems: what a verb and the nouns made of it have in common, so that "the transfer was awarded" and "award the transfers" meet.

use std::collections::BTreeSet;

/// Forms whose common part no rule finds.
const IRREGULAR: &[(&str, &str)] = &[
    ("acquisition", "acquire"),
    ("admission", "admit"),
    ("bought", "buy"),
    ("brought", "bring"),
    ("built", "build"),
    ("choice", "choose"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("conclusion", "conclude"),
    ("decision", "decide"),
    ("delivery", "deliver"),
    ("description", "describe"),
    ("diversion", "divert"),
    ("division", "divide"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("exclusion", "exclude"),
    ("expansion", "expand"),
    ("explanation", "explain"),
    ("felt", "feel"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("goes", "go"),
    ("gone", "go"),
    ("growth", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("inclusion", "include"),
    ("kept", "keep"),
    ("led", "lead"),
    ("licensing", "licence"),
    ("licensed", "licence"),
    ("loss", "lose"),
    ("lost", "lose"),
    ("maintenance", "maintain"),
    ("made", "make"),
    ("meeting", "meet"),
    ("merger", "merge"),
    ("met", "meet"),
    ("paid", "pay"),
    ("permission", "permit"),
    ("permitted", "permit"),
    ("publication", "publish"),
    // Not "policy".
    ("police", "policeman"),
    ("provision", "provide"),
    ("receipt", "receive"),
    ("reply", "reply"),
    ("replied", "reply"),
    ("resolution", "resolve"),
    ("revocation", "revoke"),
    ("response", "respond"),
    ("sale", "sell"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("shown", "show"),
    ("sent", "send"),
    ("sold", "sell"),
    ("speech", "speak"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stood", "stand"),
    ("submission", "submit"),
    ("submitted", "submit"),
    ("taken", "take"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "take"),
    ("upheld", "uphold"),
    ("went", "go"),
    ("withdrawal", "withdraw"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("won", "win"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Endings of a verb's and a noun's forms.
const FORMS: &[&str] = &["ings", "ing", "ies", "ied", "ed", "es", "s"];

/// Endings that make a noun or an adjective of a verb, longest first.
const NOUNS: &[&str] = &[
    "isation", "ication", "ative", "ation", "ement", "ance", "ence", "ment", "ity", "ate", "ise", "ion", "ure",
    "al", "at", "is", "ly", "y", "e",
];

/// The common part of a word's forms, of a word in lower case.
pub fn stem(lower: &str) -> String {
    let bare = lower.strip_suffix("'s").unwrap_or(lower).trim_end_matches('\'');
    let word: String = bare.chars().filter(|one| !matches!(one, '-' | '\u{2011}')).collect();
    // A number, and a short form, is its own.
    if !word.chars().all(|one| one.is_ascii_lowercase()) {
        return word;
    }
    let mut word = without(regular(&word), FORMS, 3);
    for _ in 0..2 {
        word = without(regular(&word), NOUNS, 4);
    }
    if let Some(rest) = word.strip_suffix("uct") {
        word = format!("{rest}uc");
    } else if let Some(rest) = word.strip_suffix("ens").filter(|rest| rest.len() > 2) {
        word = format!("{rest}end");
    }
    word
}

/// The stems of words that are separated by blanks.
pub fn stems(words: &str) -> BTreeSet<String> {
    words.split(' ').map(stem).collect()
}

/// A word without the first of some endings that leaves so many letters: "plan" of "planned".
fn without(word: String, endings: &[&str], least: usize) -> String {
    let fits = |end: &&&str| {
        let rest = word.strip_suffix(**end);
        let kept = match **end {
            "s" => word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"),
            "al" => word.ends_with("eal") || word.ends_with("ial"),
            _ => false,
        };
        let least = if matches!(**end, "e" | "y") { 3 } else { least };
        rest.is_some_and(|rest| rest.len() >= least) && !kept
    };
    let Some(ending) = endings.iter().find(fits) else { return word };
    let rest = &word[..word.len() - ending.len()];
    let mut last = rest.chars().rev();
    let doubled = last.next().filter(|one| last.next() == Some(*one) && !"aeiouls".contains(*one));
    rest.strip_suffix(|one| doubled == Some(one)).unwrap_or(rest).to_owned()
}

/// The base of an irregular form: "take" of "took".
fn regular(word: &str) -> String {
    let find = |word: &str| IRREGULAR.iter().find(|(form, _)| *form == word).map(|(_, base)| (*base).to_owned());
    find(word).or_else(|| find(word.strip_suffix('s')?)).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_and_its_noun_have_one_stem() {
        for (one, other) in [
            ("adoption", "adopted"),
            ("agreement", "agreed"),
            ("allocation", "allocate"),
            ("application", "applied"),
            ("appointment", "appoints"),
            ("approval", "approving"),
            ("authorise", "authorisation"),
            ("awarded", "award"),
            ("closure", "closing"),
            ("consideration", "considers"),
            ("consultation", "consult"),
            ("de-delegation", "de-delegate"),
            ("decision", "decided"),
            ("deferral", "deferred"),
            ("discussion", "discuss"),
            ("endorsement", "endorse"),
            ("extension", "extend"),
            ("federation", "federate"),
            ("heard", "hearing"),
            ("implementation", "implement"),
            ("offer", "offered"),
            ("permission", "permitted"),
            ("policies", "policy"),
            ("preference", "preferred"),
            ("reduction", "reduce"),
            ("refusal", "refused"),
            ("release", "released"),
            ("removal", "remove"),
            ("sale", "sold"),
            ("signed", "signing"),
            ("transfer", "transferred"),
            ("voted", "votes"),
            ("withdrawal", "withdrew"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}");
        }
        for (one, other) in
            [("adoption", "adaptation"), ("board", "boring"), ("2024", "2025"), ("report", "review")]
        {
            assert_ne!(stem(one), stem(other), "{one}");
        }
        assert_eq!(stem("é"), "é");
    }
}
