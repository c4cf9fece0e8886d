//! Lists of words: what is no figure, what is no claim, what numbers count.

/// Words whose full stop ends no sentence.
#[rustfmt::skip]
pub const ABBREVIATIONS: &[&str] = &[
    "e", "g", "i", "eg", "ie", "no", "nos", "para", "paras", "sec", "fig", "approx", "st", "dr", "mr", "mrs", "ms",
    "cllr", "cllrs", "etc", "vs", "v", "pp", "p", "vol", "al", "ed", "est", "incl", "dept", "prof", "ref",
];

/// Words before a number that make it the number of something and no figure.
#[rustfmt::skip]
pub const REFERENCES: &[&str] = &[
    "paragraph", "paragraphs", "para", "paras", "section", "sections", "page", "pages", "appendix", "appendices",
    "table", "tables", "figure", "figures", "chart", "charts", "item", "items", "minute", "minutes", "annex",
    "annexes", "recommendation", "recommendations", "regulation", "regulations", "article", "articles", "schedule",
    "schedules", "part", "parts", "chapter", "chapters", "clause", "clauses", "rule", "rules", "note", "grade",
    "grades", "level", "levels", "band", "bands", "tier", "tiers", "stage", "stages", "phase", "phases", "step",
    "steps", "option", "options", "objective", "objectives", "priority", "priorities", "theme", "themes",
    "question", "questions", "number", "numbers", "no", "nos", "ward", "board", "version", "room", "ref",
    "reference", "act", "order", "standing", "year", "cohort", "group", "scale", "point", "spinal", "category",
    "categories", "block", "pillar", "module", "wave", "round", "line", "slide", "slides", "case", "study",
    "volume", "issue", "edition", "model", "unit", "team", "quarter", "q", "p", "pp", "week", "day", "month",
    "entry", "footnote", "exhibit", "box", "row", "column", "resolution", "motion", "agenda", "form", "key", "si",
    "tel", "telephone", "phone", "class", "nqsw", "asye", "m", "a", "b", "outcome", "principle", "standard",
    "standards", "action", "actions", "aim", "covid", "mosaic", "release",
];

/// What parts of laws are called in short before a full stop: "the s.151 Officer", "reg. 10".
pub const LAW: &[&str] = &["s", "ss", "sch", "reg", "regs", "art", "arts", "cl"];

/// Those of them that also stand before a number of people: "this year 25 apprentices".
#[rustfmt::skip]
pub const WEAK_REFERENCES: &[&str] = &[
    "year", "month", "week", "day", "quarter", "case", "unit", "team", "group", "study", "model", "a", "b", "m",
    "line", "key", "part", "round", "aim", "action", "actions", "number", "numbers", "note", "notes", "release",
    "order", "act", "board", "issue", "point", "year", "cohort", "agenda", "covid", "room", "standard", "standards",
    "figure", "figures", "outcome", "question", "questions", "row", "item", "version", "volume", "mosaic", "form",
    "ward", "objective", "principle", "theme", "priority", "no", "nos", "entry", "box", "parts",
];

/// The months.
#[rustfmt::skip]
pub const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Lengths of time: a number before them is no figure of the workforce.
#[rustfmt::skip]
pub const DURATIONS: &[&str] = &[
    "year", "years", "month", "months", "week", "weeks", "hour", "hours", "minute", "minutes", "decade", "decades",
    "term", "terms", "time", "times", "fortnight", "fortnights", "quarter", "quarters", "second", "seconds",
    "century", "yr", "yrs", "hrs", "pm", "am", "noon", "o'clock", "o’clock", "weekends", "mornings", "evenings",
    "nights",
];

/// Who or what a count may count, and whether only people are meant.
#[rustfmt::skip]
pub const NOUNS: &[(&str, Thing)] = &[
    ("worker", Thing::Worker), ("staff", Thing::Worker), ("people", Thing::Worker), ("person", Thing::Worker),
    ("employee", Thing::Worker), ("practitioner", Thing::Worker), ("apprentice", Thing::Worker),
    ("leaver", Thing::Worker), ("starter", Thing::Worker), ("joiner", Thing::Worker), ("recruit", Thing::Worker),
    ("trainee", Thing::Worker), ("graduate", Thing::Worker), ("vacancy", Thing::Worker), ("locum", Thing::Worker),
    ("nqsw", Thing::Worker), ("asye", Thing::Worker), ("manager", Thing::Person), ("officer", Thing::Person),
    ("assistant", Thing::Person), ("adviser", Thing::Person), ("advisor", Thing::Person),
    ("applicant", Thing::Person), ("candidate", Thing::Person), ("student", Thing::Person),
    ("respondent", Thing::Person), ("post", Thing::Worker), ("role", Thing::Person), ("position", Thing::Person),
    ("carer", Thing::Person), ("adopter", Thing::Person), ("intern", Thing::Person), ("professional", Thing::Person),
    ("colleague", Thing::Person), ("nurse", Thing::Person), ("teacher", Thing::Person), ("case", Thing::Other),
    ("child", Thing::Other), ("children", Thing::Other), ("family", Thing::Other), ("complaint", Thing::Other),
    ("compliment", Thing::Other), ("referral", Thing::Other), ("application", Thing::Other),
    ("assessment", Thing::Other), ("placement", Thing::Other), ("household", Thing::Other),
    ("resignation", Thing::Worker), ("appointment", Thing::Person), ("departure", Thing::Worker),
    ("interview", Thing::Other), ("plan", Thing::Other),
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
#[rustfmt::skip]
pub const STOPS: &[&str] = &[
    "of", "in", "to", "and", "or", "for", "from", "by", "at", "on", "with", "than", "is", "are", "was", "were",
    "has", "have", "had", "but", "which", "that", "who", "as", "compared", "since", "nationally", "regionally",
    "over", "per", "a", "an", "the", "between", "below", "above", "against", "will", "would", "should", "not", "so",
    "then", "when", "while", "after", "before", "during", "left", "joined", "started", "across", "within", "it",
    "this", "these", "each",
];

/// Words that say that something is wanted, planned or only possible.
#[rustfmt::skip]
pub const NOT_YET: &[&str] = &[
    "will", "would", "should", "could", "may", "might", "must", "can", "shall", "aim", "aims", "aimed", "aiming",
    "target", "targets", "hope", "hopes", "hoped", "expect", "expects", "expected", "planned", "intend", "intends",
    "intended", "want", "wants", "seek", "seeks", "seeking", "need", "needs", "if", "whether", "unless", "forecast",
    "forecasts", "projected", "ambition", "objective", "objectives", "goal", "goals", "likely", "potentially",
    "propose", "proposes", "proposed", "ensure", "suppose", "assume", "assumes", "assuming", "cannot", "able",
    "try", "help", "helps", "feared", "anticipated", "anticipate", "encourage", "enable", "ask", "asked", "request",
    "requested", "recommend", "recommended", "consider",
];

/// Verbs that begin a request: a recommendation, an action.
#[rustfmt::skip]
pub const REQUESTS: &[&str] = &[
    "support", "recruit", "increase", "reduce", "note", "receive", "consider", "continue", "review", "promote",
    "ask", "request", "appoint", "create", "fund", "approve", "endorse", "agree", "develop", "launch", "work",
    "train", "deliver", "explore", "ensure", "write", "thank", "bring", "improve", "maintain", "keep", "cut",
    "offer", "provide", "monitor", "report", "extend", "introduce", "establish", "commission", "implement",
    "invest", "raise", "lower", "hold", "give", "make", "set", "build", "strengthen", "expand", "seek", "invite",
    "allocate", "employ", "convert", "add", "retain",
];

/// Words that narrow a measure to some of the workforce, which the data do not count apart.
#[rustfmt::skip]
pub const SOME: &[&str] = &[
    "asye", "nqsw", "nqsws", "newly", "experienced", "level", "levels", "grade", "band", "manager", "managers",
    "senior", "principal", "advanced", "practitioner", "practitioners", "apprentice", "apprentices", "fostering",
    "placements", "adult", "adults", "teacher", "teachers", "nurses", "admin", "administrative", "advisers",
    "advisors", "adviser", "male", "female", "women", "men", "young", "older", "part", "student", "students",
    "graduates", "leaders", "leader", "officers", "foster", "residential", "occupational", "team", "teams",
    "service", "hub", "assistants", "business", "directorate", "overseas", "white", "black", "minority", "disabled",
];

/// Words that deny what follows.
#[rustfmt::skip]
pub const DENIALS: &[&str] = &[
    "not", "no", "never", "without", "neither", "nor", "n't", "hardly", "barely", "scarcely", "didn't", "hasn't",
    "haven't", "isn't", "aren't", "wasn't", "weren't", "doesn't", "don't", "didn’t", "hasn’t", "haven’t", "isn’t",
    "aren’t", "wasn’t", "weren’t", "doesn’t", "don’t", "rather", "instead", "nothing", "nobody", "none",
];

/// What is compared with when it is no value of the data.
#[rustfmt::skip]
pub const WISHES: &[&str] = &[
    "expected", "planned", "anticipated", "hoped", "would", "like", "liked", "target", "targets", "objective",
    "objectives", "goal", "aim", "aiming", "aspiration", "ambition", "threshold", "budget", "budgeted", "forecast",
    "required", "recommended", "benchmark", "standard", "tolerance", "limit", "cap", "model", "needed",
    "establishment", "maximum", "minimum",
];
