//! What many papers share, to be said once, and what is left to say of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{ClaimChange, FigureChange, PaperDifference, PlaceChange, TextChange};

/// In how many papers the same has to change to be said once for all of them.
const MANY: usize = 5;

/// Changes, each with how many papers have it.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// Figures that changed.
    pub figures: Counted<&'a FigureChange>,
    /// Figures that are the same numbers, written otherwise.
    pub restyled: Counted<&'a FigureChange>,
    /// Sentences whose numbers moved.
    pub sentences: Counted<&'a PlaceChange>,
    /// Claims in other words that stand in no sentence.
    pub words: Counted<&'a ClaimChange>,
    /// Paragraphs that changed.
    pub texts: Counted<&'a TextChange>,
    /// Why papers cannot be built.
    pub errors: Counted<&'a String>,
    /// What could not be compared.
    pub notes: Counted<&'a String>,
}

/// What many of the papers share, and what each of them has of its own, in their order.
pub(super) fn apart(papers: &[PaperDifference]) -> (Changes<'_>, Vec<Changes<'_>>) {
    let mut shared = Changes::default();
    let mut own: Vec<Changes<'_>> = papers.iter().map(|_| Changes::default()).collect();
    let own_lists = &mut own;
    shared.figures =
        part(papers, own_lists, |paper| paper.changed_figures().collect(), figure, |own| &mut own.figures);
    shared.restyled = part(papers, own_lists, |paper| paper.restyled().collect(), figure, |own| &mut own.restyled);
    let read = |place: &PlaceChange| format!("{:?}", (&place.before, &place.after));
    shared.sentences = part(papers, own_lists, PaperDifference::sentences, read, |own| &mut own.sentences);
    let said = |claim: &ClaimChange| format!("{:?}", (&claim.from, &claim.to));
    shared.words = part(papers, own_lists, |paper| paper.other_words().collect(), said, |own| &mut own.words);
    let text = |text: &TextChange| format!("{:?}", (text.fate(), &text.words));
    shared.texts = part(papers, own_lists, |paper| paper.reworded().collect(), text, |own| &mut own.texts);
    shared.errors =
        part(papers, own_lists, |paper| paper.errors.iter().collect(), String::clone, |own| &mut own.errors);
    shared.notes =
        part(papers, own_lists, |paper| paper.notes.iter().collect(), String::clone, |own| &mut own.notes);
    (shared, own)
}

/// What a change of a figure is, wherever it stands.
pub(super) fn figure(change: &FigureChange) -> String {
    let FigureChange { figure, now, from, to, exactly, source, .. } = change;
    format!("{:?}", (figure, now, from, to, exactly, source))
}

/// Puts what each paper has of its own of one kind into its place, and returns what many share.
fn part<'a, T>(
    papers: &'a [PaperDifference],
    own: &mut [Changes<'a>],
    of: impl Fn(&'a PaperDifference) -> Vec<&'a T>,
    key: impl Fn(&T) -> String,
    place: impl for<'b> Fn(&'b mut Changes<'a>) -> &'b mut Counted<&'a T>,
) -> Counted<&'a T> {
    let (many, few) = split(papers.iter().map(of).collect(), key);
    own.iter_mut().zip(few).for_each(|(own, few)| *place(own) = few);
    many
}

/// Things, each with how many papers have it.
type Counted<T> = Vec<(T, usize)>;

/// What stands in many lists, each once with in how many, and what is left of each list.
fn split<T>(lists: Vec<Vec<&T>>, key: impl Fn(&T) -> String) -> (Counted<&T>, Vec<Counted<&T>>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for list in &lists {
        for key in list.iter().map(|one| key(one)).collect::<BTreeSet<_>>() {
            *counts.entry(key).or_default() += 1;
        }
    }
    let mut many = Vec::new();
    let mut left = Vec::new();
    for list in lists {
        let mut own = Vec::new();
        for one in list {
            match counts.get_mut(&key(one)) {
                // Told already.
                Some(0) => {}
                Some(count) if *count >= MANY => many.push((one, std::mem::take(count))),
                _ => own.push((one, 1)),
            }
        }
        left.push(own);
    }
    (many, left)
}

impl Changes<'_> {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        let Self { figures, restyled, sentences, words, texts, errors, notes } = self;
        figures.is_empty()
            && restyled.is_empty()
            && sentences.is_empty()
            && words.is_empty()
            && texts.is_empty()
            && errors.is_empty()
            && notes.is_empty()
    }
}
