//! References: numbers that measure nothing, such as years, dates, times, ages and the numbers of paragraphs.

use super::{Counted, Reader};
use crate::claims::lexicon;
use crate::claims::tokens::{Kind, Tokens};

impl Reader<'_, '_> {
    /// Whether a number is one of two with a stroke between that count people: "45/120 staff"; not "24/7 staff", "2024/25", "3/4 of
    /// staff", "CS/21/13".
    fn is_part_of_whole(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let stroke = |at: usize| tokens.is(at, '/') && tokens.joined(at) && at > 0 && tokens.joined(at - 1);
        let first = if at >= 2 && stroke(at - 1) { at - 2 } else { at };
        let (number, last) = (|at: usize| tokens.text(at).parse::<u32>().ok(), first + 2);
        let (Some(part), Some(whole)) = (number(first), number(last)) else { return false };
        // "CS/21/13", "a12/13", "1/2/3".
        let glued = first > 0 && tokens.joined(first - 1) && !tokens.is(first - 1, '(');
        let chain = glued || tokens.is(last + 1, '/');
        let counted = matches!(self.unit(last + 1, false), Some((Counted::People | Counted::Fte, _)));
        let referred = lexicon::REFERENCES.contains(&self.word_before(first));
        stroke(first + 1) && !chain && counted && !referred && part < whole && part < 1900 && whole >= 10
    }

    /// Whether the number at a token is none that counts; then the first token after all that belongs to it.
    pub(super) fn not_a_figure(&self, at: usize, reference: bool) -> Option<usize> {
        let tokens = self.tokens;
        let text = tokens.text(at);
        let end = self.sentence.end;
        let before = self.word_before(at);
        let next = tokens.word(at + 1);
        let glued_before = at > 0 && tokens.joined(at - 1);
        let sign_before = |sign: char| at > 0 && tokens.is(at - 1, sign) && glued_before;
        let unit = self.unit(at + 1, false);
        // Codes, minute numbers and dates: "CS/21/13", "100A(4)", "27/03/2018", "3.10.2", "020".
        let slash = |at: usize| tokens.is(at, '/') && tokens.joined(at);
        if (sign_before('/') || (tokens.joined(at) && slash(at + 1))) && !self.is_part_of_whole(at) {
            let mut after = at + 1;
            while after < end
                && tokens.joined(after - 1)
                && (tokens.is(after, '/') || tokens.kind(after) == Some(Kind::Number))
            {
                after += 1;
            }
            return Some(after);
        }
        let glued_word = tokens.joined(at) && tokens.kind(at + 1) == Some(Kind::Word);
        if glued_word {
            if matches!(next, "st" | "nd" | "rd" | "th") {
                return Some(at + 2);
            }
            let suffix =
                matches!(next, "m" | "k" | "bn" | "pp" | "ppt" | "ppts" | "pts" | "fte" | "wte" | "mn" | "pc");
            // "£12million", "12per cent", "120staff": only the space is missing.
            let sum = at > 0 && tokens.is(at - 1, '£');
            let scale = matches!(
                next,
                "million" | "millions" | "billion" | "thousand" | "percent" | "pct" | "ftes" | "wtes"
            );
            if !(suffix || sum || scale || unit.is_some()) {
                return Some(at + 2);
            }
        }
        if glued_before && matches!(tokens.kind(at - 1), Some(Kind::Word)) {
            return Some(at + 1);
        }
        if sign_before('(') && at >= 2 && tokens.joined(at - 2) {
            return Some(at + 1);
        }
        let pounds = at > 0 && tokens.is(at - 1, '£');
        if text.matches('.').count() > 1 && !pounds
            || (text.starts_with('0') && text.len() > 1 && !text.starts_with("0."))
        {
            return Some(at + 1);
        }
        // "ranks 3rd of 14"
        if before == "of"
            && at >= 2
            && (matches!(tokens.word(at - 2), "st" | "nd" | "rd" | "th" | "out")
                || matches!(
                    tokens.word(at - 2),
                    "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh"
                ))
            && unit.is_none()
        {
            return Some(at + 1);
        }
        // Times.
        if tokens.is(at + 1, ':')
            && tokens.joined(at)
            && tokens.joined(at + 1)
            && tokens.kind(at + 2) == Some(Kind::Number)
        {
            return Some(at + 3);
        }
        if matches!(next, "am" | "pm" | "noon" | "o'clock" | "o’clock")
            || tokens.phrase(at + 1, &["a"]) && tokens.is(at + 2, '.')
        {
            return Some(at + 2);
        }
        // Dates.
        if lexicon::MONTHS.contains(&next) && next != "may" || (next == "may" && tokens.capital(at + 1)) {
            return Some(at + 1);
        }
        let whole = !text.contains(['.', ',']);
        let number: u32 = if whole { text.parse().unwrap_or(u32::MAX) } else { u32::MAX };
        if lexicon::MONTHS.contains(&before) && number <= 31 && unit.is_none() {
            return Some(at + 1);
        }
        if (1900..=2100).contains(&number) && text.len() == 4 && !pounds {
            let counted = unit.is_some_and(|(counted, _)| counted != Counted::People && counted != Counted::Things)
                || (unit.is_some() && !year_before(before) && before != "the" && !glued_dash(tokens, at));
            if !counted {
                // The second part of "2019-20", "2019/20".
                let dash = tokens.is_dash(at + 1) && tokens.joined(at) && tokens.joined(at + 1);
                return Some(if dash && tokens.kind(at + 2) == Some(Kind::Number) { at + 3 } else { at + 1 });
            }
        }
        // "9-day fortnight", "12-month", but "2-3%" is a range.
        if tokens.is_dash(at + 1)
            && tokens.joined(at)
            && tokens.joined(at + 1)
            && tokens.kind(at + 2) == Some(Kind::Word)
        {
            return Some(at + 3);
        }
        if unit.is_none() && self.lasts(at + 1) {
            return Some(at + 1);
        }
        // Ages.
        if matches!(before, "aged" | "age" | "ages") || matches!(next, "olds" | "old") {
            return Some(at + 1);
        }
        let referred = lexicon::REFERENCES.contains(&before) && tokens.kind(at - 1) == Some(Kind::Word)
            || tokens.is(at.saturating_sub(1), '.')
                && (lexicon::ABBREVIATIONS.contains(&before) || lexicon::LAW.contains(&before))
            || tokens.is(at.saturating_sub(1), '§');
        let strong = referred && !lexicon::WEAK_REFERENCES.contains(&before);
        let percent =
            unit.is_some_and(|(counted, _)| matches!(counted, Counted::Percent | Counted::Points | Counted::Fte));
        if !pounds && !percent && ((strong || reference) || (referred && unit.is_none())) {
            return Some(at + 1);
        }
        // A lone number in brackets belongs to a name: "Scrutiny Board (2)".
        if whole
            && !pounds
            && at > self.sentence.start
            && tokens.is(at - 1, '(')
            && tokens.is(at + 1, ')')
            && number < 10
        {
            return Some(at + 1);
        }
        // The number of a list item.
        if at == self.sentence.start && (tokens.is(at + 1, ')') || tokens.is(at + 1, '.')) && whole {
            return Some(at + 1);
        }
        None
    }

    /// Whether a length of time follows, after at most two words.
    fn lasts(&self, at: usize) -> bool {
        let tokens = self.tokens;
        for step in at..(at + 3).min(self.sentence.end) {
            let word = tokens.word(step);
            // "17.1 last year" is no stretch of time.
            if matches!(word, "last" | "this" | "previous" | "past" | "prior") {
                return false;
            }
            if lexicon::DURATIONS.contains(&word) || word == "day" || word == "days" {
                return true;
            }
            if word.is_empty() || lexicon::STOPS.contains(&word) {
                // "two or three years", "16 to 25 year olds"
                let continues = matches!(word, "to" | "or" | "and") || tokens.is_dash(step);
                let number = tokens.kind(step + 1) == Some(Kind::Number)
                    || lexicon::number_word(tokens.word(step + 1)).is_some();
                return continues && number && {
                    let after = tokens.word(step + 2);
                    lexicon::DURATIONS.contains(&after) || matches!(after, "day" | "days" | "working" | "clear")
                };
            }
        }
        false
    }
}

fn glued_dash(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_dash(at + 1) && tokens.joined(at) && tokens.joined(at + 1)
}

/// Whether a word stands before a year, and not before a number of people.
pub fn year_before(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "by"
            | "from"
            | "to"
            | "during"
            | "until"
            | "of"
            | "for"
            | "and"
            | "between"
            | "september"
            | "year"
            | "before"
            | "after"
            | "than"
            | "on"
            | "at"
            | "over"
    ) || lexicon::MONTHS.contains(&word)
}
