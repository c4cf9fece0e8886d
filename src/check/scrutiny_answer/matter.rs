//! What a report brings, and whether a clause speaks of it: in the words of its title, or as "this report", "the proposals".

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::answer::among;
use crate::check::dates::{date_at, month};
use crate::check::likeness::{content, content_of, is_kin, shared};
use crate::check::scrutiny_answer::bodies::bodies;
use crate::check::scrutiny_answer::council::Council;
use crate::check::words::{Word, is_little, lower};

/// What a report brings, where "the" or "this" stands before it; in a title such words do not tell it from others.
const MATTER: &str = "action allowance approach arrangements budget business change changes charges consultation contract decision draft \
    framework guidance issue item matter model option options pilot plan plans policies policy programme project proposal \
    proposals question recommendation recommendations report reports response restructure review scheme service services \
    strategy structure subject topic";

/// Words of a title that every report may have.
const STOCK: &str = "approval award city council county decision draft first future new second update year yearly";

/// The matter of a report.
#[derive(Debug)]
pub struct Matter {
    /// The stems of its titles.
    stems: Vec<String>,
    /// The date of the report.
    pub date: NaiveDate,
    /// Whose report it is.
    council: Council,
}

impl Matter {
    /// That of a report with these titles and that date.
    pub fn new(titles: &str, date: NaiveDate) -> Self {
        Self { stems: content(titles, &format!("{MATTER} {STOCK}")), date, council: Council::default() }
    }

    /// The same of a report of the council with that name.
    pub fn in_council(self, name: &str) -> Self {
        Self { council: Council::new(name), ..self }
    }

    /// The words with the names of scrutiny bodies, without those of other councils.
    pub fn own_bodies(&self, words: &[Word<'_>]) -> Vec<Range<usize>> {
        let mut found = bodies(words);
        found.retain(|name| !self.council.is_other(words, name));
        found
    }

    /// Whether a clause speaks of it; `bodies` are the words with names of bodies, whose words say nothing of it.
    pub fn is_in(&self, words: &[Word<'_>], bodies: &[Range<usize>]) -> bool {
        let named = |at: usize| bodies.iter().any(|body| body.contains(&at));
        let own: Vec<Word<'_>> =
            words.iter().enumerate().filter(|(at, _)| !named(*at)).map(|(_, word)| word.clone()).collect();
        self.is_titled(&own) || points(&own)
    }

    /// Whether words have those of the title: most of them, or one with "the" before it and nothing of another kind behind it.
    fn is_titled(&self, words: &[Word<'_>]) -> bool {
        let said = content_of(words, "");
        let shared = shared(&self.stems, &said);
        let of_title = |word: &Word<'_>| {
            content_of(std::slice::from_ref(word), "")
                .iter()
                .any(|stem| self.stems.iter().any(|one| is_kin(one, stem)))
        };
        let pointed = (1..words.len()).any(|at| {
            let next = lower(words, at + 1);
            let ends = !words.get(at + 1).is_some_and(Word::is_word)
                || is_little(next)
                || among(MATTER, next)
                || ["ed", "ing"].iter().any(|end| next.ends_with(end))
                || among(
                    "are before came come comes had has have is now proposed since too was went were will",
                    next,
                );
            of_title(&words[at])
                && ends
                && words[at.saturating_sub(3)..at].iter().any(|word| among("its the these this those", &word.lower))
        });
        shared * 2 > self.stems.len() || shared > 0 && pointed
    }

    /// Whether words begin with the matter itself: "this report", "the proposals", words of the title; not with a part of it, another form
    /// of it or one option of several, and not "the proposal for" something else.
    pub fn is_named(&self, words: &[Word<'_>]) -> bool {
        const PARTS: &str = "amended amendment appendix changed cost costs detailed draft earlier final first former last later latest new old \
            option options original previous recommendation recommendations revised second updated";
        let divides = |word: &Word<'_>| {
            !word.is_word() && !word.is_number()
                || among("about as at by for from in into of on to which with", &word.lower)
        };
        let end = words.iter().position(divides).unwrap_or(words.len());
        let (head, rest) = words.split_at(end);
        let part = head.iter().any(|word| among(PARTS, &word.lower));
        let about = rest.split(|word| !word.is_word() && !word.is_number()).next().unwrap_or_default();
        let about = content_of(about, "");
        let of_title = about.is_empty() || shared(&self.stems, &about) > 0;
        !part && head.len() <= 6 && of_title && (points(head) || self.is_titled(head) || self.is_titled(words))
    }

    /// Whether a clause has a day, a month or a year that is after the report.
    pub fn is_later(&self, words: &[Word<'_>]) -> bool {
        let year = |at: usize| -> Option<i32> {
            words.get(at).filter(|word| word.text.len() == 4).and_then(|word| word.text.parse().ok())
        };
        let plausible = |year: &i32| (1990..2100).contains(year);
        (0..words.len()).any(|at| {
            if let Some(date) = date_at(words, at) {
                return date.date().is_some_and(|date| date > self.date);
            }
            match (month(words[at].text), year(at + 1).filter(plausible)) {
                (Some(month), Some(year)) => (year, month) > (self.date.year(), self.date.month()),
                _ => year(at).filter(plausible).is_some_and(|year| year > self.date.year()),
            }
        })
    }

    /// Whether a sentence is of a year so long ago that it speaks of another report.
    pub fn is_old(&self, words: &[Word<'_>]) -> bool {
        let year = |word: &Word<'_>| {
            word.text.len() == 4 && word.text.parse::<i32>().is_ok_and(|one| one + 1 < self.date.year())
        };
        // "Ten years ago"
        let ago = words.windows(2).any(|two| among("decades years", &two[0].lower) && two[1].lower == "ago");
        ago || words.iter().any(year)
    }
}

/// Whether words end with what points at the noun that follows, with nothing between that tells it from others: "the", "the new".
fn is_pointed_at(words: &[Word<'_>]) -> bool {
    const PLAIN: &str = "above amended attached current draft final following full main new original own overall present proposed \
        recommended revised same two three four updated whole";
    let before = words
        .iter()
        .rev()
        .take(3)
        .find(|word| !among(PLAIN, &word.lower) && !word.lower.ends_with("'s") && !word.lower.ends_with("s'"));
    let owned = words.last().is_some_and(|word| {
        word.lower.ends_with("'s") || word.lower.ends_with("s'") || matches!(word.text, "’" | "'")
    });
    owned || before.is_some_and(|word| among("its the their these this those", &word.lower))
}

/// "This report", "these proposals", "the scheme", "it".
fn points(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        let next = lower(words, at + 1);
        let one = lower(words, at);
        let here = one == "here" || one == "proposed";
        // "Its", "it has" at the beginning is the body itself.
        let it = among("it them they", one);
        let demonstrative =
            among("this these", one) && !among("autumn month months spring summer week winter year years", next);
        // "The proposed charges"; not "the cemetery charges", nor "the budget", which is the council's.
        let own = among(MATTER, one) && one != "budget" && is_pointed_at(&words[..at]);
        // "The report on fostering", "a report", "the annual report": another one; "its own work programme".
        let other = matches!(next, "on" | "about") && one == "report"
            || words[at.saturating_sub(3)..at].iter().any(|word| word.lower == "own")
            || one == "programme" && at > 0 && lower(words, at - 1) == "work";
        let option = among("option recommendation", one) && words.get(at + 1).is_some_and(Word::is_number);
        here || it || option || demonstrative || own && !other
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn clauses_speak_of_the_matter() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 4).expect("a date");
        let matter = Matter::new("Grazing licences on the common: new policy", day);
        for text in [
            "Members thought the licences too cheap",
            "It spent a day on grazing and on licences for the common",
            "the new policy was discussed",
            "this report",
            "the terms proposed",
        ] {
            assert!(matter.is_in(&words(text), &[]), "{text}");
        }
        for text in
            ["Members looked at dog licences", "the licence office closed", "a policy on parks", "its own policy"]
        {
            assert!(!matter.is_in(&words(text), &[]), "{text}");
        }
        assert!(matter.is_later(&words("in June 2021")) && matter.is_later(&words("by 5 May 2021")));
        assert!(!matter.is_later(&words("in May 2021")) && !matter.is_later(&words("on 4 May 2021")));
        assert!(matter.is_old(&words("in 2019")) && !matter.is_old(&words("in 2020")));
    }
}
