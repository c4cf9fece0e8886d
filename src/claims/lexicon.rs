//! The words that the checker knows: directions, comparisons, units, what is no figure and what is no claim.

use crate::claims::tokens::Tokens;

/// What a word says of a value and of what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Lower than before, or than something.
    Lower,
    /// Higher than before, or than something.
    Higher,
    /// The same.
    Same,
    /// About the same: nearness that nobody has defined.
    Near,
    /// Moved the good way.
    Better,
    /// Moved the bad way.
    Worse,
    /// The highest of several.
    Highest,
    /// The lowest of several.
    Lowest,
    /// So many times as much, in hundredths: doubled is 200.
    Times(u32),
}

/// How a word stands in a sentence, which decides when it is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A verb of change in the past: "fell", "has increased".
    Verb,
    /// A verb of change in the present participle: "is falling".
    Participle,
    /// A noun of change: "a decrease".
    Noun,
    /// "down", "up".
    Particle,
    /// "lower", "fewer": a claim with "than" or a size.
    Comparative,
    /// "below", "exceeds": a claim with what follows.
    Preposition,
    /// "stable", "in line with".
    State,
    /// "highest".
    Superlative,
}

/// A word or phrase of direction or comparison.
pub struct Entry {
    /// The words.
    pub words: &'static [&'static str],
    /// What it says.
    pub sense: Sense,
    /// How it stands in a sentence.
    pub form: Form,
}

const fn entry(words: &'static [&'static str], sense: Sense, form: Form) -> Entry {
    Entry { words, sense, form }
}

use Form::{Comparative, Noun, Participle, Particle, Preposition, State, Superlative, Verb};
use Sense::{Better, Higher, Highest, Lower, Lowest, Near, Same, Times, Worse};

/// Every word of direction and comparison; a longer phrase stands before a shorter one that begins alike.
#[rustfmt::skip]
pub const ENTRIES: &[Entry] = &[
    entry(&["came", "down"], Lower, Verb), entry(&["come", "down"], Lower, Verb), entry(&["went", "down"], Lower, Verb),
    entry(&["gone", "down"], Lower, Verb), entry(&["went", "up"], Higher, Verb), entry(&["gone", "up"], Higher, Verb),
    entry(&["fell"], Lower, Verb), entry(&["fallen"], Lower, Verb), entry(&["decreased"], Lower, Verb),
    entry(&["declined"], Lower, Verb), entry(&["reduced"], Lower, Verb), entry(&["dropped"], Lower, Verb),
    entry(&["dipped"], Lower, Verb), entry(&["shrank"], Lower, Verb), entry(&["shrunk"], Lower, Verb),
    entry(&["lowered"], Lower, Verb), entry(&["diminished"], Lower, Verb), entry(&["lessened"], Lower, Verb),
    entry(&["slid"], Lower, Verb), entry(&["tumbled"], Lower, Verb), entry(&["plummeted"], Lower, Verb),
    entry(&["cut"], Lower, Verb), entry(&["sank"], Lower, Verb), entry(&["eased"], Lower, Verb),
    entry(&["subsided"], Lower, Verb), entry(&["contracted"], Lower, Verb),
    entry(&["rose"], Higher, Verb), entry(&["risen"], Higher, Verb), entry(&["increased"], Higher, Verb),
    entry(&["grew"], Higher, Verb), entry(&["grown"], Higher, Verb), entry(&["climbed"], Higher, Verb),
    entry(&["jumped"], Higher, Verb), entry(&["soared"], Higher, Verb), entry(&["surged"], Higher, Verb),
    entry(&["escalated"], Higher, Verb), entry(&["crept", "up"], Higher, Verb), entry(&["spiked"], Higher, Verb),
    entry(&["expanded"], Higher, Verb), entry(&["edged", "up"], Higher, Verb), entry(&["edged", "down"], Lower, Verb),
    entry(&["improved"], Better, Verb), entry(&["worsened"], Worse, Verb), entry(&["deteriorated"], Worse, Verb),
    entry(&["doubled"], Times(200), Verb), entry(&["trebled"], Times(300), Verb), entry(&["tripled"], Times(300), Verb),
    entry(&["quadrupled"], Times(400), Verb), entry(&["halved"], Times(50), Verb),
    entry(&["falling"], Lower, Participle), entry(&["decreasing"], Lower, Participle),
    entry(&["declining"], Lower, Participle), entry(&["reducing"], Lower, Participle),
    entry(&["dropping"], Lower, Participle), entry(&["rising"], Higher, Participle),
    entry(&["increasing"], Higher, Participle), entry(&["growing"], Higher, Participle),
    entry(&["climbing"], Higher, Participle), entry(&["improving"], Better, Participle),
    entry(&["worsening"], Worse, Participle), entry(&["deteriorating"], Worse, Participle),
    entry(&["decrease"], Lower, Noun), entry(&["reduction"], Lower, Noun), entry(&["decline"], Lower, Noun),
    entry(&["fall"], Lower, Noun), entry(&["drop"], Lower, Noun), entry(&["dip"], Lower, Noun),
    entry(&["increase"], Higher, Noun), entry(&["rise"], Higher, Noun), entry(&["growth"], Higher, Noun),
    entry(&["upturn"], Higher, Noun), entry(&["jump"], Higher, Noun), entry(&["uplift"], Higher, Noun),
    entry(&["improvement"], Better, Noun), entry(&["deterioration"], Worse, Noun),
    entry(&["down"], Lower, Particle), entry(&["up"], Higher, Particle),
    entry(&["lower"], Lower, Comparative), entry(&["fewer"], Lower, Comparative), entry(&["less"], Lower, Comparative),
    entry(&["smaller"], Lower, Comparative), entry(&["higher"], Higher, Comparative),
    entry(&["more"], Higher, Comparative), entry(&["greater"], Higher, Comparative),
    entry(&["larger"], Higher, Comparative), entry(&["better"], Better, Comparative),
    entry(&["worse"], Worse, Comparative),
    entry(&["in", "excess", "of"], Higher, Preposition), entry(&["ahead", "of"], Better, Preposition),
    entry(&["below"], Lower, Preposition), entry(&["beneath"], Lower, Preposition),
    entry(&["under"], Lower, Preposition), entry(&["above"], Higher, Preposition),
    entry(&["over"], Higher, Preposition), entry(&["exceeds"], Higher, Preposition),
    entry(&["exceed"], Higher, Preposition), entry(&["exceeded"], Higher, Preposition),
    entry(&["exceeding"], Higher, Preposition),
    entry(&["in", "line", "with"], Same, State), entry(&["on", "a", "par", "with"], Same, State),
    entry(&["on", "par", "with"], Same, State), entry(&["level", "with"], Same, State),
    entry(&["little", "changed"], Same, State), entry(&["hardly", "changed"], Same, State),
    entry(&["the", "same", "as"], Same, State), entry(&["similar", "to"], Same, State),
    entry(&["comparable", "to"], Same, State), entry(&["comparable", "with"], Same, State),
    entry(&["consistent", "with"], Same, State), entry(&["identical", "to"], Same, State),
    entry(&["equal", "to"], Same, State), entry(&["close", "to"], Near, State), entry(&["near", "to"], Near, State),
    entry(&["matches"], Same, State), entry(&["mirrors"], Same, State),
    entry(&["stable"], Same, State), entry(&["steady"], Same, State), entry(&["unchanged"], Same, State),
    entry(&["constant"], Same, State), entry(&["flat"], Same, State), entry(&["static"], Same, State),
    entry(&["similar"], Same, State), entry(&["stabilised"], Same, Verb), entry(&["plateaued"], Same, Verb),
    entry(&["highest"], Highest, Superlative), entry(&["lowest"], Lowest, Superlative),
    entry(&["record", "high"], Highest, Superlative), entry(&["record", "low"], Lowest, Superlative),
];

/// The entry that begins at a token, with its number of tokens.
pub fn entry_at(tokens: &Tokens<'_>, at: usize) -> Option<&'static Entry> {
    let first = tokens.word(at);
    if first.is_empty() || tokens.possessive(at) {
        return None;
    }
    ENTRIES.iter().find(|entry| entry.words[0] == first && tokens.phrase(at, entry.words))
}

/// Words whose full stop ends no sentence.
pub const ABBREVIATIONS: &[&str] = &[
    "e", "g", "i", "eg", "ie", "no", "nos", "para", "paras", "sec", "fig", "approx", "st", "dr", "mr", "mrs", "ms", "cllr",
    "cllrs", "etc", "vs", "v", "pp", "p", "vol", "al", "ed", "est", "incl", "dept", "prof", "ref",
];

/// Words before a number that make it the number of something and no figure.
pub const REFERENCES: &[&str] = &[
    "paragraph", "paragraphs", "para", "paras", "section", "sections", "page", "pages", "appendix", "appendices", "table",
    "tables", "figure", "figures", "chart", "charts", "item", "items", "minute", "minutes", "annex", "annexes",
    "recommendation", "recommendations", "regulation", "regulations", "article", "articles", "schedule", "schedules",
    "part", "parts", "chapter", "chapters", "clause", "clauses", "rule", "rules", "note", "grade", "grades", "level",
    "levels", "band", "bands", "tier", "tiers", "stage", "stages", "phase", "phases", "step", "steps", "option", "options",
    "objective", "objectives", "priority", "priorities", "theme", "themes", "question", "questions", "number", "numbers",
    "no", "nos", "ward", "board", "version", "room", "ref", "reference", "act", "order", "standing", "year", "cohort",
    "group", "scale", "point", "spinal", "category", "categories", "block", "pillar", "module", "wave", "round", "line",
    "slide", "slides", "case", "study", "volume", "issue", "edition", "model", "unit", "team", "quarter", "q", "p", "pp",
    "week", "day", "month", "entry", "footnote", "exhibit", "box", "row", "column", "resolution", "motion", "agenda",
    "form", "key", "si", "tel", "telephone", "phone", "class", "nqsw", "asye", "m", "a", "b", "outcome", "principle",
    "standard", "standards", "action", "actions", "aim", "covid", "mosaic", "release",
];

/// Those of them that also stand before a number of people: "this year 25 apprentices".
pub const WEAK_REFERENCES: &[&str] = &[
    "year", "month", "week", "day", "quarter", "case", "unit", "team", "group", "study", "model", "a", "b", "m", "line",
    "key", "part", "round", "aim", "action", "actions", "number", "numbers", "note", "notes", "release", "order", "act",
    "board", "issue", "point", "year", "cohort", "agenda", "covid", "room", "standard", "standards", "figure", "figures",
    "outcome", "question", "questions", "row", "item", "version", "volume", "mosaic", "form", "ward", "objective",
    "principle", "theme", "priority", "no", "nos", "entry", "box", "parts",
];

/// The months.
pub const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Lengths of time: a number before them is no figure of the workforce.
pub const DURATIONS: &[&str] = &[
    "year", "years", "month", "months", "week", "weeks", "hour", "hours", "minute", "minutes", "decade", "decades",
    "term", "terms", "time", "times", "fortnight", "fortnights", "quarter", "quarters", "second", "seconds", "century",
    "yr", "yrs", "hrs", "pm", "am", "noon", "o'clock", "o’clock", "weekends", "mornings", "evenings", "nights",
];

/// Who or what a count may count, and whether only people are meant.
pub const NOUNS: &[(&str, Thing)] = &[
    ("worker", Thing::Worker), ("staff", Thing::Worker), ("people", Thing::Worker), ("person", Thing::Worker),
    ("employee", Thing::Worker), ("practitioner", Thing::Worker), ("apprentice", Thing::Worker), ("leaver", Thing::Worker),
    ("starter", Thing::Worker), ("joiner", Thing::Worker), ("recruit", Thing::Worker), ("trainee", Thing::Worker),
    ("graduate", Thing::Worker), ("vacancy", Thing::Worker), ("locum", Thing::Worker), ("nqsw", Thing::Worker),
    ("asye", Thing::Worker), ("manager", Thing::Person), ("officer", Thing::Person), ("assistant", Thing::Person),
    ("adviser", Thing::Person), ("advisor", Thing::Person), ("applicant", Thing::Person), ("candidate", Thing::Person),
    ("student", Thing::Person), ("respondent", Thing::Person), ("post", Thing::Worker), ("role", Thing::Person),
    ("position", Thing::Person), ("carer", Thing::Person), ("adopter", Thing::Person), ("intern", Thing::Person),
    ("professional", Thing::Person), ("colleague", Thing::Person), ("nurse", Thing::Person), ("teacher", Thing::Person),
    ("case", Thing::Other), ("child", Thing::Other), ("children", Thing::Other), ("family", Thing::Other),
    ("complaint", Thing::Other), ("compliment", Thing::Other), ("referral", Thing::Other), ("application", Thing::Other),
    ("assessment", Thing::Other), ("placement", Thing::Other), ("household", Thing::Other), ("resignation", Thing::Worker),
    ("appointment", Thing::Person), ("departure", Thing::Worker), ("interview", Thing::Other), ("plan", Thing::Other),
];

/// What a noun counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// People of the workforce, whatever the number.
    Worker,
    /// People who are often counted by the way ("two managers"): only from eleven on.
    Person,
    /// Cases, children and other things: only from eleven on where the number is spelt out.
    Other,
}

/// What a noun, in the singular, counts.
pub fn noun(word: &str) -> Option<Thing> {
    let stem = stem(word);
    NOUNS.iter().find(|(known, _)| *known == stem || *known == word).map(|(_, noun)| *noun)
}

/// A word in the singular, as far as its ending tells.
pub fn stem(word: &str) -> String {
    if let Some(start) = word.strip_suffix("ies").filter(|start| start.len() > 2) {
        return format!("{start}y");
    }
    match word.strip_suffix('s') {
        Some(start) if start.len() > 2 && !start.ends_with(['s', 'u', 'i']) => start.to_owned(),
        _ => word.to_owned(),
    }
}

/// Words that stop the search for the noun that a number counts.
pub const STOPS: &[&str] = &[
    "of", "in", "to", "and", "or", "for", "from", "by", "at", "on", "with", "than", "is", "are", "was", "were", "has",
    "have", "had", "but", "which", "that", "who", "as", "compared", "since", "nationally", "regionally", "over", "per",
    "a", "an", "the", "between", "below", "above", "against", "will", "would", "should", "not", "so", "then", "when",
    "while", "after", "before", "during", "left", "joined", "started", "across", "within", "it", "this", "these", "each",
];

/// Words that say that something is wanted, planned or only possible.
pub const NOT_YET: &[&str] = &[
    "will", "would", "should", "could", "may", "might", "must", "can", "shall", "aim", "aims", "aimed", "aiming", "target",
    "targets", "hope", "hopes", "hoped", "expect", "expects", "expected", "planned",
    "intend", "intends", "intended", "want", "wants", "seek", "seeks", "seeking", "need", "needs", "if", "whether",
    "unless", "forecast", "forecasts", "projected", "ambition", "objective", "objectives", "goal", "goals", "likely",
    "potentially", "propose", "proposes", "proposed", "ensure", "suppose", "assume", "assumes",
    "assuming", "cannot", "able", "try", "help", "helps",
    "feared", "anticipated", "anticipate", "encourage", "enable", "ask", "asked", "request", "requested",
    "recommend", "recommended", "consider",
];

/// Words that deny what follows.
pub const DENIALS: &[&str] =
    &["not", "no", "never", "without", "neither", "nor", "n't", "hardly", "barely", "scarcely", "didn't", "hasn't",
      "haven't", "isn't", "aren't", "wasn't", "weren't", "doesn't", "don't", "didn’t", "hasn’t", "haven’t", "isn’t",
      "aren’t", "wasn’t", "weren’t", "doesn’t", "don’t", "rather", "instead", "nothing", "nobody", "none"];

/// What is compared with when it is no value of the data.
pub const WISHES: &[&str] = &[
    "expected", "planned", "anticipated", "hoped", "would", "like", "liked", "target", "targets", "objective", "objectives",
    "goal", "aim", "aiming", "aspiration", "ambition", "threshold", "budget", "budgeted", "forecast", "required",
    "recommended", "benchmark", "standard", "tolerance", "limit", "cap", "model", "needed", "establishment", "maximum",
    "minimum",
];

/// Numbers that are spelt out.
pub fn number_word(word: &str) -> Option<u32> {
    const SMALL: &[&str] = &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str]| list.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    at(SMALL).or_else(|| at(TENS).map(|tens| (tens + 2) * 10))
}
