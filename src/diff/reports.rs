//! Which reports that cannot be built are those of papers that were called otherwise: what a report says is held against what
//! the reports that are gone said.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::Version;
use crate::diff::renamed::{ALIKE, ALIKE_IN_TITLE, MOST, likeness};

/// Finds out what each report was called that can be built in one of two versions alone, and has another name in the other.
pub fn follow(before: &mut Version, after: &mut Version) {
    if before.is_partial() || after.is_partial() {
        return;
    }
    let (now, was) = (former(before, after), former(after, before));
    for (version, names) in [(after, now), (before, was)] {
        for unbuilt in &mut version.unbuilt {
            unbuilt.other = names.get(&unbuilt.report).cloned().unwrap_or_default();
        }
    }
}

/// By each report that was not built in `version` and is not in `other`, the one that it is there.
fn former(other: &Version, version: &Version) -> BTreeMap<String, String> {
    let (theirs, own) = (reports(other), reports(version));
    let gone: Vec<&str> =
        built(other).filter(|report| !own.contains(report)).collect::<BTreeSet<_>>().into_iter().collect();
    // One that could be built is held against its paper, but may be more like it than one that could not.
    let come: Vec<&str> = own.difference(&theirs).copied().collect();
    if gone.is_empty() || come.is_empty() || gone.len() > MOST || come.len() > MOST {
        return BTreeMap::new();
    }
    let texts = |version: &Version, reports: &[&str]| -> Vec<Said> {
        reports.iter().map(|report| Said::of(version, report)).collect()
    };
    let (before, after) = (texts(other, &gone), texts(version, &come));
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in before.iter().enumerate() {
        for (to, another) in after.iter().enumerate() {
            found.extend(one.is_like(another).map(|likeness| (likeness, at, to)));
        }
    }
    // Where a title is all that is known, one that several have says nothing.
    let titled = |(_, at, to): &(f64, usize, usize)| !(before[*at].is_known() && after[*to].is_known());
    let unique = |one: &(f64, usize, usize)| {
        let shared = |other: &&(f64, usize, usize)| other.1 == one.1 || other.2 == one.2;
        !titled(one) || found.iter().filter(shared).count() == 1
    };
    let mut found: Vec<_> = found.iter().copied().filter(unique).collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, to) in found {
        if pairs.iter().all(|(from, into)| *from != at && *into != to) {
            pairs.push((at, to));
        }
    }
    pairs.into_iter().map(|(at, to)| (come[to].to_owned(), gone[at].to_owned())).collect()
}

/// The reports of the papers of a version.
fn built(version: &Version) -> impl Iterator<Item = &str> {
    version.papers.iter().filter_map(|paper| Some(paper.figures.first()?.report.as_str()))
}

/// The reports of a version, whether they could be built or not.
fn reports(version: &Version) -> BTreeSet<&str> {
    built(version).chain(version.unbuilt.iter().map(|unbuilt| unbuilt.report.as_str())).collect()
}

/// What a report says.
#[derive(Default)]
struct Said {
    title: String,
    /// Its lines, each with how often; none where the report is not at hand.
    lines: BTreeMap<String, usize>,
}

impl Said {
    fn of(version: &Version, report: &str) -> Self {
        let text = version.project.as_ref().and_then(|project| project.files.text(report).ok());
        let text = text.map_or_else(String::new, |file| file.text.clone());
        let mut lines = BTreeMap::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            *lines.entry(line.to_owned()).or_default() += 1;
        }
        let written = text.lines().find_map(|line| line.strip_prefix("title:"));
        let printed = || {
            let mut papers = version.papers.iter().filter_map(|paper| paper.figures.first());
            papers.find(|figures| figures.report == report).map(|figures| figures.title.clone())
        };
        let written = written.map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
        Self { title: written.or_else(printed).unwrap_or_default(), lines }
    }

    /// Whether the report itself is at hand.
    fn is_known(&self) -> bool {
        !self.lines.is_empty()
    }

    /// How much is the same, if it is enough for the same report.
    fn is_like(&self, other: &Self) -> Option<f64> {
        let titled = !self.title.is_empty() && self.title == other.title;
        if !(self.is_known() && other.is_known()) {
            return titled.then_some(ALIKE_IN_TITLE);
        }
        let likeness = likeness(&self.lines, &other.lines);
        let least = if titled { ALIKE_IN_TITLE } else { ALIKE };
        (likeness >= least).then_some(likeness)
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    fn said(title: &str, lines: &[&str]) -> Said {
        let lines = lines.iter().map(|line| ((*line).to_owned(), 1)).collect();
        Said { title: title.to_owned(), lines }
    }

    #[test]
    fn a_report_is_the_same_by_its_words_or_by_its_title() {
        let old = said("A", &["It was so.", "It is not.", "Nobody knows."]);
        let like = |title: &str, lines: &[&str]| said(title, lines).is_like(&old).is_some();
        assert!(like("B", &["It was so.", "It is not.", "Nobody."]));
        assert!(!like("B", &["It was so.", "Of this no word."]));
        assert!(like("A", &["It was so.", "Of this no word."]));
        assert!(!like("A", &["Of all of this there was no word before."]));
        assert!(like("A", &[]) && !like("B", &[]) && said("", &[]).is_like(&said("", &[])).is_none());
    }
}
