//! Words that are printed only if the data bear them out.

use minijinja::Error;
use minijinja::value::{Kwargs, Value, from_args};

use super::{Fact, Said};
use crate::facts::Problem;
use crate::facts::comparison::{self, Relation};
use crate::facts::figure::Figure;
use crate::facts::spread::End;

impl Fact {
    /// `.fell("words")`, `.fell("words", since=2019)`, `.above("England", "words")`, `.above(figure)`.
    pub(super) fn claim(&self, relation: Relation, figure: &Figure, args: &[Value]) -> Result<Value, Error> {
        let desk = &self.desk;
        let name = relation.name();
        let example = if relation.over_time() {
            format!("write `.{name}(\"has changed so\")`, or `.{name}(\"…\", since=2019)` against another period")
        } else {
            format!("write `.{name}(\"England\", \"so compared with the national rate\")`")
        };
        let misread = |_| desk.error(Problem::new(format!("`.{name}` is not written so")).hint(example.clone()));
        let (other, other_name, words) = if relation.over_time() {
            let (words, options): (Option<String>, Kwargs) = from_args(args).map_err(misread)?;
            let since: Option<Value> = options.get("since").map_err(misread)?;
            options.assert_all_used().map_err(misread)?;
            let other = match since {
                Some(period) => self.earlier(figure, &period),
                None => self.previous(figure),
            };
            (other.map_err(|problem| desk.error(problem))?, String::new(), words)
        } else {
            let (other, words): (Value, Option<String>) = from_args(args).map_err(misread)?;
            let other = self.comparator(figure, &other)?;
            let area =
                other.scope.as_ref().map_or_else(|| other.measure.name.clone(), |cell| cell.area.name.clone());
            (other, area, words)
        };
        comparison::check(relation, figure, &other, &desk.facts).map_err(|problem| desk.error(problem))?;
        let words = words.unwrap_or_else(|| relation.words(&other_name));
        Ok(Value::from_object(Self::new(Said::Words(words), vec![figure.clone(), other], desk)))
    }

    /// What a figure is compared with: an area by name, or another figure.
    pub(super) fn comparator(&self, figure: &Figure, other: &Value) -> Result<Figure, Error> {
        if let Some(fact) = other.downcast_object_ref::<Fact>() {
            return match &fact.said {
                Said::Figure(other) | Said::End(End { figure: other, .. }) => Ok(other.clone()),
                _ => Err(self.desk.error(
                    Problem::new(format!("a figure cannot be compared with {}", fact.noun()))
                        .hint("compare it with an area, such as `\"England\"`, or with another figure"),
                )),
            };
        }
        let Some(area) = other.as_str() else {
            return Err(self.desk.error(
                Problem::new(format!("a figure cannot be compared with `{other}`"))
                    .hint("compare it with an area in quotes, such as `\"England\"`, or with another figure"),
            ));
        };
        self.elsewhere(figure, Some(area), None, None).map_err(|problem| self.desk.error(problem))
    }
}
