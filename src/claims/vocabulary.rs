//! The vocabulary of a report: which words name its measures and its own figures.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::claims::lexicon::{SOME, STOPS, number_word, stem};
use crate::claims::means;
use crate::claims::tokens::{Kind, Tokens};
use crate::data::measures::{self, Measure, Polarity};
use crate::facts::Facts;
use crate::facts::figure::Figure;

/// The words of the measures and figures of a report.
#[derive(Debug)]
pub struct Vocabulary {
    phrases: HashMap<String, Vec<Phrase>>,
    /// Every measure that a phrase can mean, by id.
    pub measures: HashMap<String, Arc<Measure>>,
    /// The report's own measures and figures, which are known by all the words of their name wherever they stand.
    own: Vec<Own>,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first, in the singular.
    rest: Vec<String>,
    /// What it can mean, the likeliest first.
    ids: Vec<String>,
    /// Whether it says the opposite of the measure: retention and turnover.
    inverse: bool,
}

/// A measure or a figure of the report's own.
#[derive(Debug)]
struct Own {
    words: Vec<String>,
    id: String,
}

/// Words of a sentence that name a measure.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it can mean, the likeliest first; empty for a measure that the data do not have.
    pub ids: Vec<String>,
    /// Whether it says the opposite of the measure.
    pub inverse: bool,
}

/// What people call the measures of the Department for Education; words in the singular.
const KNOWN: &[(&str, &[&str])] = &[
    ("turnover rate", &["turnover_rate"]),
    ("turnover", &["turnover_rate"]),
    ("rate of turnover", &["turnover_rate"]),
    ("leaver rate", &["turnover_rate"]),
    ("leaving rate", &["turnover_rate"]),
    ("rate of leaving", &["turnover_rate"]),
    ("attrition", &["turnover_rate"]),
    ("churn", &["turnover_rate"]),
    ("agency rate", &["agency_rate"]),
    ("agency worker rate", &["agency_rate"]),
    ("agency social worker rate", &["agency_rate"]),
    ("agency staff rate", &["agency_rate"]),
    ("agency use", &["agency_rate", "agency_workers"]),
    ("agency usage", &["agency_rate", "agency_workers"]),
    ("use of agency", &["agency_rate", "agency_workers"]),
    ("reliance on agency", &["agency_rate", "agency_workers"]),
    ("agency reliance", &["agency_rate", "agency_workers"]),
    ("agency worker", &["agency_workers", "agency_rate"]),
    ("agency social worker", &["agency_workers", "agency_rate"]),
    ("agency staff", &["agency_workers", "agency_rate"]),
    ("staff are agency", &["agency_rate"]),
    ("staff were agency", &["agency_rate"]),
    ("worker are agency", &["agency_rate"]),
    ("worker were agency", &["agency_rate"]),
    ("agency worker covered", &["vacancy_agency_cover_rate"]),
    ("agency staff covered", &["vacancy_agency_cover_rate"]),
    ("agency staffing", &["agency_rate", "agency_workers"]),
    ("agency", &["agency_rate", "agency_workers"]),
    ("locum", &["agency_workers", "agency_rate"]),
    ("vacancy rate", &["vacancy_rate"]),
    ("rate of vacancy", &["vacancy_rate"]),
    ("vacancy", &["vacancies", "vacancy_rate"]),
    ("vacancy level", &["vacancy_rate", "vacancies"]),
    ("vacant post", &["vacancies", "vacancy_rate"]),
    ("unfilled post", &["vacancies", "vacancy_rate"]),
    ("post were vacant", &["vacancies", "vacancy_rate"]),
    ("post are vacant", &["vacancies", "vacancy_rate"]),
    ("post was vacant", &["vacancies", "vacancy_rate"]),
    ("vacant", &["vacancies", "vacancy_rate"]),
    ("vacancy covered by agency worker", &["vacancy_agency_cover_rate"]),
    ("vacancy covered by agency", &["vacancy_agency_cover_rate"]),
    ("vacancy are covered by agency worker", &["vacancy_agency_cover_rate"]),
    ("vacancy were covered by agency worker", &["vacancy_agency_cover_rate"]),
    ("vacancy are covered by agency", &["vacancy_agency_cover_rate"]),
    ("vacancy were covered by agency", &["vacancy_agency_cover_rate"]),
    ("absence rate", &["absence_rate"]),
    ("sickness absence rate", &["absence_rate"]),
    ("sickness rate", &["absence_rate"]),
    ("sickness absence", &["absence_rate", "working_days_lost"]),
    ("sickness level", &["absence_rate", "working_days_lost"]),
    ("sickness", &["absence_rate", "working_days_lost"]),
    ("absence", &["absence_rate", "working_days_lost"]),
    ("sick leave", &["absence_rate", "working_days_lost"]),
    ("day lost", &["working_days_lost", "absence_rate"]),
    ("working day lost", &["working_days_lost", "absence_rate"]),
    ("caseload", &["caseload"]),
    ("case load", &["caseload"]),
    ("average caseload", &["caseload"]),
    ("case per worker", &["caseload"]),
    ("case per social worker", &["caseload"]),
    ("case each", &["caseload"]),
    ("case for each", &["caseload"]),
    ("average social worker", &["caseload"]),
    ("case held", &["cases"]),
    ("open case", &["cases"]),
    ("case", &["cases", "caseload"]),
    ("case holder", &["case_holders"]),
    ("social worker with case", &["case_holders"]),
    ("social worker holding case", &["case_holders"]),
    ("worker holding case", &["case_holders"]),
    ("in post", &["in_post"]),
    ("starter", &["starters"]),
    ("joiner", &["starters"]),
    ("joined", &["starters"]),
    ("started", &["starters"]),
    ("leaver", &["leavers", "turnover_rate"]),
    ("left", &["leavers", "turnover_rate"]),
    ("departure", &["leavers"]),
];

/// Words in the name of a figure that say nothing of what it is.
const IDLE: &[&str] = &[
    "as",
    "of",
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "for",
    "to",
    "and",
    "or",
    "by",
    "per",
    "over",
    "rate",
    "number",
    "total",
    "share",
    "percentage",
    "proportion",
    "this",
    "last",
    "year",
    "now",
    "from",
    "with",
    "all",
    "count",
];

impl Vocabulary {
    /// The vocabulary of a report.
    pub fn new(facts: &Facts) -> Self {
        let mut found = Self { phrases: HashMap::new(), measures: HashMap::new(), own: Vec::new() };
        for data in &facts.datasets {
            for measure in data.measures() {
                found.measures.entry(measure.id.clone()).or_insert_with(|| Arc::clone(measure));
            }
        }
        for (words, ids) in KNOWN {
            let ids =
                ids.iter().filter(|id| found.measures.contains_key(**id)).map(|id| (*id).to_owned()).collect();
            found.add(words, ids, false);
        }
        let mut own: Vec<&Arc<Measure>> =
            found.measures.values().filter(|one| measures::find(&one.id).is_none()).collect();
        own.sort_by(|one, two| one.id.cmp(&two.id));
        let own: Vec<Own> =
            own.into_iter().map(|one| Own { words: telling(&one.name), id: one.id.clone() }).collect();
        let keeps = own.iter().any(|own| own.words.iter().any(|word| word == "retention"));
        found.own = own;
        if !keeps {
            // Who stays does not leave: what is said of retention can be held against turnover.
            let ids = if found.measures.contains_key("turnover_rate") {
                vec!["turnover_rate".to_owned()]
            } else {
                Vec::new()
            };
            found.add("retention", ids.clone(), true);
            found.add("retention rate", ids, true);
        }
        found
    }

    fn add(&mut self, words: &str, ids: Vec<String>, inverse: bool) {
        let mut words = words.split(' ').map(str::to_owned);
        let Some(first) = words.next() else { return };
        let phrase = Phrase { rest: words.collect(), ids, inverse };
        let of_first = self.phrases.entry(first).or_default();
        of_first.push(phrase);
        of_first.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }

    /// The measures that a sentence names, in order.
    pub fn mentions(&self, tokens: &Tokens<'_>, sentence: &Range<usize>) -> Vec<Mention> {
        let stems: Vec<String> = sentence.clone().map(|at| stem(tokens.word(at))).collect();
        let mut found: Vec<Mention> = Vec::new();
        // "averaged over four years" is a mean; "average" alone is hardly more than a word.
        let words: Vec<&str> = sentence
            .clone()
            .map(|at| match tokens.kind(at) {
                Some(Kind::Number) => tokens.text(at),
                _ if means::years(tokens, sentence, at).is_some() => "mean",
                _ => stems[at - sentence.start].as_str(),
            })
            .collect();
        for own in self.own.iter().filter(|own| !own.words.is_empty()) {
            let places: Vec<usize> =
                own.words.iter().filter_map(|word| words.iter().position(|said| alike(said, word))).collect();
            if places.len() < own.words.len() {
                continue;
            }
            let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else { continue };
            if last - first > own.words.len() + 6 {
                continue;
            }
            found.push(Mention {
                tokens: sentence.start + first..sentence.start + last + 1,
                ids: vec![own.id.clone()],
                inverse: false,
            });
        }
        let mut at = 0;
        while at < stems.len() {
            let matches = self.phrases.get(&stems[at]).into_iter().flatten().find(|phrase| {
                phrase.rest.iter().enumerate().all(|(step, word)| stems.get(at + 1 + step) == Some(word))
            });
            let Some(phrase) = matches else {
                at += 1;
                continue;
            };
            let range = sentence.start + at..sentence.start + at + 1 + phrase.rest.len();
            at += 1 + phrase.rest.len();
            // "left for the coast", "was left": leavers only beside who leaves.
            if phrase.rest.is_empty()
                && matches!(stems[range.start - sentence.start].as_str(), "left" | "joined" | "started")
            {
                let people =
                    stems.iter().any(|stem| matches!(stem.as_str(), "worker" | "fte" | "staff" | "people"));
                if !people {
                    continue;
                }
            }
            // A measure of the report's own that has these words in its name is the more exact one.
            if found.iter().any(|own| own.tokens.start <= range.start && range.end <= own.tokens.end) {
                continue;
            }
            let ids = if narrowed(tokens, sentence, &range) { Vec::new() } else { phrase.ids.clone() };
            found.push(Mention { tokens: range, ids, inverse: phrase.inverse });
        }
        found.sort_by_key(|mention| mention.tokens.start);
        found
    }

    /// Which way is good for a mention.
    pub fn polarity(&self, mention: &Mention) -> Polarity {
        let of =
            mention.ids.first().and_then(|id| self.measures.get(id)).map_or(Polarity::Neutral, |one| one.polarity);
        match (of, mention.inverse) {
            (Polarity::HigherIsBetter, true) => Polarity::LowerIsBetter,
            (Polarity::LowerIsBetter, true) => Polarity::HigherIsBetter,
            (other, _) => other,
        }
    }
}

/// Whether a measure is that of some of the workforce only: "retention of level 4 social workers", "ASYE turnover".
fn narrowed(tokens: &Tokens<'_>, sentence: &Range<usize>, mention: &Range<usize>) -> bool {
    let some = |at: usize| SOME.contains(&tokens.word(at)) && tokens.list[at].fact.is_none();
    let before = (sentence.start..mention.start)
        .rev()
        .take(3)
        .take_while(|at| !STOPS.contains(&tokens.word(*at)) && tokens.kind(*at) == Some(Kind::Word))
        .any(some);
    let mut at = mention.end;
    if matches!(tokens.word(at), "rate" | "rates" | "level" | "levels") {
        at += 1;
    }
    let linked = matches!(tokens.word(at), "of" | "among" | "amongst" | "for" | "at" | "in" | "within");
    let after = linked
        && (at + 1..sentence.end.min(at + 6))
            .take_while(|at| {
                tokens.kind(*at) != Some(Kind::Sign(','))
                    && !matches!(tokens.word(*at), "is" | "are" | "was" | "were" | "has" | "have" | "fell" | "rose")
            })
            .any(some);
    before || after
}

/// The words of a name that tell what it is, in the singular.
fn telling(name: &str) -> Vec<String> {
    name.split(|one: char| !one.is_alphanumeric())
        .map(|word| stem(&word.to_ascii_lowercase()))
        .filter(|word| {
            !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()) && !IDLE.contains(&word.as_str())
        })
        .collect()
}

/// Whether a word of a sentence is a word of a name, or one that people use for it.
fn alike(word: &str, name: &str) -> bool {
    const SAME: &[(&str, &str)] = &[
        ("mean", "average"),
        ("mean", "averaged"),
        ("retained", "retention"),
        ("stayed", "retention"),
        ("satisfied", "satisfaction"),
        ("experience", "experienced"),
        ("qualified", "qualification"),
    ];
    word == name
        || word.starts_with(|first: char| first.is_ascii_digit())
            && number_word(name).is_some_and(|number| word.parse() == Ok(number))
        || (name != "mean"
            && SAME.iter().any(|(one, two)| (word == *one && name == *two) || (word == *two && name == *one)))
}

/// Whether a figure that the report states is what a sentence speaks of: its name and the sentence share a word, and
/// no word that makes the figure a special one (mean, target …) is missing from the sentence.
pub fn speaks_of(figure: &Figure, words: &[String]) -> bool {
    const SPECIAL: &[&str] = &[
        "mean",
        "average",
        "median",
        "target",
        "objective",
        "tolerance",
        "goal",
        "aim",
        "budget",
        "forecast",
        "threshold",
        "national",
        "regional",
        "england",
        "neighbour",
    ];
    let name = telling(&figure.measure.id.replace('_', " "));
    let said = |word: &str| {
        words.iter().any(|one| {
            one == word || (word == "mean" && one == "average") || (word == "england" && one == "national")
        })
    };
    name.iter().filter(|word| SPECIAL.contains(&word.as_str())).all(|word| said(word))
}
