//! A difference for a terminal.

use std::collections::BTreeSet;

use crate::diagnostic::printable;
use crate::diff::{
    Change, ClaimChange, ClaimFate, Difference, FigureChange, PageChange, PaperDifference, Piece, PlaceChange,
    Status, TextChange, TextFate, shared,
};

/// How many words that stay are shown on each side of a change.
const AROUND: usize = 6;

/// The difference as text.
pub fn render(difference: &Difference) -> String {
    let mut text = format!("{} → {}: {}\n", difference.old, difference.new, summary(difference));
    for paper in &difference.papers {
        text.push('\n');
        of_paper(paper, &mut text);
    }
    if !difference.same_to_a_reader.is_empty() {
        let files = difference.same_to_a_reader.join(", ");
        text.push_str(&format!("\nother bytes that show the same: {files}\n"));
    }
    text.chars().map(printable).collect()
}

/// What there is to say in one line: "2 of 14 papers differ; 1 claim is no longer true; 3 figures changed".
pub fn summary(difference: &Difference) -> String {
    let papers = &difference.papers;
    if papers.is_empty() {
        return match difference.compared {
            1 => "nothing that a reader sees differs".to_owned(),
            many => format!("nothing that a reader sees differs in {many} papers"),
        };
    }
    let all = difference.compared.max(papers.len());
    let of = |status: Status| papers.iter().filter(|paper| paper.status == status).count();
    // A figure that changed in many papers is one figure.
    let distinct =
        |figures: &mut dyn Iterator<Item = &FigureChange>| figures.map(shared::figure).collect::<BTreeSet<_>>();
    let figures = distinct(&mut papers.iter().flat_map(PaperDifference::changed_figures)).len();
    let restyled = distinct(&mut papers.iter().flat_map(PaperDifference::restyled)).len();
    let sure = papers.iter().filter(|paper| paper.differs()).count();
    let differ = match sure {
        0 => "may differ",
        1 => "differs",
        _ => "differ",
    };
    let mut parts = vec![match all {
        1 => format!("the paper {differ}"),
        _ => format!("{} of {all} papers {differ}", if sure == 0 { papers.len() } else { sure }),
    }];
    parts.extend(claims(papers.iter().flat_map(PaperDifference::flipped)));
    parts.extend(counted(figures, "figure changed", "figures changed"));
    parts.extend(counted(restyled, "figure is written otherwise", "figures are written otherwise"));
    parts.extend(texts(papers.iter().flat_map(PaperDifference::reworded)));
    let mut add = |count: usize, one: &str, many: &str| parts.extend(counted(count, one, many));
    add(of(Status::Unbuilt), "paper cannot be built", "papers cannot be built");
    add(of(Status::New), "paper is new", "papers are new");
    add(of(Status::Gone), "paper is gone", "papers are gone");
    let renamed = papers.iter().filter(|paper| !paper.renamed_from.is_empty()).count();
    add(renamed, "paper was renamed", "papers were renamed");
    let unread = papers.iter().filter(|paper| paper.incomplete && paper.status != Status::Unbuilt).count();
    add(unread, "paper could not be compared in full", "papers could not be compared in full");
    parts.join("; ")
}

/// What became of claims, for each kind how many: "1 claim is no longer true".
pub(super) fn claims<'a>(changes: impl Iterator<Item = &'a ClaimChange>) -> Vec<String> {
    let fates: Vec<ClaimFate> = changes.map(|claim| claim.fate).collect();
    let count = |fate: ClaimFate| fates.iter().filter(|one| **one == fate).count();
    [
        counted(count(ClaimFate::False), "claim is no longer true", "claims are no longer true"),
        counted(count(ClaimFate::Turned), "claim says something else", "claims say something else"),
        counted(count(ClaimFate::Undecided), "claim can no longer be checked", "claims can no longer be checked"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What became of paragraphs, for each kind how many: "2 paragraphs were reworded", "1 paragraph is new".
pub(super) fn texts<'a>(changes: impl Iterator<Item = &'a TextChange>) -> Vec<String> {
    let fates: Vec<TextFate> = changes.map(TextChange::fate).collect();
    let count = |fate: TextFate| fates.iter().filter(|one| **one == fate).count();
    [
        counted(count(TextFate::Reworded), "paragraph was reworded", "paragraphs were reworded"),
        counted(count(TextFate::New), "paragraph is new", "paragraphs are new"),
        counted(count(TextFate::Gone), "paragraph is gone", "paragraphs are gone"),
        counted(count(TextFate::Moved), "paragraph has moved", "paragraphs have moved"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// So many of something, if there are any.
pub(super) fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}

fn of_paper(paper: &PaperDifference, text: &mut String) {
    text.push_str(&paper.paper);
    if !paper.title.is_empty() {
        text.push_str(&format!(": {}", paper.title));
    }
    text.push('\n');
    if !paper.renamed_from.is_empty() {
        text.push_str(&format!("  was called {}\n", paper.renamed_from));
    }
    text.push_str(match paper.status {
        Status::Changed => "",
        Status::New => "  is new\n",
        Status::Gone => "  is gone\n",
        Status::Unbuilt => "  cannot be built:\n",
        Status::Rebuilt => "  can be built again\n",
    });
    paper.errors.iter().for_each(|error| text.push_str(&format!("    {error}\n")));
    paper.flipped().for_each(|claim| of_claim(claim, text));
    paper.changed_figures().for_each(|figure| of_figure(figure, text));
    if paper.restyled().next().is_some() {
        text.push_str("\n  figures that are written otherwise:\n");
        paper.restyled().for_each(|figure| text.push_str(&format!("    {}\n", heading(figure))));
    }
    paper.other_words().for_each(|claim| of_claim(claim, text));
    let sentences = paper.sentences();
    if !sentences.is_empty() {
        text.push_str("\n  sentences whose numbers moved:\n");
        sentences.into_iter().for_each(|place| of_place(place, text));
    }
    for change in paper.reworded() {
        let on = |page: Option<usize>| page.map_or_else(String::new, |page| format!(" on page {page}"));
        let (place, page) = (&change.place, on(change.new_page.or(change.old_page)));
        let what = change.fate().word();
        if change.fate() == TextFate::Moved {
            let was = format!("{}{}", change.moved_from, on(change.old_page));
            text.push_str(&format!("\n  {what}: {place}{page}, was {was}\n"));
            continue;
        }
        text.push_str(&format!("\n  {what}: {place}{page}\n    {}\n", marked(&change.words)));
    }
    if !paper.pages.is_empty() {
        let pages: Vec<String> = paper.pages.iter().map(page).collect();
        text.push_str(&format!("\n  pages that look different: {}\n", pages.join(", ")));
    }
    paper.notes.iter().for_each(|note| text.push_str(&format!("\n  note: {note}\n")));
}

fn of_claim(claim: &ClaimChange, text: &mut String) {
    let ClaimChange { fate, from, to, truth, place } = claim;
    text.push_str(&match fate {
        ClaimFate::False => format!("\n  no longer true: “{from}”\n    {truth}\n"),
        ClaimFate::Undecided => format!("\n  can no longer be checked: “{from}”\n    {truth}\n"),
        ClaimFate::Turned if truth.is_empty() => format!("\n  says something else: “{from}” → “{to}”\n"),
        ClaimFate::Turned => format!("\n  has turned: “{from}” → “{to}”\n    {truth}\n"),
        ClaimFate::Words => format!("\n  other words: “{from}” → “{to}”\n"),
    });
    of_place(place, text);
}

fn of_figure(figure: &FigureChange, text: &mut String) {
    text.push_str(&format!("\n  {}\n", heading(figure)));
    if !figure.source.is_empty() {
        text.push_str(&format!("    source: {}\n", figure.source));
    }
    let places = places(figure);
    if !places.is_empty() {
        text.push_str(&format!("    {}\n", places.join("; ")));
    }
}

/// The places of a figure by their names, each once.
pub(super) fn places(figure: &FigureChange) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for place in &figure.places {
        if !names.contains(&place.place.as_str()) {
            names.push(&place.place);
        }
    }
    names
}

/// A figure with what it was and what it is: "turnover rate (FTE) of Coventry in 2025: 11.3% → 11.4%".
pub fn heading(figure: &FigureChange) -> String {
    let FigureChange { figure: what, now, from, to, exactly, .. } = figure;
    let values = match (from, to, exactly) {
        (_, Some(to), Some((was, is))) => format!("{to}, exactly {was} → {is}"),
        (Some(from), Some(to), None) => format!("{from} → {to}"),
        (Some(from), None, _) => format!("{from} → gone"),
        (None, Some(to), _) => format!("new, {to}"),
        (None, None, _) => String::new(),
    };
    if now.is_empty() { format!("{what}: {values}") } else { format!("{what}, now {now}: {values}") }
}

/// A place with its sentence as it was and as it is.
fn of_place(place: &PlaceChange, text: &mut String) {
    text.push_str(&format!("    {}\n", place.place));
    if !place.before.is_empty() && place.before == place.after {
        text.push_str(&format!("        {}\n", place.before));
        return;
    }
    if !place.before.is_empty() {
        text.push_str(&format!("      − {}\n", place.before));
    }
    if !place.after.is_empty() {
        text.push_str(&format!("      + {}\n", place.after));
    }
}

fn page(page: &PageChange) -> String {
    match (&page.old, &page.new) {
        (Some(old), Some(new)) if old.page != new.page => format!("{} (was {})", new.page, old.page),
        (None, Some(new)) => format!("{} (new)", new.page),
        (Some(old), None) => format!("{} (gone)", old.page),
        (_, Some(new)) => new.page.to_string(),
        (None, None) => String::new(),
    }
}

/// A text with its changes in brackets, and of what stays only the words around them.
fn marked(words: &[Piece]) -> String {
    let last = words.len().saturating_sub(1);
    let pieces = words.iter().enumerate().map(|(at, piece)| match piece.change {
        Change::Removed => format!("[−{}−]", piece.text.trim()) + space(&piece.text),
        Change::Added => format!("[+{}+]", piece.text.trim()) + space(&piece.text),
        Change::Same => shortened(&piece.text, at == 0, at == last),
    });
    pieces.collect()
}

fn space(text: &str) -> &'static str {
    if text.ends_with(' ') { " " } else { "" }
}

/// Words that stay, without those in the middle; at the beginning and at the end of a text only those beside the change.
pub(super) fn shortened(text: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let ends = |before: &[&str], after: &[&str]| format!("{}… {}", before.concat(), after.concat());
    match (first, last) {
        _ if words.len() <= 2 * AROUND => text.to_owned(),
        (true, true) => text.to_owned(),
        (true, false) => ends(&[], &words[words.len() - AROUND..]),
        (false, true) => ends(&words[..AROUND], &[]).trim_end().to_owned(),
        (false, false) => ends(&words[..AROUND], &words[words.len() - AROUND..]),
    }
}
