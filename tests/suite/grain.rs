//! The grain of a paper: it changes with the rows of data that it reads, and with no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use boardpack::trace::attachment;

use crate::copies;
use crate::scratch::{NOTE, Scratch};

const DATA: &str = "data/social-work-workforce.csv";

/// All papers of a project, built anew.
fn papers(project: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder");
    let built = boardpack::build::build(&[project.to_owned()], Some(out.path())).expect("a project");
    assert_eq!(built.failed, 0, "{}", crate::scratch::rendered(&built.diagnostics));
    let read = |path: &Path| std::fs::read(path).expect("a paper");
    let name = |path: &Path| path.strip_prefix(out.path()).expect("a paper").to_string_lossy().into_owned();
    built.papers.iter().map(|path| (name(path), read(path))).collect()
}

/// The lines of the data file that the figures of a paper stand in.
fn lines_of(paper: &[u8]) -> BTreeSet<usize> {
    let figures = attachment::read(paper).unwrap_or_default();
    let entries = figures.iter().flat_map(|record| &record.figures).filter(|entry| entry.origin.file == DATA);
    let line = |cell: &str| cell.strip_prefix("line ")?.split(',').next()?.parse().ok();
    entries.filter_map(|entry| line(&entry.origin.cell)).collect()
}

/// The fixture with its data file changed.
fn coventry(data: &str) -> tempfile::TempDir {
    let folder = copies::fixture("coventry");
    std::fs::write(folder.path().join(DATA), data).expect("a file");
    folder
}

#[test]
fn a_paper_changes_with_the_rows_that_it_reads_and_with_no_other() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/coventry").join(DATA);
    let data = std::fs::read_to_string(path).expect("the data");
    let before = papers(coventry(&data).path());
    // Of each row the caseload, which is the last cell, by a tenth.
    let line = |start: &str| data.lines().position(|line| line.starts_with(start)).expect("a row");
    for (start, reads) in [("Coventry,2017,", true), ("Herefordshire,2025,", true), ("Derby,2025,", false)] {
        let at = line(start);
        let changed = data.lines().enumerate().map(|(number, line)| match line.rsplit_once(',') {
            Some((row, last)) if number == at => {
                format!("{row},{}\n", last.parse::<f64>().expect("a number") + 0.5)
            }
            _ => format!("{line}\n"),
        });
        let after = papers(coventry(&changed.collect::<String>()).path());
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        let mut met = 0;
        for (name, paper) in &before {
            let read = lines_of(paper).contains(&(at + 1));
            met += usize::from(read);
            assert_eq!(after[name] != *paper, read, "{name} and the row `{start}`");
        }
        assert!((met > 0) == reads && met < before.len(), "{met} of {} papers read `{start}`", before.len());
    }
}

/// Whoever guessed at what a row has beside the cells that are shown could try it on a hash of the row.
#[test]
fn only_rows_about_areas_of_what_is_published_have_hashes() {
    let hashes = |csv: &str, entry: &str, columns: &str| {
        let sections = "
recommendations: {lead: To note, items: [Note it.]}
sections:
  - {slot: purpose, body: [None.]}
  - {slot: background, body: [{table: own}]}
";
        let table = format!("tables: {{own: {{kind: data, title: Posts, data: own, {columns}}}}}");
        let report = format!("{NOTE}data: {{own: {{file: data/own.csv{entry}}}}}\n{table}{sections}");
        let paper = Scratch::new().file("data/own.csv", csv).report(report).paper();
        let figures = attachment::read(&paper).expect("figures").remove(0).figures;
        assert!(figures.len() > 1 && figures.iter().all(|one| one.origin.kind == "cell"));
        figures.iter().filter(|one| !one.origin.hash.is_empty()).count()
    };
    let areas = "area,period,turnover_rate,caseload\nDevon,2024,11,14.5\nDevon,2025,14.2,15\n";
    let posts = "Post,Salary,Bonus\nManager,41000,1200\nClerk,27000,0\n";
    for (entry, published) in [
        ("", false),
        (", disclosure: controlled", false),
        (", disclosure: published", true),
        (", release: \"2025\"", true),
    ] {
        let expected = if published { 2 } else { 0 };
        assert_eq!(hashes(areas, entry, "rows: period, columns: [turnover_rate]"), expected, "{entry}");
        assert_eq!(hashes(posts, entry, "rows: Post, columns: [Salary]"), 0, "{entry}");
    }
}
