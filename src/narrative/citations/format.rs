//! Citations and the list of references as a style prints them, by the engine's own processor.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{FontStyle, FontWeight, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Elem, ElemChild,
    ElemChildren, ElemMeta, Entry, Formatted, LocatorPayload, SpecificLocator,
};

use crate::narrative::citations::syntax::{Citation, Item};
use crate::narrative::citations::{letters, order, terms};
use crate::narrative::document::{Inline, Inlines, plain_text};
use crate::project::bibliography::Works;

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
    let Style::Independent(mut style) = style.get() else { return Printed::default() };
    style.citation.disambiguate_add_year_suffix = false;
    let locale = Some(LocaleCode(terms::LANGUAGE.to_owned()));
    // Each item by itself in both forms as well, which parts are taken from below; and each work, to see which of them
    // a citation cannot tell apart.
    let all: Vec<&Item> = citations.iter().flat_map(|citation| &citation.items).collect();
    let keys: BTreeSet<&str> = all.iter().map(|item| item.key.as_str()).collect();
    let alone: Vec<Item> = keys.iter().map(|key| Item::plain((*key).to_owned())).collect();
    let alone = alone.iter().map(|item| cited([item].into_iter(), works, None));
    let in_sentence = |citation: &Citation| citation.in_sentence.then_some(CitePurpose::Prose);
    let whole = citations.iter().map(|citation| cited(citation.items.iter(), works, in_sentence(citation)));
    let plain = all.iter().map(|item| cited([*item].into_iter(), works, None));
    let prose = all.iter().map(|item| cited([*item].into_iter(), works, Some(CitePurpose::Prose)));
    let mut driver = BibliographyDriver::new();
    for items in alone.chain(whole).chain(plain).chain(prose) {
        driver.citation(CitationRequest::new(items, &style, locale.clone(), terms::locales(), None));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style, locale, terms::locales()));
    let mut printed = rendered.citations.into_iter().map(|one| one.citation);
    let alone: Vec<ElemChildren> = printed.by_ref().take(keys.len()).collect();
    let whole: Vec<ElemChildren> = printed.by_ref().take(citations.len()).collect();
    let plain: Vec<ElemChildren> = printed.by_ref().take(all.len()).collect();
    let prose: Vec<ElemChildren> = printed.collect();

    let alone: BTreeMap<&str, String> = keys.iter().copied().zip(alone.iter().map(words)).collect();
    let list = rendered.bibliography.map_or_else(Vec::new, |list| list.items);
    let list = order::alphabetical(list, &|item| words(&item.content));
    let cited_as = |key: &String| alone.get(key.as_str()).cloned().unwrap_or_default();
    let in_order: Vec<(String, String)> = list.iter().map(|item| (item.key.clone(), cited_as(&item.key))).collect();
    let letters = letters::letters(&in_order);
    let lettered = |key: &str, printed: &ElemChildren| match letters.get(key) {
        Some(letter) => {
            let dated = works.get(key).is_some_and(|work| work.date_any().is_some());
            letters::lettered(printed, letter, dated)
        }
        None => printed.clone(),
    };
    let mut forms = all
        .iter()
        .zip(plain.iter().zip(&prose))
        .map(|(item, (plain, prose))| Forms::new(&lettered(&item.key, plain), &lettered(&item.key, prose)));
    let citations = whole.iter().zip(citations).map(|(whole, citation)| {
        let forms: Vec<Forms> = forms.by_ref().take(citation.items.len()).collect();
        tidied(finish(whole, citation, &forms, &lettered), quotes)
    });
    let citations = citations.collect();
    let mut works: Vec<(String, Inlines)> = Vec::new();
    for item in &list {
        let mut body = Inlines::new();
        item.first_field.iter().for_each(|first| child(first, &mut body));
        children(&lettered(&item.key, &item.content), &mut body);
        works.push((item.key.clone(), tidied(body, quotes)));
    }
    Printed { citations, works }
}

/// The words of what was printed.
fn words(printed: &ElemChildren) -> String {
    let mut body = Inlines::new();
    children(printed, &mut body);
    plain_text(&body)
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
        let mut name = Inlines::new();
        entry(plain).iter().for_each(|elem| children(&elem.children, &mut name));
        let prose = words(prose);
        let bracket = prose.rfind(" (").map(|at| at + 1).or_else(|| prose.starts_with('(').then_some(0));
        let inside = bracket.and_then(|at| prose.get(at + 1..)).and_then(|inside| inside.strip_suffix(')'));
        let without_author = inside.unwrap_or_default().to_owned();
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
fn finish(
    printed: &ElemChildren,
    citation: &Citation,
    forms: &[Forms],
    lettered: &dyn Fn(&str, &ElemChildren) -> ElemChildren,
) -> Inlines {
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
            children(&lettered(&item.key, &elem.children), &mut body);
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
    // "pp." and its number stay in one line.
    let mut parts = out.split(' ');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |line, next| {
        let page = ["p.", "pp."].iter().any(|page| line.strip_suffix(page).is_some_and(ends_a_word));
        let blank = if page && next.starts_with(|one: char| one.is_ascii_digit()) { '\u{a0}' } else { ' ' };
        format!("{line}{blank}{next}")
    })
}

/// Whether a new word can begin after a text.
fn ends_a_word(text: &str) -> bool {
    !text.ends_with(char::is_alphanumeric)
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
@article{curtis2010, author = {Curtis, Lesley and Moriarty, Jo and Netten, Ann and Smith, A. and Jones, B.}, title = {The Expected Working Life}, journal = {British Journal of Social Work}, volume = 40, number = 5, date = {2010}}
@incollection{ward2014, author = {Ward, Harriet}, title = {Making wise decisions about care}, booktitle = {Promoting the well-being of children in care}, editor = {Rahilly, T. and Hendry, E.}, publisher = {NSPCC}, location = {London}, year = 2014, pages = {1--20}}
@book{briain, author = {Siôn, Ŵyn}, title = {Llŷr}, publisher = {Gwasg y Dref}, location = {Caerdydd}, date = {1999}}
@online{dfe2013, author = {{Department for Education and Skills}}, title = {Working together}, url = {https://www.example.gov.uk/working-together}, urldate = {2018-03-01}, date = {2013}}
@book{berg, author = {van der Berg, Anneke}, title = {Work}, date = {2003}}
@book{searle2013, author = {Searle, R. and Patent, V.}, title = {Slumping}, year = {2013}, publisher = {X}}
";

    fn works() -> Works {
        let mut sink = Diagnostics::default();
        let works = Works::read(&SourceFile::new("works.bib", WORKS), true, &mut sink);
        assert_eq!(sink.counts(), (0, 0));
        works.expect("the works can be read")
    }

    fn printed(text: &str, style: ArchivedStyle) -> Printed {
        let works = works();
        let mut citations = Vec::new();
        let (_, mistakes) = syntax::find(text, Source::Works(&works), &mut |one| {
            citations.push(one);
            citations.len() - 1
        });
        assert_eq!(mistakes, []);
        format(&citations, &works, style, &|text| crate::narrative::render::typographic(text))
    }

    fn citations(text: &str) -> Vec<String> {
        let printed = printed(text, ArchivedStyle::HarvardCiteThemRight);
        printed.citations.iter().map(|one| plain_text(one)).collect()
    }

    #[test]
    fn every_form_of_a_citation_is_printed_as_harvard_has_it() {
        for (text, wanted) in [
            ("[@baginsky2013]", "(Baginsky, 2013)"),
            ("[@healy2009; @ward2014, p. 4]", "(Healy, Meagher and Cullin, 2009; Ward, 2014, p.\u{a0}4)"),
            ("@baginsky2013 found", "Baginsky (2013)"),
            ("@healy2009 [pp. 4-6, 9] say", "Healy, Meagher and Cullin (2009, pp.\u{a0}4–6, 9)"),
            ("Research in Practice [-@rip]", "(2015)"),
            ("[-@rip, ch. 3; @searle2013]", "(Searle and Patent, 2013; 2015, ch. 3)"),
            (
                "[see @ward2014, ch. 3; also @rip, and more]",
                "(see Ward, 2014, ch. 3; also Research in Practice, 2015, and more)",
            ),
            ("@curtis2010", "Curtis et al. (2010)"),
            ("[@curtis2010]", "(Curtis et al., 2010)"),
            ("[@noauthor]", "(‘Social work in numbers’, 2011)"),
            ("@noauthor says", "‘Social work in numbers’ (2011)"),
            ("[@nodate; @briain, 17]", "(Ó Briain, no date; Siôn, 1999, p.\u{a0}17)"),
            ("@rip, @dfe2013", "Research in Practice (2015)"),
            ("[@berg, p. 4]", "(van der Berg, 2003, p.\u{a0}4)"),
        ] {
            assert_eq!(citations(text)[0], wanted, "{text}");
        }
    }

    #[test]
    fn works_of_one_author_in_a_year_have_letters_in_the_order_of_the_list() {
        let both = printed("@healy2009 and [@healy2009b]", ArchivedStyle::HarvardCiteThemRight);
        let cited: Vec<String> = both.citations.iter().map(|one| plain_text(one)).collect();
        assert_eq!(cited, ["Healy, Meagher and Cullin (2009b)", "(Healy, Meagher and Cullin, 2009a)"]);
        let listed: Vec<&str> = both.works.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(listed, ["healy2009b", "healy2009"]);
        assert!(plain_text(&both.works[0].1).contains("(2009a) ‘Another one’"));
        // One of the two alone needs none.
        assert_eq!(citations("[@healy2009b]"), ["(Healy, Meagher and Cullin, 2009)"]);
    }

    #[test]
    fn every_group_of_such_works_has_letters() {
        let mut file = String::new();
        for group in 0..6 {
            for work in 0..3 {
                let year = if group == 5 { String::new() } else { format!("year = {},", 2000 + group) };
                file += &format!(
                    "@online{{w{group}{work}, author = {{Llŷr{group}, G.}}, title = {{Work {work}}}, {year} \
                     url = {{https://www.example.gov.uk}}, urldate = {{2018-03-01}}}}\n"
                );
            }
        }
        let works = Works::read(&SourceFile::new("a.bib", file), true, &mut Diagnostics::default()).expect("works");
        let keys: Vec<String> = works.keys().map(str::to_owned).collect();
        let cite = |key: &String| Citation { items: vec![Item::plain(key.clone())], in_sentence: false };
        let all: Vec<Citation> = keys.iter().rev().map(cite).collect();
        for style in [
            ArchivedStyle::HarvardCiteThemRight,
            ArchivedStyle::BristolUniversityPress,
            ArchivedStyle::ElsevierHarvard,
        ] {
            let printed = format(&all, &works, style, &|text| text.to_owned());
            let cited: BTreeSet<String> = printed.citations.iter().map(|one| plain_text(one)).collect();
            assert_eq!(cited.len(), 18, "{cited:?}");
            for (at, (key, body)) in printed.works.iter().enumerate() {
                assert_eq!(*key, keys[at]);
                let letter = ["a", "b", "c"][at % 3];
                let line = plain_text(body);
                let year =
                    [format!("{}{letter}", 2000 + at / 3), format!("no date {letter}"), format!("n.d. {letter}")];
                assert!(year.iter().any(|year| line.contains(year)), "{line}");
                assert!(!line.contains("2018a"), "{line}");
            }
        }
    }

    #[test]
    fn the_list_is_alphabetical_and_has_every_work_once() {
        let text = "@ward2014 @noauthor @nodate @briain @rip @baginsky2013 @searle2013 @berg @dfe2013 @rip @curtis2010 @healy2009";
        let works = printed(text, ArchivedStyle::HarvardCiteThemRight).works;
        let listed: Vec<String> = works.iter().map(|(_, body)| plain_text(body)).collect();
        assert_eq!(
            listed,
            [
                "Baginsky, M. (2013) Retaining Experienced Social Workers in Children’s Services: The challenge. London: Department for Education.",
                "Curtis, L. et al. (2010) ‘The Expected Working Life’, British Journal of Social Work, 40(5).",
                "Department for Education and Skills (2013) Working together. Available at: https://www.example.gov.uk/working-together (Accessed: 1 March 2018).",
                "Healy, K., Meagher, G. and Cullin, J. (2009) ‘Retaining Novices’, British Journal of Social Work, 39(2), pp.\u{a0}299–317. Available at: https://doi.org/10.1093/bjsw/bcm125.",
                "Ó Briain, S. (no date) Gweithwyr cymdeithasol yng Nghymru. Caerdydd: Gwasg y Dref.",
                "Research in Practice (2015) Recruitment and retention. Available at: https://www.rip.org.uk/a (Accessed: 1 March 2018).",
                "Searle, R. and Patent, V. (2013) Slumping. X.",
                "Siôn, Ŵ. (1999) Llŷr. Caerdydd: Gwasg y Dref.",
                "‘Social work in numbers’ (2011).",
                "van der Berg, A. (2003) Work.",
                "Ward, H. (2014) ‘Making wise decisions about care’, in T. Rahilly and E. Hendry (eds) Promoting the well-being of children in care. London: NSPCC, pp.\u{a0}1–20.",
            ]
        );
        let doi = works[3]
            .1
            .iter()
            .any(|one| matches!(one, Inline::Link { url, .. } if url == "https://doi.org/10.1093/bjsw/bcm125"));
        assert!(doi && works[0].1.iter().any(|one| matches!(one, Inline::Emphasis { .. })));
    }

    #[test]
    fn the_other_styles_print_without_slips() {
        let text =
            "@ward2014 @noauthor @nodate @briain @rip @baginsky2013 @searle2013 @dfe2013 @curtis2010 @healy2009";
        for style in [ArchivedStyle::BristolUniversityPress, ArchivedStyle::ElsevierHarvard] {
            let printed = printed(text, style);
            assert_eq!(printed.works.len(), 10);
            for (_, body) in &printed.works {
                let line = plain_text(body);
                assert!(!["..", ",.", ",)", "  ", " ,", "()"].iter().any(|slip| line.contains(slip)), "{line}");
            }
        }
    }
}
