//! Which papers were renamed: one that is gone and one that is new, and that say nearly the same.

use std::collections::BTreeMap;

use crate::appendix::reading;
use crate::diff::Paper;
use crate::workers;

/// From which likeness on a paper is another one under another name.
pub(super) const ALIKE: f64 = 0.6;

/// From which likeness on it is, if both have the same title.
pub(super) const ALIKE_IN_TITLE: f64 = 0.3;

/// The most papers that are read on each side to find out.
pub(super) const MOST: usize = 200;

/// The papers that belong together, by their places in both lists; those that are most alike first.
pub(super) fn pairs(gone: &[&Paper], come: &[&Paper]) -> Vec<(usize, usize)> {
    if gone.is_empty() || come.is_empty() || gone.len() > MOST || come.len() > MOST {
        return Vec::new();
    }
    // Words are held against words, and figures against figures.
    let read = gone.iter().chain(come).all(|paper| paper.bytes.is_some());
    let of = |papers: &[&Paper]| workers::map(papers.to_vec(), |paper| content(paper, read));
    let (before, after) = (of(gone), of(come));
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in gone.iter().enumerate() {
        for (to, other) in come.iter().enumerate() {
            let likeness = likeness(&before[at], &after[to]);
            let least = if is_titled_alike(one, other) { ALIKE_IN_TITLE } else { ALIKE };
            if likeness >= least && can_be(one, other) {
                found.push((likeness, at, to));
            }
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, to) in found {
        if pairs.iter().all(|(from, into)| *from != at && *into != to) {
            pairs.push((at, to));
        }
    }
    pairs
}

/// Whether one can be the other: of the same edition, and not about different areas.
fn can_be(one: &Paper, other: &Paper) -> bool {
    let subject = |paper: &Paper| paper.figures.first().and_then(|figures| figures.subject.clone());
    let areas = subject(one).zip(subject(other));
    areas.is_none_or(|(one, other)| one.code == other.code) && one.is_restricted() == other.is_restricted()
}

fn is_titled_alike(one: &Paper, other: &Paper) -> bool {
    let title = |paper: &Paper| paper.figures.last().map(|figures| figures.title.clone());
    title(one).is_some_and(|own| !own.is_empty() && title(other).is_some_and(|title| title == own))
}

/// What a paper says, each with how often: its paragraphs and cells, or its figures where they stand.
fn content(paper: &Paper, read: bool) -> BTreeMap<String, usize> {
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |text: String| *all.entry(text).or_default() += 1;
    let reading = paper.bytes.as_ref().filter(|_| read).and_then(|bytes| reading::read(bytes).ok());
    match reading {
        Some(reading) => reading.blocks.into_iter().for_each(|block| add(block.text)),
        None => {
            for figures in &paper.figures {
                for entry in &figures.figures {
                    let places = entry.shown.iter().map(|place| format!("{} {}", place.expression, place.sentence));
                    places.for_each(|place| add(format!("{} {} {place}", entry.description(), entry.text)));
                }
                figures.claims.iter().for_each(|claim| add(claim.place.sentence.clone()));
            }
        }
    }
    all
}

/// How much of two papers is the same, from 0 to 1, by the length of what they say.
pub(super) fn likeness(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> f64 {
    let length = |of: &BTreeMap<String, usize>| of.iter().map(|(text, count)| text.len() * count).sum::<usize>();
    let all = length(one) + length(other);
    let same: usize =
        one.iter().map(|(text, count)| text.len() * other.get(text).map_or(0, |there| *there.min(count))).sum();
    if all == 0 { 0.0 } else { 2.0 * same as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use crate::diff::Paper;
    use crate::trace::record::{AreaName, Entry, Figures, Place};

    fn paper(name: &str, title: &str, sentences: &[&str], area: Option<&str>) -> Paper {
        let shown = sentences.iter().map(|one| Place { sentence: (*one).to_owned(), ..Place::default() }).collect();
        let subject = area.map(|code| AreaName { name: code.to_owned(), code: code.to_owned() });
        let figures = vec![Entry { id: 1, shown, ..Entry::default() }];
        let figures = Figures { title: title.to_owned(), figures, subject, ..Figures::default() };
        Paper { name: name.to_owned(), figures: vec![figures], ..Paper::default() }
    }

    #[test]
    fn what_says_nearly_the_same_is_the_same_paper() {
        let (a, b, c) =
            ("Turnover has fallen to 11.3%.", "Agency use rose to 6.1%.", "Nobody knows of the vacancies.");
        let old = [paper("a.pdf", "A", &[a, b, c], None), paper("b.pdf", "B", &[b], None)];
        let new = [
            paper("z.pdf", "Another", &[c, "Sickness has risen by much, and so have all the others."], None),
            paper("y.pdf", "Renamed", &[a, b, "So it goes."], None),
            paper("x-restricted.pdf", "Renamed", &[a, b, c], None),
        ];
        let (gone, come): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
        assert_eq!(pairs(&gone, &come), [(0, 1)], "not the restricted edition, and not what is another");
        // Less is the same, and the title is: the same report in another month.
        let less =
            [paper("y.pdf", "A", &[a, "Agency use has not changed.", "The vacancies are known by now."], None)];
        assert_eq!(pairs(&gone[..1], &less.iter().collect::<Vec<_>>()), [(0, 0)]);
        let (here, there) =
            (paper("e1.pdf", "A", &[a, b, c], Some("E1")), paper("e2.pdf", "A", &[a, b, c], Some("E2")));
        assert_eq!(pairs(&[&here], &[&there]), [], "of another authority");
    }
}
