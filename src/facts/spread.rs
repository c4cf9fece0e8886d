//! Spreads: the lowest and the highest authority of a region, and an authority's rank among them.
//!
//! A spread over an incomplete region would be a false statement, so it is refused in prose; exhibits show it with a
//! note that names who is missing.

use std::sync::Arc;

use crate::data::areas::{Area, Level, register};
use crate::data::{Dataset, Observation};
use crate::facts::Facts;
use crate::facts::choose::words::with_article;
use crate::facts::figure::{Figure, Scope, read};
use crate::facts::problem::Problem;
use crate::facts::reach::scope;
use crate::facts::series::Extreme;
use crate::quantity::style::{join_words, ordinal_suffix};
use crate::quantity::value::{Order, Symbol};

/// The lowest and the highest authorities of a region.
#[derive(Debug, Clone)]
pub struct Spread {
    /// The region.
    pub region: Arc<Area>,
    /// The lowest value, and all who have it.
    pub low: End,
    /// The highest value, and all who have it.
    pub high: End,
    /// Who has no value, and why not where the data tell.
    pub without: Without,
    /// Whether the data state the range itself, and not the values between its ends.
    pub stated: bool,
    /// Whether the data state the highest value first, as is usual where higher is better.
    pub highest_first: bool,
}

/// Authorities without a value, and why not where the data tell.
pub type Without = Vec<(Arc<Area>, Option<Symbol>)>;

/// One end of a spread.
#[derive(Debug, Clone)]
pub struct End {
    /// The figure of the first authority that has the value.
    pub figure: Figure,
    /// The names of all authorities that have it, by name.
    pub areas: Vec<String>,
}

/// An authority's place among the authorities of its region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// How many authorities have a lower value.
    pub lower: u32,
    /// How many have a higher one.
    pub higher: u32,
    /// How many others have the same.
    pub same: u32,
}

/// What a claim says of an authority's place, counted from one end of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// This one, alone or together with others.
    At {
        /// The place, from one.
        place: u32,
        /// Whether others have the same value.
        joint: bool,
    },
    /// Among the first so many.
    Within(u32),
}

impl Rank {
    /// "2nd lowest of 14", counted from the nearer end; "joint" where others have the same value.
    pub fn words(&self) -> String {
        let of = self.lower + self.higher + self.same + 1;
        let (place, end) = self.place();
        let joint = if self.same > 0 { "joint " } else { "" };
        match place {
            1 => format!("{joint}{end} of {of}"),
            _ => format!("{joint}{place}{} {end} of {of}", ordinal_suffix(place)),
        }
    }

    /// The place, from one, and the nearer end, from which it is counted: `lowest` or `highest`.
    pub fn place(&self) -> (u32, &'static str) {
        if self.lower <= self.higher { (self.lower + 1, "lowest") } else { (self.higher + 1, "highest") }
    }
}

impl Facts {
    /// The spread of a figure's measure, basis and period over the authorities of a region.
    ///
    /// # Errors
    /// If the figure was not read from data, or no authority of the region has a value.
    pub fn spread(&self, figure: &Figure, region: &Arc<Area>) -> Result<Spread, Problem> {
        let scope = scope(figure)?;
        let dataset = self.dataset_for(scope, region);
        let range = match self.neighbours_of(region) {
            None => dataset.range(&figure.measure.id, scope.basis, &region.code, scope.period),
            Some(neighbours) => {
                let areas = dataset.areas().iter().filter(|area| self.is_within(area, region));
                dataset.range_over(&figure.measure.id, scope.basis, scope.period, areas, &neighbours.members)
            }
        };
        let end = |observations: &[&Observation]| {
            let first = observations.first()?;
            let mut areas: Vec<String> = observations.iter().map(|one| one.area.name.clone()).collect();
            areas.sort();
            Some(End { figure: read(&dataset, first), areas })
        };
        match (end(&range.lowest), end(&range.highest)) {
            (Some(low), Some(high)) => Ok(Spread {
                region: Arc::clone(region),
                low,
                high,
                without: range.gaps().cloned().collect(),
                stated: range.stated,
                highest_first: range.highest_first,
            }),
            _ if scope.dataset.observed.ranges.is_some() => Err(Problem::new(format!(
                "`{}` states no range over {} for the {} in {}",
                scope.dataset.name, region.name, figure.measure.name, scope.period
            ))
            .hint("fill in both ends of the range in the file, or take them out of the report")),
            _ => Err(Problem::new(format!(
                "no authority of {} has a value for the {} in {}",
                region.in_prose(),
                figure.measure.name,
                scope.period
            ))
            .hint("choose a region and a period that the data have")),
        }
    }

    /// The rank of a figure's authority among the authorities of a region.
    ///
    /// # Errors
    /// If the data state only the ends of the range, or the figure has no value, or was not read from data, or is not of an authority of that region, or if another
    /// authority's value is not known.
    pub fn rank(&self, figure: &Figure, region: &Arc<Area>) -> Result<Rank, Problem> {
        self.rank_by(figure, region, |figure| figure.datum.order())
    }

    fn rank_by(
        &self,
        figure: &Figure,
        region: &Arc<Area>,
        value: fn(&Figure) -> Option<Order>,
    ) -> Result<Rank, Problem> {
        let scope = scope(figure)?;
        let spread = self.spread(figure, region)?;
        spread.complete(figure)?;
        if spread.stated {
            return Err(Problem::new(format!(
                "the rank of {} is not known: `{}` has the ends of the range over {}, and nobody between them",
                scope.area.name, scope.dataset.name, region.name
            ))
            .hint("take the rank out, or add a data file with every authority of the region"));
        }
        let neighbours = self.neighbours_of(region);
        let within = self.is_within(&scope.area, region);
        if !within && neighbours.is_none_or(|one| one.of.code != scope.area.code) {
            return Err(Problem::new(format!("{} is not an authority of {}", scope.area.name, region.in_prose()))
                .hint("a rank is that of one authority among those of its region, or of `England`"));
        }
        let Some(own) = value(figure) else {
            return Err(Problem::new(format!(
                "{} {} no value, and so no rank",
                figure.description(),
                figure.has()
            ))
            .hint("say in words that the value is not published, or take the rank out"));
        };
        let mut rank = Rank { lower: 0, higher: 0, same: 0 };
        let dataset = self.dataset_for(scope, region);
        // The subject stands among its neighbours, though it is none of them.
        let others = dataset
            .areas()
            .iter()
            .filter(|area| self.is_within(area, region) || neighbours.is_some_and(|one| one.of.code == area.code));
        for area in others.filter(|area| area.code != scope.area.code) {
            let other = dataset.observation(&figure.measure.id, scope.basis, &area.code, scope.period);
            match other.and_then(|one| value(&read(&dataset, one))).map(|value| value.cmp(&own)) {
                Some(std::cmp::Ordering::Less) => rank.lower += 1,
                Some(std::cmp::Ordering::Greater) => rank.higher += 1,
                Some(std::cmp::Ordering::Equal) => rank.same += 1,
                None => {}
            }
        }
        Ok(rank)
    }

    /// Checks an authority's place among those of a region, counted from one end; returns the figure at that end.
    ///
    /// # Errors
    /// If it has another place, shares it where that is not said, or a value of the region is not known.
    pub fn check_place(
        &self,
        extreme: Extreme,
        place: Place,
        figure: &Figure,
        region: &Arc<Area>,
    ) -> Result<Figure, Problem> {
        let exact = self.rank(figure, region)?;
        let shown = self.rank_by(figure, region, Figure::shown_order)?;
        let before = |rank: &Rank| match extreme {
            Extreme::Lowest => rank.lower,
            Extreme::Highest => rank.higher,
        };
        let holds = |rank: &Rank| match place {
            Place::At { place, joint } => before(rank) + 1 == place && (rank.same > 0) == joint,
            Place::Within(most) => before(rank) + rank.same < most,
        };
        if holds(&exact) && holds(&shown) {
            let spread = self.spread(figure, region)?;
            return Ok(match extreme {
                Extreme::Lowest => spread.low.figure,
                Extreme::Highest => spread.high.figure,
            });
        }
        let options = match (before(&shown) + 1, shown.same > 0) {
            (1, false) => String::new(),
            (1, true) => ", joint=true".to_owned(),
            (place, false) => format!(", place={place}"),
            (place, true) => format!(", place={place}, joint=true"),
        };
        // The nearer end is the one that people name.
        let far = before(&shown) > shown.lower.min(shown.higher);
        let hint = match (far, extreme) {
            (true, Extreme::Lowest) => {
                "count from the other end, with `.highest(…)`, or take the claim out".to_owned()
            }
            (true, Extreme::Highest) => {
                "count from the other end, with `.lowest(…)`, or take the claim out".to_owned()
            }
            _ => format!("the place is written `.{}(\"{}\", \"…\"{options})`", extreme.name(), region.name),
        };
        Err(Problem::new(format!(
            "false claim: {} {} {}, {} in {}",
            figure.description(),
            figure.is(),
            figure.text(&self.style),
            shown.words(),
            with_article(region)
        ))
        .hint(hint))
    }

    /// The region that an expression means: the one it names, or the one that the figure's authority belongs to.
    ///
    /// # Errors
    /// If there is no such area, or the figure is of a region or the nation.
    pub fn region_of(&self, figure: &Figure, named: Option<&str>) -> Result<Arc<Area>, Problem> {
        if let Some(named) = named {
            return self.region(named);
        }
        let scope = scope(figure)?;
        register().by_code(&scope.area.region).cloned().ok_or_else(|| {
            Problem::new(format!("{} does not belong to a region", scope.area.name))
                .hint("name the region, such as `.low(\"West Midlands\")`")
        })
    }

    /// The region, or the nation, of that name.
    ///
    /// # Errors
    /// If there is no such area, or it is an authority.
    pub fn region(&self, named: &str) -> Result<Arc<Area>, Problem> {
        let area = self.area(named)?;
        if area.level == Level::LocalAuthority {
            return Err(Problem::new(format!("{} is not a region", area.name))
                .hint("name a region, such as `West Midlands`, or `England`"));
        }
        Ok(area)
    }

    /// The dataset that has the authorities of a region: that of the figure, or the one it is compared with.
    fn dataset_for(&self, scope: &Scope, region: &Area) -> Arc<Dataset> {
        let others = |data: &Dataset| {
            data.areas().iter().any(|area| area.code != scope.area.code && self.is_within(area, region))
        };
        let published = self.datasets.iter().find(|other| scope.dataset.is_compared_with(other));
        match published {
            Some(published) if !others(&scope.dataset) && scope.dataset.observed.ranges.is_none() => {
                Arc::clone(published)
            }
            _ => Arc::clone(&scope.dataset),
        }
    }
}

impl Spread {
    /// Whether every authority of the region has a value.
    ///
    /// # Errors
    /// Who is missing.
    pub fn complete(&self, figure: &Figure) -> Result<(), Problem> {
        if self.without.is_empty() {
            return Ok(());
        }
        Err(Problem::new(format!(
            "the {} is not known for every {} of {}",
            figure.measure.name,
            if self.region.level == Level::Neighbours { "one" } else { "authority" },
            self.region.in_prose()
        ))
        .hint(format!("{}, so nothing can be said of lowest, highest or rank", self.missing())))
    }

    /// Who has no value, as a sentence without its full stop: "there is no value for A and B".
    pub fn missing(&self) -> String {
        without_value(&self.without)
    }
}

/// Who has no value, as a sentence without its full stop, those of one reason together: "there is no value for A and B
/// (not available), nor for C (suppressed to protect confidentiality)".
pub(super) fn without_value(without: &[(Arc<Area>, Option<Symbol>)]) -> String {
    let mut reasons: Vec<Option<Symbol>> = Vec::new();
    for (_, symbol) in without {
        if !reasons.contains(symbol) {
            reasons.push(*symbol);
        }
    }
    let group = |reason: Option<Symbol>| {
        let of = without.iter().filter(|(_, symbol)| *symbol == reason);
        let names = join_words(&of.map(|(area, _)| area.name.as_str()).collect::<Vec<_>>());
        reason.map_or_else(|| names.clone(), |symbol| format!("{names} ({})", symbol.meaning()))
    };
    let groups: Vec<String> = reasons.into_iter().map(group).collect();
    format!("there is no value for {}", groups.join(", nor for "))
}
