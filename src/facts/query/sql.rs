//! The text of a query: its words, and what can be told from them before anybody runs it.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::facts::problem::Problem;
use crate::project::yaml::Text;

/// The largest number up to which SQLite counts exactly, whether it holds a number as an integer or as a binary
/// fraction: beyond its integers it goes over to the latter without a word.
pub const LARGEST: f64 = 9_007_199_254_740_992.0;

/// What a word of SQL is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A keyword or a name without quotes.
    Word,
    /// A name in quotes, backquotes or brackets.
    Quoted,
    /// Text in single quotes.
    Text,
    /// A number.
    Number,
    /// A place for a value: `:area`, and others that are refused.
    Parameter,
    /// Anything else: an operator, a bracket, a comma.
    Sign,
}

/// A word of a query and where it stands.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text of the query.
    pub at: Range<usize>,
    /// How many brackets are open around it.
    depth: usize,
}

/// A word of a query without its quotes.
#[derive(Debug, Clone)]
pub struct Word {
    /// What it is.
    pub kind: Kind,
    /// The word; a text in single quotes without them.
    pub text: String,
    /// Its bytes in the text of the query.
    pub at: Range<usize>,
    /// How many brackets are open around it.
    pub depth: usize,
}

impl Word {
    /// Whether it is that keyword or name without quotes, whatever the capitals.
    pub fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The columns by which tables are joined without `ON`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Those that `USING` names.
    pub names: Vec<String>,
    /// Whether every column that two tables have in common is one, by `NATURAL JOIN`.
    pub natural: bool,
}

/// A query that is one statement.
#[derive(Debug)]
pub struct Sql<'a> {
    /// The text as the author wrote it, which knows its place in the report.
    pub text: &'a Text,
    tokens: Vec<Token>,
}

impl<'a> Sql<'a> {
    /// Reads a query.
    ///
    /// # Errors
    /// No statement or more than one, a quote or comment that is not closed, or a comment that swallows the rest of
    /// a query whose lines YAML has joined; with the bytes of the text that are wrong.
    pub fn read(text: &'a Text) -> Result<Self, (Problem, Range<usize>)> {
        let mut tokens = tokens(text)?;
        if let Some(end) = tokens.iter().position(|token| text.value.get(token.at.clone()) == Some(";")) {
            if let Some(next) = tokens.get(end + 1) {
                let problem = Problem::new("more than one statement in a query")
                    .hint("write one `SELECT`, and other queries under names of their own");
                return Err((problem, next.at.clone()));
            }
            tokens.truncate(end);
        }
        let sql = Self { text, tokens };
        if ["select", "with", "values"].iter().any(|word| sql.is(0, word)) {
            return Ok(sql);
        }
        let at = sql.tokens.first().map_or(0..text.value.len(), |first| first.at.clone());
        let problem = Problem::new("a query begins with `SELECT`")
            .hint("write `SELECT sum(headcount) FROM …`: a query reads data, and changes nothing");
        Err((problem, at))
    }

    /// The word that begins at a byte of the text, or the byte itself.
    pub fn token_at(&self, byte: usize) -> Range<usize> {
        let found = self.tokens.iter().find(|token| token.at.start <= byte && byte < token.at.end);
        found.map_or(byte..self.text.value.len().min(byte + 1).max(byte), |token| token.at.clone())
    }

    /// The word before a byte of the text, if it is a keyword or a name without quotes.
    pub fn before(&self, byte: usize) -> Option<&str> {
        let token = self.tokens.iter().rev().find(|token| token.at.end <= byte)?;
        self.text.value.get(token.at.clone()).filter(|_| token.kind == Kind::Word)
    }

    /// Whether a bracket is open at a byte of the text.
    pub fn in_brackets(&self, byte: usize) -> bool {
        self.tokens.iter().any(|token| token.at.contains(&byte) && token.depth > 0)
    }

    /// The last word.
    pub fn last(&self) -> Range<usize> {
        self.tokens.last().map_or(0..0, |token| token.at.clone())
    }

    /// The first place where a name is written, whatever its capitals and quotes; of `a.b` the name is `b`.
    pub fn place_of(&self, name: &str) -> Option<Range<usize>> {
        let last = name.rsplit('.').next().unwrap_or(name);
        let named = |token: &&Token| {
            matches!(token.kind, Kind::Word | Kind::Quoted) && self.name(token).eq_ignore_ascii_case(last)
        };
        self.tokens.iter().find(named).map(|token| token.at.clone())
    }

    /// Whether the rows of the result as a whole have an order.
    pub fn ordered(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.tokens[at].depth == 0 && self.is(at, "order") && self.is(at + 1, "by"))
    }

    /// Whether it divides.
    pub fn divides(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.is(at, "/"))
    }

    /// The names of columns that the query itself asks whether they have a value: `… IS NOT NULL`, `… IS NULL`.
    pub fn asked_for_null(&self) -> Vec<String> {
        let is_null = |at: usize| {
            (self.is(at, "is") && (self.is(at + 1, "null") || (self.is(at + 1, "not") && self.is(at + 2, "null"))))
                || self.is(at, "notnull")
                || self.is(at, "isnull")
        };
        let name = |at: usize| self.tokens.get(at.checked_sub(1)?).map(|token| self.name(token));
        (0..self.tokens.len()).filter(|at| is_null(*at)).filter_map(name).collect()
    }

    /// The columns by which it joins tables without `ON`; `None` if it joins none so.
    pub fn joined(&self) -> Option<Joined> {
        let mut joined = Joined::default();
        for at in 0..self.tokens.len() {
            joined.natural |= self.is(at, "natural");
            if self.is(at, "using") && self.is(at + 1, "(") {
                let within = (at + 2..self.tokens.len()).take_while(|inner| !self.is(*inner, ")"));
                joined.names.extend(within.map(|inner| self.name(&self.tokens[inner])).filter(|name| name != ","));
            }
        }
        (joined != Joined::default()).then_some(joined)
    }

    /// All of its words.
    pub fn words(&self) -> Vec<Word> {
        let text = |token: &Token| match token.kind {
            Kind::Text => {
                let written = &self.text.value[token.at.clone()];
                written.get(1..written.len() - 1).unwrap_or_default().replace("''", "'")
            }
            _ => self.name(token),
        };
        let word =
            |token: &Token| Word { kind: token.kind, text: text(token), at: token.at.clone(), depth: token.depth };
        self.tokens.iter().map(word).collect()
    }

    /// The places for values in it, as they are written.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let places = self.tokens.iter().filter(|token| token.kind == Kind::Parameter);
        places.map(|token| (&self.text.value[token.at.clone()], token.at.clone()))
    }

    /// The different numbers that are written in it, in their order.
    pub fn numbers(&self) -> Vec<Decimal> {
        let mut numbers = Vec::new();
        for token in self.tokens.iter().filter(|token| token.kind == Kind::Number) {
            if let Ok(number) = self.name(token).parse::<Decimal>()
                && !numbers.contains(&number)
            {
                numbers.push(number);
            }
        }
        numbers
    }

    /// The first number that is too large for every sum with it to be exact.
    pub fn too_large(&self) -> Option<Range<usize>> {
        let large = |token: &&Token| {
            let written = self.name(token).to_lowercase();
            let value = match written.strip_prefix("0x") {
                Some(digits) => u128::from_str_radix(digits, 16).map_or(f64::INFINITY, |value| value as f64),
                None => written.parse().unwrap_or(0.0),
            };
            token.kind == Kind::Number && value > LARGEST
        };
        self.tokens.iter().find(large).map(|token| token.at.clone())
    }

    fn is(&self, at: usize, word: &str) -> bool {
        let token = self.tokens.get(at).filter(|token| matches!(token.kind, Kind::Word | Kind::Sign));
        token.is_some_and(|token| self.text.value[token.at.clone()].eq_ignore_ascii_case(word))
    }

    /// A word without its quotes.
    fn name(&self, token: &Token) -> String {
        let written = &self.text.value[token.at.clone()];
        match token.kind {
            Kind::Quoted => {
                let close = written.chars().next_back().unwrap_or('"');
                let inner = written.get(1..written.len() - 1).unwrap_or_default();
                inner.replace(&format!("{close}{close}"), &close.to_string())
            }
            _ => written.to_owned(),
        }
    }
}

/// The words of a text in SQL, without comments and blanks.
fn tokens(text: &Text) -> Result<Vec<Token>, (Problem, Range<usize>)> {
    let sql = text.value.as_str();
    let mut tokens = Vec::new();
    let mut depth: usize = 0;
    let mut at = 0;
    while let Some(first) = sql[at..].chars().next() {
        let rest = &sql[at..];
        let length = |part: &dyn Fn(char) -> bool| rest.find(|one: char| !part(one)).unwrap_or(rest.len());
        let word = |one: char| one.is_alphanumeric() || matches!(one, '_' | '$') || !one.is_ascii();
        let (kind, end) = match first {
            _ if first.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            '-' if rest.starts_with("--") => {
                at += comment(text, at)?;
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let Some(end) = rest.find("*/") else {
                    let problem = Problem::new("a comment that is never closed").hint("write `*/` at its end");
                    return Err((problem, at..at + 2));
                };
                at += end + 2;
                continue;
            }
            '\'' | '"' | '`' | '[' => {
                let close = if first == '[' { ']' } else { first };
                let Some(end) = quoted(rest, close) else {
                    let what = if first == '\'' { "text" } else { "a name" };
                    let problem = Problem::new(format!("the quotation mark of {what} that is never closed"));
                    return Err((problem.hint(format!("write `{close}` at its end")), at..at + 1));
                };
                (if first == '\'' { Kind::Text } else { Kind::Quoted }, end)
            }
            _ if first.is_ascii_digit()
                || (first == '.' && rest[1..].starts_with(|one: char| one.is_ascii_digit())) =>
            {
                (Kind::Number, length(&|one| one.is_ascii_alphanumeric() || matches!(one, '.' | '_')))
            }
            '?' | '$' => (Kind::Parameter, 1 + rest[1..].find(|one| !word(one)).unwrap_or(rest.len() - 1)),
            ':' | '@' if rest[1..].starts_with(word) => {
                (Kind::Parameter, 1 + rest[1..].find(|one| !word(one)).unwrap_or(rest.len() - 1))
            }
            _ if word(first) => (Kind::Word, length(&word)),
            _ => {
                let two = ["||", "<=", ">=", "<>", "!=", "==", "->"].iter().any(|sign| rest.starts_with(sign));
                (Kind::Sign, if two { 2 } else { first.len_utf8() })
            }
        };
        if first == ')' {
            depth = depth.saturating_sub(1);
        }
        tokens.push(Token { kind, at: at..at + end, depth });
        if first == '(' {
            depth += 1;
        }
        at += end;
    }
    Ok(tokens)
}

/// The length of what stands between quotation marks, with the marks; a doubled mark is one that belongs to the text.
fn quoted(rest: &str, close: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += rest.get(at..)?.find(close)? + close.len_utf8();
        if close == ']' || !rest[at..].starts_with(close) {
            return Some(at);
        }
        at += close.len_utf8();
    }
}

/// The length of a comment to the end of its line.
fn comment(text: &Text, at: usize) -> Result<usize, (Problem, Range<usize>)> {
    let rest = &text.value[at..];
    let end = rest.find('\n').unwrap_or(rest.len());
    // After `>` lines are joined: what stood on the next line has become a part of the comment.
    let start = text.locate(at..at + 2).range.start;
    let line = text.span.file.text.get(start..).and_then(|source| source.lines().next()).unwrap_or_default();
    let joined = line.split_whitespace().count() < rest[..end].split_whitespace().count();
    if joined {
        let problem = Problem::new("a comment that swallows the rest of the query")
            .hint("lines are joined after `>` and in quotes; start the query after `|`, or write `/* … */`");
        return Err((problem, at..at + 2));
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::Sql;
    use crate::project::yaml::Text;

    #[test]
    fn an_order_counts_only_where_it_is_that_of_the_result() {
        for (sql, ordered) in [
            ("SELECT a FROM t ORDER BY a", true),
            ("select a from t order\n by a;", true),
            ("SELECT a FROM (SELECT a FROM t ORDER BY a)", false),
            ("SELECT row_number() OVER (ORDER BY a) FROM t", false),
            ("SELECT 'order by' FROM t -- order by a", false),
            ("SELECT \"order\" FROM t /* order by a */", false),
        ] {
            let text = Text::of(sql);
            assert_eq!(Sql::read(&text).expect("SQL").ordered(), ordered, "{sql}");
        }
    }

    #[test]
    fn columns_that_are_asked_for_null_are_known_by_name() {
        let text = Text::of(
            "SELECT 1 FROM t WHERE rate IS NOT NULL AND t.\"Total FTE\" is null AND x NOTNULL AND y > 2.5",
        );
        let sql = Sql::read(&text).expect("SQL");
        assert_eq!(sql.asked_for_null(), ["rate", "Total FTE", "x"]);
        assert_eq!(sql.numbers().iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "2.5"]);
        assert!(!sql.divides());
    }

    #[test]
    fn columns_that_join_tables_are_known_by_name() {
        let joined = |sql: &str| {
            let text = Text::of(sql);
            Sql::read(&text).expect("SQL").joined().map(|joined| (joined.names, joined.natural))
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            joined("SELECT 1 FROM a JOIN b USING (area, \"the year\")"),
            Some((names(&["area", "the year"]), false))
        );
        assert_eq!(joined("SELECT 1 FROM a NATURAL JOIN b"), Some((names(&[]), true)));
        assert_eq!(joined("SELECT 'using (x)' FROM a JOIN b ON a.x = b.x"), None);
    }

    #[test]
    fn parameters_are_words_of_their_own() {
        let text =
            Text::of("SELECT ':a', \":b\", a FROM t WHERE a=:area AND b>:period-1 AND c IN(?,?2,@x,$y) -- :c");
        let sql = Sql::read(&text).expect("SQL");
        let found: Vec<&str> = sql.parameters().map(|(written, _)| written).collect();
        assert_eq!(found, [":area", ":period", "?", "?2", "@x", "$y"]);
        assert!(sql.parameters().all(|(written, at)| &text.value[at] == written));
    }

    #[test]
    fn what_is_not_one_whole_statement_is_refused() {
        for (sql, said) in [
            ("DELETE FROM t", "a query begins with `SELECT`"),
            ("  ", "a query begins with `SELECT`"),
            (";", "a query begins with `SELECT`"),
            ("SELECT 1; SELECT 2", "more than one statement in a query"),
            ("SELECT 'a", "the quotation mark of text that is never closed"),
            ("SELECT \"a", "the quotation mark of a name that is never closed"),
            ("SELECT 1 /* so", "a comment that is never closed"),
        ] {
            let text = Text::of(sql);
            let (problem, _) = Sql::read(&text).expect_err("not one statement");
            assert_eq!(problem.message, said, "{sql}");
        }
        assert!(Sql::read(&Text::of("SELECT 'it''s', [a b], `c` ; ")).is_ok());
    }
}
