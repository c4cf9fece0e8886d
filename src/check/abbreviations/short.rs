//! What an abbreviation looks like, and which ones everybody knows.

use std::borrow::Cow;

use crate::check::words::{Word, is_little};

/// Abbreviations that the public knows better than their words, and the names of this field's data.
pub const KNOWN: &[&str] = &[
    "AA", "ACAS", "ADHD", "AGM", "AI", "AIDS", "AM", "ATM", "BA", "BBC", "BDO", "BMX", "BSL", "BST", "BSc", "BTEC",
    "BT", "CCTV", "CD", "CEO", "COVID", "CV", "DIY", "DNA", "DVD", "DVLA", "DfE", "DJ", "EU", "EY", "FA", "FAQ",
    "FIFA", "FTE", "GB", "GCSE", "GMB", "GMT", "GP", "GPS", "HGV", "HIV", "HM", "HMRC", "HQ", "HR", "ICT", "ID",
    "IKEA", "IP", "IT", "ITV", "JP", "KB", "KPMG", "LCD", "LED", "LGBT", "LGBTQ", "LPG", "MA", "MB", "MBA", "MBE",
    "MOT", "MP", "MSc", "NASUWT", "NATO", "NB", "NHS", "NI", "NSPCC", "OBE", "OFSTED", "OK", "OS", "PA", "PC",
    "PDF", "PE", "PIN", "PM", "PR", "PTA", "PhD", "PwC", "QR", "RAC", "RAF", "RNIB", "RNLI", "RSPB", "RSPCA",
    "RSVP", "SATs", "SMS", "SOS", "SUV", "TBA", "TBC", "TBD", "TODO", "TV", "UCAS", "UFO", "UK", "UN", "UNESCO",
    "UNICEF", "UNISON", "URL", "US", "USA", "USB", "UV", "VAT", "VE", "VIP", "VJ", "WC", "WHO", "WI", "YHA",
    "YMCA", "YWCA",
];

/// What stands after the name of who has it.
const AFTER_NAMES: &[&str] = &[
    "ACA", "ACCA", "BEM", "CBE", "CPFA", "DBE", "DL", "FCA", "FCCA", "FCIPD", "FCIPFA", "FRCP", "FRCS", "FRICS",
    "FRS", "FRSA", "JP", "KBE", "KC", "MBE", "MCIPD", "MEP", "MP", "MRCP", "MRICS", "MSP", "OBE", "QC", "QPM",
    "QFSM", "RIBA",
];

/// Words that people write in capitals to stress them.
pub const STRESSED: &[&str] = &[
    "ALL", "AND", "ANY", "ARE", "AS", "AT", "BE", "BUT", "BY", "CAN", "DO", "FOR", "FROM", "HAS", "IF", "IN",
    "INTO", "IS", "ITS", "MAY", "MORE", "MUST", "NEW", "NO", "NOT", "NOW", "OF", "ON", "ONE", "ONLY", "OR", "OUR",
    "OUT", "SO", "THE", "TO", "TWO", "UP", "WAS", "WE", "WILL", "WITH", "YOU", "NOTE", "PLUS", "BOTH", "EACH",
    "VERY", "ACTION", "AGENDA", "AMBER", "CHECK", "COMPLETE", "DATE", "DRAFT", "EXEMPT", "FINAL", "GREEN",
    "FOLLOW", "HIGH", "ITEM", "LATE", "LEGAL", "LOW", "MEDIUM", "NAME", "NONE", "OPEN", "OTHER", "PINK", "PRIVATE",
    "PUBLIC", "RED", "REPORT", "STOP", "TITLE", "TOTAL", "UPDATE", "URGENT", "YES",
];

/// Long abbreviations that can be spoken as words, so that nothing else tells them from words that are stressed.
const SPOKEN: &[&str] = &["CAFCASS", "SENDIAS", "SENDIASS", "SENDIST"];

/// Whether most of a text is in capitals, so that capitals mean nothing in it.
pub fn shouts(words: &[Word<'_>]) -> bool {
    let long: Vec<&Word<'_>> = words.iter().filter(|word| word.is_word() && word.text.len() > 1).collect();
    let loud = long.iter().filter(|word| word.text.chars().all(|one| !one.is_lowercase())).count();
    loud * 2 > long.len() && long.len() > 1
}

/// Whether a word stands in a row of words in capitals that can be read as words, as in "LATE ITEM – School places".
pub fn is_shouted(words: &[Word<'_>], at: usize) -> bool {
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

/// The words of a text, in which "Y.O.T." is one word.
pub fn with_points_joined<'a>(text: &'a str, words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    /// Two letters are mostly the initials of a name.
    const LETTERS: usize = 3;
    let mut joined: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let initial = |at: usize| words[at].text.chars().count() == 1 && words[at].is_capital();
        let glued = |at: usize| words[at].range.start == words[at - 1].range.end;
        let mut end = at;
        while end + 1 < words.len()
            && initial(end)
            && (end == at || glued(end))
            && words[end + 1].text == "."
            && glued(end + 1)
        {
            end += 2;
        }
        // "The Y.O.T helps": the last letter without its point.
        let open = end > at && end < words.len() && initial(end) && glued(end);
        let letters = (end - at) / 2 + usize::from(open);
        if letters >= LETTERS {
            end += usize::from(open);
            let range = words[at].range.start..words[end - 1].range.end;
            let whole = &text[range.clone()];
            joined.push(Word { text: whole, lower: whole.to_lowercase(), range });
            at = end;
        } else {
            joined.push(words[at].clone());
            at += 1;
        }
    }
    joined
}

/// The abbreviation that stands at a word, in the singular and without points; `None` if none does.
pub fn abbreviation<'a>(words: &[Word<'a>], at: usize) -> Option<Cow<'a, str>> {
    let word = words.get(at)?;
    if word.text.contains('.') && word.is_capital() {
        // "J.R.R. Tolkien"
        let name = words.get(at + 1).is_some_and(|next| next.is_capital() && next.is_word());
        return (!name).then(|| Cow::Owned(word.text.replace('.', "")));
    }
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
        return Some(Cow::Borrowed(short));
    }
    let length = short.chars().count();
    if !(2..=8).contains(&length)
        || !short.chars().all(char::is_alphabetic)
        || length > 6 && is_pronounceable(short) && !SPOKEN.contains(&short)
    {
        return None;
    }
    let capitals = short.chars().filter(|one| one.is_uppercase()).count();
    let small = short.chars().count() - capitals;
    // "DfE", "SoS", "SENCo"; not "McKay", "iPad".
    let mixed = short.starts_with(char::is_uppercase) && small <= 1 && !short.starts_with("Mc");
    // "XXL" is a size.
    let size = matches!(short.trim_start_matches('X'), "L" | "S");
    if capitals < 2 || !mixed || size || is_roman(short) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let next = words.get(at + 1);
    // "Jane Field MP", "J Hart OBE"; "MS Teams".
    let name = |word: &Word<'_>| word.is_capital() && !is_little(&word.lower) || word.text == ",";
    let after_name = AFTER_NAMES.contains(&short) && before.is_some_and(name);
    let unit = matches!(short, "GWh" | "MWh" | "MWp" | "TWh") && before.is_some_and(Word::is_number);
    let product = short == "MS" && next.is_some_and(Word::is_capital);
    let file = next.is_some_and(|next| matches!(next.lower.as_str(), "file" | "files" | "format" | "formats"));
    let format = matches!(short, "CSV" | "XML" | "HTML" | "JSON" | "ODS") && file;
    if after_name || unit || product || format {
        return None;
    }
    // "CS/21/13", "B1-AB", "AB 12": part of a reference, a grade or a postcode.
    let sign = |word: Option<&Word<'_>>| word.is_some_and(|word| matches!(word.text, "_" | "#" | "@" | "§"));
    // "SI 2016/362", "[2019] EWCA Civ 42"
    let court = matches!(short, "EWCA" | "EWHC" | "EWFC" | "UKHL" | "UKSC" | "UKUT");
    let numbered = next.is_some_and(Word::is_number) && words.get(at + 2).is_some_and(|word| word.text == "/");
    let slashed = court || numbered || is_in_reference(words, at);
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
    (!sign(before) && !sign(next) && !slashed && !coded && !numbered && !initials).then_some(Cow::Borrowed(short))
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

/// Whether a text is a Roman number: one that is written as such numbers are, and small, or long enough to be nothing else.
/// "CIL" is none, and "DC", "MD" or "CM" are more often something else.
fn is_roman(text: &str) -> bool {
    const HUNDREDS: [&str; 10] = ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"];
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let below_thousand = text.trim_start_matches('M');
    let thousands = text.len() - below_thousand.len();
    let written = (0..1000).any(|number: usize| {
        let (hundreds, tens, ones) = (HUNDREDS[number / 100], TENS[number / 10 % 10], ONES[number % 10]);
        below_thousand.len() == hundreds.len() + tens.len() + ones.len()
            && below_thousand.strip_prefix(hundreds).and_then(|rest| rest.strip_prefix(tens)) == Some(ones)
    });
    let small = text.bytes().all(|one| matches!(one, b'I' | b'V' | b'X')) || text.starts_with("XL");
    thousands <= 3 && written && (small || text.len() > 3)
}
