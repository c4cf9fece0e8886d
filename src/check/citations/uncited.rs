//! Works of a list headed "References" that the text cites nowhere.

use std::collections::BTreeSet;

use crate::check::citations::cited::Citation;
use crate::check::citations::list::{Work, is_acronym, listed, surname};
use crate::check::doubt;
use crate::check::passage::Passage;
use crate::check::words::Word;
use crate::diagnostic::Diagnostic;

/// How many are told one by one.
const MOST: usize = 5;

/// What texts say of authors, beside the list.
#[derive(Debug, Default)]
pub struct Mentions {
    /// The authors and years that are cited as listed.
    pub cited: BTreeSet<(String, String)>,
    /// The authors who are cited with another year, which is told.
    pub otherwise: BTreeSet<String>,
    /// The words with a capital outside citations, in lower case.
    pub names: BTreeSet<String>,
    /// All texts, in lower case, between line ends.
    pub said: String,
}

impl Mentions {
    /// Takes up who is named in a text, which has these words and citations.
    pub fn read(&mut self, passage: &Passage<'_>, words: &[Word<'_>], citations: &[Citation]) {
        let apart = |at: usize| !citations.iter().any(|one| (one.first..=one.last).contains(&at));
        let names = words.iter().enumerate().filter(|(at, word)| word.is_capital() && apart(*at));
        self.names.extend(names.map(|(_, word)| surname(&word.lower).to_owned()));
        self.said.push_str(&passage.text.to_lowercase());
        self.said.push('\n');
    }

    /// Whether a work is cited, or its author at least named.
    fn has(&self, author: &str, work: &Work) -> bool {
        let named = if author.contains(' ') {
            self.said.contains(author) || self.names.iter().any(|name| is_acronym(name, author))
        } else {
            self.names.contains(surname(author))
        };
        named || self.otherwise.contains(author) || self.cited.contains(&(author.to_owned(), work.year.clone()))
    }
}

/// The works of a list that nothing cites. A list of which nothing is cited by name is cited in another way.
pub fn uncited(list: &[&Passage<'_>], mentions: &Mentions) -> Vec<Diagnostic> {
    if mentions.cited.is_empty() {
        return Vec::new();
    }
    let works: Vec<(String, Work)> = list.iter().filter_map(|passage| listed(passage)).collect();
    let missing: Vec<&Work> =
        works.iter().filter(|(author, work)| !mentions.has(author, work)).map(|(_, work)| work).collect();
    let more = missing.len().saturating_sub(MOST);
    let tell = |(nth, work): (usize, &&Work)| {
        let told = doubt(format!("`{}` is listed and not cited", work.listed), &work.place)
            .hint("cite the work where the text rests on it, or take it out of the list")
            .hint("what is only worth reading stands under `Further reading`");
        if nth + 1 == MOST && more > 0 { told.hint(format!("{more} more works are not cited")) } else { told }
    };
    missing.iter().take(MOST).enumerate().map(tell).collect()
}
