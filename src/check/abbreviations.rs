//! `abbreviations`: an abbreviation that a paper uses and never explains.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::words::Word;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// An abbreviation without the words that it stands for.
pub const RULE: Rule = Rule {
    name: "abbreviations",
    severity: Severity::Warning,
    summary: "an abbreviation that the paper never explains, such as `ASYE`",
    explanation: "\
Finds abbreviations that the paper uses without saying anywhere what they stand for. Members and the public are not of the
trade, and a screen reader spells them out.

For example: \"Retention after ASYE has improved\" in a paper that nowhere has \"Assessed and Supported Year in Employment
(ASYE)\". It is enough to explain it once: \"Signs of Safety (SoS)\", \"SoS (Signs of Safety)\", or in a note.

Left alone are abbreviations that everybody knows (NHS, GP, UK, VAT …) or that every paper of this field has (FTE, DfE,
Ofsted), units, Roman numbers, references such as CS/21/13, postcodes, initials, words in capitals within a text in
capitals, what stands between quotation marks, and those that the council lists for its readers in `council.yaml`:

abbreviations:
  MASH: Multi-Agency Safeguarding Hub

Source: WCAG 2.2, success criterion 3.1.4; the style guide for government websites asks for it at the first mention.",
    needs_whole: false,
    run: find,
};

/// Abbreviations that need no words.
const KNOWN: &[&str] = &[
    "AGM", "AI", "AM", "BBC", "BC", "BSL", "CCTV", "CD", "CEO", "COVID", "CV", "DNA", "DVD", "DfE", "EIA", "EU",
    "FAQ", "FE", "FTE", "GB", "GCSE", "GDPR", "GP", "HE", "HIV", "HM", "HMRC", "HQ", "HR", "ICT", "ID", "IP", "IT",
    "KB", "KC", "KPI", "LGA", "LGBT", "LGBTQ", "MB", "MBE", "MP", "MSc", "NB", "NHS", "NI", "NSPCC", "OBE",
    "OFSTED", "OK", "ONS", "PA", "PC", "PAYE", "PDF", "PIN", "PM", "PR", "PhD", "QC", "SI", "SMS", "TBA", "TBC",
    "TBD", "TODO", "TV", "UK", "UN", "URL", "US", "USA", "USB", "VAT", "VE", "VIP", "WC",
];

/// Words that people write in capitals to stress them.
const STRESSED: &[&str] = &[
    "ALL", "AND", "ANY", "ARE", "AS", "AT", "BE", "BUT", "BY", "CAN", "DO", "FOR", "FROM", "HAS", "IF", "IN",
    "INTO", "IS", "ITS", "MAY", "MORE", "MUST", "NEW", "NO", "NOT", "NOW", "OF", "ON", "ONE", "ONLY", "OR", "OUR",
    "OUT", "SO", "THE", "TO", "TWO", "UP", "WAS", "WE", "WILL", "WITH", "YOU", "NOTE", "PLUS", "BOTH", "EACH",
    "VERY",
];

/// Where an abbreviation is used.
struct Use {
    passage: usize,
    range: Range<usize>,
}

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, Use> = BTreeMap::new();
    let mut explained: BTreeSet<String> = BTreeSet::new();
    for (at, passage) in paper.passages.iter().enumerate() {
        let words = passage.words();
        if shouts(&words) {
            continue;
        }
        for (index, word) in words.iter().enumerate() {
            let Some(short) = abbreviation(&words, index) else { continue };
            if explains(&words, index, short) {
                explained.insert(short.to_owned());
            }
            let other = passage.is_fact(&word.range) || passage.is_quoted(&word.range);
            if !other && !KNOWN.contains(&short) && !STRESSED.contains(&short) {
                let here = Use { passage: at, range: word.range.clone() };
                first.entry(short.to_owned()).or_insert(here);
            }
        }
    }
    let own = |short: &str| {
        let profile = paper.profile;
        let listed = profile.abbreviations.keys().any(|key| key.strip_suffix('s').unwrap_or(key) == short);
        let people = profile.people.values().map(|person| &person.name);
        let mut names = people.chain(profile.committees.values()).chain([&profile.name]);
        listed || names.any(|name| initials(name) == short)
    };
    let mut found: Vec<(&Use, Diagnostic)> = first
        .iter()
        .filter(|(short, _)| !explained.contains(*short) && !own(short))
        .map(|(short, here)| {
            let place = paper.passages[here.passage].place(&here.range);
            let told = finding(format!("`{short}` is never explained"), &place)
                .hint(format!(
                    "write its words where it comes first, with `({short})` after them, or write the words alone"
                ))
                .hint(format!(
                    "if every reader knows it, add it to `abbreviations:` in `{}`: `{short}: …`",
                    paper.profile.path
                ));
            (here, told)
        })
        .collect();
    found.sort_by_key(|(here, _)| (here.passage, here.range.start));
    found.into_iter().map(|(_, told)| told).collect()
}

/// The initials of a name: those of its words that begin with a capital.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-', '\u{a0}']);
    words.filter_map(|word| word.chars().find(|one| one.is_alphabetic())).filter(|one| one.is_uppercase()).collect()
}

/// Whether most of a text is in capitals, so that capitals mean nothing in it.
fn shouts(words: &[Word<'_>]) -> bool {
    let long: Vec<&Word<'_>> = words.iter().filter(|word| word.is_word() && word.text.len() > 1).collect();
    let loud = long.iter().filter(|word| word.text.chars().all(|one| !one.is_lowercase())).count();
    loud * 2 > long.len() && long.len() > 1
}

/// The abbreviation that stands at a word, in the singular; `None` if none does.
fn abbreviation<'a>(words: &[Word<'a>], at: usize) -> Option<&'a str> {
    let word = words.get(at)?;
    let text = word.text.strip_suffix("’s").or_else(|| word.text.strip_suffix("'s")).unwrap_or(word.text);
    let short = match text.strip_suffix('s') {
        Some(singular) if singular.chars().skip(1).any(char::is_uppercase) => singular,
        _ => text,
    };
    if !(2..=6).contains(&short.chars().count()) || !short.chars().all(char::is_alphabetic) {
        return None;
    }
    let capitals = short.chars().filter(|one| one.is_uppercase()).count();
    let small = short.chars().count() - capitals;
    // "DfE", "SoS", "SENCo"; not "McKay", "iPad".
    let mixed = short.starts_with(char::is_uppercase) && small <= 1 && !short.starts_with("Mc");
    if capitals < 2 || !mixed || is_roman(short) {
        return None;
    }
    // "CS/21/13", "B1-AB", "AB 12": part of a reference, a grade or a postcode.
    let sign = |word: Option<&Word<'_>>| word.is_some_and(|word| matches!(word.text, "/" | "_" | "#" | "@" | "§"));
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let next = words.get(at + 1);
    let numbered = next
        .is_some_and(|next| next.is_number() && next.range.start <= word.range.end + 1 && !looks_like_year(next));
    let initials = before.is_some_and(|before| {
        matches!(before.lower.as_str(), "councillor" | "councillors" | "cllr" | "mr" | "mrs" | "ms" | "dr")
    }) || next.is_some_and(|next| {
        short.chars().count() == 2
            && next.is_capital()
            && next.is_word()
            && next.text.chars().any(char::is_lowercase)
            && before.is_none_or(|before| matches!(before.text, "," | "and" | "("))
    });
    (!sign(before) && !sign(next) && !numbered && !initials).then_some(short)
}

fn looks_like_year(word: &Word<'_>) -> bool {
    word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"))
}

fn is_roman(text: &str) -> bool {
    text.chars().all(|one| matches!(one, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
        && !matches!(
            text,
            "CD" | "MD" | "DM" | "CM" | "MM" | "LD" | "CL" | "DC" | "MC" | "CIC" | "CDM" | "DCM" | "LCM"
        )
}

/// Whether words beside an abbreviation say what it stands for: "Full Name (FN)", "FN (full name)", "FN stands for", "FN
/// – Full Name".
fn explains(words: &[Word<'_>], at: usize, short: &str) -> bool {
    let text = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.text);
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    // "Full Name (FN)", "Full Name (the FN)", "Full Name (FN, …)", "(“FN”)".
    let mut open = at;
    while open > 0 && matches!(text(Some(open - 1)), "“" | "\"" | "‘" | "'" | "the" | "or") {
        open -= 1;
    }
    let bracketed = open > 1 && matches!(text(Some(open - 1)), "(" | "[") && words[open - 2].is_word();
    if bracketed || is_spelt_before(words, at, short) {
        return true;
    }
    let initial = short.chars().next().map(|one| one.to_ascii_lowercase());
    let spelt = |from: usize| {
        let mut from = from;
        while matches!(lower(from), "the" | "a" | "an" | "“" | "\"") {
            from += 1;
        }
        // "(education, health and care plans)"; not "(e)".
        lower(from).chars().next() == initial && lower(from).len() > 1 && words.get(from + 1).is_some()
    };
    match lower(at + 1) {
        "(" | "[" | "–" | "—" | "-" | ":" | "=" | "," => spelt(at + 2),
        "stands" | "means" => true,
        "is" | "are" => matches!(lower(at + 2), "short" | "the") && spelt(at + 3) || lower(at + 2) == "short",
        _ => false,
    }
}

/// Whether the words right before an abbreviation begin with its letters: "newly qualified social workers NQSW".
fn is_spelt_before(words: &[Word<'_>], at: usize, short: &str) -> bool {
    let before: Vec<&Word<'_>> =
        words.get(..at).unwrap_or_default().iter().rev().filter(|word| word.is_word()).take(short.len()).collect();
    let spelt: String = before.iter().rev().filter_map(|word| word.lower.chars().next()).collect();
    spelt == short.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::passage::Passage;

    /// The abbreviations of texts that are used and not explained, known ones left out.
    fn unexplained(texts: &[&str]) -> Vec<String> {
        let mut used = BTreeSet::new();
        let mut explained = BTreeSet::new();
        for text in texts {
            let passage = Passage::plain(text);
            let words = passage.words();
            if shouts(&words) {
                continue;
            }
            for at in 0..words.len() {
                let Some(short) = abbreviation(&words, at) else { continue };
                if explains(&words, at, short) {
                    explained.insert(short.to_owned());
                }
                if !KNOWN.contains(&short) && !STRESSED.contains(&short) && !passage.is_quoted(&words[at].range) {
                    used.insert(short.to_owned());
                }
            }
        }
        used.difference(&explained).cloned().collect()
    }

    #[test]
    fn what_is_never_explained_is_found() {
        for (text, short) in [
            ("Retention after ASYE has improved.", "ASYE"),
            ("The MASH and the teams", "MASH"),
            ("SENCos were asked", "SENCo"),
            ("the LAC’s visits", "LAC"),
            ("In CSE 2019 figures rose", "CSE"),
            ("as SoS says (see below)", "SoS"),
            ("The work of the CSLT, as before", "CSLT"),
        ] {
            assert_eq!(unexplained(&[text]), [short], "{text}");
        }
    }

    #[test]
    fn an_explanation_may_stand_before_or_after_and_anywhere() {
        for texts in [
            &["the Assessed and Supported Year in Employment (ASYE)", "After ASYE they stay."][..],
            &["After ASYE they stay.", "the Assessed and Supported Year in Employment (the “ASYE”)"],
            &["After ASYE (Assessed and Supported Year in Employment) they stay."],
            &["ASYE stands for what follows", "ASYE"],
            &["ASYE: assessed and supported year in employment"],
            &["MASH – the Multi-Agency Safeguarding Hub"],
            &["Looked After Children (LACs) and LAC reviews"],
            &["newly qualified social workers NQSW)"],
            &["EHCPs (education, health and care plans) take 20 weeks"],
        ] {
            assert_eq!(unexplained(texts), Vec::<String>::new(), "{texts:?}");
        }
    }

    #[test]
    fn what_is_no_abbreviation_is_left_alone() {
        for text in [
            "The NHS, a GP and the DfE",
            "Part III, Henry VIII and Chapter XIV",
            "the Report (CS/21/13) of CV1 5RR",
            "Councillors JB Smith and Cllr AB Jones",
            "It must NOT be done by ALL of them.",
            "RESOLVED THAT THE REPORT BE NOTED",
            "McKay and MacDonald, iPad and eBay",
            "grade SW 7 and KD 12/2025",
            "They said “ASYE” there.",
            "E Ruane and A B Name",
            "Social Worker",
            "",
            "É",
        ] {
            assert_eq!(unexplained(&[text]), Vec::<String>::new(), "{text}");
        }
    }
}
