//! Quotation marks around and within values that would be printed though nobody wants them in print.

use crate::diagnostic::{Diagnostic, Span};
use crate::project::yaml::Text;

/// Keys whose value may be words that somebody has said.
const SAID: [&str; 4] = ["text", "plain", "quote", "progress"];

/// A warning for curly marks around the whole value of a key, which a word processor has made of straight ones.
pub fn curly(text: &Text) -> Option<Diagnostic> {
    let inside = text.value.trim().strip_prefix('“')?.strip_suffix('”')?;
    let line = text.span.file.text[..text.span.range.start].rsplit('\n').next().unwrap_or_default();
    let key = line.trim_end().strip_suffix(':')?.trim_start_matches([' ', '-', '{']);
    let key = key.rsplit([' ', ',', '{']).next().unwrap_or_default();
    let whole = !inside.contains(['“', '”', '\n']) && !text.span.text().starts_with('"');
    (whole && !SAID.contains(&key)).then(|| {
        let place = Span::new(&text.span.file, text.span.range.start..text.span.range.start + '“'.len_utf8());
        Diagnostic::warning("curly quotation marks around the whole value, which are printed", &place)
            .hint(format!("if they only keep the value together, write straight ones: `\"{inside}\"`"))
    })
}

/// A warning for the one straight quotation mark of a text: its partner was lost.
pub fn alone(text: &Text) -> Option<Diagnostic> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(first) = text.value[at..].chars().next() {
        let rest = &text.value[at..];
        let close = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].iter().find(|(open, _)| rest.starts_with(open));
        at += match close {
            Some((_, close)) => rest.find(close).map_or(rest.len(), |end| end + close.len()),
            None => first.len_utf8(),
        };
        // Behind a number it stands for inches.
        if first == '"' && !text.value[..at - 1].ends_with(|one: char| one.is_ascii_digit()) {
            marks.push(at - 1);
        }
    }
    let [one] = marks.as_slice() else { return None };
    let place = text.locate(*one..one + 1);
    let told = Diagnostic::warning("a quotation mark without its partner, which is printed", &place);
    Some(told.hint("write the other one of the two, or take this one out"))
}

#[cfg(test)]
mod tests {
    use super::{alone, curly};
    use crate::diagnostic::SourceFile;
    use crate::project::yaml::{self, Content, Text};

    #[test]
    fn a_mark_that_has_lost_its_partner_is_told() {
        for text in ["No\"", "a \"good authority", "it {{ x.fell(\"fell\") }} to \"good"] {
            assert!(alone(&Text::of(text)).is_some(), "{text}");
        }
        for text in ["a \"good\" one", "a 6\" pipe", "it {{ x.fell(\"fell\") }}", "“so", "\"a\" and \"b"] {
            assert!(alone(&Text::of(text)).is_none(), "{text}");
        }
    }

    fn told(yaml: &str) -> bool {
        let tree = yaml::read(&SourceFile::new("report.yaml", yaml)).expect("YAML");
        let Content::Map(mut entries) = tree.content else { panic!("a map") };
        let (_, node) = entries.remove(0);
        let Content::Text(value) = node.content else { panic!("a text") };
        curly(&Text { value, span: node.span }).is_some()
    }

    #[test]
    fn marks_around_a_whole_value_are_told_and_others_are_not() {
        for yaml in ["title: “Next steps”\n", "heading: “{{ rate }} of them”\n"] {
            assert!(told(yaml), "{yaml}");
        }
        for yaml in [
            "title: “Next” and “last”\n",
            "title: \"“Next steps”\"\n",
            "text: “I left since nobody asked.”\n",
            "title: >\n  “Next steps”\n",
            "title: The “next steps”\n",
        ] {
            assert!(!told(yaml), "{yaml}");
        }
    }
}
