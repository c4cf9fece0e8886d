//! `abbreviations`: an abbreviation that a paper uses and never explains.

mod explained;
#[cfg(test)]
mod sentences;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::abbreviations::explained::{is_explained, is_spelt_in};
use crate::check::words::{Word, is_little, words};
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
(ASYE)\". It is enough to explain it once, in whatever form: \"Signs of Safety (SoS)\", \"SoS (Signs of Safety)\", \"Signs of
Safety, known as SoS\", in the same sentence, in a heading, in the title, or in a note. A bracket after words none of which begins with a letter of it
explains nothing: \"The front door team (MASH)\".

Left alone are the few that everybody knows better than their words (NHS, GP, UK, VAT, BBC, UNISON …), those that this field's data
are named with (FTE, DfE, Ofsted), honours after a name, units, Roman numbers, references such as CS/21/13, postcodes,
initials, words in capitals within a text in capitals, what stands between quotation marks, and those that the council lists
for its readers in `council.yaml`:

abbreviations:
  MASH: Multi-Agency Safeguarding Hub

Source: WCAG 2.2, success criterion 3.1.4; the style guide for government websites asks for it at the first mention.",
    needs_whole: false,
    run: find,
};

/// Abbreviations that the public knows better than their words, and the names of this field's data.
const KNOWN: &[&str] = &[
    "ACAS", "ADHD", "AGM", "AI", "AM", "BA", "BBC", "BDO", "BSL", "BST", "BSc", "BTEC", "CCTV", "CD", "CEO",
    "COVID", "CV", "DIY", "DNA", "DVD", "DVLA", "DfE", "EU", "EY", "FAQ", "FTE", "GB", "GCSE", "GMB", "GMT", "GP",
    "HIV", "HM", "HMRC", "HQ", "HR", "ICT", "ID", "IP", "IT", "ITV", "JP", "KB", "KPMG", "LGBT", "LGBTQ", "MA",
    "MB", "MBA", "MBE", "MOT", "MP", "MSc", "NASUWT", "NATO", "NB", "NHS", "NI", "NSPCC", "OBE", "OFSTED", "OK",
    "PA", "PC", "PDF", "PIN", "PM", "PR", "PhD", "PwC", "RAF", "RNLI", "RSPCA", "RSVP", "SMS", "TBA", "TBC", "TBD",
    "TODO", "TV", "UK", "UN", "UNESCO", "UNICEF", "UNISON", "URL", "US", "USA", "USB", "VAT", "VE", "VIP", "WC",
    "YMCA",
];

/// What stands after the name of who has it.
const AFTER_NAMES: &[&str] =
    &["CBE", "DBE", "DL", "FRS", "JP", "KBE", "KC", "MBE", "MEP", "MP", "MSP", "OBE", "QC", "QPM", "QFSM"];

/// Words that people write in capitals to stress them.
const STRESSED: &[&str] = &[
    "ALL", "AND", "ANY", "ARE", "AS", "AT", "BE", "BUT", "BY", "CAN", "DO", "FOR", "FROM", "HAS", "IF", "IN",
    "INTO", "IS", "ITS", "MAY", "MORE", "MUST", "NEW", "NO", "NOT", "NOW", "OF", "ON", "ONE", "ONLY", "OR", "OUR",
    "OUT", "SO", "THE", "TO", "TWO", "UP", "WAS", "WE", "WILL", "WITH", "YOU", "NOTE", "PLUS", "BOTH", "EACH",
    "VERY", "ACTION", "AGENDA", "AMBER", "CHECK", "COMPLETE", "DATE", "DRAFT", "EXEMPT", "FINAL", "GREEN", "HIGH",
    "ITEM", "LATE", "LEGAL", "LOW", "MEDIUM", "NAME", "NONE", "OPEN", "OTHER", "PINK", "PRIVATE", "PUBLIC", "RED",
    "REPORT", "STOP", "TITLE", "TOTAL", "UPDATE", "URGENT", "YES",
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
        if shouts(&passage.words()) {
            continue;
        }
        let sentences = passage.words_by_sentence();
        for (words, index) in sentences.iter().flat_map(|(_, words)| (0..words.len()).map(move |at| (words, at))) {
            let Some(short) = abbreviation(words, index) else { continue };
            let word = &words[index];
            if is_explained(words, index, short) {
                explained.insert(short.to_owned());
            }
            let other = passage.is_fact(&word.range) || passage.is_quoted(&word.range);
            if !other && !KNOWN.contains(&short) && !STRESSED.contains(&short) && !is_shouted(words, index) {
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
    // A heading or the title has its words.
    let document = &paper.narrated.document;
    let headings = paper.sections().into_iter().map(|section| section.heading);
    let headings: Vec<String> = headings.chain([document.title_text.clone()]).collect();
    // What the form's own heading calls it needs no other words in its answer.
    let of_form = paper.sections().into_iter().filter(|section| section.section.heading.is_none());
    let of_form: Vec<String> = of_form.map(|section| section.heading).collect();
    let asked = |short: &str| {
        of_form.iter().any(|heading| words(heading).iter().any(|word| word.lower == short.to_lowercase()))
    };
    let headed = |short: &str| asked(short) || headings.iter().any(|heading| is_spelt_in(&words(heading), short));
    let mut found: Vec<(&Use, Diagnostic)> = first
        .iter()
        .filter(|(short, _)| !explained.contains(*short) && !own(short) && !headed(short))
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

/// Whether a word stands in a row of words in capitals that can be read as words, as in "LATE ITEM – School places".
fn is_shouted(words: &[Word<'_>], at: usize) -> bool {
    let loud = |at: usize| {
        words.get(at).is_some_and(|word| {
            let text = word.text;
            text.len() > 2
                && text.chars().all(char::is_uppercase)
                && is_pronounceable(text)
                && text.chars().any(|one| "AEIOUY".contains(one))
        })
    };
    let beside = at.checked_sub(1).is_some_and(loud) || loud(at + 1);
    let known = |at: usize| words.get(at).is_some_and(|word| STRESSED.contains(&word.text));
    let stressed = at.checked_sub(1).is_some_and(known) || known(at + 1);
    loud(at) && beside && stressed
}

/// The abbreviation that stands at a word, in the singular; `None` if none does.
fn abbreviation<'a>(words: &[Word<'a>], at: usize) -> Option<&'a str> {
    let word = words.get(at)?;
    let text = word.text.strip_suffix("’s").or_else(|| word.text.strip_suffix("'s")).unwrap_or(word.text);
    // "RAG-rated", "non-LGA".
    let capitals = |part: &str| part.len() > 2 && part.chars().all(char::is_uppercase);
    let text = match text.split_once(['-', '\u{2011}']) {
        Some((first, rest)) if capitals(first) && rest.chars().all(char::is_lowercase) => first,
        Some(("non" | "Non" | "ex", rest)) if capitals(rest) => rest,
        _ => text,
    };
    let short = match text.strip_suffix('s') {
        Some(singular) if singular.chars().skip(1).any(char::is_uppercase) => singular,
        _ => text,
    };
    if is_section_of_act(short) {
        return Some(short);
    }
    let length = short.chars().count();
    if !(2..=8).contains(&length)
        || !short.chars().all(char::is_alphabetic)
        || length > 6 && is_pronounceable(short)
    {
        return None;
    }
    let capitals = short.chars().filter(|one| one.is_uppercase()).count();
    let small = short.chars().count() - capitals;
    // "DfE", "SoS", "SENCo"; not "McKay", "iPad".
    let mixed = short.starts_with(char::is_uppercase) && small <= 1 && !short.starts_with("Mc");
    if capitals < 2 || !mixed || is_roman(short) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let next = words.get(at + 1);
    // "Jane Field MP", "J Hart OBE"; "MS Teams".
    let name = |word: &Word<'_>| word.is_capital() && !is_little(&word.lower) || word.text == ",";
    let after_name = AFTER_NAMES.contains(&short) && before.is_some_and(name);
    let product = short == "MS" && next.is_some_and(Word::is_capital);
    let file = next.is_some_and(|next| matches!(next.lower.as_str(), "file" | "files" | "format" | "formats"));
    let format = matches!(short, "CSV" | "XML" | "HTML" | "JSON" | "ODS") && file;
    if after_name || product || format {
        return None;
    }
    // "CS/21/13", "B1-AB", "AB 12": part of a reference, a grade or a postcode.
    let sign = |word: Option<&Word<'_>>| word.is_some_and(|word| matches!(word.text, "_" | "#" | "@" | "§"));
    let slashed = is_in_reference(words, at);
    // "s37635/BN%20Recommendations": part of an address.
    let coded = next.is_some_and(|next| next.text == "%" && next.range.start == word.range.end);
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
    (!sign(before) && !sign(next) && !slashed && !coded && !numbered && !initials).then_some(short)
}

/// "S47": a section of an Act, which the trade calls by its number.
fn is_section_of_act(short: &str) -> bool {
    short
        .strip_prefix('S')
        .is_some_and(|digits| (2..=3).contains(&digits.len()) && digits.bytes().all(|one| one.is_ascii_digit()))
}

/// Whether a long word in capitals can be a word that somebody stresses: "DECISION", not "WMADASS".
fn is_pronounceable(text: &str) -> bool {
    let lower = text.to_lowercase();
    let vowel = |one: &char| "aeiouy".contains(*one);
    let start: String = lower.chars().take_while(|one| !vowel(one)).collect();
    start.len() < 2
        || [
            "bl", "br", "ch", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "pl", "pr", "qu", "sc", "sch", "sh", "sk",
            "sl", "sm", "sn", "sp", "spr", "st", "str", "sw", "th", "thr", "tr", "tw", "wh", "wr",
        ]
        .contains(&start.as_str())
}

/// "CS/21/13", "KD/2025/4": a chain with slashes in which there is a number; not "ASYE/EPD".
fn is_in_reference(words: &[Word<'_>], at: usize) -> bool {
    let slash = |at: usize| words.get(at).is_some_and(|word| word.text == "/");
    let (mut first, mut last) = (at, at);
    while first >= 2 && slash(first - 1) {
        first -= 2;
    }
    while slash(last + 1) && last + 2 < words.len() {
        last += 2;
    }
    words[first..=last].iter().any(Word::is_number)
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
            if shouts(&passage.words()) {
                continue;
            }
            let sentences = passage.words_by_sentence();
            for (words, at) in sentences.iter().flat_map(|(_, words)| (0..words.len()).map(move |at| (words, at))) {
                let Some(short) = abbreviation(words, at) else { continue };
                if is_explained(words, at, short) {
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
    fn officers_sentences_are_told_apart() {
        let missed: Vec<_> = sentences::BROKEN.iter().filter(|text| unexplained(&[text]).is_empty()).collect();
        assert_eq!(missed, Vec::<&&str>::new());
        for text in sentences::KEPT {
            assert_eq!(unexplained(&[text]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_heading_may_have_the_words() {
        assert!(is_spelt_in(&words("3 The Multi-Agency Safeguarding Hub"), "MASH"));
        assert!(!is_spelt_in(&words("3 The Safeguarding Hub"), "MASH"));
        assert!(!is_spelt_in(&words("Local authorities"), "LA"));
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
