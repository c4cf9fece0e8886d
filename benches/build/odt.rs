//! The same document as a flat OpenDocument file, the way somebody would write it in a word processor: headings,
//! paragraphs, lists, tables with header rows, footnotes and pictures with their alternative text.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

/// Writes `document.json` and its pictures as one file of text.
pub fn write(document: &Value, pictures: &BTreeMap<String, String>) -> String {
    let mut odt = Odt { pictures, out: HEAD.to_owned(), tables: 0, notes: 0 };
    odt.heading(1, &inlines_of(document, "title"));
    for (label, value) in [("to", &document["fields"]["to"]), ("date", &document["date"]["text"])] {
        let value = value.as_str().map_or_else(|| odt.inlines(value), escaped);
        odt.paragraph(&format!("{} {value}", escaped(text(&document["labels"], label))));
    }
    for section in list(&document["sections"]) {
        odt.section(section);
    }
    odt.blocks(&document["annex"]);
    odt.out.push_str("</office:text></office:body></office:document>\n");
    odt.out
}

struct Odt<'a> {
    pictures: &'a BTreeMap<String, String>,
    out: String,
    tables: usize,
    notes: usize,
}

impl Odt<'_> {
    fn section(&mut self, section: &Value) {
        let heading = self.inlines(&section["heading"]);
        self.heading(2, &format!("{} {heading}", text(section, "number")));
        self.blocks(&section["body"]);
        for inner in list(&section["sections"]) {
            self.section(inner);
        }
    }

    fn blocks(&mut self, blocks: &Value) {
        for block in list(blocks) {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Value) {
        match text(block, "type") {
            "numbered" => {
                let number = escaped(text(block, "number"));
                if block["heading"].is_array() {
                    let heading = self.inlines(&block["heading"]);
                    self.heading(3, &format!("{number} {heading}"));
                    self.blocks(&block["body"]);
                } else {
                    for (at, inner) in list(&block["body"]).iter().enumerate() {
                        if at == 0 && text(inner, "type") == "paragraph" {
                            let body = self.inlines(&inner["body"]);
                            self.paragraph(&format!("{number} {body}"));
                        } else {
                            self.block(inner);
                        }
                    }
                }
            }
            "paragraph" => {
                let body = self.inlines(&block["body"]);
                self.paragraph(&body);
            }
            "heading" => {
                let body = self.inlines(&block["body"]);
                self.heading(3, &body);
            }
            "list" => {
                self.out.push_str("<text:list text:style-name=\"L\">");
                for item in list(&block["items"]) {
                    self.out.push_str("<text:list-item>");
                    self.blocks(item);
                    self.out.push_str("</text:list-item>");
                }
                self.out.push_str("</text:list>\n");
            }
            "chart" => self.chart(block),
            "table" => {
                self.caption(block);
                self.table(&block["columns"], &block["rows"], &|_, column| text(column, "title").to_owned());
                self.notes(block);
            }
            "recommendations" => {
                let lead = self.inlines(&block["lead"]);
                self.paragraph(&lead);
                self.recommendations(&block["items"]);
            }
            "recommendation-table" => {
                self.caption(block);
                self.recommendation_table(block);
            }
            other => unreachable!("there is no block `{other}`"),
        }
    }

    fn recommendations(&mut self, items: &Value) {
        for item in list(items) {
            let (body, stem) = (self.inlines(&item["text"]), self.inlines(&item["stem"]));
            self.paragraph(&format!("{} {body}", escaped(text(item, "number"))));
            if !stem.is_empty() {
                self.paragraph(&stem);
            }
            self.recommendations(&item["items"]);
        }
    }

    fn recommendation_table(&mut self, block: &Value) {
        let columns = list(&block["columns"]);
        let rows: Vec<Value> = list(&block["rows"])
            .iter()
            .map(|row| {
                let cell = |column: &Value| {
                    let value = &row[column[0].as_str().unwrap_or_default()];
                    match value {
                        Value::String(text) => plain(text),
                        Value::Object(tagged) => plain(tagged["word"].as_str().unwrap_or_default()),
                        other => serde_json::json!({ "text": other }),
                    }
                };
                serde_json::json!({ "cells": columns.iter().map(cell).collect::<Vec<_>>() })
            })
            .collect();
        self.table(&block["columns"], &Value::Array(rows), &|_, column| {
            column[1].as_str().unwrap_or_default().to_owned()
        });
    }

    fn chart(&mut self, chart: &Value) {
        self.caption(chart);
        let svg = self.pictures.get(text(chart, "image")).expect("a chart has its picture");
        let (width, height) = size(svg).expect("a chart has a size");
        let _ = writeln!(
            self.out,
            "<text:p text:style-name=\"B\"><draw:frame text:anchor-type=\"as-char\" svg:width=\"16cm\" \
             svg:height=\"{:.2}cm\"><draw:image draw:mime-type=\"image/svg+xml\"><office:binary-data>{}\
             </office:binary-data></draw:image><svg:title>{}</svg:title><svg:desc>{}</svg:desc></draw:frame></text:p>",
            16.0 * height / width,
            base64(svg.as_bytes()),
            escaped(text(chart, "number")),
            escaped(text(chart, "alt")),
        );
        self.notes(chart);
        if chart["values"].is_object() {
            self.block(&with_type(&chart["values"], "table"));
        }
    }

    fn caption(&mut self, of: &Value) {
        let title = self.inlines(&of["title"]);
        self.heading(4, &format!("{} {title}", escaped(text(of, "number"))));
        if let Some(subtitle) = of["subtitle"].as_str() {
            self.paragraph(&escaped(subtitle));
        }
    }

    fn notes(&mut self, of: &Value) {
        for note in list(&of["notes"]) {
            let note = self.inlines(note);
            self.paragraph(&note);
        }
        self.paragraph(&escaped(text(of, "source")));
    }

    fn table(&mut self, columns: &Value, rows: &Value, title: &dyn Fn(usize, &Value) -> String) {
        self.tables += 1;
        let columns = list(columns);
        let _ = write!(self.out, "<table:table table:name=\"T{}\"><table:table-column", self.tables);
        let _ = write!(self.out, " table:number-columns-repeated=\"{}\"/>", columns.len());
        self.out.push_str("<table:table-header-rows><table:table-row>");
        for (at, column) in columns.iter().enumerate() {
            let title = escaped(&title(at, column));
            let _ = write!(
                self.out,
                "<table:table-cell><text:p text:style-name=\"C\">{title}</text:p></table:table-cell>"
            );
        }
        self.out.push_str("</table:table-row></table:table-header-rows>");
        for row in list(rows) {
            self.out.push_str("<table:table-row>");
            for cell in list(&row["cells"]) {
                let body = self.inlines(&cell["text"]);
                let note = cell["note"].as_str().map_or_else(String::new, escaped);
                let _ = write!(
                    self.out,
                    "<table:table-cell><text:p text:style-name=\"C\">{body} {note}</text:p></table:table-cell>"
                );
            }
            self.out.push_str("</table:table-row>");
        }
        self.out.push_str("</table:table>\n");
    }

    fn heading(&mut self, level: u8, body: &str) {
        let _ = writeln!(
            self.out,
            "<text:h text:style-name=\"H{level}\" text:outline-level=\"{level}\">{body}</text:h>"
        );
    }

    fn paragraph(&mut self, body: &str) {
        let _ = writeln!(self.out, "<text:p text:style-name=\"B\">{body}</text:p>");
    }

    fn inlines(&mut self, inlines: &Value) -> String {
        list(inlines).iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Value) -> String {
        match text(inline, "type") {
            "text" | "fact" => escaped(text(inline, "text")),
            "emphasis" | "strong" => {
                format!("<text:span text:style-name=\"S\">{}</text:span>", self.inlines(&inline["body"]))
            }
            "link" => format!(
                "<text:a xlink:type=\"simple\" xlink:href=\"{}\">{}</text:a>",
                escaped(text(inline, "url")),
                self.inlines(&inline["body"])
            ),
            "footnote" => {
                self.notes += 1;
                let number = self.notes;
                format!(
                    "<text:note text:id=\"n{number}\" text:note-class=\"footnote\"><text:note-citation>{number}\
                     </text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>",
                    self.inlines(&inline["body"])
                )
            }
            "break" => "<text:line-break/>".to_owned(),
            other => unreachable!("there is no inline `{other}`"),
        }
    }
}

fn inlines_of(document: &Value, key: &str) -> String {
    Odt { pictures: &BTreeMap::new(), out: String::new(), tables: 0, notes: 0 }.inlines(&document[key])
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn plain(text: &str) -> Value {
    serde_json::json!({ "text": [{ "type": "text", "text": text }] })
}

fn with_type(value: &Value, name: &str) -> Value {
    let mut value = value.clone();
    value["type"] = name.into();
    value
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Width and height of a picture, from its `viewBox`.
fn size(svg: &str) -> Option<(f64, f64)> {
    let rest = &svg[svg.find("viewBox=\"")? + 9..];
    let numbers: Vec<f64> = rest[..rest.find('"')?].split_whitespace().filter_map(|one| one.parse().ok()).collect();
    Some((*numbers.get(2)?, *numbers.get(3)?))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  xmlns:xlink="http://www.w3.org/1999/xlink">
<office:styles>
  <style:default-style style:family="paragraph">
    <style:text-properties style:font-name="Liberation Sans" fo:font-family="Liberation Sans" fo:font-size="11.5pt"
      fo:language="en" fo:country="GB"/>
  </style:default-style>
  <style:style style:name="B" style:family="paragraph">
    <style:paragraph-properties fo:margin-bottom="0.35cm" fo:line-height="120%"/>
  </style:style>
  <style:style style:name="C" style:family="paragraph">
    <style:text-properties fo:font-size="9.5pt"/>
  </style:style>
  <style:style style:name="H1" style:family="paragraph" style:default-outline-level="1">
    <style:paragraph-properties fo:margin-bottom="0.4cm"/>
    <style:text-properties fo:font-size="15pt" fo:font-weight="bold"/>
  </style:style>
  <style:style style:name="H2" style:family="paragraph" style:default-outline-level="2">
    <style:paragraph-properties fo:margin-top="0.8cm" fo:margin-bottom="0.4cm" fo:keep-with-next="always"/>
    <style:text-properties fo:font-size="13pt" fo:font-weight="bold"/>
  </style:style>
  <style:style style:name="H3" style:family="paragraph" style:default-outline-level="3">
    <style:paragraph-properties fo:margin-bottom="0.3cm" fo:keep-with-next="always"/>
    <style:text-properties fo:font-weight="bold"/>
  </style:style>
  <style:style style:name="H4" style:family="paragraph" style:default-outline-level="4">
    <style:paragraph-properties fo:margin-top="0.5cm" fo:keep-with-next="always"/>
    <style:text-properties fo:font-weight="bold"/>
  </style:style>
  <style:style style:name="S" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
  <text:list-style style:name="L">
    <text:list-level-style-bullet text:level="1" text:bullet-char="•">
      <style:list-level-properties text:space-before="0.5cm" text:min-label-width="0.6cm"/>
    </text:list-level-style-bullet>
  </text:list-style>
</office:styles>
<office:automatic-styles>
  <style:page-layout style:name="P">
    <style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>
    <style:footer-style/>
  </style:page-layout>
</office:automatic-styles>
<office:master-styles>
  <style:master-page style:name="Standard" style:page-layout-name="P">
    <style:footer><text:p>Page <text:page-number/> of <text:page-count/></text:p></style:footer>
  </style:master-page>
</office:master-styles>
<office:body><office:text>
"#;
