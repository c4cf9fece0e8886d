//! Subjects: the areas that a report with `for-each` is made for, and the words by which a report follows its subject.

use std::sync::Arc;

use crate::data::Dataset;
use crate::data::areas::{Area, Level, register};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::choose::words::with_article;
use crate::facts::problem::Problem;
use crate::project::enumerated;
use crate::project::subjects::{FORMS, ForEach};
use crate::project::yaml::Text;
use crate::quantity::period::Period;

/// The words for every authority that the data have.
const ALL: [&str; 4] = ["all areas", "all authorities", "every area", "every authority"];

/// What stands before a region whose authorities are meant.
const OF_REGION: [&str; 2] = ["areas of ", "authorities of "];

/// What stands before an authority whose statistical neighbours are meant.
const OF_NEIGHBOURS: [&str; 2] = ["neighbours of ", "statistical neighbours of "];

/// Whom an entry of `for-each` means.
enum Meant {
    One(Arc<Area>),
    /// Those whom the data have, and those whom they should have.
    Several(Vec<Arc<Area>>, Vec<Arc<Area>>),
}

/// An area, and the entry that means it.
struct Found<'a> {
    area: Arc<Area>,
    text: &'a Text,
    /// Whether the entry is its name, and not a word for several.
    named: bool,
}

impl Facts {
    /// The areas that a report is made for, in its author's order, and by name where a word means several; `None` if one
    /// of them cannot be told. Of what a word means, only what the data have in the period is meant.
    pub fn subjects(&self, each: &ForEach, period: Period, sink: &mut Diagnostics) -> Option<Vec<Arc<Area>>> {
        let (before, _) = sink.counts();
        let mut found: Vec<Found<'_>> = Vec::new();
        let mut absent: Vec<(Arc<Area>, &Text)> = Vec::new();
        for text in &each.areas {
            match self.meant(&text.value, period) {
                Err(problem) => sink.push(self.several_subjects(text, period).unwrap_or_else(|| problem.at(text))),
                Ok(Meant::One(area)) => add(&mut found, Found { area, text, named: true }, sink),
                Ok(Meant::Several(areas, without)) => {
                    areas.into_iter().for_each(|area| add(&mut found, Found { area, text, named: false }, sink));
                    absent.extend(without.into_iter().map(|area| (area, text)));
                }
            }
        }
        for text in &each.except {
            match self.area(&text.value) {
                Ok(area) => {
                    let all = found.len() + absent.len();
                    let names: Vec<&str> = found.iter().map(|one| one.area.name.as_str()).collect();
                    let strange = not_among(&area.name, &names, text);
                    found.retain(|one| one.area.code != area.code);
                    absent.retain(|(one, _)| one.code != area.code);
                    if found.len() + absent.len() == all {
                        sink.push(strange);
                    }
                }
                Err(problem) => sink.push(self.several_areas(text).unwrap_or_else(|| problem.at(text))),
            }
        }
        for text in &each.areas {
            let names: Vec<&str> = absent
                .iter()
                .filter(|(_, of)| std::ptr::eq(*of, text))
                .map(|(area, _)| area.name.as_str())
                .collect();
            if !names.is_empty() {
                sink.push(absent_from_data(&names, period, text));
            }
        }
        let whole = sink.counts().0 == before;
        if whole && found.is_empty() {
            sink.push(Diagnostic::error("nobody is left to make the report for", &each.place).hint(FORMS));
            return None;
        }
        whole.then(|| found.into_iter().map(|one| one.area).collect())
    }

    /// Whom an entry of `for-each` means.
    fn meant(&self, text: &str, period: Period) -> Result<Meant, Problem> {
        let written = text.trim();
        if ALL.contains(&written) {
            let areas = self.observed(period, |_| true);
            if areas.is_empty() {
                return Err(Problem::new(format!("the report's data have no authorities in {period}"))
                    .hint(
                        "list a data file with authorities under `data:`, or name the areas, such as `[Coventry]`",
                    )
                    .follows(self.data_unread));
            }
            return Ok(Meant::Several(areas, Vec::new()));
        }
        if let Some(region) = after(written, &OF_REGION) {
            let named = region.strip_prefix("the ").unwrap_or(region);
            self.area_or(named, || region_meant(named))?;
            let region = self.region(named)?;
            let areas = self.observed(period, |area| area.is_authority_of(&region.code));
            let members: Vec<Arc<Area>> = register().members(&region.code, period).cloned().collect();
            if self.has_observations() {
                return self.several(areas, &members, &with_article(&region), period);
            }
            // A report without measures has no data that could tell.
            return Ok(Meant::Several(by_name(members), Vec::new()));
        }
        if let Some(of) = after(written, &OF_NEIGHBOURS) {
            let of = self.area(of)?;
            let all = self.find_neighbours(&of);
            let Some(neighbours) = all.first() else {
                return Err(Problem::new(format!(
                    "nothing says who the statistical neighbours of {} are",
                    of.name
                ))
                .hint("list the DfE's file of them under `data:`, such as `neighbours: data/neighbours.csv`")
                .follows(self.data_unread));
            };
            let members = neighbours.members.clone();
            if !self.has_observations() {
                return Ok(Meant::Several(members, Vec::new()));
            }
            let areas = self.observed(period, |area| members.iter().any(|one| one.code == area.code));
            return self.several(areas, &members, &format!("the statistical neighbours of {}", of.name), period);
        }
        self.area_or(written, || several_meant(written).unwrap_or_else(|| register().meant(written)))
            .map(Meant::One)
    }

    /// What is wrong with several entries in one text, where a list is meant.
    fn several_subjects(&self, text: &Text, period: Period) -> Option<Diagnostic> {
        enumerated::told("area", text, |part| match self.meant(part, period) {
            Ok(_) => Some(part.to_owned()),
            Err(_) => register().nearest(part).map(str::to_owned),
        })
    }

    /// The areas that the data have of those who are meant, and who is missing.
    fn several(
        &self,
        areas: Vec<Arc<Area>>,
        all: &[Arc<Area>],
        of: &str,
        period: Period,
    ) -> Result<Meant, Problem> {
        if areas.is_empty() {
            return Err(Problem::new(format!("the report's data have no authority of {of} in {period}"))
                .hint("check the period of the subject, or add the data file that has them")
                .follows(self.data_unread));
        }
        let there = |one: &Arc<Area>| areas.iter().any(|area| area.parts().any(|code| one.code == code));
        let absent = by_name(all.iter().filter(|one| !there(one)).cloned().collect());
        Ok(Meant::Several(areas, absent))
    }

    /// The authorities of which the data say something in a period, by name.
    fn observed(&self, period: Period, wanted: impl Fn(&Area) -> bool) -> Vec<Arc<Area>> {
        let all = self.datasets.iter().flat_map(|data| &data.observed.observations);
        let meant =
            all.filter(|one| one.period == period && one.area.level == Level::LocalAuthority && wanted(&one.area));
        by_name(meant.map(|one| Arc::clone(&one.area)).collect())
    }

    fn has_observations(&self) -> bool {
        self.datasets.iter().any(|data| !data.observed.observations.is_empty())
    }

    /// The area that follows the subject: `subject` itself, or `region`, the one that it belongs to; `None` if the text
    /// means something else.
    pub(super) fn own_area(&self, text: &str) -> Option<Result<Arc<Area>, Problem>> {
        let region = match text.trim() {
            "subject" | "the subject" => false,
            "region" | "the region" | "its region" => true,
            _ => return None,
        };
        let Some(subject) = &self.area else { return Some(Err(self.no_subject("area"))) };
        if !region {
            return Some(Ok(Arc::clone(subject)));
        }
        Some(self.region_around(subject).ok_or_else(|| {
            Problem::new(format!("{} does not belong to a region", subject.name))
                .hint("name the area that is meant, such as `England`")
        }))
    }

    /// The region that an area belongs to; London where the data have no Inner and Outer London.
    pub fn region_around(&self, area: &Area) -> Option<Arc<Area>> {
        region_around(&self.datasets, &area.region)
    }
}

/// The region that is meant by the code of one; London where the data have no Inner and Outer London.
pub(super) fn region_around(datasets: &[Arc<Dataset>], code: &str) -> Option<Arc<Area>> {
    let region = register().by_code(code)?;
    let has = |region: &Area| datasets.iter().flat_map(|data| data.areas()).any(|one| one.code == region.code);
    let wider = || register().by_code(&region.region).filter(|wider| has(wider));
    let region = if has(region) { region } else { wider().unwrap_or(region) };
    Some(Arc::clone(region))
}

/// Adds an area; one that is named need not be meant by anything else.
fn add<'a>(found: &mut Vec<Found<'a>>, one: Found<'a>, sink: &mut Diagnostics) {
    let Some(first) = found.iter().find(|known| known.area.code == one.area.code) else {
        found.push(one);
        return;
    };
    let (name, other) = match (first.named, one.named) {
        (false, false) => return,
        (true, false) => (first.text, one.text),
        (_, true) => (one.text, first.text),
    };
    sink.push(
        Diagnostic::error(format!("{} would get two papers", one.area.name), &name.span)
            .related(&other.span, "it is meant here as well")
            .hint("take its name out here"),
    );
}

/// What to write after `areas of` in the place of a name that is no region.
fn region_meant(written: &str) -> String {
    let regions = || register().regions().map(|area| area.name.as_str());
    match register().nearest_of(written, |area| area.level != Level::LocalAuthority) {
        Some(near) => format!("did you mean `{}{near}`?", OF_REGION[0]),
        None => {
            format!("write `{}` one of these: {}", OF_REGION[0].trim(), regions().collect::<Vec<_>>().join(", "))
        }
    }
}

/// What to write for several areas, where the words speak of several and mean none; `None` where they may be a name.
fn several_meant(written: &str) -> Option<String> {
    const SEVERAL: [&str; 11] = [
        "all",
        "area",
        "areas",
        "authorities",
        "authority",
        "council",
        "councils",
        "each",
        "every",
        "neighbour",
        "neighbours",
    ];
    let words: Vec<&str> = written.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    if !SEVERAL.contains(&first.as_str()) {
        return None;
    }
    let of = if first.starts_with("neighbour") { OF_NEIGHBOURS[0] } else { OF_REGION[0] };
    let fits = |area: &&Arc<Area>| (area.level == Level::LocalAuthority) == (of == OF_NEIGHBOURS[0]);
    let last = (1..words.len()).find_map(|at| register().find(&words[at..].join(" ")).filter(fits));
    Some(last.map_or_else(|| FORMS.to_owned(), |area| format!("did you mean `{of}{}`?", area.name)))
}

/// What stands after one of several beginnings.
fn after<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|beginning| text.strip_prefix(beginning)).map(str::trim)
}

fn by_name(mut areas: Vec<Arc<Area>>) -> Vec<Arc<Area>> {
    areas.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    areas.dedup_by(|a, b| a.code == b.code);
    areas
}

/// Who gets no paper, since the data say nothing of them.
fn absent_from_data(absent: &[&str], period: Period, text: &Text) -> Diagnostic {
    let names = some_of(absent);
    Diagnostic::note(
        format!("no paper is made for {names}: the report's data have nothing of {period}"),
        &text.span,
    )
    .hint("add the data file that has them, or name them under `except` of `for-each`")
}

/// The error for somebody who is excepted from those that they do not belong to.
fn not_among(name: &str, names: &[&str], text: &Text) -> Diagnostic {
    Diagnostic::error(format!("{name} would get no paper anyway"), &text.span)
        .hint(format!("take it out of `except`: the report is made for {}", some_of(names)))
}

/// Names, the first of them where there are many.
fn some_of(names: &[&str]) -> String {
    // Names have "and" in them: nobody could tell where one ends.
    match names.len() {
        0..=6 => names.join(", "),
        all => format!("{} and {} more", names[..5].join(", "), all - 5),
    }
}
