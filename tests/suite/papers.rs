//! Every project under `fixtures/` is a test: what a reader hears, what a reader sees, and the same bytes every time.
//!
//! `BLESS=1 cargo test --release --test suite papers` writes the references anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::command::boardpack;
use crate::copies::copy_folder;
use crate::pdf::{Bookmark, Element, Node, Paint, Pdf, is_inline};
use crate::picture::{self, Picture};
use crate::standards;

/// A paper of a fixture: the fixture's folder and the report's name, and its bytes.
struct Paper {
    name: String,
    bytes: Vec<u8>,
}

/// All papers of all fixtures, built once.
static PAPERS: LazyLock<Vec<Paper>> = LazyLock::new(|| {
    let mut papers = Vec::new();
    for project in projects() {
        let out = tempfile::tempdir().expect("a folder");
        let built = boardpack::build::build(std::slice::from_ref(&project), Some(out.path())).expect("a project");
        let said: Vec<String> = built.diagnostics.iter().map(|one| one.render()).collect();
        assert!(
            built.failed == 0 && said.is_empty(),
            "{} has nothing to say:\n{}",
            project.display(),
            said.concat()
        );
        let folder = project.strip_prefix(fixtures()).expect("a fixture").to_string_lossy().replace('\\', "/");
        for (name, bytes) in papers_in(out.path()) {
            papers.push(Paper { name: format!("{folder}/{name}"), bytes });
        }
    }
    assert!(!papers.is_empty(), "there are fixtures");
    papers
});

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn references() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers")
}

/// The folders with a profile and reports; those of reports that must fail are another test's.
fn projects() -> Vec<PathBuf> {
    fn search(folder: &Path, found: &mut Vec<PathBuf>) {
        if folder.join("council.yaml").is_file() {
            found.extend(folder.join("reports").is_dir().then(|| folder.to_owned()));
            return;
        }
        for inner in entries(folder) {
            let others = ["fixtures/errors", "fixtures/claims", "fixtures/checks"];
            if inner.is_dir() && !others.iter().any(|other| inner.ends_with(other)) {
                search(&inner, found);
            }
        }
    }
    let mut found = Vec::new();
    search(&fixtures(), &mut found);
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// The files below a folder by their path in it without `ending`; others are left out.
fn files(folder: &Path, ending: &str) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for path in if next.is_dir() { entries(&next) } else { Vec::new() } {
            if path.is_dir() {
                open.push(path);
            } else if let Some(name) =
                path.strip_prefix(folder).expect("below").to_string_lossy().strip_suffix(ending)
            {
                found.insert(name.replace('\\', "/"), path.clone());
            }
        }
    }
    found
}

fn papers_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |(name, path)| (name, std::fs::read(path).expect("a paper"));
    files(folder, ".pdf").into_iter().map(read).collect()
}

/// Whether references are to be written; nothing else ever writes one.
fn bless() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// References that no paper has; they are removed when references are written.
fn unexpected(expected: &BTreeSet<String>, ending: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, path) in files(&references(), ending).into_iter().filter(|(name, _)| !expected.contains(name)) {
        if bless() {
            std::fs::remove_file(path).expect("a stale reference can be removed");
        } else {
            wrong.push(format!("tests/papers/{name}{ending} belongs to no paper"));
        }
    }
    wrong
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, bytes).expect("a file can be written");
}

/// Where what differs is put, to be looked at.
fn differing(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers").join(name)
}

#[test]
fn every_paper_reads_as_its_reference() {
    let mut wrong = Vec::new();
    for paper in PAPERS.iter() {
        let (actual, path) = (Pdf::read(&paper.bytes).describe(), references().join(format!("{}.txt", paper.name)));
        if bless() {
            write(&path, actual.as_bytes());
            continue;
        }
        let Ok(expected) = std::fs::read_to_string(&path) else {
            wrong.push(format!("{} has no reference", paper.name));
            continue;
        };
        if let Some(at) = (0..).zip(differences(&expected, &actual)).find_map(|(at, same)| (!same).then_some(at)) {
            let put = differing(&format!("{}.txt", paper.name));
            write(&put, actual.as_bytes());
            let line = |text: &str| text.lines().nth(at).unwrap_or("the end").trim().to_owned();
            wrong.push(format!(
                "{} differs from line {} on:\n  expected: {}\n  actual:   {}\n  all of it: {}",
                paper.name,
                at + 1,
                line(&expected),
                line(&actual),
                put.display()
            ));
        }
    }
    wrong.extend(unexpected(&PAPERS.iter().map(|paper| paper.name.clone()).collect(), ".txt"));
    assert!(wrong.is_empty(), "{}\nif it is meant to be so, write the references anew", wrong.join("\n"));
}

/// Line by line, whether two texts are the same.
fn differences(one: &str, two: &str) -> Vec<bool> {
    let length = one.lines().count().max(two.lines().count());
    let (mut one, mut two) = (one.lines(), two.lines());
    (0..length).map(|_| one.next() == two.next()).collect()
}

#[test]
fn every_page_looks_like_its_reference() {
    let mut wrong = Vec::new();
    let mut expected = BTreeSet::new();
    for paper in PAPERS.iter() {
        for (page, actual) in (1..).zip(picture::pages(&paper.bytes)) {
            let name = format!("{}-{page}", paper.name);
            let path = references().join(format!("{name}.png"));
            expected.insert(name.clone());
            if bless() {
                write(&path, &actual.to_png());
                continue;
            }
            let Ok(bytes) = std::fs::read(&path) else {
                wrong.push(format!("{name} has no reference"));
                continue;
            };
            let Some(difference) = actual.difference(&Picture::from_png(&bytes)) else { continue };
            let (put, put_difference) =
                (differing(&format!("{name}.png")), differing(&format!("{name}-difference.png")));
            write(&put, &actual.to_png());
            write(&put_difference, &difference.to_png());
            wrong.push(format!("{name} looks different: see {} and {}", put.display(), put_difference.display()));
        }
    }
    wrong.extend(unexpected(&expected, ".png"));
    assert!(wrong.is_empty(), "{}\nif it is meant to be so, write the references anew", wrong.join("\n"));
}

#[test]
fn every_paper_conforms_to_both_standards() {
    for paper in PAPERS.iter() {
        standards::check(&paper.name, &paper.bytes);
    }
}

#[test]
fn every_paper_can_be_found_and_heard() {
    for paper in PAPERS.iter() {
        let (pdf, name) = (Pdf::read(&paper.bytes), &paper.name);
        assert!(!pdf.title.is_empty() && pdf.shows_title, "{name}: the title is shown");
        assert_eq!(pdf.language, "en-GB", "{name}");
        assert!(pdf.marked, "{name}: the paper is tagged");
        check_tags(&pdf, name);
        check_headings(&pdf, name);
        check_tables_lists_and_pictures(&pdf, name);
        check_words(&pdf, name);
    }
}

/// Nothing is painted that is neither in the tag tree nor declared to be of no meaning.
fn check_tags(pdf: &Pdf, name: &str) {
    let known = pdf.tags.marks();
    for paint in &pdf.paints {
        let tagged = paint.mcid.is_some_and(|mcid| known.contains(&(paint.page, mcid)));
        assert!(tagged != paint.artifact, "{name}: neither tagged nor an artefact, or both: {paint:?}");
        if let Some(text) = &paint.text {
            assert!(!text.contains('\u{fffd}'), "{name}: letters without meaning: {paint:?}");
        }
    }
}

/// The last word of a line and the first of the next are two words to those who hear them.
fn check_words(pdf: &Pdf, name: &str) {
    let mut blocks = Vec::new();
    pdf.tags.visit(&mut |element| {
        if !element.children.is_empty()
            && element.children.iter().all(is_inline)
            && !["Span", "Figure"].contains(&element.kind.as_str())
        {
            blocks.push(element);
        }
    });
    for block in blocks {
        let notes: BTreeSet<(usize, i64)> = block.all("Note").into_iter().flat_map(Element::marks).collect();
        let aside = |paint: &&Paint| paint.mcid.is_some_and(|mcid| notes.contains(&(paint.page, mcid)));
        let paints = pdf.paints_of(block).into_iter().filter(|paint| block.kind == "Note" || !aside(paint));
        let lines: Vec<(&Paint, &str)> = paints.filter_map(|paint| Some((paint, paint.text.as_deref()?))).collect();
        for pair in lines.windows(2) {
            let ((first, text), (second, next)) = (pair[0], pair[1]);
            let same = first.page == second.page && second.bounds.top > first.bounds.bottom;
            let apart = text.ends_with(|one: char| one.is_whitespace() || "-–/\u{ad}\u{200b}".contains(one));
            assert!(same || apart || next.starts_with(' '), "{name}: one word to the ear: `{text}` and `{next}`");
        }
    }
}

/// The title is the one heading of the first level, no level is left out, and the bookmarks are the headings.
fn check_headings(pdf: &Pdf, name: &str) {
    let mut headings: Vec<(usize, String)> = Vec::new();
    pdf.tags.visit(&mut |element| {
        if let Some(level) = element.kind.strip_prefix('H').and_then(|level| level.parse().ok()) {
            headings.push((level, element.text()));
        }
    });
    let titles: Vec<&String> = headings.iter().filter(|(level, _)| *level == 1).map(|(_, text)| text).collect();
    assert_eq!(titles.len(), 1, "{name}: {titles:?}");
    assert_eq!(squeezed(titles[0]), squeezed(&pdf.title), "{name}");
    for pair in headings.windows(2) {
        assert!(pair[1].0 <= pair[0].0 + 1 || pair[0].0 == 1, "{name}: a level is left out: {pair:?}");
    }
    let mut marks = Vec::new();
    collect(&pdf.bookmarks, &mut marks);
    assert_eq!(marks.len(), headings.len(), "{name}: {marks:?} {headings:?}");
    for (mark, (_, heading)) in marks.iter().zip(&headings) {
        assert!(squeezed(heading).ends_with(&squeezed(mark)), "{name}: the bookmark of `{heading}` is `{mark}`");
    }
}

fn collect(bookmarks: &[Bookmark], into: &mut Vec<String>) {
    for one in bookmarks {
        into.push(one.title.clone());
        collect(&one.inner, into);
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

/// Tables begin with header cells that have a scope; list items have labels; pictures and links say what they are.
fn check_tables_lists_and_pictures(pdf: &Pdf, name: &str) {
    for table in pdf.tags.all("Table") {
        let first = table.all("TR")[0];
        assert_eq!(
            first.all("TH").len(),
            first.children.len(),
            "{name}: the first row is headers: {}",
            first.text()
        );
    }
    let unscoped = pdf.tags.all("TH").into_iter().find(|cell| cell.scope.is_none());
    assert!(unscoped.is_none(), "{name}: a header cell of nothing: {unscoped:?}");
    for item in pdf.tags.all("LI") {
        assert!(!item.all("Lbl").is_empty(), "{name}: an item without a label: {}", item.text());
    }
    for figure in pdf.tags.all("Figure") {
        assert!(figure.alt.as_ref().is_some_and(|alt| alt.len() > 10), "{name}: {:?}", figure.alt);
    }
    for link in pdf.tags.all("Link") {
        let target = |element: &Element| element.children.iter().any(|child| matches!(child, Node::Target(_)));
        assert!(target(link) && !link.text().is_empty(), "{name}: a link to nowhere: {link:?}");
    }
}

#[test]
fn the_same_papers_come_out_of_another_place_in_another_order() {
    for project in projects() {
        let elsewhere = tempfile::tempdir().expect("a folder");
        let copy = elsewhere.path().join("a copy of it");
        copy_folder(&project, &copy);
        let of = |folder: &str| files(&copy.join(folder), ".yaml").into_values().rev();
        let reports: Vec<PathBuf> = of("packs").chain(of("reports")).collect();
        let built = boardpack()
            .args(["build", "--out", "papers"])
            .args(reports.iter().map(|report| report.strip_prefix(elsewhere.path()).expect("below")))
            .env("RAYON_NUM_THREADS", "1")
            .env("TZ", "Pacific/Auckland")
            .env("LANG", "tr_TR.UTF-8")
            .current_dir(elsewhere.path())
            .output()
            .expect("the program runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let folder = project.strip_prefix(fixtures()).expect("a fixture").to_string_lossy().replace('\\', "/");
        let papers = papers_in(&elsewhere.path().join("papers"));
        let first = PAPERS.iter().filter(|paper| paper.name.starts_with(&format!("{folder}/")));
        assert_eq!(first.clone().count(), papers.len());
        for paper in first {
            let again = papers.get(&paper.name[folder.len() + 1..]).expect("the same names");
            assert!(*again == paper.bytes, "{}: other bytes", paper.name);
        }
    }
}
