//! What a comment says of one paper: in a section of its own, or in a line among many.

use crate::diff::markdown::comment::Comment;
use crate::diff::markdown::escape::{code, escaped, message};
use crate::diff::markdown::pieces::{
    change_of, fold_restyled, fold_words, list, number, of_figure, of_page, of_text, of_words, table, written,
};
use crate::diff::shared::Changes;
use crate::diff::text::{claims, counted, heading, places, texts};
use crate::diff::{FigureChange, PaperDifference, Status};

/// How many figures of a paper stand in the line that it has among many.
const IN_LINE: usize = 3;

/// The head of a table of figures.
pub(super) const HEAD: &str = "| Figure | Was | Is | Where it stands |\n| --- | ---: | ---: | --- |\n";

/// A paper with what it does not share with many others.
pub(super) struct Own<'a> {
    /// The paper.
    pub paper: &'a PaperDifference,
    /// What it does not share.
    pub own: Changes<'a>,
}

impl Own<'_> {
    /// What became of the paper as a whole.
    fn state(&self) -> String {
        let status = match self.paper.status {
            Status::Changed => "",
            Status::New => " – new",
            Status::Gone => " – gone",
            Status::Unbuilt => " – <b>cannot be built</b>",
            Status::Rebuilt => " – can be built again",
        };
        match self.paper.renamed_from.as_str() {
            "" => status.to_owned(),
            name => format!("{status} – was <code>{}</code>", escaped(name)),
        }
    }

    pub fn heading(&self) -> String {
        let title = &self.paper.title;
        let called = if title.is_empty() { String::new() } else { format!(" {}", escaped(title)) };
        format!("\n#### {}{called}{}\n", code(&self.paper.paper), self.state())
    }

    /// The paper in one line, with what there is to say of it in short.
    pub fn line(&self) -> String {
        let own = &self.own;
        let mut parts = claims(self.paper.flipped());
        let figure = |(figure, _): &(&FigureChange, usize)| heading(figure);
        parts.extend(own.figures.iter().take(IN_LINE).map(figure));
        parts.extend(counted(
            own.figures.len().saturating_sub(IN_LINE),
            "more figure changed",
            "more figures changed",
        ));
        parts.extend(counted(own.restyled.len(), "figure is written otherwise", "figures are written otherwise"));
        parts.extend(texts(own.texts.iter().map(|(text, _)| *text)));
        if own.is_empty() && parts.is_empty() && self.paper.status == Status::Changed {
            let pages = counted(self.paper.pages.len(), "page looks different", "pages look different");
            let shares = self.paper.figures.len() + self.paper.text.len() + self.paper.notes.len() > 0;
            parts.extend(if shares { Some("what many papers share".to_owned()) } else { pages });
        }
        let parts = escaped(&parts.join("; "));
        let colon = if parts.is_empty() { "" } else { ": " };
        // In a line that unfolds Markdown is no markup.
        format!("{}{}{colon}{parts}", self.name(), self.state())
    }

    /// The paper in one line with nothing but its name.
    pub fn short_line(&self) -> String {
        format!("- {}\n", self.name())
    }

    fn name(&self) -> String {
        format!("<code>{}</code>", escaped(&self.paper.paper))
    }

    /// What there is to say of the paper below its name.
    pub fn tell(&self, comment: &mut Comment) {
        let (paper, own) = (self.paper, &self.own);
        if !own.errors.is_empty() {
            comment.add("\n");
            own.errors.iter().for_each(|(error, _)| _ = comment.add(&format!("- {}\n", message(error))));
        }
        let rows: Vec<String> =
            own.figures.iter().map(|(figure, _)| of_figure(figure, &places(figure).join("; "))).collect();
        table(&rows, HEAD, comment);
        let sentences: Vec<String> = own
            .sentences
            .iter()
            .map(|(place, _)| format!("- {}: {}\n", escaped(&place.place), change_of(place)))
            .collect();
        list("Sentences whose numbers moved:", "sentence", "sentences", &sentences, comment);
        let restyled: Vec<String> =
            own.restyled.iter().map(|(figure, _)| written(figure, &places(figure).join("; "))).collect();
        fold_restyled(&restyled, comment);
        let words: Vec<String> = own.words.iter().map(|(claim, _)| of_words(claim, &claim.place.place)).collect();
        fold_words(&words, comment);
        let changed: Vec<String> = own.texts.iter().map(|(change, _)| of_text(change)).collect();
        comment.fold(&texts(own.texts.iter().map(|(text, _)| *text)).join(", "), "", &changed);
        let pages: Vec<String> = paper.pages.iter().map(of_page).collect();
        comment.fold(&number(pages.len(), "page looks different", "pages look different"), "", &pages);
        for (note, _) in &own.notes {
            comment.add(&format!("\n{}\n", message(note)));
        }
    }
}
