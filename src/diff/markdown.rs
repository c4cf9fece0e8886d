//! A difference as a comment on a pull request: what flipped first, what many papers share once, figures in a table, the
//! rest folded; every paper that differs is named.

use std::collections::BTreeMap;

use crate::diff::comment::{Comment, LONGEST, letters};
use crate::diff::shared::{self, Changes};
use crate::diff::text::{claims, counted, heading, places, shortened, summary, texts};
use crate::diff::{
    Change, ClaimChange, ClaimFate, Difference, FigureChange, PageChange, PaperDifference, Piece, PlaceChange,
    Status, TextChange, TextFate, words,
};

/// How many rows, lines or papers are seen before the rest is folded.
const SEEN: usize = 12;

/// How many papers with the same claim are named beside it.
const NAMED: usize = 3;

/// How many figures of a paper stand in the line that it has among many.
const IN_LINE: usize = 3;

/// How many letters the line has, at most, that unfolds the papers which are not seen.
const FOLD: usize = 100;

/// The head of a table of figures.
const HEAD: &str = "| Figure | Was | Is | Where it stands |\n| --- | ---: | ---: | --- |\n";

/// How the comment begins, by which a pipeline knows its own among others.
pub const TITLE: &str = "### What changes in the papers";

/// The difference as Markdown.
pub fn render(difference: &Difference) -> String {
    let mut comment = Comment::default();
    let (old, new) = (escaped(&difference.old), escaped(&difference.new));
    comment.add(&format!("{TITLE}\n\n{old} → {new}: {}.\n", escaped(&summary(difference))));
    let (common, own) = shared::apart(&difference.papers);
    let papers: Vec<Own<'_>> = difference.papers.iter().zip(own).map(|(paper, own)| Own { paper, own }).collect();
    let is_many = papers.len() > SEEN;
    let names = if is_many { lines(&papers) } else { papers.iter().map(Own::heading).collect() };
    // What flipped has half of the room, however much there is to say of each paper, and a quarter, however many there are.
    let short: usize = papers.iter().map(|paper| letters(&paper.short_line())).sum();
    let owed: usize = names.iter().map(|name| letters(name)).sum();
    let mut owed = owed.min(short.max(LONGEST / 2)).min(LONGEST / 4 * 3);
    comment.go_on(owed);
    of_claims(&difference.papers, &mut comment);
    comment.go_on(owed);
    of_all(&common, &mut comment);
    if is_many {
        many(&papers, &names, &mut comment);
    } else {
        for (paper, name) in papers.iter().zip(&names) {
            owed = owed.saturating_sub(letters(name));
            comment.go_on(owed);
            comment.add(name);
            paper.tell(&mut comment);
        }
    }
    comment.go_on(0);
    if !difference.same_to_a_reader.is_empty() {
        let files: Vec<String> = difference.same_to_a_reader.iter().map(|file| code(file)).collect();
        let count = number(files.len(), "paper", "papers");
        let files = files.join(", ") + "\n";
        comment.fold(&format!("Other bytes that show the same: {count}"), "", &[files]);
    }
    comment.finish("\n…and more than a comment has room for: `boardpack diff --html` shows everything.\n")
}

/// The claims that cannot stand as they are, and those that say something else, of all papers; the same of several once.
fn of_claims(papers: &[PaperDifference], comment: &mut Comment) {
    let mut found: Vec<(&ClaimChange, Vec<&PaperDifference>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for paper in papers {
        for claim in paper.flipped() {
            let ClaimChange { fate, from, to, truth, place } = claim;
            let key = format!("{:?}", (fate, from, to, truth, &place.before, &place.after));
            let at = *known.entry(key).or_insert(found.len());
            match found.get_mut(at) {
                Some((_, of)) => of.push(paper),
                None => found.push((claim, vec![paper])),
            }
        }
    }
    let (turned, lost): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(claim, _)| claim.fate == ClaimFate::Turned);
    for (heading, claims) in [("Claims that no longer hold", lost), ("Claims that say something else", turned)] {
        if !claims.is_empty() && comment.add(&format!("\n#### {heading}\n\n")) {
            claims.iter().for_each(|(claim, papers)| _ = comment.add(&of_claim(claim, papers)));
        }
    }
}

fn of_claim(claim: &ClaimChange, papers: &[&PaperDifference]) -> String {
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
    let papers = match papers {
        few if few.len() <= NAMED => few.iter().map(|paper| code(&paper.paper)).collect::<Vec<_>>().join(", "),
        many => format!("{} papers", many.len()),
    };
    format!("- {said} ({papers}, {}){sentence}\n", escaped(place))
}

/// What many papers share.
fn of_all(common: &Changes<'_>, comment: &mut Comment) {
    if common.is_empty() || !comment.add("\n#### What many papers share\n") {
        return;
    }
    let errors: Vec<String> =
        common.errors.iter().map(|(error, count)| format!("- in {count} papers: {}\n", message(error))).collect();
    list("Why they cannot be built:", "reason", "reasons", &errors, comment);
    let row = |(figure, count): &(&FigureChange, usize)| of_figure(figure, &format!("in {count} papers"));
    let rows: Vec<String> = common.figures.iter().map(row).collect();
    table(&rows, &HEAD.replace("Where it stands", "Where"), comment);
    let sentences: Vec<String> = common
        .sentences
        .iter()
        .map(|(place, count)| format!("- in {count} papers: {}\n", change_of(place)))
        .collect();
    list("Sentences whose numbers moved:", "sentence", "sentences", &sentences, comment);
    let restyled = common.restyled.iter().map(|(figure, count)| written(figure, &format!("in {count} papers")));
    fold_restyled(&restyled.collect::<Vec<_>>(), comment);
    let words = common.words.iter().map(|(claim, count)| of_words(claim, &format!("in {count} papers")));
    fold_words(&words.collect::<Vec<_>>(), comment);
    let changed: Vec<String> = common
        .texts
        .iter()
        .map(|(text, count)| format!("- {}, in {count} papers: {}\n", text.fate().word(), marked(&text.words)))
        .collect();
    comment.fold(&texts(common.texts.iter().map(|(text, _)| *text)).join(", "), "", &changed);
    for (note, count) in &common.notes {
        comment.add(&format!("\nIn {count} papers: {}\n", message(note)));
    }
}

/// A paper with what it does not share with many others.
struct Own<'a> {
    paper: &'a PaperDifference,
    own: Changes<'a>,
}

/// A line for each of many papers.
fn lines(papers: &[Own<'_>]) -> Vec<String> {
    papers.iter().map(|paper| format!("- {}\n", paper.line())).collect()
}

/// Many papers: each has a line, which unfolds what else there is to say of it where that has room.
fn many(papers: &[Own<'_>], lines: &[String], comment: &mut Comment) {
    comment.go_on(0);
    comment.add("\n#### Papers that differ\n\n");
    let in_all = |lines: &[String]| lines.iter().map(|line| letters(line)).sum::<usize>();
    // Of more papers than there is room for, no more than their names.
    let names: Vec<String> = papers.iter().map(Own::short_line).collect();
    let room = comment.room().saturating_sub(FOLD);
    let lines = if in_all(lines) > room { &names } else { lines };
    let mut owed = in_all(lines);
    let is_tight = owed > room;
    // What is new, gone or cannot be built before what shows something else; and last what shows only what others do.
    let mut order: Vec<(&Own<'_>, &String)> = papers.iter().zip(lines).collect();
    order.sort_by_key(|(paper, _)| (paper.paper.status == Status::Changed, paper.own.is_empty()));
    let mut unnamed = 0;
    for (at, (paper, line)) in order.iter().enumerate() {
        if at == SEEN {
            let more = number(order.len() - SEEN, "more paper", "more papers");
            comment.close(&format!("\n<details><summary>{more}</summary>\n\n"));
        }
        owed -= letters(line);
        comment.go_on(if is_tight { 0 } else { owed });
        let mut inside = Comment::default();
        if !is_tight {
            paper.tell(&mut inside);
        }
        let folded = format!("<details><summary>{}</summary>\n{}\n</details>\n\n", paper.line(), inside.text());
        let whole = !inside.is_cut() && !inside.text().is_empty();
        let is_told = whole && comment.add_whole(&folded) || comment.add_whole(line);
        if !is_told {
            unnamed += 1;
        }
    }
    if unnamed > 0 {
        comment.close(&format!("\nand {}\n", number(unnamed, "more paper", "more papers")));
    }
    if order.len() > SEEN {
        comment.close("\n</details>\n");
    }
}

impl Own<'_> {
    /// What became of the paper as a whole.
    fn state(&self) -> String {
        let status = match self.paper.status {
            Status::Changed => "",
            Status::New => " – new",
            Status::Gone => " – gone",
            Status::Unbuilt => " – <b>cannot be built</b>",
            Status::Rebuilt => " – can be built again",
        };
        match self.paper.renamed_from.as_str() {
            "" => status.to_owned(),
            name => format!("{status} – was <code>{}</code>", escaped(name)),
        }
    }

    fn heading(&self) -> String {
        let title = &self.paper.title;
        let called = if title.is_empty() { String::new() } else { format!(" {}", escaped(title)) };
        format!("\n#### {}{called}{}\n", code(&self.paper.paper), self.state())
    }

    /// The paper in one line, with what there is to say of it in short.
    fn line(&self) -> String {
        let own = &self.own;
        let mut parts = claims(self.paper.flipped());
        let figure = |(figure, _): &(&FigureChange, usize)| heading(figure);
        parts.extend(own.figures.iter().take(IN_LINE).map(figure));
        parts.extend(counted(
            own.figures.len().saturating_sub(IN_LINE),
            "more figure changed",
            "more figures changed",
        ));
        parts.extend(counted(own.restyled.len(), "figure is written otherwise", "figures are written otherwise"));
        parts.extend(texts(own.texts.iter().map(|(text, _)| *text)));
        if own.is_empty() && parts.is_empty() && self.paper.status == Status::Changed {
            let pages = counted(self.paper.pages.len(), "page looks different", "pages look different");
            let shares = self.paper.figures.len() + self.paper.text.len() + self.paper.notes.len() > 0;
            parts.extend(if shares { Some("what many papers share".to_owned()) } else { pages });
        }
        let parts = escaped(&parts.join("; "));
        let colon = if parts.is_empty() { "" } else { ": " };
        // In a line that unfolds Markdown is no markup.
        format!("{}{}{colon}{parts}", self.name(), self.state())
    }

    /// The paper in one line with nothing but its name.
    fn short_line(&self) -> String {
        format!("- {}\n", self.name())
    }

    fn name(&self) -> String {
        format!("<code>{}</code>", escaped(&self.paper.paper))
    }

    /// What there is to say of the paper below its name.
    fn tell(&self, comment: &mut Comment) {
        let (paper, own) = (self.paper, &self.own);
        if !own.errors.is_empty() {
            comment.add("\n");
            own.errors.iter().for_each(|(error, _)| _ = comment.add(&format!("- {}\n", message(error))));
        }
        let rows: Vec<String> =
            own.figures.iter().map(|(figure, _)| of_figure(figure, &places(figure).join("; "))).collect();
        table(&rows, HEAD, comment);
        let sentences: Vec<String> = own
            .sentences
            .iter()
            .map(|(place, _)| format!("- {}: {}\n", escaped(&place.place), change_of(place)))
            .collect();
        list("Sentences whose numbers moved:", "sentence", "sentences", &sentences, comment);
        let restyled: Vec<String> =
            own.restyled.iter().map(|(figure, _)| written(figure, &places(figure).join("; "))).collect();
        fold_restyled(&restyled, comment);
        let words: Vec<String> = own.words.iter().map(|(claim, _)| of_words(claim, &claim.place.place)).collect();
        fold_words(&words, comment);
        let changed: Vec<String> = own.texts.iter().map(|(change, _)| of_text(change)).collect();
        comment.fold(&texts(own.texts.iter().map(|(text, _)| *text)).join(", "), "", &changed);
        let pages: Vec<String> = paper.pages.iter().map(of_page).collect();
        comment.fold(&number(pages.len(), "page looks different", "pages look different"), "", &pages);
        for (note, _) in &own.notes {
            comment.add(&format!("\n{}\n", message(note)));
        }
    }
}

/// A table of which the first rows are seen.
fn table(rows: &[String], head: &str, comment: &mut Comment) {
    if rows.is_empty() {
        return;
    }
    let (seen, folded) = rows.split_at(seen(rows.len()));
    if comment.add(&format!("\n{head}")) {
        seen.iter().for_each(|row| _ = comment.add(row));
    }
    comment.fold(&number(folded.len(), "more figure", "more figures"), head, folded);
}

/// A list under a line, of which the first items are seen.
fn list(lead: &str, one: &str, many: &str, items: &[String], comment: &mut Comment) {
    if items.is_empty() || !comment.add(&format!("\n{lead}\n\n")) {
        return;
    }
    let (seen, folded) = items.split_at(seen(items.len()));
    seen.iter().for_each(|item| _ = comment.add(item));
    comment.fold(&number(folded.len(), &format!("more {one}"), &format!("more {many}")), "", folded);
}

/// How many of so many things are seen: where one more is there, all.
fn seen(count: usize) -> usize {
    if count == SEEN + 1 { count } else { count.min(SEEN) }
}

fn fold_restyled(items: &[String], comment: &mut Comment) {
    comment.fold(&number(items.len(), "figure is written otherwise", "figures are written otherwise"), "", items);
}

fn fold_words(items: &[String], comment: &mut Comment) {
    comment.fold(&number(items.len(), "claim in other words", "claims in other words"), "", items);
}

/// A figure that is the same number, written otherwise.
fn written(figure: &FigureChange, at: &str) -> String {
    format!("- {} ({})\n", escaped(&heading(figure)), escaped(at))
}

fn of_words(claim: &ClaimChange, at: &str) -> String {
    format!("- “{}” → “{}” ({})\n", escaped(&claim.from), escaped(&claim.to), escaped(at))
}

/// A paragraph, with a word for what became of it.
fn of_text(change: &TextChange) -> String {
    let (what, place) = (change.fate().word(), escaped(&change.place));
    let page = change.new_page.or(change.old_page).map_or_else(String::new, |page| format!(", page {page}"));
    if change.fate() != TextFate::Moved {
        return format!("- {what}: **{place}**{page}: {}\n", marked(&change.words));
    }
    let was =
        if change.moved_from == change.place { String::new() } else { format!(" {}", escaped(&change.moved_from)) };
    let on = match change.old_page {
        Some(old) if change.new_page != Some(old) => format!(" on page {old}"),
        _ => String::new(),
    };
    let was = if was.is_empty() && on.is_empty() { was } else { format!(", was{was}{on}") };
    format!("- {what}: **{place}**{page}{was}\n")
}

fn of_page(page: &PageChange) -> String {
    let sides = page.new.iter().chain(page.old.iter());
    let mut what: Vec<&str> = Vec::new();
    for mark in sides.flat_map(|side| &side.marks) {
        if !what.contains(&mark.what.as_str()) {
            what.push(&mark.what);
        }
    }
    let what = if what.is_empty() { String::new() } else { format!(": {}", escaped(&what.join("; "))) };
    format!("- {}{what}\n", page.called())
}

fn of_figure(figure: &FigureChange, at: &str) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), escaped);
    let what = if figure.now.is_empty() {
        escaped(&figure.figure)
    } else {
        format!("{}, now {}", escaped(&figure.figure), escaped(&figure.now))
    };
    let exactly = figure.exactly.as_ref().map(|_| format!(" ({})", escaped(&heading(figure)))).unwrap_or_default();
    format!("| {what}{exactly} | {} | **{}** | {} |\n", value(&figure.from), value(&figure.to), escaped(at))
}

/// So many of something.
fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The sentence of a place as it is, its changes marked.
fn change_of(place: &PlaceChange) -> String {
    let PlaceChange { before, after, .. } = place;
    match (before.is_empty(), after.is_empty()) {
        (false, false) => marked(&words::pieces(before, after)),
        (false, true) => escaped(before),
        _ => escaped(after),
    }
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
    use super::{escaped, message, render};
    use crate::diff::comment::LONGEST;
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
