//! What a report of any kind may have: data, figures, charts and tables, and more, ready to be un-commented.

use crate::project::schema::REFERENCES;
use crate::skeleton::Skeleton;
use crate::skeleton::page::{Page, Value};
use crate::skeleton::words::to_be_written;

impl Skeleton<'_> {
    /// Writes what every kind of report may have.
    pub(super) fn options(&self, page: &mut Page) {
        let data = self.data_file.as_deref().unwrap_or("data/workforce.csv");
        page.gap();
        page.comment(0, "Data files, each with a name of your own. Then text can say {{ agency_rate }}, and what it says is checked.");
        page.option(0, |page| page.entry(0, "data", &map(&[("workforce", text(data))])));
        page.gap();
        page.comment(
            0,
            "What the report is about: the area and the period of its figures, and what they are compared with.",
        );
        page.option(0, |page| {
            let compare = Value::List(vec![text("West Midlands"), text("England")]);
            let period = Value::Bare("2025".to_owned());
            page.entry(0, "subject", &map(&[("area", text("Coventry")), ("period", period), ("compare", compare)]));
        });
        if self.takes_sections() {
            page.gap();
            page.comment(0, "One paper for each of several areas, each with its own figures.");
            page.option(0, |page| page.entry(0, "for-each", &text("areas of West Midlands")));
        }
        self.figures(page);
        if !self.takes_sections() {
            return self.endings(page);
        }
        page.gap();
        page.comment(0, "Charts by name. They stand where a section says so, with `- chart: agency`.");
        page.option(0, |page| {
            let chart = [
                ("kind", text("line")),
                ("title", text("What the chart shows, in a few words")),
                ("measure", text("agency_rate")),
            ];
            page.entry(0, "charts", &map(&[("agency", map(&chart))]));
        });
        page.gap();
        page.comment(0, "Tables by name. They stand where a section says so, with `- table: key_figures`.");
        page.option(0, |page| {
            let measures = Value::List(vec![text("turnover_rate"), text("agency_rate")]);
            let table = [("kind", text("key-figures")), ("title", text("Key figures")), ("measures", measures)];
            page.entry(0, "tables", &map(&[("key_figures", map(&table))]));
        });
        page.gap();
        page.comment(
            0,
            "Other actions than the recommendations. A section shows them with `- actions: last-year`.",
        );
        page.option(0, |page| {
            let action = map(&[("text", text("What was agreed")), ("status", text("on-track"))]);
            let actions =
                [("title", text("What became of last year's actions")), ("items", Value::List(vec![action]))];
            page.entry(0, "actions", &map(&[("last-year", map(&actions))]));
        });
        if self.schema.labels.iter().any(|(key, _)| key == REFERENCES) {
            page.gap();
            page.comment(0, "The file with the works that the text cites, as in [@ward2014].");
            page.option(0, |page| page.entry(0, "bibliography", &text("references/works.bib")));
        }
        self.endings(page);
    }

    /// Writes the numbers that no data file has: those that the author has said already wait for their source.
    fn figures(&self, page: &mut Page) {
        let posts = map(&[
            ("value", Value::Bare("100".to_owned())),
            ("unit", text("fte")),
            ("source", Value::Text(to_be_written("Where the number comes from"))),
            ("date", text(&self.day())),
        ]);
        page.gap();
        page.comment(0, "Numbers that no data file has, each with its source; text says {{ posts }}.");
        if self.answers.numbers.is_empty() {
            page.option(0, |page| page.entry(0, "figures", &map(&[("posts", posts)])));
            return;
        }
        page.comment(
            0,
            "Those below were typed already, and each needs its source. To correct a number, write it anew both there and \
             here. Once a data file has it, take it out here: then it is held against the data.",
        );
        page.line(0, "figures:");
        for (number, typed) in (1..).zip(&self.answers.numbers) {
            let source = to_be_written(&format!("Where {} comes from", typed.words));
            let entries = [
                ("value", Value::Bare(typed.value.normalize().to_string())),
                ("unit", text(typed.unit.key())),
                ("source", Value::Text(source)),
            ];
            page.entry(2, &format!("typed_{number}"), &map(&entries));
            page.comment(4, "The day for which it was true.");
            page.option(4, |page| page.entry(4, "date", &text(&self.day())));
        }
        page.option(2, |page| page.entry(2, "posts", &posts));
    }

    /// Writes what concerns the paper as a whole.
    fn endings(&self, page: &mut Page) {
        page.gap();
        page.comment(
            0,
            "A table of all figures with their sources at the end, and the values of charts there as well.",
        );
        page.option(0, |page| page.entry(0, "annex", &text("figures")));
        page.option(0, |page| page.entry(0, "chart-values", &text("annex")));
        page.gap();
        page.comment(
            0,
            "Where all of the paper is exempt from publication: the paragraph of Schedule 12A, and why the public \
             interest is in keeping it back. Both are published.",
        );
        page.option(0, |page| {
            let why = text("To be written: why the public interest is in keeping it back");
            page.entry(0, "exempt", &map(&[("paragraph", Value::Bare("3".to_owned())), ("public-interest", why)]));
        });
        page.gap();
        page.comment(0, "Another profile than `council.yaml`, by its path in the project.");
        page.option(0, |page| page.entry(0, "profile", &text("profiles/other.yaml")));
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}
