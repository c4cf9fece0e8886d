//! References as they stand in a text, and whether they lead to another document.

use super::elsewhere::leads_elsewhere;
use super::numbers::Target;
use crate::check::answer::among;
use crate::check::words::Word;
use crate::quantity::words::number_word;

/// A reference in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it refers to.
    pub target: Target,
    /// The word that names the target, as it is written.
    pub noun: String,
    /// Each number, with the index of its word.
    pub numbers: Vec<(String, usize)>,
    /// The index of the word that names the target.
    pub first: usize,
    /// Whether it leads to another document.
    pub foreign: bool,
    /// Whether it says that it leads to this one: "above", "below", "of this report".
    pub own: bool,
    /// Whether it stands as people lead to a part of what they write: "see section 9", "Section 9 sets out …".
    pub led: bool,
    /// Whether people lead so to nothing but a part of what they write, and the paragraph does not speak of the law: "see
    /// section 18", "as set out in section 19".
    pub strong: bool,
}

/// What a word names, and whether it is written with a capital or not at all.
pub fn target_of(word: &Word<'_>) -> Option<Target> {
    Some(match word.lower.as_str() {
        "appendix" | "appendices" | "annex" | "annexe" | "annexes" => Target::Appendix,
        "app" | "apps" if word.is_capital() => Target::Appendix,
        "section" | "sections" | "paragraph" | "paragraphs" | "para" | "paras" => Target::Section,
        "table" | "tables" if word.is_capital() => Target::Table,
        "figure" | "figures" | "chart" | "charts" | "fig" | "figs" if word.is_capital() => Target::Figure,
        "recommendation" | "recommendations" => Target::Recommendation,
        "footnote" | "footnotes" => Target::Footnote,
        _ => return None,
    })
}

/// What a word names that may name something else as well, where its place speaks for it.
fn weak_target_of(words: &[Word<'_>], at: usize) -> Option<Target> {
    let word = words.get(at)?;
    // "figure 3" may be anything; "see figure 3", "(figure 3)" and "figure 3 below" are one of the report.
    let number = if text(words, at + 1) == "." { at + 2 } else { at + 1 };
    let before = at.checked_sub(1).map_or("", |before| text(words, before));
    // "in table 6.", "as table 4 shows"; not "in table 6 tennis clubs".
    let goes_on = among(TELLS, text(words, number + 1))
        || among(". , ; ) : and or is are was were to & -", text(words, number + 1))
        || text(words, number + 1).is_empty();
    let led_to = matches!(before, "(" | "see") || among("in as from at with per", before) && goes_on;
    let own = is_own(words, number + 1);
    let whole = words.get(number).is_some_and(Word::is_number);
    Some(match word.lower.as_str() {
        "table" | "tables" if led_to || own => Target::Table,
        "figure" | "figures" | "chart" | "charts" | "fig" | "figs" if led_to || own => Target::Figure,
        // "s.9 above", "§6.2", "¶6.8"; but "s.151", "§ 17".
        "s" | "sec" if own && whole => Target::Section,
        "§" | "¶" if words.get(number).is_some_and(|number| own || number.text.contains('.')) => Target::Section,
        _ => return None,
    })
}

/// The word at an index in lower case; nothing behind the end.
pub fn text<'a>(words: &'a [Word<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// Whether the words after a number say that it is one of this paper: "above", "below", "of this report".
fn is_own(words: &[Word<'_>], mut at: usize) -> bool {
    while matches!(text(words, at), ")" | ",") {
        at += 1;
    }
    match text(words, at) {
        "above" | "below" | "overleaf" => !measures(words, at + 1),
        "of" | "in" | "to" => matches!(text(words, at + 1), "this" | "these"),
        _ => false,
    }
}

/// Whether "above" or "below" compares: "6.9 below the regional mean", "above that of England".
fn measures(words: &[Word<'_>], at: usize) -> bool {
    among("the that those its their a an this last target average england expected plan budget", text(words, at))
        || words.get(at).is_some_and(|word| word.is_number() || word.is_capital() && word.is_word())
}

/// A reference without a noun: "see 4.3 below", "(see 6.2)", "as set out in 7.4 above".
fn bare(words: &[Word<'_>], at: usize) -> Option<Reference> {
    let word = words.get(at).filter(|word| word.text.contains('.'))?;
    let number = number_of(word, Target::Section)?;
    let before = at.checked_sub(1).map_or("", |before| text(words, before));
    let after = text(words, at + 1);
    // "in 7.4 above the option was rejected" compares nothing, "at 7.4 above the mean" may.
    let leads = among("see in per under", before);
    let placed = among("see at in per under from to and", before)
        && matches!(after, "above" | "below")
        && (leads || !measures(words, at + 2));
    let ends = matches!(after, "" | "." | ")" | "," | ";" | "above" | "below");
    let seen = before == "see" && ends && !measures(words, at + 2);
    (placed || seen).then(|| Reference {
        target: Target::Section,
        noun: "paragraph".to_owned(),
        numbers: vec![(number, at)],
        first: at,
        foreign: false,
        own: true,
        led: true,
        strong: true,
    })
}

/// The references of a text; where paragraphs are `lettered`, "3(a)" may be one of them.
pub fn references(words: &[Word<'_>], lettered: bool) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(target) = target_of(word).or_else(|| weak_target_of(words, at)) else {
            if let Some(reference) = bare(words, at) {
                found.push(reference);
                ends.push(at + 1);
            }
            continue;
        };
        let from = start_of_numbers(words, at);
        let (numbers, end, whole) = match lettered_recommendation(words, at) {
            Some(letter) => (vec![(letter, at + 2)], at + 4, true),
            None => numbers(words, from, at, target, lettered),
        };
        if numbers.is_empty() || !whole {
            continue;
        }
        let own = is_own(words, end);
        let foreign = !own && leads_elsewhere(words, at, end, target);
        let led = is_led(words, at, end);
        let strong = is_strong(words, at, end);
        found.push(Reference { target, noun: word.text.to_owned(), numbers, first: at, foreign, own, led, strong });
        ends.push(end);
    }
    // "paragraph 4.3 and Table 2 of the strategy": what is joined to a part of another document is one as well.
    for at in (1..found.len()).rev() {
        let of = matches!(text(words, ends[at]), "of" | "from")
            && !matches!(text(words, ends[at] + 1), "this" | "these");
        let between = ends[at - 1]..found[at].first;
        let joined = (1..=2).contains(&between.len())
            && between.clone().all(|at| matches!(text(words, at), "," | "and" | "or" | "&"));
        if found[at].foreign && joined && of {
            found[at - 1].foreign = true;
            ends[at - 1] = ends[at];
        }
    }
    found
}

/// The letter of "Recommendation (f)".
fn lettered_recommendation(words: &[Word<'_>], noun: usize) -> Option<String> {
    let [name, open, letter, close] = words.get(noun..noun + 4)? else { return None };
    let lettered = letter.text.len() == 1 && letter.text.bytes().all(|one| one.is_ascii_lowercase());
    (name.lower == "recommendation" && open.text == "(" && close.text == ")" && lettered)
        .then(|| letter.text.to_owned())
}

/// Where the numbers after a noun begin: after the point of "Fig." or "para.", and within the brackets of "Recommendation (4)".
fn start_of_numbers(words: &[Word<'_>], noun: usize) -> usize {
    let point = among("app apps fig figs para paras s sec", text(words, noun)) && text(words, noun + 1) == ".";
    // "The appendices (1-4)".
    let several =
        matches!(text(words, noun), "appendices" | "annexes")
            && text(words, noun + 1) == "("
            && words[noun + 1..].iter().skip(1).take_while(|word| word.text != ")").all(|word| {
                word.is_number() || matches!(word.lower.as_str(), "-" | "–" | "," | "and" | "to" | "&")
            });
    let bracket = text(words, noun) == "recommendation"
        && text(words, noun + 1) == "("
        && text(words, noun + 3) == ")"
        && words.get(noun + 2).is_some_and(|word| word.is_number() && word.text.len() < 3);
    if point || bracket || several { noun + 2 } else { noun + 1 }
}

/// Whether a reference stands as people lead to a part of what they write, and its number is not that of a law which tells what
/// kind of thing follows ("a section 47 enquiry").
fn is_led(words: &[Word<'_>], first: usize, end: usize) -> bool {
    const VERBS: &str = "above below compares considers contains covers deals describes details explains gives has have lists outlines \
        provides reports says sets shows summarises describe explain list set show";
    const ON: &str = ". , ; : ) the and or & for of to in on as – - ( ? ! if when where which because";
    let after = text(words, end);
    if among(VERBS, after) {
        return true;
    }
    let goes_on = after.is_empty() || among(ON, after);
    let before = first.checked_sub(1).map_or("", |before| text(words, before));
    goes_on && among("see in at to per within and (", before)
}

/// Verbs with which a paper says what one of its parts holds.
const TELLS: &str = "above analyses appraises assesses below compares concludes considers covers deals describes details discusses \
    evaluates explains explores gives illustrates lists looks outlines presents proposes recommends reports reviews sets show \
    showed shows summarises turns";

/// What leads to a part of a paper before "in": "as set out in".
const LED_IN: &str = "addressed analysed appraised assessed attached compared considered contained covered defined described detailed \
    discussed examined explained explored found further given identified illustrated included listed mentioned out presented proposed \
    provided recorded referred reported reviewed shown stated summarised weighed with";

/// Whether people lead in this way to nothing but a part of what they write, and no word around it is of the law.
fn is_strong(words: &[Word<'_>], first: usize, end: usize) -> bool {
    const LAW: &str = "act acts duty duties code court discretionary enquiries enquiry law lawful legal legislation liable obligation \
        offence order power powers prohibits regulations statute statutory supervision tribunal council's councils authority's \
        authorities parliament secretary";
    if words.iter().any(|word| among(LAW, &word.lower)) {
        return false;
    }
    let before = |back: usize| first.checked_sub(back).map_or("", |at| text(words, at));
    let after = text(words, end);
    let stops = after.is_empty() || among(". , ; : ) and - – for on", after);
    let verb = among(TELLS, after) && !matches!(after, "above" | "below" | "gives" | "covers" | "considers");
    let led_in = matches!(before(1), "in" | "at" | "within" | "under") && among(LED_IN, before(2));
    let seen = before(1) == "see" || before(1) == "to" && among("refer turn referred return", before(2));
    stops && (seen || led_in) || verb
}

/// The numbers after a word, the index of the word after them, and whether they are numbers of a report at all
/// ("100A(4)" is one of an act).
fn numbers(
    words: &[Word<'_>],
    from: usize,
    noun: usize,
    target: Target,
    lettered: bool,
) -> (Vec<(String, usize)>, usize, bool) {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut at = from;
    let mut range_from: Option<String> = None;
    let named = words.get(noun);
    if let Some(number) = words.get(from).and_then(|word| in_letters(word, named?, words.get(from + 1), target)) {
        return (vec![(number, from)], from + 1, true);
    }
    while let Some(word) = words.get(at) {
        if let Some((first, last)) = range_of(word, target) {
            found.push((first.clone(), at));
            found.extend(between(&first, &last).into_iter().map(|one| (one, at)));
            return (found, at + 1, true);
        }
        let Some(mut number) = number_of(word, target) else {
            // "section 100A(4)", "section 17A": of an act.
            return (found, at, !word.is_number() || !matches!(target, Target::Section));
        };
        at += 1;
        // "section 7(4)": a subsection of an act; "recommendation 1(a)" is one of ours.
        let bracket = words.get(at).is_some_and(|next| next.text == "(" && next.range.start == word.range.end);
        let letter = words.get(at + 1).filter(|_| bracket && lettered && target == Target::Section);
        let letter =
            letter.filter(|one| one.text.len() <= 4 && one.text.bytes().all(|one| one.is_ascii_lowercase()));
        if let (Some(letter), Some(")")) = (letter, words.get(at + 2).map(|word| word.text)) {
            number.push_str(letter.text);
            at += 3;
        } else if bracket && target == Target::Section && !number.contains('.') {
            return (found, at, false);
        }
        match range_from.take() {
            Some(first) => found.extend(between(&first, &number).into_iter().map(|one| (one, at - 1))),
            None => found.push((number.clone(), at - 1)),
        }
        // "1) a", "1 (a)": the letters of nested recommendations are looked for with their number where they are glued.
        while words.get(at).is_some_and(|next| next.text == ")") && target == Target::Recommendation {
            at += 1;
        }
        let Some(joined) = words.get(at) else { break };
        let mut next = at + 1;
        if joined.text == "," && words.get(next).is_some_and(|word| matches!(word.lower.as_str(), "and" | "or")) {
            next += 1;
        }
        let goes_on = words.get(next).is_some_and(|word| number_of(word, target).is_some())
            // "Table 1, 2025" and "section 4 and 12 posts" do not go on.
            && !words.get(next + 1).is_some_and(|after| after.is_word() && !is_joint(after) && joined.text == ",");
        match joined.lower.as_str() {
            "to" | "–" | "-" if goes_on && plural(named) => range_from = Some(number),
            "," | "and" | "or" | "&" if goes_on && plural(named) => {}
            _ => break,
        }
        at = next;
    }
    (found, at, true)
}

/// "1-3", as it is written without blanks.
fn range_of(word: &Word<'_>, target: Target) -> Option<(String, String)> {
    let (first, last) = word.text.split_once(['-', '\u{2011}'])?;
    let one = |text: &str| number_of(&Word { text, lower: text.to_lowercase(), range: word.range.clone() }, target);
    Some((one(first)?, one(last)?))
}

/// A number in letters, as it is written after the noun: "Section Nine", "Appendix One", "Appendix VI". Of a single letter
/// nobody can tell here, but for the I of "Appendix I." that ends what it stands in.
fn in_letters(word: &Word<'_>, noun: &Word<'_>, next: Option<&Word<'_>>, target: Target) -> Option<String> {
    // "appendix four", "Appendix vi".
    let appendix = target == Target::Appendix;
    if target == Target::Footnote || !appendix && (!noun.is_capital() || !word.is_capital()) {
        return None;
    }
    if let Some(number) = number_word(&word.lower).filter(|number| *number > 0) {
        return Some(number.to_string());
    }
    let ends =
        next.is_none_or(|next| !next.is_word() || among("has is shows sets gives contains and", &next.lower));
    let roman = word.text.len() > 1 && (word.text.bytes().all(|one| one.is_ascii_lowercase()) || word.is_capital())
        || word.text == "I" && ends;
    roman.then(|| super::numbers::from_roman(&word.text.to_uppercase())).flatten().map(|number| number.to_string())
}

fn is_joint(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "and" | "or" | "to" | "of" | "in" | "is" | "are" | "show" | "shows")
}

/// Whether a word names several: "Appendices", "sections".
fn plural(word: Option<&Word<'_>>) -> bool {
    word.is_some_and(|word| word.lower.ends_with('s'))
}

/// The number of a part: "3", "3.12", "4.5.1", "1a"; a letter for an appendix.
pub fn number_of(word: &Word<'_>, target: Target) -> Option<String> {
    let text = word.text;
    if target == Target::Appendix && text.len() == 1 && word.is_capital() && text != "I" {
        return Some(text.to_lowercase());
    }
    // "Table A2", "Appendix C1".
    let coded = text.len() <= 3
        && text.starts_with(|one: char| one.is_ascii_uppercase())
        && text.len() > 1
        && text.bytes().skip(1).all(|one| one.is_ascii_digit());
    if coded && matches!(target, Target::Appendix | Target::Table | Target::Figure) {
        return Some(text.to_lowercase());
    }
    let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    let plain = !digits.is_empty()
        && digits.bytes().all(|one| one.is_ascii_digit() || one == b'.')
        && digits.len() <= 8
        && digits.split('.').all(|part| !part.is_empty() && part.len() <= 3);
    let lettered = letters == 0
        || (letters <= 4 && target == Target::Recommendation)
        || (letters == 1 && target == Target::Appendix && text.ends_with(|one: char| one.is_ascii_lowercase()));
    (plain && lettered).then(|| text.to_lowercase())
}

/// The numbers after the first up to the last, which belong to the same section: 3.1, 3.4 → 3.2, 3.3, 3.4.
fn between(first: &str, last: &str) -> Vec<String> {
    let split = |number: &str| {
        let (major, minor) = number.rsplit_once('.').map_or(("", number), |(major, minor)| (major, minor));
        Some((major.to_owned(), minor.parse::<usize>().ok()?))
    };
    match (split(first), split(last)) {
        (Some((one, from)), Some((other, to))) if one == other && from < to && to - from <= 100 => {
            let numbers = (from + 1)..=to;
            numbers
                .map(|number| if one.is_empty() { number.to_string() } else { format!("{one}.{number}") })
                .collect()
        }
        _ => vec![last.to_owned()],
    }
}
