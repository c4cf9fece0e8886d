//! A difference as a comment on a pull request: what flipped first, figures in a table, the rest folded.

use crate::diff::text::{heading, places, shortened, summary, texts};
use crate::diff::{
    Change, ClaimChange, ClaimFate, Difference, FigureChange, PaperDifference, Piece, PlaceChange, Status, TextFate,
};

/// The longest comment in letters: GitHub takes 65,536.
pub const LONGEST: usize = 60_000;

/// What is kept free for the last line and for closing what is open.
const RESERVE: usize = 400;

/// How many rows of a paper's table are seen before the rest is folded.
const SEEN: usize = 12;

/// The difference as Markdown.
pub fn render(difference: &Difference) -> String {
    let mut comment = Comment { text: String::new(), full: false };
    let (old, new) = (escaped(&difference.old), escaped(&difference.new));
    comment.add(&format!("### What changes in the papers\n\n{old} → {new}: {}.\n", escaped(&summary(difference))));
    let flipped: Vec<(&PaperDifference, &ClaimChange)> =
        difference.papers.iter().flat_map(|paper| paper.flipped().map(move |claim| (paper, claim))).collect();
    if !flipped.is_empty() {
        comment.add("\n#### Claims that no longer hold\n\n");
        for (paper, claim) in flipped {
            comment.add(&of_claim(paper, claim));
        }
    }
    for paper in &difference.papers {
        of_paper(paper, &mut comment);
    }
    if !difference.same_to_a_reader.is_empty() {
        let files: Vec<String> = difference.same_to_a_reader.iter().map(|file| code(file)).collect();
        comment.add(&format!(
            "\n<details><summary>Other bytes that show the same: {}</summary>\n\n{}\n</details>\n",
            counted(files.len(), "paper", "papers"),
            files.join(", ")
        ));
    }
    if comment.full {
        comment
            .text
            .push_str("\n…and more than a comment has room for: `boardpack diff --html` shows everything.\n");
    }
    comment.text
}

/// A comment that takes whole pieces as long as there is room.
struct Comment {
    text: String,
    full: bool,
}

impl Comment {
    /// Adds a piece if it has room; whatever comes after one that had none is left out, too.
    fn add(&mut self, piece: &str) -> bool {
        let letters = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
        self.full |= letters(&self.text) + letters(piece) + RESERVE > LONGEST;
        if !self.full {
            self.text.push_str(piece);
        }
        !self.full
    }

    /// Adds pieces under a line that unfolds them; the fold is closed whatever has room.
    fn fold(&mut self, summary: &str, head: &str, pieces: &[String]) {
        if pieces.is_empty() || !self.add(&format!("\n<details><summary>{summary}</summary>\n\n{head}")) {
            return;
        }
        for piece in pieces {
            if !self.add(piece) {
                break;
            }
        }
        self.text.push_str("\n</details>\n");
    }
}

fn of_paper(paper: &PaperDifference, comment: &mut Comment) {
    let called = if paper.title.is_empty() { String::new() } else { format!(" {}", escaped(&paper.title)) };
    let status = match paper.status {
        Status::Changed => "",
        Status::New => " – new",
        Status::Gone => " – gone",
        Status::Unbuilt => " – **cannot be built**",
        Status::Rebuilt => " – can be built again",
    };
    let renamed = match paper.renamed_from.as_str() {
        "" => String::new(),
        name => format!(" – was {}", code(name)),
    };
    comment.add(&format!("\n#### {}{called}{status}{renamed}\n", code(&paper.paper)));
    if !paper.errors.is_empty() {
        comment.add("\n");
        for error in &paper.errors {
            comment.add(&format!("- {}\n", message(error)));
        }
    }
    if !paper.figures.is_empty() {
        const HEAD: &str = "| Figure | Was | Is | Where it stands |\n| --- | ---: | ---: | --- |\n";
        let rows: Vec<String> = paper.figures.iter().map(of_figure).collect();
        let seen = rows.len().min(SEEN);
        // A table with one row more than is seen is shown whole.
        let seen = if rows.len() == seen + 1 { seen + 1 } else { seen };
        if comment.add(&format!("\n{HEAD}")) {
            rows[..seen].iter().for_each(|row| {
                comment.add(row);
            });
        }
        let more = rows.len() - seen;
        comment.fold(&counted(more, "more figure", "more figures"), HEAD, &rows[seen..]);
    }
    let sentences: Vec<String> =
        paper.sentences().into_iter().map(|place| format!("- {}\n", sentence(place))).collect();
    if !sentences.is_empty() && comment.add("\nSentences whose numbers moved:\n\n") {
        let seen = sentences.len().min(SEEN);
        sentences[..seen].iter().for_each(|one| {
            comment.add(one);
        });
        let more = counted(sentences.len() - seen, "more sentence", "more sentences");
        comment.fold(&more, "", &sentences[seen..]);
    }
    let words: Vec<String> = paper
        .other_words()
        .map(|claim| {
            let place = escaped(&claim.place.place);
            format!("- “{}” → “{}” ({place})\n", escaped(&claim.from), escaped(&claim.to))
        })
        .collect();
    comment.fold(&counted(words.len(), "claim in other words", "claims in other words"), "", &words);
    let changed: Vec<String> = paper
        .reworded()
        .map(|change| {
            let place = escaped(&change.place);
            let page =
                change.new_page.or(change.old_page).map_or_else(String::new, |page| format!(", page {page}"));
            match change.fate() {
                TextFate::Moved => format!("- **{place}**{page}: was {}\n", escaped(&change.moved_from)),
                _ => format!("- **{place}**{page}: {}\n", marked(&change.words)),
            }
        })
        .collect();
    comment.fold(&texts(paper.reworded()).join(", "), "", &changed);
    let pages: Vec<String> = paper
        .pages
        .iter()
        .map(|page| {
            let sides = page.new.iter().chain(page.old.iter());
            let mut what: Vec<&str> = sides.flat_map(|side| &side.marks).map(|mark| mark.what.as_str()).collect();
            let mut seen = Vec::new();
            what.retain(|one| {
                !seen.contains(one) && {
                    seen.push(*one);
                    true
                }
            });
            let what = if what.is_empty() { String::new() } else { format!(": {}", escaped(&what.join("; "))) };
            format!("- {}{what}\n", page.called())
        })
        .collect();
    comment.fold(&counted(pages.len(), "page looks different", "pages look different"), "", &pages);
    for note in &paper.notes {
        comment.add(&format!("\n{}\n", message(note)));
    }
}

fn of_claim(paper: &PaperDifference, claim: &ClaimChange) -> String {
    let from = escaped(&claim.from);
    let said = match claim.fate {
        ClaimFate::False => format!("**“{from}” is no longer true**: {}", message(&claim.truth)),
        ClaimFate::Undecided => format!("**“{from}” can no longer be checked**: {}", message(&claim.truth)),
        ClaimFate::Turned if !claim.truth.is_empty() => {
            format!("**“{from}” is now “{}”, and has turned**: {}", escaped(&claim.to), escaped(&claim.truth))
        }
        ClaimFate::Turned | ClaimFate::Words => format!("**“{from}” is now “{}”**", escaped(&claim.to)),
    };
    let PlaceChange { place, before, after, .. } = &claim.place;
    let sentence = if after.is_empty() { before } else { after };
    let sentence = if sentence.is_empty() { String::new() } else { format!("\n  > {}", escaped(sentence)) };
    format!("- {said} ({}, {}){sentence}\n", code(&paper.paper), escaped(place))
}

fn of_figure(figure: &FigureChange) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), escaped);
    let what = if figure.now.is_empty() {
        escaped(&figure.figure)
    } else {
        format!("{}, now {}", escaped(&figure.figure), escaped(&figure.now))
    };
    let exactly = figure.exactly.as_ref().map(|_| format!(" ({})", escaped(&heading(figure)))).unwrap_or_default();
    let places = escaped(&places(figure).join("; "));
    format!("| {what}{exactly} | {} | **{}** | {places} |\n", value(&figure.from), value(&figure.to))
}

/// A place with the sentence as it is, its changes marked.
fn sentence(place: &PlaceChange) -> String {
    let PlaceChange { place, before, after, .. } = place;
    let words = match (before.is_empty(), after.is_empty()) {
        (false, false) => marked(&super::words::pieces(before, after)),
        (false, true) => escaped(before),
        _ => escaped(after),
    };
    format!("{}: {words}", escaped(place))
}

/// A text with its changes struck out and bold.
fn marked(words: &[Piece]) -> String {
    let last = words.len().saturating_sub(1);
    let pieces = words.iter().enumerate().map(|(at, piece)| {
        let text = escaped(piece.text.trim());
        let space = if piece.text.ends_with(' ') { " " } else { "" };
        match piece.change {
            Change::Removed => format!("<del>{text}</del>{space}"),
            Change::Added => format!("<ins><b>{text}</b></ins>{space}"),
            Change::Same => escaped(&shortened(&piece.text, at == 0, at == last)),
        }
    });
    pieces.collect()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A name of a file as code; a mark that would end it becomes another one.
fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n', '\r'], "'").replace('|', "¦"))
}

/// A message, with what stands in backticks as code.
fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let part = |(at, part): (usize, &&str)| match (at % 2 == 1, closed || at + 1 < parts.len()) {
        (true, true) if part.trim().is_empty() => escaped(&format!("`{part}`")),
        (true, true) => code(part),
        (true, false) => escaped(&format!("`{part}")),
        (false, _) => escaped(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Text that Markdown takes for nothing but text: no markup, no table, no mathematics, no mention of a person or an issue.
///
/// Who is mentioned is looked up in what Markdown has become, where an entity is the letter again: a space of no width keeps
/// the name apart from its mark there, and also in an answer by e-mail. What is mathematics GitHub looks up in each text
/// between two tags, GitLab in the source.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '@' => written.push_str("@&#8203;"),
            '#' => written.push_str("&#35;&#8203;"),
            '$' => written.push_str("<span>&#36;</span>"),
            '|' => written.push_str("&#124;"),
            '`' => written.push_str("&#96;"),
            '*' => written.push_str("&#42;"),
            '_' => written.push_str("&#95;"),
            '~' => written.push_str("&#126;"),
            '[' => written.push_str("&#91;"),
            ']' => written.push_str("&#93;"),
            '\\' => written.push_str("&#92;"),
            '\n' | '\r' | '\t' => written.push(' '),
            _ if one.is_control() => written.push('\u{fffd}'),
            // An address is text, too.
            ':' if written.ends_with("http") || written.ends_with("https") => written.push_str("&#58;"),
            _ => written.push(one),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, escaped, message, render};
    use crate::diff::{ClaimChange, ClaimFate, Difference, FigureChange, PaperDifference, PlaceChange};

    #[test]
    fn text_is_text() {
        assert_eq!(escaped("<b>@all | #1"), "&lt;b&gt;@&#8203;all &#124; &#35;&#8203;1");
        assert_eq!(escaped("$x$"), "<span>&#36;</span>x<span>&#36;</span>");
    }

    #[test]
    fn what_stands_in_backticks_is_code() {
        assert_eq!(message("`boardpack build` says *why*"), "`boardpack build` says &#42;why&#42;");
        assert_eq!(message("`a` and `b"), "`a` and &#96;b");
        assert_eq!(message("`` and `|@x`"), "&#96;&#96; and `¦@x`");
    }

    #[test]
    fn a_comment_has_room_and_closes_what_it_opens() {
        let figure = |number: usize| FigureChange {
            figure: format!("figure {number}"),
            from: Some("1".to_owned()),
            to: Some("2".to_owned()),
            places: vec![PlaceChange {
                place: "paragraph 1.1".to_owned(),
                before: "It was 1 ".repeat(20),
                after: "It was 2 ".repeat(20),
                ..PlaceChange::default()
            }],
            ..FigureChange::default()
        };
        let claim = ClaimChange { fate: ClaimFate::False, from: "has fallen".to_owned(), ..ClaimChange::default() };
        for count in [1, 13, 14, 40, 4_000] {
            let paper = PaperDifference {
                paper: "a.pdf".to_owned(),
                claims: vec![claim.clone()],
                figures: (0..count).map(figure).collect(),
                ..PaperDifference::default()
            };
            let text = render(&Difference { papers: vec![paper], compared: 1, ..Difference::default() });
            assert!(text.chars().count() <= LONGEST, "{count}: {}", text.len());
            assert_eq!(text.matches("<details>").count(), text.matches("</details>").count(), "{count}");
            assert_eq!(text.contains("--html"), count == 4_000, "{count}");
            assert!(text.find("no longer true") < text.find("| Figure |"), "what flipped comes first");
        }
    }
}
