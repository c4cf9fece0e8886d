//! Citations and the list of references as a style prints them, by the engine's own processor.

use std::sync::LazyLock;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::{FontStyle, FontWeight, Locale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Elem, ElemChild,
    ElemChildren, ElemMeta, Entry, Formatted, LocatorPayload, SpecificLocator,
};

use crate::narrative::citations::order;
use crate::narrative::citations::syntax::{Citation, Item};
use crate::narrative::document::{Inline, Inlines, plain_text};
use crate::project::bibliography::Works;

/// The language in which terms such as "and" and "no date" are printed.
const LANGUAGE: &str = "en-GB";

/// What a style makes of the citations of a report.
#[derive(Debug, Default)]
pub struct Printed {
    /// What stands in the place of each citation.
    pub citations: Vec<Inlines>,
    /// The works that are cited, by key, in the order of the style.
    pub works: Vec<(String, Inlines)>,
}

/// Formats all citations of a report, in the order in which they stand in it, and the works that they cite; `quotes`
/// makes quotation marks as the council wants them.
///
/// A style that the engine does not have, which no profile can name, formats nothing.
pub fn format(
    citations: &[Citation],
    works: &Works,
    style: ArchivedStyle,
    quotes: &dyn Fn(&str) -> String,
) -> Printed {
    let Style::Independent(style) = style.get() else { return Printed::default() };
    let locale = Some(LocaleCode(LANGUAGE.to_owned()));
    // Each work by itself in both forms as well, which parts are taken from below. Works of the same author and year are
    // only told apart by letters where they are printed in the same form.
    let all: Vec<&Item> = citations.iter().flat_map(|citation| &citation.items).collect();
    let in_sentence = |citation: &Citation| citation.in_sentence.then_some(CitePurpose::Prose);
    let whole = citations.iter().map(|citation| cited(citation.items.iter(), works, in_sentence(citation)));
    let plain = all.iter().map(|item| cited([*item].into_iter(), works, None));
    let prose = all.iter().map(|item| cited([*item].into_iter(), works, Some(CitePurpose::Prose)));
    let requests: Vec<_> = whole.chain(plain).chain(prose).collect();
    let run = |first: &[Item]| {
        let mut driver = BibliographyDriver::new();
        let first = first.iter().map(|item| cited([item].into_iter(), works, None));
        for items in first.chain(requests.iter().cloned()) {
            driver.citation(CitationRequest::new(items, &style, locale.clone(), locales(), None));
        }
        driver.finish(BibliographyRequest::new(&style, locale.clone(), locales()))
    };
    // The letters of a year follow the order in which works are cited: here, that of the list.
    let listed = run(&[]).bibliography.map_or_else(Vec::new, |list| list.items);
    let listed: Vec<Item> = listed.into_iter().map(|item| Item::plain(item.key)).collect();
    let mut rendered = run(&listed);
    rendered.citations.drain(..listed.len().min(rendered.citations.len()));
    let mut printed = rendered.citations.into_iter().map(|one| one.citation);
    let whole: Vec<ElemChildren> = printed.by_ref().take(citations.len()).collect();
    let plain: Vec<ElemChildren> = printed.by_ref().take(all.len()).collect();
    let prose: Vec<ElemChildren> = printed.collect();
    let mut forms = plain.iter().zip(&prose);
    let citations = whole.iter().zip(citations).map(|(whole, citation)| {
        let forms: Vec<Forms> =
            forms.by_ref().take(citation.items.len()).map(|(plain, prose)| Forms::new(plain, prose)).collect();
        tidied(finish(whole, citation, &forms), quotes)
    });
    let citations = citations.collect();
    let list = rendered.bibliography.map_or_else(Vec::new, |list| list.items);
    let mut works: Vec<(String, Inlines)> = Vec::new();
    for item in list {
        let mut body = Inlines::new();
        item.first_field.iter().for_each(|first| child(first, &mut body));
        children(&item.content, &mut body);
        works.push((item.key, tidied(body, quotes)));
    }
    Printed { citations, works: order::without_quotes(works) }
}

/// The languages that terms can be taken from: British English, and American where that has none.
fn locales() -> &'static [Locale] {
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
        let english = |locale: &Locale| locale.lang.as_ref().is_some_and(|lang| lang.0.starts_with("en-"));
        archive::locales().into_iter().filter(english).collect()
    });
    &LOCALES
}

fn cited<'a>(
    items: impl Iterator<Item = &'a Item>,
    works: &'a Works,
    purpose: Option<CitePurpose>,
) -> Vec<CitationItem<'a, Entry>> {
    let one = |item: &'a Item| {
        let locator = item.locator.as_ref().map(|(part, value)| SpecificLocator(*part, LocatorPayload::Str(value)));
        Some(CitationItem::new(works.get(&item.key)?, locator, None, false, purpose))
    };
    items.filter_map(one).collect()
}

/// A work as it is cited alone.
struct Forms {
    /// What stands between the brackets without the author: "2013, p. 4".
    without_author: String,
    /// The author, or the title of a work that has none, as brackets have it.
    name: Inlines,
    /// Whether a sentence has nothing but the year, since the work has no author.
    nameless: bool,
}

impl Forms {
    /// From "(Baginsky, 2013, p. 4)" and "Baginsky (2013, p. 4)".
    fn new(plain: &ElemChildren, prose: &ElemChildren) -> Self {
        let (mut plain_words, mut prose_words) = (Inlines::new(), Inlines::new());
        entry(plain).iter().for_each(|elem| children(&elem.children, &mut plain_words));
        children(prose, &mut prose_words);
        let prose = plain_text(&prose_words);
        let bracket = prose.rfind(" (").map(|at| at + 1).or_else(|| prose.starts_with('(').then_some(0));
        let inside = bracket.and_then(|at| prose.get(at + 1..)).and_then(|inside| inside.strip_suffix(')'));
        let without_author = inside.unwrap_or_default().to_owned();
        let mut name = plain_words;
        if let Some(Inline::Text { text }) = name.last_mut()
            && let Some(before) = text.strip_suffix(&without_author)
        {
            let before = before.trim_end_matches([',', ' ', ':']).to_owned();
            *text = before;
        }
        Self { without_author, name, nameless: bracket == Some(0) }
    }
}

/// The first work in what was printed.
fn entry(printed: &ElemChildren) -> Option<&Elem> {
    printed.find_elem_by(&|elem| matches!(elem.meta, Some(ElemMeta::Entry(_))))
}

/// A citation with its words before and after each work, each work a link to the list.
fn finish(printed: &ElemChildren, citation: &Citation, forms: &[Forms]) -> Inlines {
    let mut out = Inlines::new();
    for one in &printed.0 {
        let item = match one {
            ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(at)), .. }) => {
                citation.items.get(*at).zip(forms.get(*at))
            }
            _ => None,
        };
        let (Some((item, forms)), ElemChild::Elem(elem)) = (item, one) else {
            child(one, &mut out);
            continue;
        };
        if !item.before.is_empty() {
            text(&format!("{} ", item.before), &mut out);
        }
        let mut body = Inlines::new();
        if item.without_author && !forms.without_author.is_empty() {
            text(&forms.without_author, &mut body);
        } else if citation.in_sentence && forms.nameless {
            body.clone_from(&forms.name);
            text(&format!(" ({})", forms.without_author), &mut body);
        } else {
            children(&elem.children, &mut body);
        }
        out.push(Inline::Cited { work: item.key.clone(), body });
        if !item.after.is_empty() {
            text(&item.after, &mut out);
        }
    }
    out
}

/// Inlines without the slips of styles where a work lacks something: two points, a comma before a point, two blanks.
fn tidied(inlines: Inlines, quotes: &dyn Fn(&str) -> String) -> Inlines {
    let nested = |body: Inlines| tidied(body, quotes);
    let one = |inline: Inline| match inline {
        Inline::Text { text } => Inline::Text { text: quotes(&without_slips(&text)) },
        Inline::Emphasis { body } => Inline::Emphasis { body: nested(body) },
        Inline::Strong { body } => Inline::Strong { body: nested(body) },
        Inline::Cited { work, body } => Inline::Cited { work, body: nested(body) },
        other => other,
    };
    inlines.into_iter().map(one).collect()
}

fn without_slips(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("., in ", ", in ").chars() {
        let before = out.chars().next_back();
        match (before, character) {
            (Some(' '), ' ') => continue,
            (Some('.'), '.') if !text.contains("...") => continue,
            (Some(','), ')' | '.' | ',') => {
                out.pop();
            }
            _ => {}
        }
        out.push(character);
    }
    out
}

fn children(elements: &ElemChildren, out: &mut Inlines) {
    elements.0.iter().for_each(|one| child(one, out));
}

fn child(one: &ElemChild, out: &mut Inlines) {
    match one {
        ElemChild::Text(formatted) => put(formatted, out),
        ElemChild::Elem(elem) => children(&elem.children, out),
        ElemChild::Markup(written) => text(written, out),
        ElemChild::Link { text: words, url } => {
            let mut body = Inlines::new();
            put(words, &mut body);
            if ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) {
                out.push(Inline::Link { url: url.clone(), body });
            } else {
                out.extend(body);
            }
        }
        ElemChild::Transparent { .. } => {}
    }
}

fn put(formatted: &Formatted, out: &mut Inlines) {
    let mut body = Inlines::new();
    text(&formatted.text, &mut body);
    if formatted.formatting.font_weight == FontWeight::Bold {
        body = vec![Inline::Strong { body }];
    }
    if formatted.formatting.font_style == FontStyle::Italic {
        body = vec![Inline::Emphasis { body }];
    }
    match body.as_slice() {
        [Inline::Text { text: plain }] => text(plain, out),
        _ => out.extend(body),
    }
}

fn text(more: &str, out: &mut Inlines) {
    if more.is_empty() {
        return;
    }
    if let Some(Inline::Text { text }) = out.last_mut() {
        text.push_str(more);
    } else {
        out.push(Inline::Text { text: more.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, SourceFile};
    use crate::narrative::citations::syntax::{self, Source};

    const WORKS: &str = r"
@report{baginsky2013, author = {Baginsky, Mary}, title = {Retaining Experienced Social Workers in Children's Services: The challenge}, institution = {Department for Education}, location = {London}, year = 2013}
@article{healy2009, author = {Healy, Karen and Meagher, Gabrielle and Cullin, Joel}, title = {Retaining Novices}, journal = {British Journal of Social Work}, volume = 39, number = 2, pages = {299--317}, date = {2009}, doi = {10.1093/bjsw/bcm125}}
@article{healy2009b, author = {Healy, Karen and Meagher, Gabrielle and Cullin, Joel}, title = {Another one}, journal = {British Journal of Social Work}, volume = 39, number = 3, date = {2009}}
@online{rip, author = {{Research in Practice}}, title = {Recruitment and retention}, url = {https://www.rip.org.uk/a}, urldate = {2018-03-01}, year = 2015}
@book{nodate, author = {Ó Briain, Siân}, title = {Gweithwyr cymdeithasol yng Nghymru}, publisher = {Gwasg y Dref}, location = {Caerdydd}}
@misc{noauthor, title = {Social work in numbers}, year = 2011}
@article{curtis2010, author = {Curtis, Lesley and Moriarty, Jo and Netten, Ann and Smith, A. and Jones, B.}, title = {The Expected Working Life}, journal = {British Journal of Social Work}, date = {2010}}
@incollection{ward2014, author = {Ward, Harriet}, title = {Making wise decisions about care}, booktitle = {Promoting the well-being of children in care}, editor = {Rahilly, T. and Hendry, E.}, publisher = {NSPCC}, location = {London}, year = 2014, pages = {1--20}}
@book{searle2013, author = {Searle, R. and Patent, V.}, title = {Slumping}, year = {2013}, publisher = {X}}
";

    #[test]
    fn show() {
        let file = SourceFile::new("works.bib", WORKS);
        let mut sink = Diagnostics::default();
        let works = Works::read(&file, true, &mut sink);
        for one in sink.sorted() {
            println!("{}", one.render());
        }
        let works = works.expect("works");
        let text = "A [@baginsky2013]. B [@healy2009; @ward2014, p. 4]. @baginsky2013 found. @healy2009b [pp. 4-6, 9] say. C [-@rip]. D [see @nodate, ch. 3; also @noauthor, and more]. @curtis2010 and @noauthor and @rip. E [@curtis2010; @searle2013; @ward2014, pp. 3-5]. @searle2013 say. [-@healy2009; @rip]";
        let mut citations = Vec::new();
        let (marked, mistakes) = syntax::find(text, Source::Works(&works), &mut |one| {
            citations.push(one);
            citations.len() - 1
        });
        println!("{marked}\n{mistakes:?}");
        for style in ArchivedStyle::all().iter().copied().filter(|s| match s.get() {
            Style::Independent(i) => i.info.category.iter().any(|c| format!("{c:?}").contains("AuthorDate")),
            _ => false,
        }) {
            println!("==== {style:?}");
            let formatted = format(&citations, &works, style, &|text| crate::narrative::render::typographic(text));
            for one in &formatted.citations {
                println!("{}   {}", plain_text(one), serde_json::to_string(one).unwrap());
            }
            for (key, one) in &formatted.works {
                println!("{key}: {}", plain_text(one));
            }
            println!("{}", serde_json::to_string(&formatted.works[1].1).unwrap());
        }
    }
}
