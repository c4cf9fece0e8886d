//! Words that the prose checker lets pass, because their author says why.

use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind};

use crate::facts::problem::Problem;
use crate::narrative::expression::{Desk, Fact, Said};

/// How it is written.
const EXAMPLE: &str = "write `unchecked(\"has improved\", reason=\"staff survey, not measured\")`";

impl Fact {
    /// `unchecked("words", reason="why")`: words that are printed as they stand.
    ///
    /// # Errors
    /// If the words or the reason are missing or empty.
    pub fn unchecked(words: Option<&str>, options: &Kwargs, desk: &Arc<Desk>) -> Result<Self, Error> {
        let written = |_: Error| desk.error(Problem::new("`unchecked` is not written so").hint(EXAMPLE));
        let words = words.filter(|words| !words.trim().is_empty());
        let words = words.ok_or_else(|| written(ErrorKind::MissingArgument.into()))?;
        let reason: Option<&str> = options.get("reason").map_err(written)?;
        options.assert_all_used().map_err(written)?;
        let reason = reason.map(str::trim).filter(|reason| reason.chars().any(char::is_alphabetic));
        let reason = reason
            .ok_or_else(|| desk.error(Problem::new("words that are not checked need a reason").hint(EXAMPLE)))?;
        let said = Said::Unchecked { words: words.to_owned(), reason: reason.to_owned() };
        Ok(Self::new(said, Vec::new(), desk))
    }
}
