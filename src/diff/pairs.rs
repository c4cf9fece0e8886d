//! Which papers of two versions belong together, and which reports that were not built they are of.

use std::collections::BTreeMap;
use std::path::Path;

use crate::build::names;
use crate::diff::{Paper, Unbuilt, Version, renamed};
use crate::trace::record::Figures;

/// A paper of the older and of the newer version.
pub(super) type Pair<'a> = (Option<&'a Paper>, Option<&'a Paper>);

/// The papers of two versions that belong together: of the same name, else of the same report, else those that say nearly
/// the same.
pub(super) fn pairs<'a>(before: &'a Version, after: &'a Version) -> Vec<Pair<'a>> {
    let (old, new) = (&before.papers, &after.papers);
    let alone = before.alone || after.alone;
    // A report that cannot be built, or could not, has its own paper.
    let failed = |paper: &Paper, version: &Version| version.unbuilt.iter().any(|unbuilt| unbuilt.is_of(paper));
    if let ([one], [other], true) = (old.as_slice(), new.as_slice(), alone)
        && !failed(one, after)
        && !failed(other, before)
    {
        return vec![(Some(one), Some(other))];
    }
    let report = |paper: &Paper| paper.figures.first().map(about);
    let mut rest: BTreeMap<&str, &Paper> = new.iter().map(|paper| (paper.name.as_str(), paper)).collect();
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    let mut unpaired = Vec::new();
    for paper in old {
        match rest.remove(paper.name.as_str()) {
            Some(other) => pairs.push((Some(paper), Some(other))),
            None => unpaired.push(paper),
        }
    }
    let mut gone = Vec::new();
    for paper in unpaired {
        let same = |other: &&&Paper| report(paper).is_some() && report(paper) == report(other);
        let name = rest.values().find(same).map(|other| other.name.as_str());
        match name.and_then(|name| rest.remove(name)) {
            Some(other) => pairs.push((Some(paper), Some(other))),
            None => gone.push(paper),
        }
    }
    if !(before.is_partial() || after.is_partial()) {
        let left: Vec<&Paper> = gone.iter().copied().filter(|paper| !failed(paper, after)).collect();
        let come: Vec<&Paper> = rest.values().copied().filter(|paper| !failed(paper, before)).collect();
        for (at, to) in renamed::pairs(&left, &come) {
            gone.retain(|paper| paper.name != left[at].name);
            rest.remove(come[to].name.as_str());
            pairs.push((Some(left[at]), Some(come[to])));
        }
    }
    pairs.extend(gone.into_iter().map(|paper| (Some(paper), None)));
    pairs.extend(rest.into_values().map(|paper| (None, Some(paper))));
    // One paper, or a part of a run, against a whole project is a question about what it has, which it may be that nobody
    // can build.
    pairs.retain(|(one, other)| match (one, other) {
        (Some(_), Some(_)) | (None, None) => true,
        (Some(one), None) => !after.is_partial() || failed(one, after),
        (None, Some(other)) => !before.is_partial() || failed(other, before),
    });
    pairs
}

/// Whether a paper is the same file in both versions.
pub(super) fn is_same(old: Option<&Paper>, new: Option<&Paper>) -> bool {
    old.zip(new).is_some_and(|(old, new)| !old.hash.is_empty() && old.hash == new.hash)
}

/// What a paper was called, if it has another name now; of two papers that the user named, nobody asks.
pub(super) fn former_name((old, new): Pair<'_>, before: &Version, after: &Version) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old.name != new.name && !before.alone && !after.alone => old.name.clone(),
        _ => String::new(),
    }
}

/// Which report a record is of, and about which area, if it was made for each of several.
fn about(figures: &Figures) -> (String, Option<String>) {
    (figures.report.clone(), figures.subject.as_ref().map(|area| area.code.clone()))
}

/// The records of two papers, or packs, that belong together.
pub(super) fn records<'a>(old: &'a [Figures], new: &'a [Figures]) -> Vec<(&'a Figures, &'a Figures)> {
    if let ([one], [other]) = (old, new) {
        return vec![(one, other)];
    }
    // A report in a pack may have been renamed.
    let titled = |one: &Figures| {
        let strange = |other: &&Figures| !old.iter().any(|one| about(one) == about(other));
        new.iter().filter(strange).find(|other| other.title == one.title && other.subject == one.subject)
    };
    let of = |one: &'a Figures| {
        let other = new.iter().find(|other| about(other) == about(one)).or_else(|| titled(one));
        other.map(|other| (one, other))
    };
    old.iter().filter_map(of).collect()
}

impl Unbuilt {
    /// Whether a paper was made of this report, in whichever edition.
    pub(super) fn is_of(&self, paper: &Paper) -> bool {
        let is_about = |figures: &Figures| {
            let subject = figures.subject.as_ref().map(|area| &area.code);
            (figures.report == self.report || figures.report == self.other)
                && (self.whole || subject == self.subject.as_ref())
        };
        self.is_called(paper) || paper.figures.first().is_some_and(is_about)
    }

    /// Whether a paper has the name that its paper would have, in whichever edition.
    pub(super) fn is_called(&self, paper: &Paper) -> bool {
        self.name == paper.name
            || names::public(Path::new(&paper.name)).is_some_and(|public| public == Path::new(&self.name))
    }
}
