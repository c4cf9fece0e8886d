//! A comment that has room for so many letters, and closes what it opens.

/// The longest comment in letters: GitHub takes 65,536.
pub const LONGEST: usize = 60_000;

/// What is kept free for the last line and for closing what is open.
const RESERVE: usize = 500;

/// A comment that takes whole pieces as long as there is room.
#[derive(Debug, Default)]
pub(super) struct Comment {
    text: String,
    letters: usize,
    /// For how many letters there has to be room after whatever is added.
    owed: usize,
    /// Whether a piece had no room.
    full: bool,
    /// Whether anything was left out.
    cut: bool,
}

impl Comment {
    /// Adds a piece if it has room; whatever comes after one that had none is left out, too, until the comment [goes on].
    ///
    /// [goes on]: Self::go_on
    pub fn add(&mut self, piece: &str) -> bool {
        self.full |= self.letters + letters(piece) + self.owed + RESERVE > LONGEST;
        self.cut |= self.full;
        if !self.full {
            self.push(piece);
        }
        !self.full
    }

    /// Adds pieces under a line that unfolds them; the fold is closed whatever has room.
    pub fn fold(&mut self, summary: &str, head: &str, pieces: &[String]) {
        if pieces.is_empty() || !self.add(&format!("\n<details><summary>{summary}</summary>\n\n{head}")) {
            return;
        }
        for piece in pieces {
            if !self.add(piece) {
                break;
            }
        }
        self.push("\n</details>\n");
    }

    /// Adds a piece whole or not at all; what comes after it may have room all the same.
    pub fn add_whole(&mut self, piece: &str) -> bool {
        let added = self.add(piece);
        self.full = false;
        added
    }

    /// Goes on with the next thing, after which there has to be room for so many letters.
    pub fn go_on(&mut self, owed: usize) {
        (self.full, self.owed) = (false, owed);
    }

    /// How many letters there is room for.
    pub fn room(&self) -> usize {
        LONGEST.saturating_sub(self.letters + RESERVE)
    }

    /// Adds what is short and ends something.
    pub fn close(&mut self, piece: &str) {
        self.push(piece);
    }

    /// The comment, with a last line if anything was left out.
    pub fn finish(mut self, last: &str) -> String {
        if self.cut {
            self.push(last);
        }
        self.text
    }

    /// The comment so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether anything was left out.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.letters += letters(piece);
    }
}

/// How many letters GitHub counts.
pub(super) fn letters(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
