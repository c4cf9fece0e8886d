//! `accessibility`: what an author can write that keeps people out, although the build does its part.

mod capitals;
mod files;
mod links;
mod markup;
mod senses;
mod structure;
mod typed;

use crate::check::headed::Headed;
use crate::check::{Paper, Rule};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::{DocumentEntry, FieldEntry};
use capitals::capitals;
use files::files;
use links::{is_long_address, links};
use markup::markup;
use senses::senses;
use structure::{bold_lines, headings};
use typed::typed_lists;

/// What a text has that some readers cannot use.
pub const RULE: Rule = Rule {
    name: "accessibility",
    severity: Severity::Warning,
    summary: "a link named `here` or by its address, a picture without words, a heading or a list that is none",
    explanation: "\
The build sees to most of what the law asks for: every paper is tagged, has its title and its language, headings in the
right order and tables with header cells, every chart has its values in words or in a table, contrast is enough, and a file
that is bound in cannot go without `alt:`. All of that is exported as PDF/UA-1, or not at all. This rule finds what only an
author can put right:

- links whose words do not say where they lead: \"here\", \"this page\", \"more information\", or their address, and addresses that stand
  in the text. A short one that can be read out, such as www.coventry.gov.uk/councilplan, is a name, and a list of references may have
  them;
- descriptions of files that describe nothing: \"picture\", \"scanned letter\", the name of the file, the title over again;
- a paragraph of a section that is bold as a whole and stands for a heading, which nobody can jump to (`- heading: …` is one);
- a list whose marks are typed, \"• one • two\" or paragraphs that begin with \"(a)\" and \"(b)\", which is not read as a list (letters within
  a sentence, \"asked for a) a plan and b) a price\", may stay);
- a heading with nothing below it;
- marks of web pages, `<b>` or `&nbsp;`, which are printed and read out as they stand;
- whole sentences in capitals, which are read letter by letter and are hard to read for everybody;
- words that only those understand who see colours or places: \"shown in red\", \"the table on the right\", \"the picture below left\".

For example: \"The plan is [here](https://www.example.gov.uk/plan)\" should be \"the [workforce plan](https://…)\".

Source: SI 2018/952 (Public Sector Bodies Accessibility Regulations); WCAG 2.2 AA, success criteria 1.1.1, 1.3.1, 1.3.3, 1.4.1,
2.4.4 and 2.4.6.",
    needs_whole: false,
    reads_sentences: true,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let file = &paper.report.file.name;
    // A list of references has the addresses of what it lists.
    let sections = paper.sections();
    let references = sections.iter().filter(|section| is_of_references(&section.heading));
    let references: Vec<&Span> = references.flat_map(Headed::texts).map(|text| &text.span).collect();
    let fields = paper.report.fields.iter();
    let documents: Vec<&DocumentEntry> = fields
        .filter_map(
            |(_, field)| if let FieldEntry::Documents(documents, _) = field { Some(documents) } else { None },
        )
        .flatten()
        .collect();
    // A document that is named by nothing but its address gets a remedy of its own.
    let named =
        |place: &Span| documents.iter().any(|one| one.title.span == *place && is_long_address(&one.title.value));
    for rendered in paper.narrated.record.texts.iter().filter(|one| one.text.span.file.name == *file) {
        let place = &rendered.text.span;
        links(&rendered.blocks, &rendered.text, !references.contains(&place) && !named(place), &mut found);
        bold_lines(&rendered.text, &mut found);
    }
    for section in &sections {
        headings(section, paper, &mut found);
    }
    documents.iter().for_each(|document| files(document, &mut found));
    found.extend(paper.each(|passage| {
        let mut found = capitals(passage);
        found.extend(senses(passage));
        found.extend(markup(passage));
        found
    }));
    found.extend(typed_lists(&paper.passages));
    found
}

fn is_of_references(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["references", "bibliography", "sources", "literature"].iter().any(|word| heading.contains(word))
}
