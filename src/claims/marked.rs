//! Marked words: what an author has printed as a checked claim must say what was checked.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claims::fitting::{clause_start, is_of_another};
use crate::claims::lexicon::{self, Entry, Form, Sense};
use crate::claims::mentions::{self, PeriodMention, Role};
use crate::claims::reading::Desk;
use crate::claims::tokens::{Kind, Tokens};
use crate::claims::{Finding, Verdict};
use crate::data::measures::Polarity;
use crate::facts::Problem;
use crate::facts::amount::{Amount, Number};
use crate::facts::comparison::{self, Relation};
use crate::facts::figure::Figure;
use crate::facts::release::Revision;
use crate::facts::series::{Extreme, Gap};
use crate::facts::target::Aim;
use crate::facts::vocabulary::Claim;
use crate::narrative::{Checked, Shown};
use crate::quantity::period::Period;
use crate::quantity::value::Unit;

/// What is wrong with the words of the claims of a sentence.
pub fn check(desk: &Desk<'_>, tokens: &Tokens<'_>, sentence: &Range<usize>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(id) = tokens.list[at].fact else {
            at += 1;
            continue;
        };
        let end = (at..sentence.end).find(|next| tokens.list[*next].fact != Some(id)).unwrap_or(sentence.end);
        if let Some(shown) = desk.record.shown.get(id)
            && let (Some(checked), Some(figure)) = (&shown.checked, shown.figures.first())
            && !matches!(checked.word.claim, Claim::Sum | Claim::Whole)
        {
            found.extend(Marked { desk, tokens, sentence, words: at..end, shown, checked, figure }.finding());
        }
        at = end;
    }
    found
}

/// Which way words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Lower,
    Higher,
    Same,
}

/// The words of a claim in their sentence, and what was checked.
struct Marked<'a, 't> {
    desk: &'a Desk<'a>,
    tokens: &'a Tokens<'t>,
    sentence: &'a Range<usize>,
    words: Range<usize>,
    shown: &'a Shown,
    checked: &'a Checked,
    figure: &'a Figure,
}

impl Marked<'_, '_> {
    /// The first thing that the words say and the claim does not check.
    fn finding(&self) -> Option<Finding> {
        self.measure()
            .or_else(|| self.direction())
            .or_else(|| self.target())
            .or_else(|| self.multiple())
            .or_else(|| self.amount())
            .or_else(|| self.place())
            .or_else(|| self.running())
            .or_else(|| self.since())
            .or_else(|| self.area())
    }

    fn says(&self, words: Range<usize>, but: &str, hint: impl Into<String>) -> Finding {
        let said = &self.tokens.passage.text[self.tokens.bytes(&words)];
        let message = format!("the words say `{said}`, but `.{}` checks {but}", self.checked.word.name);
        Finding { tokens: words, verdict: Verdict::False, problem: Problem::new(message).hint(hint) }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.word(at)
    }

    /// Which way the claim checks that it goes.
    fn way(&self) -> Option<Way> {
        let good = |better: bool| match (self.figure.measure.polarity, better) {
            (Polarity::Neutral, _) => None,
            (Polarity::HigherIsBetter, true) | (Polarity::LowerIsBetter, false) => Some(Way::Higher),
            _ => Some(Way::Lower),
        };
        match self.checked.word.claim {
            Claim::OverTime(relation) | Claim::Against(relation) => match relation {
                Relation::Fell | Relation::Below | Relation::Halved => Some(Way::Lower),
                Relation::Rose | Relation::Above | Relation::Doubled | Relation::Trebled => Some(Way::Higher),
                Relation::Steady | Relation::Unchanged | Relation::Similar | Relation::Equals => Some(Way::Same),
                Relation::Improved | Relation::Better => good(true),
                Relation::Worsened | Relation::Worse => good(false),
            },
            Claim::Amount(amount) | Claim::Half(amount) => match amount {
                Amount::Over => Some(Way::Higher),
                Amount::Under | Amount::Nearly => Some(Way::Lower),
                Amount::About => None,
            },
            Claim::Place(extreme) | Claim::Since(extreme) | Claim::Record(extreme) => Some(match extreme {
                Extreme::Highest => Way::Higher,
                Extreme::Lowest => Way::Lower,
            }),
            Claim::Gap(Gap::Narrowed) | Claim::Revision(Revision::Down) => Some(Way::Lower),
            Claim::Gap(Gap::Widened) | Claim::Revision(Revision::Up) => Some(Way::Higher),
            Claim::Revision(Revision::None) => Some(Way::Same),
            Claim::Closer | Claim::Target(_) | Claim::Sum | Claim::Whole => None,
        }
    }

    /// What was checked, in words.
    fn what(&self) -> String {
        let checked = match self.checked.word.claim {
            Claim::OverTime(Relation::Steady | Relation::Unchanged) => "did not change",
            Claim::OverTime(relation) => return format!("that it {}", relation.name()),
            Claim::Against(Relation::Similar | Relation::Equals) => "is about the same",
            Claim::Against(relation) => {
                return format!("that it is {}", relation.words("").trim_end_matches(" than").trim());
            }
            Claim::Amount(Amount::Over) | Claim::Half(Amount::Over) => "is more",
            Claim::Amount(Amount::Under) | Claim::Half(Amount::Under) => "is less",
            Claim::Amount(Amount::Nearly) | Claim::Half(Amount::Nearly) => "is a little less",
            Claim::Amount(Amount::About) | Claim::Half(Amount::About) => "is about as much",
            Claim::Place(extreme) | Claim::Since(extreme) | Claim::Record(extreme) => {
                return format!("that it is among the {}", extreme.name());
            }
            Claim::Gap(Gap::Narrowed) => return "that the gap narrowed".to_owned(),
            Claim::Gap(Gap::Widened) => return "that the gap widened".to_owned(),
            Claim::Closer => "is closer",
            Claim::Target(Aim::Meets) => return "that the target is met".to_owned(),
            Claim::Target(_) => return "that the target is not met".to_owned(),
            Claim::Revision(Revision::Up) => "was revised up",
            Claim::Revision(Revision::Down) => "was revised down",
            Claim::Revision(Revision::None) => "was not revised",
            Claim::Sum | Claim::Whole => "adds up",
        };
        format!("that it {checked}")
    }

    /// "Sickness absence {{ agency_rate.fell("fell") }}", `agency_rate.fell("Sickness absence fell")`.
    fn measure(&self) -> Option<Finding> {
        let first = self.words.clone().find(|at| self.entry(*at).is_some()).unwrap_or(self.words.end);
        let start = clause_start(self.tokens, self.sentence, self.words.start);
        let mentions = self.desk.vocabulary.mentions(self.tokens, &(start..self.words.end));
        let wrong = |mention: &crate::claims::vocabulary::Mention| {
            self.shown.figures.iter().all(|figure| is_of_another(mention, figure, self.desk))
        };
        if mentions.iter().any(|mention| !wrong(mention)) {
            return None;
        }
        let subject = mentions.iter().rfind(|mention| {
            let inside = mention.tokens.start >= self.words.start && mention.tokens.end <= first;
            let auxiliary = |at: usize| {
                matches!(
                    self.word(at),
                    "has"
                        | "have"
                        | "had"
                        | "is"
                        | "was"
                        | "are"
                        | "were"
                        | "also"
                        | "rate"
                        | "rates"
                        | "levels"
                        | "use"
                )
            };
            // Words that begin with a noun of their own are not of what stands before them.
            let verb = first == self.words.start || (self.words.start..first).all(auxiliary);
            inside
                || verb
                    && mention.tokens.end <= self.words.start
                    && (mention.tokens.end..self.words.start).all(auxiliary)
        })?;
        let before = if subject.tokens.start > start { self.word(subject.tokens.start - 1) } else { "" };
        if matches!(
            before,
            "for" | "among" | "amongst" | "with" | "against" | "by" | "than" | "those" | "from" | "who"
        ) {
            return None;
        }
        let words = self.tokens.passage.text[self.tokens.bytes(&subject.tokens)].to_owned();
        let name = self.figure.description();
        let id = subject.ids.first()?;
        let problem = Problem::new(format!(
            "the sentence speaks of `{words}`, but `.{}` checks the {}",
            self.checked.word.name,
            name.trim_start_matches("the ")
        ))
        .hint(format!("write `{{{{ {id}.{}(…) }}}}`, or say what it is that was checked", self.checked.word.name));
        Some(Finding { tokens: subject.tokens.clone(), verdict: Verdict::False, problem })
    }

    fn entry(&self, at: usize) -> Option<(Sense, Form, usize)> {
        if let Some(Entry { words, sense, form }) = lexicon::entry_at(self.tokens, at) {
            return Some((*sense, *form, words.len()));
        }
        let gap = matches!(self.checked.word.claim, Claim::Gap(_));
        let half = matches!(self.checked.word.claim, Claim::Half(_));
        let more = match self.word(at) {
            "narrowed" | "narrowing" | "narrower" | "narrow" | "closed" | "closing" | "closer" if gap => {
                Sense::Lower
            }
            "widened" | "widening" | "wider" | "widen" | "bigger" if gap => Sense::Higher,
            "majority" | "most" if half => Sense::Higher,
            "minority" if half => Sense::Lower,
            _ => return None,
        };
        Some((more, Form::Verb, 1))
    }

    /// Which way the word at a token goes, if it is of the sort that the claim checks.
    fn said(&self, at: usize) -> Option<(Way, usize, bool)> {
        let (sense, form, length) = self.entry(at)?;
        let claim = self.checked.word.claim;
        let after = at + length;
        let next = if after < self.words.end { self.word(after) } else { "" };
        let ends = after >= self.words.end;
        let amount = matches!(claim, Claim::Amount(_) | Claim::Half(_));
        let number = |at: usize| {
            self.tokens.kind(at) == Some(Kind::Number)
                || lexicon::number_word(self.word(at)).is_some()
                || matches!(self.word(at), "half" | "a" | "twice" | "double")
                || matches!(self.entry(at), Some((Sense::Times(_), ..)))
        };
        let counts = match form {
            Form::Comparative if amount => next == "than",
            Form::Comparative => {
                let of_number = next == "than" && number(after + 1);
                let adverb = matches!(self.word(at), "more" | "less");
                let noun = lexicon::noun(next).is_some() || next == "social" || next == "agency";
                !of_number && (!adverb || ends || next == "than" || noun)
            }
            Form::Preposition => {
                let place = amount || matches!(claim, Claim::Against(_));
                place && !matches!(next, "time" | "pressure") && !(self.word(at) == "over" && self.over_time(after))
            }
            Form::Superlative => matches!(claim, Claim::Place(_) | Claim::Since(_) | Claim::Record(_)),
            Form::Particle => next != "to" || self.word(at) == "down",
            _ => !amount || matches!(self.word(at), "majority" | "minority" | "most"),
        };
        let superlative = matches!(claim, Claim::Place(_) | Claim::Since(_) | Claim::Record(_));
        if !counts || superlative && form != Form::Superlative {
            return None;
        }
        let gap = matches!(claim, Claim::Gap(_));
        let good = |better: bool| match (self.figure.measure.polarity, better) {
            (Polarity::Neutral, _) => None,
            _ if gap => None,
            (Polarity::HigherIsBetter, true) | (Polarity::LowerIsBetter, false) => Some(Way::Higher),
            _ => Some(Way::Lower),
        };
        let way = match sense {
            Sense::Lower | Sense::Lowest => Way::Lower,
            Sense::Higher | Sense::Highest => Way::Higher,
            Sense::Same => Way::Same,
            Sense::Near => return None,
            Sense::Better => good(true)?,
            Sense::Worse => good(false)?,
            Sense::Times(times) if times > 100 => Way::Higher,
            Sense::Times(_) => Way::Lower,
        };
        Some((way, length, self.denied(at)))
    }

    /// "over the year", "over three years".
    fn over_time(&self, at: usize) -> bool {
        (at..self.tokens.list.len().min(at + 5)).any(|at| {
            let word = self.word(at);
            word.starts_with("year") || matches!(word, "time" | "period" | "months" | "decade" | "quarter")
        })
    }

    fn denied(&self, at: usize) -> bool {
        let from = at.saturating_sub(4).max(self.words.start.saturating_sub(1)).max(self.sentence.start);
        (from..at).any(|at| {
            let word = self.word(at);
            let negative = matches!(word, "not" | "never" | "no" | "nor" | "neither")
                || word.ends_with("n't")
                || word.ends_with("n’t");
            negative && !matches!(self.word(at + 1), "only" | "just" | "merely" | "least")
        })
    }

    /// "rose" where it was checked that it fell.
    fn direction(&self) -> Option<Finding> {
        let way = self.way()?;
        // "Retention has risen" is said of turnover that fell.
        let start = clause_start(self.tokens, self.sentence, self.words.start);
        let mentions = self.desk.vocabulary.mentions(self.tokens, &(start..self.words.end));
        if mentions.iter().any(|mention| mention.inverse) {
            return None;
        }
        let mut wrong = None;
        let mut at = self.words.start;
        while at < self.words.end {
            let Some((said, length, denied)) = self.said(at) else {
                at += 1;
                continue;
            };
            match (said == way, denied) {
                (true, false) => return None,
                (false, false) if said == Way::Same && self.checked.margin => {}
                (false, false) if way == Way::Same && self.slight(said) => {}
                (false, false) => wrong = wrong.or(Some(at..at + length)),
                (true, true) => {
                    let from = (self.words.start.saturating_sub(1)..at)
                        .find(|at| {
                            let word = self.word(*at);
                            matches!(word, "not" | "never" | "no" | "nor" | "neither")
                                || word.ends_with("n't")
                                || word.ends_with("n’t")
                        })
                        .unwrap_or(at);
                    wrong = wrong.or(Some(from..at + length));
                }
                (false, true) => {}
            }
            at += length;
        }
        let hint = match self.checked.word.claim {
            Claim::OverTime(_) => {
                "write what was checked, or check what the words say: `.fell(…)`, `.rose(…)`, `.steady(…)`, `.improved(…)`, \
                 `.worsened(…)`"
            }
            Claim::Against(_) => {
                "write what was checked, or check what the words say: `.above(…)`, `.below(…)`, `.similar(…)`, `.better(…)`, \
                 `.worse(…)`"
            }
            Claim::Gap(_) => {
                "write what was checked, or check what the words say: `.gap_narrowed(…)`, `.gap_widened(…)`"
            }
            _ => "write what was checked, or check what the words say",
        };
        Some(self.says(wrong?, &self.what(), hint))
    }

    /// "slightly higher" of two values that are similar, where it is so.
    fn slight(&self, said: Way) -> bool {
        let hedged = self.words.clone().any(|at| {
            matches!(
                self.word(at),
                "slightly" | "slight" | "marginally" | "marginal" | "little" | "fractionally" | "bit"
            )
        });
        let Some(other) = self.shown.figures.get(1) else { return false };
        let (Some(one), Some(two)) = (self.figure.shown(), other.shown()) else { return false };
        hedged && if said == Way::Higher { one > two } else { one < two }
    }

    /// "missed" where it was checked that the target is met; a target of another number.
    fn target(&self) -> Option<Finding> {
        let Claim::Target(aim) = self.checked.word.claim else { return None };
        let hit = |at: usize| {
            matches!(
                self.word(at),
                "meets" | "met" | "meet" | "meeting" | "achieved" | "achieves" | "reached" | "reaches" | "hit"
            )
        };
        let not_yet = |at: usize| {
            let from = at.saturating_sub(4).max(self.words.start);
            self.denied(at) || (from..at).any(|at| matches!(self.word(at), "yet" | "fails" | "failed" | "short"))
        };
        let missed = self.words.clone().find(|at| {
            matches!(self.word(*at), "missed" | "misses" | "miss" | "missing" | "failed" | "fails" | "short")
                && !self.denied(*at)
                || hit(*at) && not_yet(*at)
        });
        let met = self.words.clone().find(|at| hit(*at) && !not_yet(*at));
        let (wrong, right) = if aim == Aim::Meets { (missed, met) } else { (met, missed) };
        if let (Some(at), None) = (wrong, right) {
            let hint = "write what was checked, or check what the words say: `.meets_target(…)`, `.misses_target(…)`, \
                        `.short_of_target(…)`";
            return Some(self.says(at..at + 1, &self.what(), hint));
        }
        let target = self.shown.figures.get(1)?;
        let wanted: Vec<Decimal> = [target.shown(), self.figure.shown()].into_iter().flatten().collect();
        let numbers = self.numbers(target.measure.unit);
        if numbers.is_empty()
            || numbers.iter().any(|(_, number)| {
                wanted.iter().any(|one| equal(*number, Number::Plain(*one), target.measure.unit))
            })
        {
            return None;
        }
        let text = target.text(&self.desk.facts.style);
        Some(self.says(
            numbers[0].0.clone(),
            &format!("the target of {text}"),
            format!("write `{text}`, or leave the number out"),
        ))
    }

    /// "has more than halved" where it was checked that it fell, and it has not halved.
    fn multiple(&self) -> Option<Finding> {
        let Claim::OverTime(relation) = self.checked.word.claim else { return None };
        let (now, before) = (self.figure.shown()?, self.shown.figures.get(1)?.shown()?);
        self.words.clone().find_map(|at| {
            let (Sense::Times(times), _, length) = self.entry(at)? else { return None };
            if self.denied(at) {
                return None;
            }
            let from = at.saturating_sub(3).max(self.words.start);
            let near = (from..at).any(|at| {
                matches!(self.word(at), "almost" | "nearly" | "about" | "virtually" | "around" | "roughly")
            });
            let checked = match relation {
                Relation::Doubled => times == 200,
                Relation::Trebled => times == 300,
                Relation::Halved => times == 50,
                _ => false,
            };
            let slack = if near { Decimal::new(8, 1) } else { Decimal::ONE };
            let so_many = before.checked_mul(Decimal::new(i64::from(times), 2))?;
            let holds = if times > 100 { now >= so_many * slack } else { so_many >= now * slack };
            let more = (from..at).any(|at| self.word(at) == "more") && now == so_many;
            if (checked || holds) && !more {
                return None;
            }
            let name = match times {
                200 => "doubled",
                300 => "trebled",
                50 => "halved",
                _ => {
                    return Some(self.says(
                        at..at + length,
                        &format!("only {}", self.what()),
                        "write what the data say",
                    ));
                }
            };
            let hint = format!("write what was checked; `.{name}(\"…\")` checks what the words say");
            Some(self.says(at..at + length, &format!("only {}", self.what()), hint))
        })
    }

    /// The numbers and fractions among the words, without years, lengths of time and ordinals.
    fn numbers(&self, unit: Unit) -> Vec<(Range<usize>, Number)> {
        let mut found = Vec::new();
        let mut at = self.words.start;
        while at < self.words.end {
            let window = (1..=3).rev().find_map(|length| {
                let end = at + length;
                if end > self.words.end || length > 1 && self.tokens.kind(at) == Some(Kind::Number) {
                    return None;
                }
                let words: Vec<&str> = (at..end).map(|at| self.tokens.text(at)).collect();
                let text = words.join(" ").replace(',', "").replace(" - ", " ");
                let number = Number::parse(&text).or_else(|| {
                    let count = lexicon::number_word(self.word(at)).filter(|count| length == 1 && *count > 1)?;
                    Some(Number::Plain(Decimal::from(count)))
                })?;
                Some((at..end, number))
            });
            let Some((range, number)) = window else {
                at += 1;
                continue;
            };
            let next = self.word(range.end);
            let text = self.tokens.text(range.start);
            let year = unit != Unit::Pounds
                && text.len() == 4
                && text.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
            let time = next.starts_with("year")
                || next.starts_with("month")
                || matches!(next, "st" | "nd" | "rd" | "th" | "times");
            let million = matches!(next, "million" | "billion" | "thousand" | "hundred");
            let points = unit == Unit::Percent && next == "percentage";
            // "a third lower", "the second half of the year": no amounts.
            let half = next == "of" && self.over_time(range.end + 1);
            if !(year || time || million || points || half) {
                let sign = range.end < self.words.end && self.tokens.is(range.end, '%');
                found.push((range.start..range.end + usize::from(sign), number));
            }
            at = range.end;
        }
        found
    }

    /// "over 15%" where ten was checked, "two thirds" where the half was.
    fn amount(&self) -> Option<Finding> {
        let number = self.checked.number?;
        let unit = self.figure.measure.unit;
        let numbers = self.numbers(unit);
        let known: Vec<Decimal> = self.shown.figures.iter().filter_map(Figure::shown).collect();
        let fits = |said: Number| {
            equal(said, number, unit) || matches!(said, Number::Plain(said) if known.contains(&said))
        };
        if numbers.is_empty() || numbers.iter().any(|(_, said)| fits(*said)) {
            return None;
        }
        let style = &self.desk.facts.style;
        let checked = match (number, self.checked.word.claim) {
            (Number::Plain(number), _) => style.value(number, unit, number.scale()),
            (Number::Fraction(1, 2), _) => "half".to_owned(),
            (Number::Fraction(parts, of), _) => format!("{parts} in {of}"),
        };
        let name = match self.checked.word.claim {
            Claim::Half(Amount::Over) => "over",
            Claim::Half(_) => "under",
            _ => self.checked.word.name,
        };
        let words = &self.tokens.passage.text[self.tokens.bytes(&numbers[0].0)];
        let hint = match numbers[0].1 {
            Number::Fraction(..) => {
                format!("check the number that the words say, `.{name}(\"{}\", \"…\")`", words.to_lowercase())
            }
            Number::Plain(said) => format!("check the number that the words say, `.{name}({said}, \"…\")`"),
        };
        Some(self.says(numbers[0].0.clone(), &format!("against {checked}"), hint))
    }

    /// "the lowest" of what is third lowest; "on record" of what is so since 2019 only.
    fn place(&self) -> Option<Finding> {
        let claim = self.checked.word.claim;
        let (Claim::Place(extreme) | Claim::Since(extreme) | Claim::Record(extreme)) = claim else { return None };
        let at = self.words.clone().find(|at| matches!(self.entry(*at), Some((_, Form::Superlative, _))))?;
        let ever = self
            .words
            .clone()
            .chain(self.words.end..self.sentence.end.min(self.words.end + 2))
            .find(|at| self.tokens.phrase(*at, &["on", "record"]) || self.tokens.phrase(*at, &["ever"]));
        let name = extreme.name();
        match claim {
            Claim::Place(_) => {}
            Claim::Since(_) => {
                let since = self.checked.since?;
                let at = ever?;
                let length = if self.word(at) == "on" { 2 } else { 1 };
                let hint = format!("write `since {since}`, or check it with `.{name}_on_record(\"…\")`");
                return Some(self.says(at..at + length, &format!("only the values since {since}"), hint));
            }
            _ => {
                let time = ever.is_some() || self.words.clone().any(|at| self.word(at) == "since");
                let area = mentions::areas(self.tokens, &(at..self.words.end), self.desk.facts)
                    .into_iter()
                    .find(|area| matches!(self.before_the(area.tokens.start), "in" | "of" | "across"))?;
                if time || area.area.as_ref().is_some_and(|area| self.is_own(&area.code)) {
                    return None;
                }
                let hint = format!("check it among the authorities of the region with `.{name}(\"…\", \"…\")`");
                return Some(self.says(area.tokens, "the values of earlier periods only", hint));
            }
        }
        let among = (self.words.start.saturating_sub(3)..at)
            .any(|at| matches!(self.word(at), "among" | "amongst" | "of" | "one"));
        let ordinal = (at.saturating_sub(3).max(self.sentence.start)..at)
            .rev()
            .find_map(|at| Some((at, ordinal(self.tokens, at)?)));
        let wanted = (self.checked.place.unwrap_or(1), self.checked.within);
        let place = |place: u32| match place {
            1 => format!("that it is the {name}"),
            2 => format!("that it is the second {name}"),
            3 => format!("that it is the third {name}"),
            place => format!("that it is number {place} from the {name}"),
        };
        match (wanted, ordinal) {
            ((_, Some(within)), None) if !among && within > 1 => {
                let counted = self.words.clone().any(|at| self.number_at(at) == Some(within));
                (!counted).then(|| {
                    self.says(
                        at..at + 1,
                        &format!("that it is among the {within} {name}"),
                        format!("write `among the {within} {name}`, or leave `within` out"),
                    )
                })
            }
            ((_, Some(_)), _) => None,
            ((1, None), Some((first, said))) if said > 1 => {
                Some(self.says(first..at + 1, &place(1), format!("write `place={said}` after the words")))
            }
            ((wanted, None), Some((first, said))) if said != wanted => {
                Some(self.says(first..at + 1, &place(wanted), format!("write `place={said}` after the words")))
            }
            ((wanted, None), None) if wanted > 1 && !among => {
                Some(self.says(at..at + 1, &place(wanted), "write the place in the words, or leave `place` out"))
            }
            _ => None,
        }
    }

    fn before_the(&self, at: usize) -> &str {
        match at.checked_sub(1).map(|at| (at, self.word(at))) {
            Some((at, "the")) if at > 0 => self.word(at - 1),
            Some((_, word)) => word,
            None => "",
        }
    }

    fn number_at(&self, at: usize) -> Option<u32> {
        match self.tokens.kind(at) {
            Some(Kind::Number) => self.tokens.text(at).parse().ok(),
            _ => lexicon::number_word(self.word(at)),
        }
    }

    fn is_own(&self, code: &str) -> bool {
        let subject = self.desk.facts.subject.as_ref().is_some_and(|subject| subject.area.code == code);
        subject || self.figure.scope.as_ref().is_some_and(|scope| scope.area.code == code)
    }

    /// The tokens after the words in the same clause, up to the next claim.
    fn tail(&self) -> Range<usize> {
        let tokens = self.tokens;
        let stops = |at: &usize| {
            matches!(tokens.kind(*at), Some(Kind::Sign(';' | ':' | '(' | ')' | '—' | '–')))
                || tokens.is(*at, ',') && !tokens.joined(*at)
                || matches!(tokens.word(*at), "but" | "while" | "whereas" | "and" | "although" | "which")
                || tokens.list[*at]
                    .fact
                    .is_some_and(|id| self.desk.record.shown.get(id).is_none_or(|shown| shown.checked.is_some()))
        };
        let end = self.sentence.end.min(self.words.end + 9);
        self.words.end..(self.words.end..end).find(stops).unwrap_or(end)
    }

    /// "for the sixth year running" of four years.
    fn running(&self) -> Option<Finding> {
        let Claim::OverTime(relation) = self.checked.word.claim else { return None };
        let tokens = self.tokens;
        let range = self.words.start..self.tail().end;
        let (words, said) = range.clone().find_map(|at| {
            let said =
                ordinal(tokens, at).or_else(|| self.number_at(at)).filter(|count| (2..40).contains(count))?;
            let unit = |at: usize| {
                let word = self.word(at);
                word.starts_with("year") || word.starts_with("period")
            };
            let mut next = at + 1;
            if matches!(self.word(next), "st" | "nd" | "rd" | "th") {
                next += 1;
            }
            if matches!(self.word(next), "consecutive" | "successive") && unit(next + 1) {
                return (next + 1 < range.end).then_some((at..next + 2, said));
            }
            if !unit(next) {
                return None;
            }
            let length = [
                (&["running"][..], 1),
                (&["in", "a", "row"], 3),
                (&["in", "succession"], 2),
                (&["consecutively"], 1),
            ]
            .into_iter()
            .find(|(words, _)| tokens.phrase(next + 1, words))?
            .1;
            (next + length < range.end).then_some((at..next + 1 + length, said))
        })?;
        match self.checked.running {
            Some(running) if running != said => Some(self.says(
                words,
                &format!("that it holds for {running} periods running"),
                format!("write the number that was checked, or `running={said}`"),
            )),
            Some(_) => None,
            None => {
                self.desk.facts.check_running(relation, self.figure, said as usize).err()?;
                Some(self.says(
                    words,
                    "one change only",
                    format!("write `running={said}` after the words, which says for how many periods it holds"),
                ))
            }
        }
    }

    /// "since 2017" of what was checked since 2019.
    fn since(&self) -> Option<Finding> {
        let claim = self.checked.word.claim;
        let period = |at: usize| self.shown.figures.get(at)?.scope.as_ref().map(|scope| scope.period);
        let checked = match claim {
            Claim::OverTime(_) => period(1)?,
            Claim::Gap(_) => period(2)?,
            Claim::Since(_) => self.checked.since?,
            _ => return None,
        };
        let now = self.figure.scope.as_ref()?.period;
        let told = mentions::periods(self.tokens, &(self.words.start..self.tail().end), self.desk.now());
        let mentions: Vec<_> = told
            .into_iter()
            .chain(self.years())
            .filter(|mention| mention.role == Role::Earlier)
            .filter(|mention| {
                let at = mention.tokens.start;
                let since = (at.saturating_sub(4)..at).any(|at| self.word(at) == "since");
                // "last year" is counted from the report's own period.
                let relative = self.tokens.kind(at) != Some(Kind::Number)
                    && !mention.periods.contains(&now)
                    && self.desk.now() != Some(now);
                let inside = at < self.words.end;
                (since || inside && !matches!(claim, Claim::Since(_))) && !relative
            })
            .collect();
        if mentions.is_empty() || mentions.iter().any(|mention| mention.periods.contains(&checked)) {
            return None;
        }
        let mention = &mentions[0];
        if self.checked.since.is_none()
            && let Claim::OverTime(relation) = claim
        {
            let facts = self.desk.facts;
            let other = mention.periods.iter().find_map(|period| facts.earlier(self.figure, *period).ok())?;
            comparison::check(relation, self.figure, &other, facts).err()?;
        } else if self.checked.since.is_none() {
            return None;
        }
        let at = mention.tokens.start;
        let from = if at > 0 && self.word(at - 1) == "since" { at - 1 } else { at };
        let what = match claim {
            Claim::Since(_) => format!("the values since {checked}"),
            _ => format!("the change since {checked}"),
        };
        let said = mention.periods[0];
        let hint = match claim {
            Claim::Since(_) => {
                format!("write `since {checked}`, or check `.{}({said}, \"…\")`", self.checked.word.name)
            }
            _ => format!("write `since {checked}`, or check `since={said}`"),
        };
        Some(self.says(from..mention.tokens.end, &what, hint))
    }

    /// The years after "since" among the words, where the reader of typed periods does not look.
    fn years(&self) -> Vec<PeriodMention> {
        let since = self.words.clone().filter(|at| self.word(*at) == "since");
        since
            .filter_map(|since| {
                let at = (since + 1..self.words.end.min(since + 5))
                    .find(|at| self.tokens.kind(*at) == Some(Kind::Number) && self.tokens.text(*at).len() == 4)?;
                let year: i32 = self.tokens.text(at).parse().ok().filter(|year| (1900..2100).contains(year))?;
                let split = (self.tokens.is_dash(at + 1) || self.tokens.is(at + 1, '/')) && self.tokens.joined(at);
                let mut periods = vec![Period::Year(year), Period::SplitYear(year - 1), Period::SplitYear(year)];
                if split {
                    periods = vec![Period::SplitYear(year), Period::Year(year + 1)];
                }
                Some(PeriodMention { tokens: at..at + 1, periods, role: Role::Earlier })
            })
            .collect()
    }

    /// "the national rate" where the region was compared; "closer to England" where it is the region.
    fn area(&self) -> Option<Finding> {
        let facts = self.desk.facts;
        let claim = self.checked.word.claim;
        let checked = match claim {
            Claim::Against(_) | Claim::Closer => {
                let other = self.shown.figures.get(1)?.scope.as_ref()?;
                (!self.is_own(&other.area.code)).then(|| std::sync::Arc::clone(&other.area))?
            }
            Claim::Place(_) => facts.region(self.checked.area.as_deref()?).ok()?,
            _ => return None,
        };
        let last = self.word(self.words.end - 1);
        let open = matches!(
            last,
            "below" | "above" | "than" | "to" | "as" | "with" | "exceeds" | "under" | "over" | "in" | "of"
        );
        let end = if open { self.tail().end.min(self.words.end + 4) } else { self.words.end };
        let mut named = mentions::areas(self.tokens, &(self.words.start..end), facts);
        named.retain(|mention| mention.area.as_ref().is_some_and(|area| !self.is_own(&area.code)));
        if claim == Claim::Place(Extreme::Highest) || claim == Claim::Place(Extreme::Lowest) {
            named.retain(|mention| matches!(self.before_the(mention.tokens.start), "in" | "of" | "across" | "for"));
        }
        if claim == Claim::Closer {
            named.truncate(1);
        }
        let is = |area: &crate::data::areas::Area| area.code == checked.code;
        if named.is_empty() || named.iter().any(|mention| mention.area.as_ref().is_some_and(|area| is(area))) {
            return None;
        }
        let mention = named.first()?;
        let name = mention.area.as_ref()?.name.clone();
        let what = match claim {
            Claim::Place(_) => format!("the authorities of {}", checked.in_prose()),
            _ => format!("it against {}", checked.in_prose()),
        };
        let hint = format!("name what was compared, or check `.{}(\"{name}\", …)`", self.checked.word.name);
        Some(self.says(mention.tokens.clone(), &what, hint))
    }
}

/// Whether two numbers are the same; a half is fifty per cent.
fn equal(one: Number, other: Number, unit: Unit) -> bool {
    let value = |number: Number| match number {
        Number::Plain(value) => Some((value, false)),
        Number::Fraction(parts, of) => {
            Decimal::from(parts).checked_div(Decimal::from(of)).map(|value| (value, true))
        }
    };
    let (Some((one, of_one)), Some((other, of_other))) = (value(one), value(other)) else { return false };
    let near = |one: Decimal, other: Decimal| (one - other).abs() < Decimal::new(1, 6);
    match (of_one, of_other) {
        (true, false) if unit == Unit::Percent => near(one * Decimal::ONE_HUNDRED, other),
        (false, true) if unit == Unit::Percent => near(one, other * Decimal::ONE_HUNDRED),
        (one_is, other_is) => one_is == other_is && near(one, other),
    }
}

/// "third", "3rd".
fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = tokens.word(at);
    if let Some(place) = ORDINALS.iter().position(|known| *known == word) {
        return u32::try_from(place + 1).ok();
    }
    let suffix = matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th") && tokens.joined(at);
    tokens.text(at).parse().ok().filter(|_| suffix)
}
