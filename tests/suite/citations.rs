//! Citations and bibliographies: what a report that cites says, and files that are broken in every way.

use std::panic::catch_unwind;

use boardpack::diagnostic::{Diagnostics, SourceFile};
use boardpack::narrative::document::plain_text;
use boardpack::project::bibliography::Works;

use crate::pdf::Pdf;
use crate::scratch::{Scratch, paragraphs, rendered};

const WORKS: &str = r#"@string{bjsw = "British Journal of Social Work"}
@report{baginsky2013,
  author = {Baginsky, Mary},
  title = {Retaining Experienced {Social Workers} in Children's Services},
  institution = {Department for Education}, location = {London}, year = 2013,
}
@article{healy2009, author = {Healy, Karen and Meagher, G. and Cullin, Jo{\"e}l}, title = "Retaining Novices",
  journaltitle = bjsw, volume = 39, number = {2}, pages = {299--317}, date = {2009-03}, doi = {10.1093/bjsw/bcm125}}
@online{rip2015, author = {{Research in Practice}}, title = {Recruitment \& retention $x^2$},
  url = {https://www.rip.org.uk/a}, urldate = {2018-03-01}, date = {2015/2016~}}
% a comment
@incollection{ward, author = {van der Ward, Harriet}, title = {A}, booktitle = {B}, editor = {Rahilly, T.}, language = {english}}
"#;

const YAML: &str = r#"baginsky2013:
  type: Report
  author: [Baginsky, Mary, {name: Wolf, given-name: Ann, prefix: von}]
  title: {value: "Retaining $x^2$ {Social}", short: Retaining, verbatim: false}
  date: 2013-02~
  publisher: {name: Department for Education, location: London}
  serial-number: {doi: "10.1093/bjsw/bcm125"}
  url: {value: "https://www.example.gov.uk", date: 2018-03-01}
  page-range: 3-5, 7
  affiliated: [{role: translator, names: [Ann]}]
  parent: [{type: Periodical, title: Journal, volume: 3}, {type: Book, title: A}]
"#;

/// A paper that cites, with a body of one section.
fn paper(body: &str) -> Scratch {
    let head = "template: research-paper\ntitle: A paper\ndate: 2018-04-16\nbibliography: references/works.bib\n\
                author: [{name: Ann Officer, directorate: Research}]\nsections:\n  - heading: Findings\n    body:\n";
    Scratch::new().file("references/works.bib", WORKS).report(format!("{head}{body}"))
}

const ALL: &str = "      - \"[@baginsky2013; @healy2009; @rip2015; @ward]\"\n";

#[test]
fn a_text_that_cites_reads_as_it_should() {
    let narrated = paper(&format!(
        "{ALL}      - |\n          As @healy2009 [p. 301] said of ann@example.gov.uk, and @coventrycc[^1], *see @rip2015*.\n\n          \
         - Work [-@ward] is hard \\@ward.\n\n          [^1]: In @baginsky2013.\n"
    ));
    let narrated = narrated.narrate().unwrap_or_else(|errors| panic!("{}", rendered(&errors)));
    assert_eq!(
        paragraphs(&narrated),
        [
            "(van der Ward, no date; Healy, Meagher and Cullin, 2009; Baginsky, 2013; Research in Practice, 2016)",
            "As Healy, Meagher and Cullin (2009, p.\u{a0}301) said of ann@example.gov.uk, and @coventrycc, see Research \
             in Practice (2016).",
            "Work (no date) is hard @ward.",
        ]
    );
    let listed: Vec<String> = narrated.document.references.iter().map(|work| plain_text(&work.body)).collect();
    assert_eq!(listed.len(), 4);
    assert!(
        listed[1].starts_with("Healy, K., Meagher, G. and Cullin, J. (2009) ‘Retaining Novices’"),
        "{listed:?}"
    );
}

#[test]
fn years_and_pages_of_citations_are_no_figures() {
    let data = "area,period,turnover_rate\nCoventry,2008,20\nCoventry,2009,15\n";
    let body = "      - >\n          Turnover {{ turnover_rate.fell(\"has fallen\") }} to {{ turnover_rate }} \
                [@healy2009, pp. 300-317, 34% of all; see @rip2015]. Turnover rose elsewhere, as @baginsky2013 [p. 12] \
                found; it was 20% in 2008 [-@ward, table 9].\n";
    let report = "template: research-paper\ntitle: A paper\ndate: 2018-04-16\nbibliography: references/works.bib\n\
                  author: [{name: Ann Officer}]\ndata: {own: data/own.csv}\nsubject: {area: Coventry, period: 2009}\n\
                  sections:\n  - heading: Findings\n    body:\n";
    let scratch = Scratch::new()
        .file("references/works.bib", WORKS)
        .file("data/own.csv", data)
        .report(format!("{report}{}", body.replace("Turnover rose elsewhere, as", "So much for turnover, as")));
    let checked = boardpack::build::check(&[scratch.path()]).expect("a project");
    assert!(checked.diagnostics.is_empty(), "{}", rendered(&checked.diagnostics));
}

#[test]
fn the_paper_has_each_work_once_and_links_to_it() {
    let pdf = paper(&ALL.repeat(3)).paper();
    let read = Pdf::read(&pdf);
    let text = read.tags.text();
    assert_eq!(text.matches("299–317").count(), 1, "{text}");
    let links = pdf.windows(b"/Subtype/Link".len()).filter(|part| part == b"/Subtype/Link").count();
    let spaced = pdf.windows(b"/Subtype /Link".len()).filter(|part| part == b"/Subtype /Link").count();
    assert!(links + spaced >= 12, "{links} and {spaced} links");
}

#[test]
fn a_shared_bibliography_may_have_more_than_is_cited() {
    let cite = "      - As @healy2009 found.\n";
    let alone = paper(cite);
    let warnings = boardpack::build::check(&[alone.path()]).expect("a project").diagnostics;
    let messages: Vec<&str> = warnings.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        messages,
        ["the work `baginsky2013` is not cited", "the work `rip2015` is not cited", "the work `ward` is not cited"]
    );
    let yaml = std::fs::read_to_string(alone.path().join("reports/paper.yaml")).expect("a report");
    let shared = yaml.replace("references/works.bib", "{file: references/works.bib, shared: true}");
    let shared = alone.report(shared);
    let found = boardpack::build::check(&[shared.path()]).expect("a project").diagnostics;
    assert!(found.is_empty(), "{}", rendered(&found));
    assert_eq!(shared.narrate().expect("no errors").document.references.len(), 1);
}

/// Reads a bibliography; what is wrong with it has to point into it, and say what to do.
fn read(name: &str, text: &str) {
    let file = SourceFile::new(name, text);
    let mut sink = Diagnostics::default();
    let works = Works::read(&file, name.ends_with(".bib"), &mut sink);
    assert_eq!(works.is_none(), sink.has_errors(), "{text}");
    for one in sink.sorted() {
        let span = one.span.as_ref().unwrap_or_else(|| panic!("`{}` points nowhere", one.message));
        assert!(span.range.end <= text.len() && text.is_char_boundary(span.range.start), "{one:?}\n{text}");
        assert!(!one.hints.is_empty() && !one.message.is_empty(), "{one:?}");
        one.render();
    }
}

#[test]
fn a_broken_bibliography_is_told_and_nothing_panics() {
    let pieces = [
        "", "{", "}", "\"", ",", "=", "@", "\\", "#", "$", "%", "~", "-", "\n", " ", "é", "9", "(", "*", ":", "[",
        "&", "!", "/",
    ];
    for (name, text) in [("works.bib", WORKS), ("works.yaml", YAML)] {
        for (at, _) in text.char_indices() {
            read(name, &text[..at]);
            let rest = text[at..].chars().next().map_or("", |first| &text[at + first.len_utf8()..]);
            for piece in pieces {
                let broken = format!("{}{piece}{rest}", &text[..at]);
                let whole = broken.clone();
                let done = catch_unwind(move || read(name, &whole));
                assert!(done.is_ok(), "{broken}");
            }
        }
    }
}

#[test]
fn deep_braces_and_long_values_do_not_exhaust_the_stack() {
    for depth in [10, 60, 100, 100_000] {
        read("works.bib", &format!("@book{{a, title = {}A{}}}", "{".repeat(depth), "}".repeat(depth)));
        read("works.bib", &format!("@book{{a, title = {{{}}}}}", "\\emph{".repeat(depth)));
        read("works.bib", &format!("@book{{a, title = {{{}}}}}", "$".repeat(depth)));
    }
    read("works.bib", &"@book{a".repeat(5_000));
    read("works.bib", &"@".repeat(100_000));
}
