//! A small project in a temporary folder, and what becomes of its reports.

use std::collections::BTreeMap;
use std::path::PathBuf;

use boardpack::data::store::Store;
use boardpack::diagnostic::{Diagnostic, Diagnostics, Severity};
use boardpack::facts::Facts;
use boardpack::narrative::document::{Block, Inline, plain_text};
use boardpack::narrative::{Circumstances, Narrated, narrate};
use boardpack::project::Project;
use tempfile::TempDir;

/// The profile of every such project, unless it brings its own.
pub const PROFILE: &str = "
name: Testshire County Council
committees: {board: Testshire Scrutiny Board}
people: {officer: {name: Ann Officer, title: Scrutiny Officer, email: ann@example.gov.uk}}
tolerance: {percent: 0.5, fte: 1}
";

/// What a briefing note begins with; sections and everything else are added to it.
pub const NOTE: &str = "
template: briefing-note
title: A note of the tests
date: 2025-11-27
to: board
author: officer
";

/// A project in a folder that goes away with it.
pub struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// A project with a profile and nothing else.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }.file("council.yaml", PROFILE)
    }

    /// Adds a file, or replaces it.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, content).expect("a file can be written");
        self
    }

    /// Adds the report `reports/paper.yaml`.
    pub fn report(self, yaml: impl AsRef<[u8]>) -> Self {
        self.file("reports/paper.yaml", yaml)
    }

    /// Where the project is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Builds `reports/paper.yaml`; panics with what there is to say if it cannot be built.
    pub fn paper(&self) -> Vec<u8> {
        let built = boardpack::build::build(&[self.path()], None).expect("a project");
        assert!(built.failed == 0, "{}", rendered(&built.diagnostics));
        std::fs::read(self.path().join("out/paper.pdf")).expect("a paper")
    }

    /// Narrates `reports/paper.yaml`, which is not typeset.
    pub fn narrate(&self) -> Result<Narrated, Vec<Diagnostic>> {
        let mut sink = Diagnostics::default();
        let project = Project::open(&self.path(), &mut sink).expect("a profile");
        let narrated = project.report("reports/paper.yaml", &mut sink).map(|report| {
            let store = Store::default();
            let datasets =
                report.data.iter().filter_map(|entry| store.get(&project.files, entry, &mut sink)).collect();
            let facts = Facts::gather(&report, &project.profile, datasets, &mut sink);
            narrate(&report, &project.profile, facts, Circumstances::ALONE, &mut sink)
        });
        if sink.has_errors() { Err(sink.sorted()) } else { Ok(narrated.expect("there are no errors")) }
    }

    /// The messages of the errors of `reports/paper.yaml`, without their hints; there must be some.
    pub fn errors(&self) -> Vec<String> {
        let Err(errors) = self.narrate() else { panic!("there are no errors") };
        let errors = errors.into_iter().filter(|one| one.severity == Severity::Error);
        errors
            .map(|one| {
                assert!(one.span.is_some(), "`{}` points nowhere", one.message);
                assert!(!one.hints.is_empty(), "`{}` has no hint", one.message);
                one.message
            })
            .collect()
    }
}

/// Diagnostics as the program prints them.
pub fn rendered(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(Diagnostic::render).collect()
}

/// The texts of a report's first section, paragraph by paragraph, without emphasis.
pub fn paragraphs(narrated: &Narrated) -> Vec<String> {
    let mut found = Vec::new();
    narrated.document.sections.first().into_iter().for_each(|section| collect(&section.body, &mut found));
    found
}

fn collect(blocks: &[Block], into: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { body } | Block::Heading { body } => into.push(plain_text(body)),
            Block::Numbered { body, .. } => collect(body, into),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, into)),
            _ => {}
        }
    }
}

/// The numbers of all facts in a text.
pub fn facts_in(inlines: &[Inline], into: &mut BTreeMap<usize, String>) {
    for inline in inlines {
        match inline {
            Inline::Fact { text, id } => drop(into.insert(*id, text.clone())),
            Inline::Emphasis { body }
            | Inline::Strong { body }
            | Inline::Link { body, .. }
            | Inline::Citation { body, .. }
            | Inline::Cited { body, .. }
            | Inline::Footnote { body } => facts_in(body, into),
            Inline::Text { .. } | Inline::Break => {}
        }
    }
}
