//! Text comes out as itself: what an author escapes, what needs no escaping, and what comes from data.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::pdf::Pdf;
use crate::scratch::{NOTE, Scratch, paragraphs};

/// Pieces that mean something in Jinja, Markdown, HTML, Typst or YAML, and words between them.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{",
    "}",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[^1]",
    "[^1]:",
    "[a]:",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<https://",
    "&",
    "&amp;",
    "&#35;",
    "#",
    "##",
    "#let",
    "$",
    "$x^2$",
    "@ref",
    "\\",
    "\\n",
    "\\u{41}",
    "//",
    "/*",
    "*/",
    "=",
    "==",
    "+",
    "-",
    "--",
    "---",
    "...",
    "\"",
    "'",
    "~",
    "|",
    ":",
    ";",
    "!",
    "?",
    "%",
    "^",
    ",",
    ".",
    "1.",
    "1)",
    "https://a.b/c?d=e&f",
    "word",
    "Môn",
    "£",
    "–",
    "x",
    "  ",
    " ",
    " ",
    " ",
];

/// A profile that leaves quotation marks and dashes as they are typed.
const AS_TYPED: &str =
    "name: Testshire\ntext: {quotes: as-typed}\ncommittees: {board: Board}\npeople: {officer: {name: Ann}}\n";

/// Text of one line made of such pieces.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 1..12);
    pieces
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("something to print", |text| !text.is_empty())
}

/// Escapes as the documentation says: a backslash before every mark that could mean something.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A report with these paragraphs; JSON is YAML too.
fn note(body: &[String]) -> String {
    let body = serde_json::to_string(body).expect("text");
    format!(
        "{NOTE}recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: {body}}}
  - {{slot: background, body: [Nothing else is said.]}}
"
    )
}

fn printed(scratch: Scratch, body: &[String]) -> Vec<String> {
    match scratch.report(note(body)).narrate() {
        Ok(narrated) => paragraphs(&narrated),
        Err(errors) => panic!("{}", crate::scratch::rendered(&errors)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_escaped_comes_out_as_itself(texts in prop::collection::vec(tricky(), 1..20)) {
        let body: Vec<String> = texts.iter().map(|text| escaped(text)).collect();
        prop_assert_eq!(printed(Scratch::new(), &body), texts);
    }

    #[test]
    fn what_stands_between_quotes_in_an_expression_comes_out_as_itself(texts in prop::collection::vec(tricky(), 1..20)) {
        // Inside of an expression only its own quotes and the backslash need one.
        let quoted = |text: &String| format!("{{{{ '{}' }}}}", text.replace('\\', "\\\\").replace('\'', "\\'"));
        let body: Vec<String> = texts.iter().map(quoted).collect();
        prop_assert_eq!(printed(Scratch::new().file("council.yaml", AS_TYPED), &body), texts);
    }

    #[test]
    fn no_text_whatever_makes_the_program_fall_over(texts in prop::collection::vec(tricky(), 1..6)) {
        // Unescaped it may be an error or mean something, but nothing worse.
        let _ = Scratch::new().report(note(&texts)).narrate();
    }
}

/// A fixed sample of such texts, the same on every run.
fn sample(count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| tricky().new_tree(&mut runner).expect("a sample").current()).collect()
}

#[test]
fn escaped_text_comes_out_of_the_pdf_as_itself() {
    let texts = sample(150);
    let body: Vec<String> = texts.iter().map(|text| escaped(text)).collect();
    let pdf = Pdf::read(&Scratch::new().report(note(&body)).paper());
    let printed: Vec<String> = pdf.tags.all("P").iter().map(|paragraph| paragraph.text()).collect();
    for (at, text) in texts.iter().enumerate() {
        let number = format!("1.{}", at + 1);
        let found = printed.iter().find_map(|one| one.strip_prefix(&number)?.strip_prefix('\u{a0}'));
        assert_eq!(found.map(str::trim_end), Some(text.as_str()), "paragraph {number}");
    }
}

#[test]
fn what_is_no_markdown_needs_no_escaping() {
    let texts = [
        "R&D, Marks & Spencer, &amp; and &#35; and &copy;",
        "<b>bold</b> <script>alert(1)</script> <!-- a comment --> a < b > c",
        "<div> begins a line and <!-- never ends",
        "<?php and <![CDATA[ and <!DOCTYPE html>",
        "#let x = 1; #import \"a.typ\"; #5",
        "$x^2$ costs $5 and $10",
        "@ref and <label> and @everyone",
        "C:\\new\\table and \\u{41} and \\alpha",
        "https://www.example.gov.uk//a and /* not a comment */ and // neither",
        "= not a heading",
        "==also none",
        "+5% and -3% and ~7",
        "-5 degrees",
        "#hashtag",
        "5 * 3 * 2 and snake_case_words and 2 ** 3",
        "a } and #} and { and {a} and [a] and [a](b and [[a]] and { a }",
        "100% | 50% ^2 ; : ! ? ,",
        "[1] and [^ and [] and ()",
        "a = b, c == d",
        "ends with a backslash \\",
    ];
    let body: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(printed(Scratch::new().file("council.yaml", AS_TYPED), &body), texts);
    // The bundled profile makes quotation marks and dashes typographic, and nothing else.
    let smart = printed(Scratch::new(), &["\"Quoted\" -- it's so... \\\"not\\\" \\-- \\...".to_owned()]);
    assert_eq!(smart, ["“Quoted” – it’s so… \"not\" -- ..."]);
}

#[test]
fn what_would_vanish_is_an_error() {
    for (text, message) in [
        ("> 5% of all posts", "a `>` at the start of a line"),
        ("Before\n\n    indented", "a paragraph that is indented"),
        ("```\ncode\n```", "a block of program code"),
        ("[Draft]: the-rest", "the address of the link `draft` is not used"),
        ("Text.[^1]", "the footnote `1` has no text"),
        ("Text.[^1]\n\n[^1]: One.[^2]\n\n[^2]: Two.", "a footnote in a footnote"),
        ("Text.\n\n[^1]: One.", "the footnote `1` is not used"),
        ("# Heading", "a heading in the text"),
        ("---", "a rule across the page"),
        ("![a](b)", "a picture in the text"),
        ("[a](b)", "`b` is not a link"),
        ("A {# comment", "an expression that is not closed"),
        ("a }} b", "`}}` without `{{` before it"),
        ("100%} b", "`%}` without `{%` before it"),
        ("- a\n-b", "a hyphen that begins an item of a list needs a space after it"),
        ("- a\n-\n- b", "an item of a list without words"),
        ("[a]()", "a link without an address"),
        ("One[^1] and two[^1].\n\n[^1]: Note.", "the footnote `1` is referred to twice"),
        ("{{ range(5) }}", "a list of values cannot be printed"),
        ("{{ 3 > 2 }}", "a yes or no cannot be printed"),
        ("{{ {\"a\": 1} }}", "a collection of values cannot be printed"),
        ("{{ debug() }}", "unknown name `debug`"),
        ("{{ namespace() }}", "unknown name `namespace`"),
    ] {
        let errors = Scratch::new().report(note(&[text.to_owned()])).errors();
        assert!(errors.iter().any(|error| error.eq_ignore_ascii_case(message)), "{text}: {errors:?}");
    }
}

#[test]
fn links_keep_their_addresses() {
    let addresses = "<https://www.example.gov.uk/?a=1&b=2> and <ann@example.gov.uk> and \
                     [both](https://www.example.gov.uk/a_b*c?d=1&amp;e) and [two][2]\n\n[2]: https://www.example.gov.uk/2?a&b";
    let pdf = Pdf::read(&Scratch::new().report(note(&[addresses.to_owned()])).paper());
    let described = pdf.describe().replace("\n      ", " ");
    for link in [
        "[https://www.example.gov.uk/?a=1&b=2](https://www.example.gov.uk/?a=1&b=2)",
        "[ann@example.gov.uk](mailto:ann@example.gov.uk)",
        "[both](https://www.example.gov.uk/a_b*c?d=1&amp;e)",
        "[two](https://www.example.gov.uk/2?a&b)",
    ] {
        assert!(described.contains(link), "{link} in {described}");
    }
}

#[test]
fn data_and_sources_are_never_code() {
    let tricky = sample(40);
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let csv = tricky
        .iter()
        .fold("Label,Words\n".to_owned(), |all, text| all + &format!("{0},{0}\n", cell(&format!("a {text}"))));
    let source = "{{ 7 * 6 }} *Board* <b>& #let $x$ [a](b) @c \\ {% if %}";
    let quoted = serde_json::to_string(source).expect("text");
    let yaml = format!(
        "{NOTE}data: {{words: {{file: data/words.csv, source: {quoted}}}}}
tables: {{words: {{kind: data, title: Words, subtitle: {quoted}, data: words}}}}
recommendations: {{lead: The Board is recommended to, items: [text: Note it.]}}
sections:
  - {{slot: purpose, body: [Words., table: words]}}
  - {{slot: background, body: [Nothing else is said.]}}
"
    );
    let pdf = Pdf::read(&Scratch::new().file("data/words.csv", csv).report(yaml).paper());
    let table = pdf.tags.all("Table")[0];
    let rows = table.all("TR");
    assert_eq!(rows.len(), 1 + tricky.len());
    for (row, text) in rows[1..].iter().zip(&tricky) {
        assert_eq!(row.text(), format!("a {text}a {text}"));
    }
    assert!(table.text().contains(source), "{}", table.text());
    let all = pdf.tags.text();
    assert!(all.contains(&format!("Source: {source}")), "{all}");
}
