//! References as they stand in a text, and whether they lead to another document.

use super::elsewhere::leads_elsewhere;
use super::numbers::Target;
use super::spelt::{in_letters, number_of, range_of, run};
use crate::check::answer::among;
use crate::check::words::Word;
use crate::quantity::words::ordinal_word;

/// A number of a reference, or a range of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Cited {
    /// The number, or all of the range, in lower case.
    pub numbers: Vec<String>,
    /// The indices of the first and of the last of its words.
    pub words: (usize, usize),
}

impl Cited {
    fn one(number: String, words: (usize, usize)) -> Self {
        Self { numbers: vec![number], words }
    }
}

/// A reference in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it refers to.
    pub target: Target,
    /// The word that names the target, as it is written.
    pub noun: String,
    /// Each number or range of numbers that it gives.
    pub cited: Vec<Cited>,
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
        cited: vec![Cited::one(number, (at, at))],
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
            // "paragraphs 6.2 to 6.9 above" has been read.
            let read = ends.last().is_some_and(|end| at < *end);
            if let Some(reference) = bare(words, at).filter(|_| !read) {
                found.push(reference);
                ends.push(at + 1);
            }
            continue;
        };
        if let Some(reference) = by_place(words, at, target) {
            found.push(reference);
            ends.push(at + 1);
            continue;
        }
        let from = start_of_numbers(words, at);
        let (cited, end, whole) = match lettered_recommendation(words, at) {
            Some(letter) => (vec![Cited::one(letter, (at + 1, at + 3))], at + 4, true),
            None => numbers(words, from, at, target, lettered),
        };
        if cited.is_empty() || !whole {
            continue;
        }
        let own = is_own(words, end);
        let foreign = !own && leads_elsewhere(words, at, end, target);
        let led = is_led(words, at, end);
        let strong = is_strong(words, at, end);
        found.push(Reference { target, noun: word.text.to_owned(), cited, first: at, foreign, own, led, strong });
        ends.push(end);
    }
    // "Paragraph 7.3 of the report says why; Appendix 3 has the map": the appendix is that report's as well.
    for at in 1..found.len() {
        let between = ends[at - 1]..found[at].first;
        let report = text(words, ends[at - 1]) == "of" && among("report reports", text(words, ends[at - 1] + 2));
        let one_sentence = !between.clone().any(|at| matches!(text(words, at), "." | "?" | "!"));
        let appendix = found[at].target == Target::Appendix && !found[at].own;
        found[at].foreign |= found[at - 1].foreign && report && one_sentence && appendix;
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

/// "The seventh recommendation", of those of this report.
fn by_place(words: &[Word<'_>], noun: usize, target: Target) -> Option<Reference> {
    let article = noun.checked_sub(2)?;
    let number = match ordinal_word(text(words, noun - 1)) {
        Some(place) => place,
        None => text(words, noun - 1).strip_suffix("th")?.parse().ok()?,
    };
    let one = text(words, noun) == "recommendation" && text(words, article) == "the";
    let foreign = leads_elsewhere(words, noun, noun + 1, target);
    let cited = vec![Cited::one(number.to_string(), (noun - 1, noun))];
    one.then(|| Reference {
        target,
        noun: "recommendation".to_owned(),
        cited,
        first: noun - 1,
        foreign,
        own: is_own(words, noun + 1),
        led: false,
        strong: false,
    })
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
    const VERBS: &str = "above below compares considers contains covers deals describes details explains gives has have lists makes \
        outlines provides reports says sets shows summarises tells consider contain cover deal describe explain give list look make \
        outline report say set show summarise tell";
    const TOPICS: &str = "aim focus matter object purpose subject theme topic";
    /// What the law does, and what it is used for.
    const LAW: &str = "allows applies empowers enables obliges permits places prohibits requires";
    const ON: &str = ". , ; : ) the and or & for of to in on as – - ( ? ! if when where which because";
    let after = text(words, end);
    if among(VERBS, after) {
        return true;
    }
    let goes_on = after.is_empty() || among(ON, after);
    let before = |back: usize| first.checked_sub(back).map_or("", |before| text(words, before));
    // "As section 7 argues", "the topic of section 8".
    let argued = before(1) == "as" && after.ends_with('s') && !among(LAW, after);
    let topic = before(1) == "of" && among(TOPICS, before(2));
    goes_on && (topic || among("see in at to per within and (", before(1))) || argued
}

/// Verbs with which a paper says what one of its parts holds.
pub const TELLS: &str = "above analyses appraises assesses below compares concludes considers covers deals describes details discusses \
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
) -> (Vec<Cited>, usize, bool) {
    let mut found: Vec<Cited> = Vec::new();
    let mut at = from;
    let mut ranges = false;
    let of_section = target == Target::Section;
    let named = words.get(noun);
    if let Some(number) = words.get(from).and_then(|word| in_letters(word, named?, words.get(from + 1), target)) {
        return (vec![Cited::one(number, (from, from))], from + 1, true);
    }
    while let Some(word) = words.get(at) {
        if let Some((first, last)) = range_of(word, target) {
            add_range(&mut found, Cited::one(first, (at, at)), Cited::one(last, (at, at)));
            at += 1;
        } else {
            let Some(mut number) = number_of(word, target) else {
                // "section 100A(4)", "section 17A": of an act.
                return (found, at, !word.is_number() || !matches!(target, Target::Section));
            };
            let first = at;
            at += 1;
            // "section 7(4)": a subsection of an act; "recommendation 1(a)" is one of ours.
            let bracket = words.get(at).is_some_and(|next| next.text == "(" && next.range.start == word.range.end);
            if let Some(letter) = letter_in_brackets(words, at).filter(|_| bracket && lettered && of_section) {
                number.push_str(letter);
                at += 3;
            } else if bracket && of_section && !number.contains('.') {
                return (found, at, false);
            }
            let one = Cited::one(number, (first, at - 1));
            match found.pop() {
                Some(from) if ranges => add_range(&mut found, from, one),
                before => found.extend(before.into_iter().chain([one])),
            }
        }
        // "1) a", "1 (a)": the letters of nested recommendations are looked for with their number where they are glued.
        while words.get(at).is_some_and(|next| next.text == ")") && target == Target::Recommendation {
            at += 1;
        }
        let Some((next, range)) = joined(words, at, named, target) else { break };
        (at, ranges) = (next, range);
    }
    (found, at, true)
}

/// Where the next number of a reference stands, if one is joined to those before it, and whether it ends a range.
fn joined(words: &[Word<'_>], at: usize, noun: Option<&Word<'_>>, target: Target) -> Option<(usize, bool)> {
    let joint = text(words, at);
    let next = at + 1 + usize::from(joint == "," && matches!(text(words, at + 1), "and" | "or"));
    let number = words.get(next).filter(|word| number_of(word, target).is_some())?;
    // "Table 1, 2025" and "section 4 and 12 posts" do not go on.
    if joint == "," && words.get(next + 1).is_some_and(|after| after.is_word() && !is_joint(after)) {
        return None;
    }
    let range = matches!(joint, "to" | "–" | "-");
    // "paragraph 6.2 to 6.9": one noun for several.
    let dotted = |word: Option<&Word<'_>>| word.is_some_and(|word| word.text.contains('.'));
    let one_noun = range && target == Target::Section && dotted(Some(number)) && dotted(words.get(at - 1));
    let list = matches!(joint, "," | "and" | "or" | "&");
    ((range || list) && (plural(noun) || one_noun)).then_some((next, range))
}

/// The letter of "3(a)", whose bracket stands at an index.
fn letter_in_brackets<'a>(words: &[Word<'a>], at: usize) -> Option<&'a str> {
    let letter = words.get(at + 1)?.text;
    let plain = letter.len() <= 4 && letter.bytes().all(|one| one.is_ascii_lowercase());
    (plain && text(words, at + 2) == ")").then_some(letter)
}

/// Adds a range of numbers; its two ends only, where no numbers run from the one to the other.
fn add_range(found: &mut Vec<Cited>, first: Cited, last: Cited) {
    match run(&first.numbers.concat(), &last.numbers.concat()) {
        Some(numbers) => found.push(Cited { numbers, words: (first.words.0, last.words.1) }),
        None => found.extend([first, last]),
    }
}

fn is_joint(word: &Word<'_>) -> bool {
    matches!(word.lower.as_str(), "and" | "or" | "to" | "of" | "in" | "is" | "are" | "show" | "shows")
}

/// Whether a word names several: "Appendices", "sections".
fn plural(word: Option<&Word<'_>>) -> bool {
    word.is_some_and(|word| word.lower.ends_with('s'))
}
