//! The ways in which a line may be meant: with a colon, with a hyphen, with its brackets and commas, further in or out.

use super::mend::{LEVELS, Mend, Slip};
use super::quotes::in_quotes;
use super::{Lines, glued};

/// Signs that people begin an item with, in place of a hyphen.
const BULLETS: [&str; 8] = ["•", "·", "▪", "●", "◦", "–", "—", "*"];

/// Signs that people type in place of a colon.
const SIGNS: [char; 3] = [';', '：', '='];

impl Lines<'_> {
    /// `kind:comparison` and `kind comparison` as keys with their values, `data` as a key of what is below.
    pub(super) fn with_colon(&self, line: usize) -> Option<Mend> {
        let text = self.line(line).trim_end();
        let start = self.words(line);
        let words = text.get(start..)?;
        let end =
            words.find(|one: char| !(one.is_alphanumeric() || matches!(one, '-' | '_'))).unwrap_or(words.len());
        let (key, value) = words.split_at(end);
        if key.is_empty()
            || self.goes_on_from_above(line)
            || key.starts_with(|one: char| one.is_uppercase() || one == '-')
            || value.starts_with(": ")
            || value == ":"
        {
            return None;
        }
        let (slip, value) = match value.strip_prefix(':') {
            Some(value) if value.starts_with([':', '/']) => return None,
            Some(value) => (Slip::Space, value),
            None if value.trim_start().starts_with(SIGNS)
                || value.starts_with([',', '.'])
                || value.starts_with(" - ") =>
            {
                (Slip::Sign, value.trim_start().trim_start_matches(SIGNS).trim_start_matches([',', '.', '-']))
            }
            None if value.is_empty() || value.starts_with(' ') => (Slip::Colon, value.trim_start()),
            None => return None,
        };
        let value = if slip == Slip::Sign { value.trim_start() } else { value };
        let colon = if value.is_empty() { ":" } else { ": " };
        Some(Mend::new(line, format!("{}{key}{colon}{value}", &text[..start]), slip))
    }

    /// A line as the item of a list, below or beside the place of its words.
    pub(super) fn with_hyphen(&self, line: usize) -> Vec<Mend> {
        let (text, own) = (self.line(line), self.indent(line));
        let words = &text[own..];
        if words.starts_with("- ") || self.goes_on_from_above(line) {
            return Vec::new();
        }
        let words = after_bullet(words).unwrap_or_else(|| words.trim_start_matches('-').trim_start());
        let blanked = own.checked_sub(2).map(|indent| format!("{}- {words}", &text[..indent]));
        let inserted = Some(format!("{}- {words}", &text[..own]));
        [blanked, inserted].into_iter().flatten().map(|text| Mend::new(line, text, Slip::Hyphen)).collect()
    }

    /// Whether a line belongs to a text that begins above it: below `- >`, or with a colon that wants quotes.
    fn goes_on_from_above(&self, line: usize) -> bool {
        let own = self.indent(line);
        let above = std::iter::successors(self.above(line), |above| self.above(*above));
        let header = |above: usize| self.line(above)[self.value(above)..].starts_with(['>', '|']);
        if above.into_iter().find(|above| self.indent(*above) < own).is_some_and(header) {
            return true;
        }
        self.above(line).is_some_and(|above| {
            let value = &self.line(above)[self.value(above)..];
            header(above) || !value.starts_with(['"', '\'', '[', '{']) && value.contains(": ")
        })
    }

    /// A line that ends with a bracket too many, or with one that begins at its words or at its value.
    pub(super) fn with_bracket(&self, line: usize) -> Vec<Mend> {
        let text = self.line(line);
        let count = |sign: char| text.matches(sign).count();
        let words = text.split(" #").next().unwrap_or_default().trim_end();
        let open = match words.chars().last() {
            Some('}') if count('}') > count('{') => '{',
            Some(']') if count(']') > count('[') => '[',
            _ => return Vec::new(),
        };
        let value = &words[self.value(line).min(words.len())..];
        if value.starts_with(['[', '{']) {
            let (last, end) = (words.len() - 1, &text[words.len()..]);
            let torn = count('[') != count(']') && count('{') != count('}');
            let mended = if torn {
                // `[a, b}}` for `[a, b]}`: the one before the last is of the other kind; or the last, in `[a, b}`.
                let other = if open == '{' { ']' } else { '}' };
                match words[..last].strip_suffix([']', '}']) {
                    Some(before) => format!("{before}{other}{}{end}", &words[last..]),
                    None => format!("{}{other}{end}", &words[..last]),
                }
            } else {
                format!("{}{end}", &words[..last])
            };
            return vec![Mend::new(line, mended, Slip::Bracket)];
        }
        // A list is the value of a key; keys and values may be an item of a list as a whole.
        let keyed = glued::key(value).is_some();
        let at = if open == '[' || keyed { self.value(line) } else { self.words(line) };
        vec![Mend::new(line, format!("{}{open}{}", &text[..at], &text[at..]), Slip::Bracket)]
    }

    /// A line as far in as those around it.
    pub(super) fn indented(&self, line: usize) -> Vec<Mend> {
        let own = self.indent(line);
        let words = &self.line(line)[own..];
        let mut to: Vec<usize> = self.levels(line).into_iter().map(|(level, _)| level).take(LEVELS).collect();
        to.extend(self.above(line).into_iter().flat_map(|above| [self.words(above), self.indent(above) + 2]));
        let is_text = |above: &usize| self.line(*above)[self.value(*above)..].starts_with(['>', '|']);
        to.extend(self.above(line).filter(is_text).map(|above| self.words(above) + 2));
        to.extend(self.below(line).map(|below| self.indent(below)));
        to.sort_unstable();
        to.dedup();
        let mended = |indent: usize| Mend::new(line, format!("{:indent$}{words}", ""), Slip::Indentation);
        to.into_iter().filter(|indent| *indent != own).map(mended).collect()
    }

    /// Whether another line has a key of that name.
    fn is_key_elsewhere(&self, line: usize, name: &str) -> bool {
        let has = |text: &str| {
            text.match_indices(name).any(|(at, _)| {
                text[at + name.len()..].starts_with(':') && (at == 0 || text[..at].ends_with([' ', '{']))
            })
        };
        (0..self.all.len()).any(|other| other != line && has(self.line(other)))
    }

    /// Keys and values between braces with a comma more between them, or with a value in quotes that has a colon.
    pub(super) fn with_comma(&self, line: usize) -> Vec<Mend> {
        let text = self.line(line);
        let Some(open) = text.find('{') else { return Vec::new() };
        let mut mends = Vec::new();
        for (comma, _) in text.match_indices(',').filter(|(comma, _)| *comma > open) {
            let rest = text[comma + 1..].trim_start();
            if rest.starts_with(',') {
                mends.push(Mend::new(line, format!("{}{rest}", &text[..comma]), Slip::Commas));
            }
        }
        for (colon, _) in text.match_indices(": ").filter(|(colon, _)| *colon > open) {
            let end = |from: usize| text[from..].find([',', '}']).map_or(text.len(), |end| from + end);
            let name =
                text[..colon].trim_end_matches(|one: char| one.is_alphanumeric() || matches!(one, '-' | '_'));
            let (before, name) = (name.trim_end(), &text[name.len()..colon]);
            let within = !before.ends_with([',', '{', '[', ':']) && before.len() + name.len() < colon;
            let one_word = !text[colon + 2..end(colon + 2)].trim().contains(' ');
            if within && name.starts_with(char::is_lowercase) && (one_word || self.is_key_elsewhere(line, name)) {
                let before = before.trim_end_matches(';');
                mends.push(Mend::new(line, format!("{before}, {name}{}", &text[colon..]), Slip::Comma));
                return mends;
            }
            let value = &text[colon + 2..end(colon + 2)];
            if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) {
                let quoted = in_quotes(value.trim_end_matches('"'));
                let mended = format!("{}{quoted}{}", &text[..colon + 2], &text[colon + 2 + value.len()..]);
                mends.push(Mend::new(line, mended, Slip::Quotes));
            }
        }
        mends
    }
}

/// Whether a line begins as an item in a word processor.
pub(super) fn is_bulleted(line: &str) -> bool {
    after_bullet(line.trim_start()).is_some()
}

/// What follows a bullet or a number at the start of a line.
fn after_bullet(words: &str) -> Option<&str> {
    let (sign, rest) = words.split_once(' ')?;
    let number = sign.strip_suffix(['.', ')']).is_some_and(|number| number.parse::<u32>().is_ok());
    (number || BULLETS.contains(&sign)).then(|| rest.trim_start())
}
