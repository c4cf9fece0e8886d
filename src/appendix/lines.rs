//! Letters become lines and paragraphs, in the order in which they are to be read.

use hayro::vello_cpu::kurbo::{Point, Vec2};

use super::columns;
use super::survey::Letter;

/// A piece of a line: letters that stand close to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its words, with the spaces between them.
    pub text: String,
    /// Which of the page's links it is a part of.
    pub link: Option<usize>,
    /// Whether it stands apart from the piece before it, as in the next column of a table.
    pub apart: bool,
    /// Whether it goes on with the word of the piece before it.
    pub glued: bool,
    /// Where it begins on its line, in points from the upper left corner of the page.
    pub at: Point,
    /// Which way it runs, a vector of length 1.
    pub along: Vec2,
    /// How long it is, in points.
    pub length: f64,
    /// The size of its letters in points.
    pub size: f64,
}

/// A paragraph, a row of a table or a heading: what is read in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// The words for a picture, which stand for what cannot be read; empty for text.
    pub described: String,
    /// Furniture of the page that nobody reads aloud, though it can be found and copied.
    pub artifact: bool,
}

/// Where a letter belongs in the file's own structure, which says the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// By its position in the order of reading; what follows each other in the same paragraph is one.
    Read {
        /// The position.
        order: usize,
        /// The paragraph.
        paragraph: usize,
    },
    /// Nowhere.
    Nowhere,
    /// Furniture of the page.
    Furniture,
}

/// The paragraphs of a page whose file says nothing of them.
pub fn guessed(letters: &[Letter]) -> Vec<Passage> {
    let mut lines = lines(letters.iter().collect());
    if columns::jumps_about(&lines) {
        columns::sort(&mut lines);
    }
    paragraphs(lines, false)
}

/// The paragraphs of a page, as the structure of its file has them, with what it says of the page's pictures.
pub fn structured(
    letters: &[Letter],
    described: &[(Place, String)],
    place: impl Fn(&Letter) -> Place,
) -> Vec<Passage> {
    placed(letters, described, place).into_iter().map(|(_, passage)| passage).collect()
}

/// The same, each with its place in the structure.
pub fn placed(
    letters: &[Letter],
    described: &[(Place, String)],
    place: impl Fn(&Letter) -> Place,
) -> Vec<(Place, Passage)> {
    let mut placed: Vec<(Place, &Letter)> = letters.iter().map(|letter| (place(letter), letter)).collect();
    placed.sort_by_key(|(place, _)| *place);
    let same = |one: &Place, other: &Place| match (one, other) {
        (Place::Read { paragraph: one, .. }, Place::Read { paragraph: other, .. }) => one == other,
        (one, other) => one == other,
    };
    let mut passages: Vec<(Place, Passage)> = Vec::new();
    for group in placed.chunk_by(|(one, _), (other, _)| same(one, other)) {
        let Some((place, _)) = group.first() else { continue };
        let lines = lines(group.iter().map(|(_, letter)| *letter).collect());
        passages.extend(match place {
            Place::Read { .. } => vec![(*place, Passage::of(lines.concat(), false))],
            _ => paragraphs(lines, *place == Place::Furniture).into_iter().map(|one| (*place, one)).collect(),
        });
    }
    let words = |(place, words): &(Place, String)| {
        (*place, Passage { described: words.clone(), ..Passage::of(Vec::new(), false) })
    };
    passages.extend(described.iter().map(words));
    passages.sort_by_key(|(place, _)| *place);
    passages.retain(|(_, passage)| !(passage.pieces.is_empty() && passage.described.is_empty()));
    passages
}

impl Passage {
    fn of(pieces: Vec<Piece>, artifact: bool) -> Self {
        Self { pieces, described: String::new(), artifact }
    }
}

/// The widest gap within a piece, in sizes of its letters: justified text has wide spaces, columns are farther apart.
const GAP_OF_COLUMNS: f64 = 1.3;

/// The narrowest gap that is a space though the file has none.
const GAP_OF_WORDS: f64 = 0.16;

/// The lines of a page, each of one piece or several.
fn lines(letters: Vec<&Letter>) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut open: Option<Open> = None;
    for letter in along_lines(letters) {
        let step = open.as_ref().map_or(Step::Line, |open| open.step(letter));
        let link = open.as_ref().is_some_and(|open| open.link != letter.link);
        let goes_on = matches!(step, Step::Letter | Step::Word) && !link;
        let glued = matches!(step, Step::Letter)
            && !letter.text.starts_with(is_space)
            && open.as_ref().is_some_and(|open| !open.text.ends_with(' '));
        if let Some(done) = open.take_if(|_| !goes_on) {
            close(done, &mut lines);
        }
        match &mut open {
            Some(open) => open.add(letter, matches!(step, Step::Word)),
            None => open = Some(Open::begin(letter, &step, glued)),
        }
    }
    if let Some(done) = open {
        close(done, &mut lines);
    }
    lines
}

/// Letters in the order in which they stand on their line: a program that takes some of them from another font may draw
/// those after the rest of the line.
fn along_lines(letters: Vec<&Letter>) -> Vec<&Letter> {
    let on_one_line = |one: &&Letter, other: &&Letter| {
        let moved = other.at - one.at;
        one.along.dot(other.along) > 0.99 && moved.cross(one.along).abs() < 0.05 * one.size.min(other.size)
    };
    let mut sorted = Vec::with_capacity(letters.len());
    for line in letters.chunk_by(on_one_line) {
        let from = sorted.len();
        sorted.extend_from_slice(line);
        let at = |letter: &Letter| (letter.at - line[0].at).dot(line[0].along);
        if line.windows(2).any(|pair| at(pair[1]) < at(pair[0]) - 0.3 * pair[0].size) {
            sorted[from..].sort_by(|one: &&Letter, other| at(one).total_cmp(&at(other)));
        }
    }
    sorted
}

fn close(open: Open, lines: &mut Vec<Vec<Piece>>) {
    let same_line = open.same_line;
    let Some(piece) = open.finish() else { return };
    match lines.last_mut().filter(|_| same_line) {
        Some(line) => line.push(piece),
        None => lines.push(vec![piece]),
    }
}

/// How a letter stands to the one before it.
enum Step {
    /// Beside it.
    Letter,
    /// Beside it, with a space between.
    Word,
    /// On the same line, in another column.
    Column,
    /// Elsewhere.
    Line,
}

/// A piece that is being put together.
struct Open {
    text: String,
    at: Point,
    along: Vec2,
    size: f64,
    /// Where the last letter begins, and where it ends if its font says so.
    last: Point,
    end: Option<Point>,
    link: Option<usize>,
    same_line: bool,
    apart: bool,
    glued: bool,
}

impl Open {
    fn begin(letter: &Letter, step: &Step, glued: bool) -> Self {
        let mut open = Self {
            text: String::new(),
            at: letter.at,
            along: letter.along,
            size: letter.size,
            last: letter.at,
            end: None,
            link: letter.link,
            same_line: !matches!(step, Step::Line),
            apart: matches!(step, Step::Column),
            glued,
        };
        open.add(letter, false);
        open
    }

    fn step(&self, letter: &Letter) -> Step {
        let size = self.size.max(letter.size);
        let moved = letter.at - self.last;
        let (forward, aside) = (moved.dot(self.along), moved.cross(self.along).abs());
        // A raised or a lowered letter is still on its line.
        if self.along.dot(letter.along) < 0.99 || aside > 0.45 * size {
            return Step::Line;
        }
        let gap = match self.end {
            Some(end) => (letter.at - end).dot(self.along),
            // Letters whose font does not say how wide they are.
            None => forward - 0.75 * self.size,
        };
        // Letters of another script may overlap a little; what goes back further is another line.
        if forward < -0.3 * size || gap < -1.5 * size {
            return Step::Line;
        }
        if gap > GAP_OF_COLUMNS * size {
            Step::Column
        } else if gap > GAP_OF_WORDS * size {
            Step::Word
        } else {
            Step::Letter
        }
    }

    fn add(&mut self, letter: &Letter, space: bool) {
        if space && !self.text.ends_with(' ') && !letter.text.starts_with(' ') {
            self.text.push(' ');
        }
        for character in letter.text.chars() {
            match character {
                _ if is_space(character) => {
                    if !self.text.ends_with(' ') && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                }
                _ if is_nothing(character) => {}
                _ => spelt(character, &mut self.text),
            }
        }
        // Leading spaces are no part of a piece.
        if self.text.is_empty() {
            self.at = letter.at;
            self.size = letter.size;
        } else if !letter.text.trim().is_empty() {
            self.size = self.size.max(letter.size);
        }
        self.last = letter.at;
        self.end = letter.advance.map(|advance| letter.at + advance);
    }

    fn finish(self) -> Option<Piece> {
        let text = self.text.trim_end();
        if text.is_empty() {
            return None;
        }
        let end = self.end.unwrap_or(self.last + self.along * (0.5 * self.size));
        let length = (end - self.at).dot(self.along).max(0.1 * self.size);
        let Self { link, apart, glued, .. } = self;
        Some(Piece {
            text: text.to_owned(),
            link,
            apart,
            glued,
            at: self.at,
            along: self.along,
            length,
            size: self.size,
        })
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Characters that nobody sees or hears: marks of direction, joiners, control characters.
fn is_nothing(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A character as it is read: ligatures as their letters, the bullets of Word's symbol fonts as bullets.
fn spelt(character: char, into: &mut String) {
    into.push_str(match character {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f06c}' | '\u{f06e}' | '\u{f076}' | '\u{f0d8}' => "•",
        '\u{f0fc}' => "✓",
        '\u{f0e0}' | '\u{f0e8}' => "→",
        '\u{f02d}' => "-",
        '\u{2010}' | '\u{2011}' => "-",
        _ => return into.push(character),
    });
}

/// Lines that belong together become one passage.
fn paragraphs(lines: Vec<Vec<Piece>>, artifact: bool) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let mut before: Option<Vec<Piece>> = None;
    for line in lines {
        let goes_on = before.as_deref().is_some_and(|before| goes_on(before, &line));
        match passages.last_mut().filter(|_| goes_on) {
            Some(passage) => passage.pieces.extend(line.iter().cloned()),
            None => passages.push(Passage::of(line.clone(), artifact)),
        }
        before = Some(line);
    }
    passages
}

/// Whether a line goes on with the paragraph of the one before it.
fn goes_on(before: &[Piece], line: &[Piece]) -> bool {
    // What has several columns is a row of a table.
    let (Some(above), Some(below)) = (before.first(), line.first()) else { return false };
    if before.iter().chain(line).any(|piece| piece.apart) {
        return false;
    }
    let end = |line: &[Piece]| {
        line.iter().map(|piece| (piece.at - line[0].at).dot(line[0].along) + piece.length).fold(0.0, f64::max)
    };
    if above.along.dot(below.along) < 0.99 || (above.size - below.size).abs() > 0.12 * above.size {
        return false;
    }
    let moved = below.at - above.at;
    let down = moved.cross(above.along).abs();
    let aside = moved.dot(above.along);
    let overlap = aside < end(before) && aside > -end(line);
    // The second line of an item hangs under its text, the first of a paragraph may be indented.
    let begins_anew = below.text.starts_with('•') || aside > 3.0 * above.size;
    down < 1.75 * above.size && overlap && !begins_anew
}
