//! Empty places: paragraphs and items of which nothing is left once they are rendered.

use crate::narrative::document::{Block, Inline};

/// The blocks of a text without the paragraphs and items that show nothing; `None` if there are such and nothing in the
/// text may leave them out.
pub fn left(mut blocks: Vec<Block>, may_leave_out: bool) -> Option<Vec<Block>> {
    let whole = keep_shown(&mut blocks) && !blocks.is_empty();
    (whole || may_leave_out).then_some(blocks)
}

/// Takes out what shows nothing; returns whether there was nothing to take out.
fn keep_shown(blocks: &mut Vec<Block>) -> bool {
    let mut whole = true;
    blocks.retain_mut(|block| {
        let shown = match block {
            Block::List { items, .. } => {
                items.retain_mut(|item| {
                    whole &= keep_shown(item) && !item.is_empty();
                    !item.is_empty()
                });
                !items.is_empty()
            }
            Block::Paragraph { body } => shows(body),
            _ => true,
        };
        whole &= shown;
        shown
    });
    whole
}

/// Whether a reader sees anything of them; a note is seen by its number.
fn shows(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text { text } | Inline::Fact { text, .. } => !text.trim().is_empty(),
        Inline::Emphasis { body } | Inline::Strong { body } | Inline::Link { body, .. } => shows(body),
        Inline::Break => false,
        Inline::Footnote { .. } | Inline::Citation { .. } | Inline::Cited { .. } => true,
    })
}

#[cfg(test)]
mod tests {
    use super::left;
    use crate::narrative::document::{Block, Inline, plain};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { body: vec![Inline::Strong { body: plain(text) }] }
    }

    fn list(items: &[&str]) -> Block {
        Block::List { ordered: false, start: 1, items: items.iter().map(|text| vec![paragraph(text)]).collect() }
    }

    #[test]
    fn what_shows_nothing_is_a_mistake_unless_it_may_be_left_out() {
        let left = |blocks: &[Block], may: bool| left(blocks.to_vec(), may).map(|left| format!("{left:?}"));
        let shown = |blocks: &[Block]| Some(format!("{blocks:?}"));
        let whole = [paragraph("a"), list(&["b", "c"])];
        assert_eq!(left(&whole, false), shown(&whole));
        for (blocks, kept) in [
            (vec![paragraph("a"), paragraph(" ")], vec![paragraph("a")]),
            (vec![list(&["b", "", "c"])], vec![list(&["b", "c"])]),
            (vec![list(&["\u{a0}"])], vec![]),
            (vec![], vec![]),
        ] {
            assert_eq!(left(&blocks, false), None);
            assert_eq!(left(&blocks, true), shown(&kept));
        }
    }
}
