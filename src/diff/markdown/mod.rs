//! A difference as a comment on a pull request: what flipped first, what many papers share once, figures in a table, the
//! rest folded; every paper that differs is named.

mod comment;
mod escape;
mod own;
mod pieces;

use std::collections::BTreeMap;

use crate::diff::shared::{self, Changes};
use crate::diff::text::{summary, texts};
use crate::diff::{ClaimChange, ClaimFate, Difference, FigureChange, PaperDifference, PlaceChange, Status};
use comment::{Comment, LONGEST, letters};
use escape::{code, escaped, message};
use own::{HEAD, Own};
use pieces::{
    SEEN, change_of, fold_restyled, fold_words, list, marked, number, of_figure, of_words, table, written,
};

/// How many papers with the same claim are named beside it.
const NAMED: usize = 3;

/// How many letters the line has, at most, that unfolds the papers which are not seen.
const FOLD: usize = 100;

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
    let mut found: Vec<(&ClaimChange, Vec<Stand<'_>>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for paper in papers {
        for claim in paper.flipped() {
            let ClaimChange { fate, from, to, truth, place } = claim;
            let key = format!("{:?}", (fate, from, to, truth, &place.before, &place.after));
            let at = *known.entry(key).or_insert(found.len());
            match found.get_mut(at) {
                Some((_, of)) => of.push((paper, place)),
                None => found.push((claim, vec![(paper, place)])),
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

/// A paper, and where in it a claim stands.
type Stand<'a> = (&'a PaperDifference, &'a PlaceChange);

fn of_claim(claim: &ClaimChange, stands: &[Stand<'_>]) -> String {
    let from = escaped(&claim.from);
    let said = match claim.fate {
        ClaimFate::False => format!("**“{from}” is no longer true**: {}", message(&claim.truth)),
        ClaimFate::Undecided => format!("**“{from}” can no longer be checked**: {}", message(&claim.truth)),
        ClaimFate::Turned if !claim.truth.is_empty() => {
            format!("**“{from}” is now “{}”, and has turned**: {}", escaped(&claim.to), escaped(&claim.truth))
        }
        ClaimFate::Turned | ClaimFate::Words => format!("**“{from}” is now “{}”**", escaped(&claim.to)),
    };
    let PlaceChange { before, after, .. } = &claim.place;
    let sentence = if after.is_empty() { before } else { after };
    let sentence = if sentence.is_empty() { String::new() } else { format!("\n  > {}", escaped(sentence)) };
    format!("- {said} ({}){sentence}\n", where_it_stands(stands))
}

/// Where a claim stands: "`a.pdf`, `b.pdf`, paragraph 4.1", or each paper with a place of its own. Of many papers, in how many;
/// where their places differ, that of the first.
fn where_it_stands(stands: &[Stand<'_>]) -> String {
    let Some(((first, place), others)) = stands.split_first() else { return String::new() };
    let place = &place.place;
    let named = |(paper, at): &Stand<'_>| format!("{}, {}", code(&paper.paper), escaped(&at.place));
    let same = others.iter().all(|(_, other)| other.place == *place);
    match (stands.len() <= NAMED, same) {
        (true, true) => {
            let papers: Vec<String> = stands.iter().map(|(paper, _)| code(&paper.paper)).collect();
            format!("{}, {}", papers.join(", "), escaped(place))
        }
        (true, false) => stands.iter().map(named).collect::<Vec<_>>().join("; "),
        (false, true) => format!("{} papers, {}", stands.len(), escaped(place)),
        (false, false) => {
            format!("{} papers, such as {}: {}", stands.len(), code(&first.paper), escaped(place))
        }
    }
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

#[cfg(test)]
mod tests {
    use super::comment::LONGEST;
    use super::render;
    use crate::diff::{ClaimChange, ClaimFate, Difference, FigureChange, PaperDifference, PlaceChange};

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
