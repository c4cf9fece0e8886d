//! Paragraphs with their parts, and what becomes of them where a statement leaves their words out.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::narrative::counter::SectionCounter;
use crate::narrative::document::{Block, Inline, plain_text};
use crate::narrative::sections::Writer;
use crate::project::body::Part;
use crate::project::yaml::Text;

impl Writer<'_> {
    /// A paragraph and its parts; nothing if nothing is left of them, `None` if that is for a mistake. The parts that are
    /// left are numbered on.
    pub(super) fn paragraph(
        &self,
        run_in: Option<&Text>,
        text: &Text,
        parts: &[Part],
        counter: &SectionCounter<'_>,
        sink: &mut Diagnostics,
    ) -> Option<Vec<Block>> {
        let own = self.led(run_in, text, sink);
        let (mut under, mut left) = (Vec::new(), 0);
        for part in parts {
            let heading = part.heading.as_ref().map(|text| self.renderer.line(text, sink));
            let own = part.text.as_ref().map(|text| self.led(part.run_in.as_ref(), text, sink));
            // The heading of a part goes with its text.
            if !matches!(own, Some(Led::LeftOut)) {
                left += 1;
                under.extend(counter.part(left, heading, own.map_or_else(Vec::new, Led::blocks)));
            }
        }
        let half = match (&own, left) {
            (Led::LeftOut, 1..) => Some("nothing is left of this text, and it has parts"),
            (Led::Shown(_), 0) if !parts.is_empty() => Some("nothing is left of the parts of this text"),
            _ => None,
        };
        if let Some(message) = half {
            sink.push(
                Diagnostic::error(message, &text.span)
                    .hint("write words that are printed in any case, or leave both out under the same condition"),
            );
        }
        let mistaken = matches!(own, Led::Mistaken);
        let blocks: Vec<Block> = own.blocks().into_iter().chain(under).collect();
        (!mistaken).then_some(blocks)
    }

    /// A text, which may open with a phrase of a few words: in bold, and ended by a colon.
    fn led(&self, run_in: Option<&Text>, text: &Text, sink: &mut Diagnostics) -> Led {
        let lead = run_in.map(|phrase| self.renderer.line(phrase, sink));
        let Some(mut blocks) = self.renderer.read(text, sink) else { return Led::Mistaken };
        if blocks.is_empty() {
            return Led::LeftOut;
        }
        let Some(mut lead) = lead.filter(|lead| !lead.is_empty()) else { return Led::Shown(blocks) };
        if !plain_text(&lead).ends_with([':', '?', '!', '.']) {
            lead.push(Inline::Text { text: ":".to_owned() });
        }
        let lead = Inline::Strong { body: lead };
        match blocks.first_mut() {
            Some(Block::Paragraph { body }) => {
                body.splice(0..0, [lead, Inline::Text { text: " ".to_owned() }]);
            }
            _ => blocks.insert(0, Block::Paragraph { body: vec![lead] }),
        }
        Led::Shown(blocks)
    }
}

/// What became of a text.
enum Led {
    /// It is printed.
    Shown(Vec<Block>),
    /// A statement has left out all of it.
    LeftOut,
    /// It has a mistake, which is told.
    Mistaken,
}

impl Led {
    fn blocks(self) -> Vec<Block> {
        match self {
            Self::Shown(blocks) => blocks,
            Self::LeftOut | Self::Mistaken => Vec::new(),
        }
    }
}
