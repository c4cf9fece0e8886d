//! A difference as a page that opens from disk: everything that changed, and the pages side by side.
//!
//! The page holds its pictures and its style itself and runs nothing. It can be read aloud, printed, and told apart in
//! black and white.

use crate::diagnostic::printable;
use crate::diff::picture::base64;
use crate::diff::text::{places, summary};
use crate::diff::{
    Change, ClaimChange, ClaimFate, Difference, FigureChange, PageChange, PaperDifference, Piece, PlaceChange,
    Side, Status, TextChange, TextFate, words,
};

/// How the page looks.
const STYLE: &str = include_str!("style.css");

/// The difference as a page.
pub fn render(difference: &Difference) -> String {
    let title = "What changes in the papers";
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n\
         <title>{title}: {} → {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&difference.old),
        escaped(&difference.new)
    );
    page.push_str("<a class=\"skip\" href=\"#papers\">Skip to the papers</a>\n");
    page.push_str(&format!(
        "<header>\n<h1>{title}</h1>\n<dl class=\"versions\"><div><dt>Before</dt><dd>{}</dd></div>\
         <div><dt>After</dt><dd>{}</dd></div></dl>\n<p class=\"lead\">{}.</p>\n</header>\n<main>\n",
        escaped(&difference.old),
        escaped(&difference.new),
        escaped(&capital(&summary(difference)))
    ));
    overview(difference, &mut page);
    page.push_str("<div id=\"papers\">\n");
    for (at, paper) in difference.papers.iter().enumerate() {
        of_paper(at + 1, paper, &mut page);
    }
    page.push_str("</div>\n");
    if !difference.same_to_a_reader.is_empty() {
        page.push_str("<section>\n<h2>Other bytes that show the same</h2>\n<ul>\n");
        for file in &difference.same_to_a_reader {
            page.push_str(&format!("<li>{}</li>\n", escaped(file)));
        }
        page.push_str("</ul>\n</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// A table of the papers with what changed in each.
fn overview(difference: &Difference, page: &mut String) {
    if difference.papers.len() < 2 {
        return;
    }
    page.push_str(
        "<nav aria-labelledby=\"overview\">\n<h2 id=\"overview\">Papers that differ</h2>\n<table>\n<thead><tr>\
         <th scope=\"col\">Paper</th><th scope=\"col\">State</th><th scope=\"col\" class=\"number\">Claims</th>\
         <th scope=\"col\" class=\"number\">Figures</th><th scope=\"col\" class=\"number\">Paragraphs</th>\
         <th scope=\"col\" class=\"number\">Pages</th></tr></thead>\n<tbody>\n",
    );
    for (at, paper) in difference.papers.iter().enumerate() {
        let file = if paper.title.is_empty() {
            String::new()
        } else {
            format!("<br><span class=\"file\">{}</span>", escaped(&paper.paper))
        };
        page.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"#paper-{}\">{}</a>{file}</th><td>{}</td><td class=\"number\">{}</td>\
             <td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
            at + 1,
            escaped(paper.called()),
            state(paper),
            count(paper.flipped().count()),
            count(paper.figures.len()),
            count(paper.reworded().count()),
            count(paper.pages.len()),
        ));
    }
    page.push_str("</tbody>\n</table>\n</nav>\n");
}

/// A number, or a dash for none.
fn count(count: usize) -> String {
    if count == 0 { "–".to_owned() } else { count.to_string() }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Changed => "changed",
        Status::New => "new",
        Status::Gone => "gone",
        Status::Unbuilt => "cannot be built",
        Status::Rebuilt => "can be built again",
    }
}

/// What became of a paper, in words.
fn state(paper: &PaperDifference) -> &'static str {
    match (paper.differs(), paper.renamed_from.is_empty()) {
        (false, _) => "not compared in full",
        (true, false) => "renamed",
        (true, true) => status(paper.status),
    }
}

fn of_paper(number: usize, paper: &PaperDifference, page: &mut String) {
    page.push_str(&format!(
        "<section class=\"paper\" aria-labelledby=\"paper-{number}\">\n<h2 id=\"paper-{number}\">{}</h2>\n\
         <p class=\"file\">{} – {}{}</p>\n",
        escaped(paper.called()),
        escaped(&paper.paper),
        state(paper),
        match paper.renamed_from.as_str() {
            "" => String::new(),
            name => format!(", was called {}", escaped(name)),
        }
    ));
    if !paper.errors.is_empty() {
        page.push_str("<h3>Why it cannot be built</h3>\n<ul class=\"errors\">\n");
        paper.errors.iter().for_each(|error| page.push_str(&format!("<li>{}</li>\n", message(error))));
        page.push_str("</ul>\n");
    }
    for (heading, has_turned) in [("Claims that no longer hold", false), ("Claims that say something else", true)] {
        let mut claims = paper.flipped().filter(|claim| (claim.fate == ClaimFate::Turned) == has_turned).peekable();
        if claims.peek().is_some() {
            page.push_str(&format!("<h3>{heading}</h3>\n"));
            claims.for_each(|claim| of_claim(claim, page));
        }
    }
    of_figures("Figures that changed", &paper.changed_figures().collect::<Vec<_>>(), page);
    let sentences = paper.sentences();
    if !sentences.is_empty() {
        page.push_str("<h3>Sentences whose numbers moved</h3>\n");
        sentences.into_iter().for_each(|place| page.push_str(&of_place(place)));
    }
    of_figures("Figures that are written otherwise", &paper.restyled().collect::<Vec<_>>(), page);
    if paper.other_words().next().is_some() {
        page.push_str("<h3>Claims in other words</h3>\n<ul class=\"texts\">\n");
        for claim in paper.other_words() {
            page.push_str(&format!(
                "<li>{}: <del>{}</del> <ins>{}</ins></li>\n",
                escaped(&capital(&claim.place.place)),
                hidden("was", &claim.from),
                hidden("is", &claim.to)
            ));
        }
        page.push_str("</ul>\n");
    }
    let reworded: Vec<&TextChange> = paper.reworded().collect();
    if !reworded.is_empty() {
        page.push_str("<h3>Paragraphs that changed</h3>\n<ul class=\"texts\">\n");
        reworded.into_iter().for_each(|change| of_text(change, page));
        page.push_str("</ul>\n");
    }
    if !paper.pages.is_empty() {
        page.push_str("<h3>Pages that look different</h3>\n");
        paper.pages.iter().for_each(|one| of_page(one, paper, page));
    }
    for note in &paper.notes {
        page.push_str(&format!("<p class=\"note\">Note: {}.</p>\n", message(note)));
    }
    page.push_str("</section>\n");
}

fn of_claim(claim: &ClaimChange, page: &mut String) {
    let ClaimChange { fate, from, to, truth, place } = claim;
    let from = escaped(from);
    let said = match fate {
        ClaimFate::False => format!("<strong>“{from}” is no longer true:</strong> {}.", message(truth)),
        ClaimFate::Undecided => format!("<strong>“{from}” can no longer be checked:</strong> {}.", message(truth)),
        ClaimFate::Turned if !truth.is_empty() => {
            format!("<strong>“{from}” is now “{}”, and has turned:</strong> {}.", escaped(to), escaped(truth))
        }
        ClaimFate::Turned | ClaimFate::Words => format!("<strong>“{from}” is now “{}”.</strong>", escaped(to)),
    };
    page.push_str(&format!("<div class=\"flipped\"><p>{said}</p>\n{}</div>\n", of_place(place)));
}

fn of_figures(heading: &str, figures: &[&FigureChange], page: &mut String) {
    if figures.is_empty() {
        return;
    }
    page.push_str(&format!("<h3>{heading}</h3>\n"));
    page.push_str(
        "<table class=\"figures\">\n<thead><tr><th scope=\"col\">Figure</th>\
         <th scope=\"col\" class=\"number\">Was</th><th scope=\"col\" class=\"number\">Is</th>\
         <th scope=\"col\">Where it stands</th></tr></thead>\n<tbody>\n",
    );
    for figure in figures {
        let now = match figure.now.as_str() {
            "" => String::new(),
            now => format!("<br>now {}", escaped(now)),
        };
        let source = match figure.source.as_str() {
            "" => String::new(),
            source => format!("<br><span class=\"file\">{}</span>", escaped(source)),
        };
        let exactly = figure.exactly.as_ref().map_or_else(String::new, |(was, is)| {
            format!("<br><span class=\"file\">exactly {} → {}</span>", escaped(was), escaped(is))
        });
        let value = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), escaped);
        let places = escaped(&capital(&places(figure).join("; ")));
        page.push_str(&format!(
            "<tr><th scope=\"row\">{}{now}{source}</th><td class=\"number\">{}</td>\
             <td class=\"number\"><strong>{}</strong>{exactly}</td><td>{places}</td></tr>\n",
            escaped(&capital(&figure.figure)),
            value(&figure.from),
            value(&figure.to),
        ));
    }
    page.push_str("</tbody>\n</table>\n");
}

/// A place with its sentence, in which what changed is marked.
fn of_place(place: &PlaceChange) -> String {
    let PlaceChange { place, before, after, .. } = place;
    let sentence = match (before.is_empty(), after.is_empty()) {
        (true, true) => return format!("<p>{}</p>\n", escaped(&capital(place))),
        (false, false) => marked(&words::pieces(before, after)),
        (false, true) => escaped(before),
        (true, false) => escaped(after),
    };
    format!("<p>{}: <q>{sentence}</q></p>\n", escaped(&capital(place)))
}

fn of_text(change: &TextChange, page: &mut String) {
    let at = match (change.old_page, change.new_page) {
        (Some(old), Some(new)) if old != new => format!("page {new}, was on page {old}"),
        (_, Some(new)) => format!("page {new}"),
        (Some(old), None) => format!("was on page {old}"),
        (None, None) => String::new(),
    };
    let (was, words) = match change.fate() {
        TextFate::Moved => (format!("; it was {}", escaped(&change.moved_from)), String::new()),
        _ => (String::new(), format!("<br>{}", marked(&change.words))),
    };
    page.push_str(&format!(
        "<li><b>{}</b> <span class=\"file\">({}, {at}{was})</span>{words}</li>\n",
        escaped(&capital(&change.place)),
        change.fate().word(),
    ));
}

/// A text with its changes: struck out and underlined, and said to somebody who listens.
fn marked(words: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let trimmed = piece.text.trim_end();
        let space = if trimmed.len() < piece.text.len() { " " } else { "" };
        match piece.change {
            Change::Same => escaped(&piece.text),
            Change::Removed => format!("<del>{}</del>{}", hidden("removed", trimmed), " "),
            Change::Added => format!("<ins>{}</ins>{space}", hidden("added", trimmed)),
        }
    };
    words.iter().map(piece).collect()
}

/// A text with a word before it that is only heard.
fn hidden(word: &str, text: &str) -> String {
    format!("<span class=\"heard\">[{word}: </span>{}<span class=\"heard\">]</span>", escaped(text))
}

/// A page as it was beside the page as it is.
fn of_page(change: &PageChange, paper: &PaperDifference, page: &mut String) {
    page.push_str(&format!("<div class=\"pages\">\n<h4>{}</h4>\n", capital(&change.called())));
    let has_marks = change.old.iter().chain(&change.new).any(|side| !side.marks.is_empty());
    let both = change.old.is_some() && change.new.is_some();
    let said = match (both, has_marks, change.moved) {
        (true, true, true) => "What changed is marked; the rest stands a little higher or lower than it did.",
        (true, false, true) => "Nothing changed but where it stands on the page.",
        (true, true, false) => "",
        (true, false, false) => "The page has another size.",
        (false, ..) if change.new.is_some() => "This page is new.",
        _ => "This page is gone.",
    };
    if !said.is_empty() {
        page.push_str(&format!("<p>{said}</p>\n"));
    }
    page.push_str("<div class=\"sides\">\n");
    if let Some(side) = &change.old {
        of_side("Before", "before", side, paper, page);
    }
    if let Some(side) = &change.new {
        of_side("After", "after", side, paper, page);
    }
    page.push_str("</div>\n</div>\n");
}

fn of_side(when: &str, class: &str, side: &Side, paper: &PaperDifference, page: &mut String) {
    let mut what: Vec<&str> = Vec::new();
    for mark in &side.marks {
        if !what.contains(&mark.what.as_str()) {
            what.push(&mark.what);
        }
    }
    let marked = match what.as_slice() {
        [] => "nothing marked".to_owned(),
        what => format!("marked: {}", escaped(&what.join("; "))),
    };
    page.push_str(&format!(
        "<figure class=\"{class}\">\n<figcaption><b>{when}</b>, page {}, {marked}</figcaption>\n",
        side.page
    ));
    match &side.png {
        None => page.push_str("<p class=\"note\">There are too many pages to show this one.</p>\n"),
        Some(png) => {
            let alt =
                format!("Page {} of {}, {}: {marked}", side.page, escaped(paper.called()), when.to_lowercase());
            page.push_str(&format!(
                "<div class=\"sheet\"><img src=\"data:image/png;base64,{}\" alt=\"{alt}\">\n",
                base64(png)
            ));
            page.push_str("<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
            for mark in &side.marks {
                let part = |part: f64| (part * 1000.0).round();
                page.push_str(&format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                    part(mark.left),
                    part(mark.top),
                    part(mark.width),
                    part(mark.height)
                ));
            }
            page.push_str("</svg></div>\n");
        }
    }
    page.push_str("</figure>\n");
}

/// A text with a capital letter first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A message, with what stands in backticks as code.
fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let part = |(at, part): (usize, &&str)| match (at % 2 == 1, closed || at + 1 < parts.len()) {
        (true, true) => format!("<code>{}</code>", escaped(part)),
        (true, false) => format!("`{}", escaped(part)),
        (false, _) => escaped(part),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Text that is nothing but text.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            _ => written.push(printable(one)),
        }
    }
    written
}
