//! Slips of which the line is told, and a hint that makes the file right when it is followed to the letter.

use crate::diagnostic::SourceFile;
use crate::project::yaml::read;

/// Every slip: the lines as their author wrote them, the number of the line that is told, the message and the first
/// hint. `Ok` is the whole line that the hint shows, without its indentation; `Err` is a hint in other words.
#[test]
fn a_hint_that_is_followed_makes_the_file_right() {
    for (text, line, message, hint) in [
        ("a:\n  kind: x\n  measure; rate\n", 3, "`;` in place of a colon", Ok("measure: rate")),
        ("a:\n  kind: x\n  measure = rate\n", 3, "`=` in place of a colon", Ok("measure: rate")),
        ("a:\n  kind: x\n  title：A rate of it\n", 3, "`：` in place of a colon", Ok("title: A rate of it")),
        ("a:\n  kind: x\n  title： A rate\n", 3, "`：` in place of a colon", Ok("title: A rate")),
        ("a:\n  kind, line\n  title: A\n", 2, "`,` in place of a colon", Ok("kind: line")),
        ("a:\n  kind - line\n  title: A\n", 2, "`-` in place of a colon", Ok("kind: line")),
        (
            "- One is here.\n• Two is here.\n- Three.\n",
            2,
            "an item of a list without its hyphen",
            Ok("- Two is here."),
        ),
        (
            "- One is here.\n– Two is here.\n- Three.\n",
            2,
            "an item of a list without its hyphen",
            Ok("- Two is here."),
        ),
        (
            "- One is here.\n2. Two is here.\n- Three.\n",
            2,
            "an item of a list without its hyphen",
            Ok("- Two is here."),
        ),
        (
            "- One is here.\n-- Two is here.\n- Three.\n",
            2,
            "an item of a list without its hyphen",
            Ok("- Two is here."),
        ),
        ("- One is here.\n-\tTwo is here.\n- Three.\n", 2, "a tab after the hyphen", Ok("- Two is here.")),
        ("- text: one\n  b: x\n-\u{a0}text: two\n", 3, "no space after the hyphen", Ok("- text: two")),
        (
            "a: {area: Leeds period: 2025}\nb: {period: 2024}\n",
            1,
            "a comma that is missing",
            Ok("a: {area: Leeds, period: 2025}"),
        ),
        (
            "a: {area: Leeds; period: 2025}\nb: {period: 2024}\n",
            1,
            "a comma that is missing",
            Ok("a: {area: Leeds, period: 2025}"),
        ),
        (
            "a: {value: 1, source: Same minute: of May\"}\n",
            1,
            "text with a colon in it, between braces",
            Ok("a: {value: 1, source: \"Same minute: of May\"}"),
        ),
        ("- {a: b, c: d}\n- a: b, c: d}\n", 2, "a bracket that is closed and never opened", Ok("- {a: b, c: d}")),
        (
            "- {a: b, c: d}\n- a: \"b\", c: d}\n",
            2,
            "a bracket that is closed and never opened",
            Ok("- {a: \"b\", c: d}"),
        ),
        (
            "a:\n  b: x\n\tc: y\n",
            3,
            "a tab at the start of a line",
            Err("begin it with 2 spaces in place of the tab: YAML does not allow tabs there"),
        ),
        (
            "a:\n  - |\n    So it is.\nThe model rests on these:\n\n    - **one** of it\n",
            4,
            "a line that is indented too little",
            Err("begin it with 4 spaces, to line it up with the line below it"),
        ),
        (
            "- >\n  One is so\n  and so.\n - >\n  Two is so.\n- >\n  Three.\n",
            4,
            "a line that is indented too far",
            Err("begin it with no space, to line it up with those that it belongs with"),
        ),
        ("a: {area: Leeds,, period: 2025}\n", 1, "a comma too many", Ok("a: {area: Leeds, period: 2025}")),
        (
            "a: {value: 1, source: Minute: of May, unit: x}\n",
            1,
            "text with a colon in it, between braces",
            Ok("a: {value: 1, source: \"Minute: of May\", unit: x}"),
        ),
        (
            "a: (area: Leeds, period: 2025)\n",
            1,
            "text with a colon in it",
            Err("if keys and values are meant, write `{area: Leeds, period: 2025}`"),
        ),
        (
            "a: The \"new offer\": pay\n",
            1,
            "text with a colon in it",
            Err("write the whole text in quotes: `'The \"new offer\": pay'`"),
        ),
        (
            "a: It's: this and\\or that\n",
            1,
            "text with a colon in it",
            Err("write the whole text in quotes: `\"It's: this and\\\\or that\"`"),
        ),
        (
            "- This note: tells Members\n  how it is.\n",
            1,
            "text with a colon in it",
            Err("put the whole text in quotes, or start it on a new line after `>`"),
        ),
        (
            "a: Note: that\n  it is so\n",
            1,
            "text with a colon in it",
            Err("put the whole text in quotes, or start it on a new line after `>`"),
        ),
        (
            "- \"See C:\\data\\new.\"\n",
            1,
            "a `\\` between double quotation marks",
            Err("write `\\\\` for it: `\"See C:\\\\data\\\\new.\"`"),
        ),
        (
            "- 'Tis the plan.\n- b\n",
            1,
            "a quotation mark that is not closed",
            Err("if it is an apostrophe, write the whole text in quotes: `\"'Tis the plan.\"`"),
        ),
        (
            "- \"To note:”\n- b\n",
            1,
            "a quotation mark that is not closed",
            Err("write `\"` in place of the `”` at its end"),
        ),
        ("- \"\"To note.\"\n", 1, "a quotation mark too many", Err("take one of the two `\"` at the start out")),
        ("- \"To note.\"\"\n", 1, "a quotation mark too many", Err("take one of the two `\"` at the end out")),
        (
            "- \"Grow our own\" is it.\n",
            1,
            "text after a closing quotation mark",
            Err("write the whole text in quotes: `'\"Grow our own\" is it.'`"),
        ),
        (
            "- 'Members' questions.'\n",
            1,
            "text after a closing quotation mark",
            Err("write the whole text in quotes: `\"Members' questions.\"`"),
        ),
        (
            "a:\n  - \"Members asked\n for it.\"\n",
            3,
            "a line that is indented too little",
            Err("begin it with 4 spaces: it goes on with the text in quotation marks above it"),
        ),
        (
            "a: Members asked for\nthe rate of it\nb: c\n",
            2,
            "a line that goes on with the text above it, and is not indented further",
            Err("begin it with 2 spaces, further in than the key of the text"),
        ),
        (
            "- A text.[^n]\n\n  [^n]: The note.\n",
            3,
            "the text of a footnote below a text that begins beside its hyphen or its key",
            Err(
                "begin the text that has the footnote on a new line after `|`; an empty line stands above the footnote's text",
            ),
        ),
        (
            "-\n  Some stay and others\n  all \"grow our own\": they bring\n  people in.\n",
            3,
            "text with a colon in it",
            Err("write `- >` in place of the hyphen alone above the text, or put the whole text in quotes"),
        ),
        (
            "a: {value: 1, source: \"Minute of May}\nb: >\n  It {{ fell(\"fell\") }}.\n",
            1,
            "a quotation mark that is not closed",
            Err("close it at the end of the text; a quotation mark inside of it needs a `\\` before it"),
        ),
        (
            "- text: >\n  It is so.\n  b: c\n",
            2,
            "a line that is indented too little",
            Err("begin it with 4 spaces, as what belongs to the line above it"),
        ),
    ] {
        let error = read(&SourceFile::new("test.yaml", text)).expect_err(text);
        let span = error.span.as_ref().expect("a place");
        let (told, _) = span.file.line_column(span.range.start);
        assert_eq!((told, error.message.as_str()), (line, message), "{text}");
        let first = error.hints.first().expect("a hint");
        match hint {
            Err(words) => assert_eq!(first, words, "{text}"),
            Ok(mended) => {
                assert!(first.ends_with(&format!("`{mended}`")), "{text}: {first}");
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                let old = &mut lines[line - 1];
                *old = format!("{}{mended}", &old[..old.len() - old.trim_start_matches(' ').len()]);
                let keeps_reading = read(&SourceFile::new("test.yaml", lines.join("\n")));
                assert!(keeps_reading.is_ok(), "{}", lines.join("\n"));
            }
        }
    }
}
