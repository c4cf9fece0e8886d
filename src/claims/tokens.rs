//! Tokens: the words, numbers and signs of a passage, and where its sentences begin and end.

use std::ops::Range;

use crate::claims::lexicon;
use crate::claims::passage::Passage;
use crate::quantity::typed::{self, Typed};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with apostrophes and digits within.
    Word,
    /// Digits, with a point or commas within.
    Number,
    /// Any other character.
    Sign(char),
}

/// A word, a number or a sign.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the passage.
    pub range: Range<usize>,
    /// The fact that printed it.
    pub fact: Option<usize>,
    /// Whether it stands between quotation marks: words of somebody else.
    pub quoted: bool,
}

/// A passage in tokens.
#[derive(Debug)]
pub struct Tokens<'a> {
    /// The passage.
    pub passage: &'a Passage,
    /// Its tokens in order.
    pub list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Splits a passage.
    pub fn new(passage: &'a Passage) -> Self {
        let mut tokens = Self { passage, list: Vec::new() };
        let text = passage.text.as_str();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let rest = &text[at..];
            let (kind, length) = if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            } else if let Some(length) = address(rest) {
                (Kind::Word, length)
            } else if first.is_ascii_digit() {
                let money = tokens.list.last().is_some_and(|last| last.kind == Kind::Sign('£'));
                (Kind::Number, as_typed(&text[at..passage.printed_to(at)], money))
            } else if first.is_alphabetic() {
                (Kind::Word, word(rest))
            } else {
                (Kind::Sign(first), first.len_utf8())
            };
            let fact = passage.fact_at(at);
            tokens.list.push(Token { kind, range: at..at + length, fact, quoted: false });
            at += length;
        }
        tokens.mark_quotations();
        tokens
    }

    /// The word in lower case and without its possessive; empty for what is no word, and beyond the ends.
    pub fn word(&self, at: usize) -> &'a str {
        let Some(token) = self.list.get(at).filter(|token| token.kind == Kind::Word) else { return "" };
        let word = &self.passage.lower[token.range.clone()];
        ["'s", "’s", "'", "’"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
    }

    /// Whether the word has a possessive: "England's".
    pub fn possessive(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word) && self.list[at].range.len() > self.word(at).len()
    }

    /// What a token is; `None` beyond the ends.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|token| token.kind)
    }

    /// Whether a token is that sign.
    pub fn is(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Some(Kind::Sign(sign))
    }

    /// Whether a token is one of the dashes and hyphens.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Sign('-' | '–' | '—' | '‑' | '−')))
    }

    /// The token as it stands on the page.
    pub fn text(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| &self.passage.text[token.range.clone()])
    }

    /// The number that a token is, as its author typed it.
    pub fn typed(&self, at: usize) -> Option<Typed> {
        let text = self.text(at);
        typed::sum(text).filter(|typed| typed.length == text.len())
    }

    /// Whether nothing stands between a token and the next.
    pub fn joined(&self, at: usize) -> bool {
        match (self.list.get(at), self.list.get(at + 1)) {
            (Some(one), Some(two)) => one.range.end == two.range.start,
            _ => false,
        }
    }

    /// Whether a word begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// The bytes of some tokens.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match (self.list.get(tokens.start), self.list.get(tokens.end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.range.start..last.range.end.max(first.range.start),
            _ => 0..0,
        }
    }

    /// Whether the words from a token on are these, each once and in this order.
    pub fn phrase(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(step, word)| self.word(at + step) == *word)
    }

    /// The sentences, as ranges of tokens.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        for at in 0..self.list.len() {
            if !matches!(self.kind(at), Some(Kind::Sign('.' | '?' | '!' | '…')))
                || self.joined(at) && !self.closes(at + 1)
            {
                continue;
            }
            let before = if at > start { self.word(at - 1) } else { "" };
            if self.is(at, '.') && lexicon::ABBREVIATIONS.contains(&before) {
                continue;
            }
            let mut end = at + 1;
            while self.closes(end) && self.joined(end - 1) {
                end += 1;
            }
            // What follows in brackets still belongs to the sentence, and no sentence begins with a small letter.
            let begins = match self.kind(end) {
                Some(Kind::Word) => self.capital(end),
                Some(Kind::Number) => true,
                Some(Kind::Sign(sign)) => matches!(sign, '“' | '‘' | '"' | '\'' | '£' | '•'),
                None => true,
            };
            if begins && end > start {
                found.push(start..end);
                start = end;
            }
        }
        if start < self.list.len() {
            found.push(start..self.list.len());
        }
        found
    }

    fn closes(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Sign('”' | '’' | '"' | ')' | ']')))
    }

    fn mark_quotations(&mut self) {
        let mut open: Option<(usize, char)> = None;
        for at in 0..self.list.len() {
            let Kind::Sign(sign) = self.list[at].kind else { continue };
            match (open, sign) {
                (None, '“') => open = Some((at, '”')),
                (None, '‘') => open = Some((at, '’')),
                (None, '"') => open = Some((at, '"')),
                (None, '\'') => open = Some((at, '\'')),
                (Some((start, close)), _) if sign == close => {
                    self.list[start..=at].iter_mut().for_each(|token| token.quoted = true);
                    open = None;
                }
                _ => {}
            }
        }
    }
}

/// The length of an address of the web or of a mailbox at the start of a text.
fn address(text: &str) -> Option<usize> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let chunk = &text[..end];
    let known =
        chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') || chunk.contains(".gov.uk");
    known.then_some(end)
}

/// The length of a word: letters and digits, apostrophes within.
fn word(text: &str) -> usize {
    let mut end = 0;
    for (at, one) in text.char_indices() {
        let follows = || text[at + one.len_utf8()..].starts_with(char::is_alphabetic);
        if one.is_alphanumeric() || (matches!(one, '\'' | '’') && follows()) {
            end = at + one.len_utf8();
        } else if matches!(one, '\'' | '’') && text[..at].ends_with('s') && !text[at..].starts_with("’’") {
            // "workers'": kept with the word unless it closes a quotation, which nobody can tell from here.
            return at;
        } else {
            break;
        }
    }
    end
}

/// The length of a number, also of one with apostrophes before every three digits, and of a sum of money or a share with a comma,
/// a point or a space where none belongs: "20,00" after a pound sign, "11,3" before a per cent sign. Elsewhere "2,5" are two
/// numbers.
fn as_typed(text: &str, money: bool) -> usize {
    let share = || typed::number(text).filter(|typed| is_share(typed, text));
    let typed = if money { typed::sum(text) } else { typed::apostrophes(text).or_else(share) };
    let fraction = |length: usize| text[length..].chars().next().filter(|one| matches!(one, '½' | '¼' | '¾'));
    typed.filter(|typed| typed.slip.is_some()).map_or_else(
        || {
            let length = number(text);
            length + fraction(length).map_or(0, char::len_utf8)
        },
        |typed| typed.length,
    )
}

/// Whether a number has a comma in the place of its point, and "%" or "per cent" after it.
fn is_share(typed: &Typed, text: &str) -> bool {
    let rest = text[typed.length..].trim_start_matches(' ');
    typed.other.is_some() && ["%", "per cent", "percent"].iter().any(|unit| rest.starts_with(unit))
}

/// The length of a number: digits, thousands separated by commas, and a decimal point.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut grouped = end <= 3;
    loop {
        match bytes.get(end) {
            Some(b',') if grouped && digits(end + 1) == 3 => end += 4,
            Some(b'.') if digits(end + 1) > 0 => {
                end += 1 + digits(end + 1);
                grouped = false;
            }
            _ => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str) -> Passage {
        Passage { text: text.to_owned(), lower: text.to_ascii_lowercase(), ..Passage::default() }
    }

    #[test]
    fn a_passage_falls_into_words_numbers_and_signs() {
        let passage = passage("England’s £1,250 (17.1%), 2,5 and 100A(4): see www.example.gov.uk/a.");
        let tokens = Tokens::new(&passage);
        let texts: Vec<&str> = (0..tokens.list.len()).map(|at| tokens.text(at)).collect();
        assert_eq!(
            texts,
            [
                "England’s",
                "£",
                "1,250",
                "(",
                "17.1",
                "%",
                ")",
                ",",
                "2",
                ",",
                "5",
                "and",
                "100",
                "A",
                "(",
                "4",
                ")",
                ":",
                "see",
                "www.example.gov.uk/a."
            ]
        );
        assert_eq!(tokens.word(0), "england");
    }

    #[test]
    fn sums_and_shares_are_one_token_however_they_are_typed() {
        for (text, number) in [
            ("It costs £20,00 a head.", "20,00"),
            ("It costs £ 20,00, 5 times.", "20,00"),
            ("It costs £10 000 a head.", "10 000"),
            ("It costs £1,00,000.", "1,00,000"),
            ("It costs £1,250.50.", "1,250.50"),
            ("It costs £5, 200 and 300.", "5"),
            ("Turnover is 11,3%.", "11,3"),
            ("Turnover is 11,3 per cent.", "11,3"),
            ("In 12 500 posts", "12"),
            ("Items 2,5 and 6", "2"),
            ("Items 10,11,12% of all", "10"),
        ] {
            let passage = passage(text);
            let tokens = Tokens::new(&passage);
            let first = (0..tokens.list.len()).find(|at| tokens.kind(*at) == Some(Kind::Number));
            assert_eq!(first.map(|at| tokens.text(at)), Some(number), "{text}");
        }
        // What a fact has printed ends with it.
        let text = "Pay is £10 000 and £7,00";
        let printed = |range| Passage { facts: vec![(range, 0)], ..passage(text) };
        let first = |passage: &Passage| Tokens::new(passage).text(3).to_owned();
        assert_eq!((first(&printed(7..11)), first(&printed(12..15))), ("10".to_owned(), "10".to_owned()));
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        for (text, count) in [
            ("Turnover fell. It is 17.1% now. Why?", 3),
            ("Averages are lower. (16.1 and 15.5%)", 1),
            ("See para. 3.1 of the report, e.g. Appendix 2. It is there.", 2),
            ("He said “It fell.” Then it rose.", 2),
        ] {
            assert_eq!(Tokens::new(&passage(text)).sentences().len(), count, "{text}");
        }
    }
}
