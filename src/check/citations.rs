//! `citations`: a work that is cited otherwise than it is listed, or not listed, or listed and not cited.

mod cited;
mod keys;
mod list;
mod nobody;
mod prose;
mod uncited;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::answer::among;
use crate::check::citations::cited::{Citation, Form, citations};
use crate::check::citations::keys::{by_key, is_within_brackets, typed_by_hand};
use crate::check::citations::list::{
    LETTERS, Work, add_bibliography, begins_a_reference, list_of_cited, of_author, surname, works,
};
use crate::check::citations::nobody::misspelt;
use crate::check::citations::uncited::{Mentions, uncited};
use crate::check::passage::{Part, Passage};
use crate::check::{Paper, Rule, doubt, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::FieldEntry;

pub(super) use list::list_of_references;

/// A work that is cited with another year or name than the list of references has, that the list does not have, or that only it has.
pub const RULE: Rule = Rule {
    name: "citations",
    severity: Severity::Error,
    summary: "a work cited otherwise than the report's own list of references has it, or not listed, or not cited",
    explanation: "\
Compares every citation of author and year with the list of references, where the report has one: a list whose items
begin with authors and a year, \"Healy, K., Meagher, G. and Cullin, J. (2009). Retaining novices …\", \"Gibson M (2009)\", \"Gibson, M.,
2009.\" Read are \"Gibson (2016)\", \"Gibson's (2016) study\", \"Gibson and colleagues (2016)\", \"Gibson's study of 2016\", \"a 2016 study by Gibson\", \"Gibson, writing in 2016\", \"(Gibson, 2016)\", \"(Gibson 2016)\", \"(Healy et al, 2009; Ward, 2014)\" and organisations, \"(Research
in Practice, 2015)\".

For example: \"Gibson (2016) found …\" where the list has \"Gibson, M. (2009)\".

A work in brackets with a comma, \"(Smith, 2016)\", whose author the list does not have at all is found as well, if the list has
another that is cited, and as a warning one in the text, \"As Smith (2016) has shown\". An author whose name is spelled otherwise in the
list, with the same year, is told with that spelling. Other words before a year, such as \"Warwickshire (2025)\", \"the Localism Act
(2011)\" or \"(March 2018)\", are no citations. A work under the heading \"References\" that the text cites nowhere gets a warning; not one
under \"Bibliography\" or \"Further reading\", and none where no work of the list is cited by its author.

Where the report has a bibliography, citations with a key (`[@gibson2016]`) cannot differ from it and are not read; one
that is typed by hand all the same is found whether its year is right or not.

Source: a research paper appended to a published Cabinet Member report.",
    needs_whole: false,
    reads_sentences: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let sections = &paper.narrated.document.sections;
    let lists = list_of_references(sections);
    // Works may also stand among the documents of the front page.
    let documents: Vec<&Span> = paper
        .report
        .fields
        .iter()
        .filter_map(
            |(_, field)| if let FieldEntry::Documents(documents, _) = field { Some(documents) } else { None },
        )
        .flat_map(|documents| documents.iter().map(|document| &document.title.span))
        .collect();
    let (list, texts): (Vec<_>, Vec<_>) = paper.passages.iter().partition(|passage| {
        lists.contains(&passage.text)
            || documents.contains(&&passage.source.span)
            || (passage.part == Part::Item && begins_a_reference(passage))
    });
    let mut works = works(&list);
    if let Some(bibliography) = paper.report.bibliography.as_ref().and_then(|entry| entry.works.as_deref()) {
        add_bibliography(bibliography, &mut works);
    }
    // Items that only look like works are no list of what is cited.
    let enough = if lists.is_empty() && paper.report.bibliography.is_none() { 2 } else { 1 };
    let (mut found, mut mentions) = judge(&works, &texts, paper.narrated.document.references.len(), enough);
    // What a public edition leaves out may cite them.
    if paper.report.withheld.is_none() && paper.report.about.is_none() {
        paper.labels.iter().for_each(|label| mentions.read(label, &label.words(), &[]));
        let cited = list_of_cited(sections);
        let headed: Vec<&Passage<'_>> = list.into_iter().filter(|passage| cited.contains(&passage.text)).collect();
        // A work whose author is misspelt where it is cited has been told.
        let told: Vec<Span> =
            found.iter().flat_map(|one| one.related.iter().map(|(place, _)| place.clone())).collect();
        let new = |one: &Diagnostic| one.span.as_ref().is_none_or(|span| !told.contains(span));
        found.extend(uncited(&headed, &mentions).into_iter().filter(new));
    }
    found
}

/// Compares the citations of texts with the works, and collects who is spoken of; `known` citations need no comparison, since they
/// have keys. That the list does not have a work is told where it has `enough` others that are cited.
fn judge(
    works: &BTreeMap<String, Vec<Work>>,
    texts: &[&Passage<'_>],
    mut known: usize,
    enough: usize,
) -> (Vec<Diagnostic>, Mentions) {
    let mut mentions = Mentions::default();
    let mut found = Vec::new();
    if works.is_empty() {
        return (found, mentions);
    }
    let places = places(texts);
    let mut unlisted = Vec::new();
    for passage in texts {
        let words = passage.words();
        let cited = citations(&words, works);
        mentions.read(passage, &words, &cited);
        for citation in cited {
            let range = words[citation.first].range.start..words[citation.last].range.end;
            let name = &passage.text[range.clone()];
            let place = passage.place(&range);
            let Some((author, of_author)) = of_author(works, &citation.author) else {
                if let Some(work) = misspelt(&citation, works) {
                    found.push(
                        finding(format!("`{name}` is listed as `{}`", work.listed), &place)
                            .related(&work.place, "listed here")
                            .hint("spell the author's name in one way, here and in the list"),
                    );
                } else if !places.contains(&citation.author) {
                    unlisted.extend(not_listed(&citation, name, &place));
                }
                continue;
            };
            known += 1;
            // A bibliography has no letters after its years.
            let without_letter = citation.year.trim_end_matches(LETTERS);
            let same_year =
                |work: &&Work| work.year == citation.year || (work.key.is_some() && work.year == without_letter);
            let by_key = |work: &Work| by_key(work, name, is_within_brackets(&words[..citation.first]));
            if let Some(work) = of_author.iter().find(same_year) {
                mentions.cited.insert((author.clone(), work.year.clone()));
                found.extend(by_key(work).map(|write| typed_by_hand(work, &write, name, &place)));
                continue;
            }
            mentions.otherwise.insert(author.clone());
            let years: Vec<&str> = of_author.iter().map(|work| work.year.as_str()).collect();
            let message =
                format!("cited as {}, but listed as {}", citation.year, crate::quantity::style::join_words(&years));
            let told = finding(message, &place);
            let told = of_author.iter().take(2).fold(told, |told, work| told.related(&work.place, "listed here"));
            let work = &of_author[0];
            let right = match by_key(work) {
                Some(write) => format!("{write}, if that is the work; if not, add the other one to the list"),
                None => format!("look the work up: put the year right here, or in the list at `{}`", work.listed),
            };
            found.push(told.hint(right));
        }
    }
    if known >= enough {
        found.append(&mut unlisted);
    }
    (found, mentions)
}

/// That the list has no work of an author who is cited; in running text, where something else may be meant, a doubt.
fn not_listed(citation: &Citation, name: &str, place: &Span) -> Option<Diagnostic> {
    let message = format!("`{name}` is not in the list of references");
    let told = match citation.form {
        Form::Bracketed => finding(message, place),
        Form::Told => doubt(message, place),
        Form::Other => return None,
    };
    Some(told.hint("add the work to the list, or put the name right"))
}

/// Names, in lower case, that the texts use as those of places: "in Devon".
fn places(texts: &[&Passage<'_>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for passage in texts {
        let words = passage.words();
        let placed = words.windows(3).filter(|three| {
            among("across around at from in near throughout within", &three[0].lower)
                && three[1].is_capital()
                && !matches!(three[2].text, "(" | "[")
        });
        found.extend(placed.map(|three| surname(&three[1].lower).to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[&str] = &[
        "Baginsky, M. (2013). Retaining Experienced Social Workers. London: Department for Education.",
        "Curtis, L., Moriarty, J. and Netten, A. (2010). The expected working life of a social worker. 40(5), 1628.",
        "Gibson, M. (2009). Social worker or social administrator? Child and Family Social Work.",
        "Healy, K., Meagher, G. and Cullin, J. (2009). Retaining novices to become experts.",
        "Research in Practice (2015). Social work recruitment and retention. Dartington.",
        "Russ, E. Lonne, B and Darlington, Y. (2009). Using resilience.",
        "Ward, H. (2014). Making wise decisions about care.",
        "Kelly, A. (2005a). Breaking the Lock.",
        "Gibbs, J. (2009) Changing the cultural story in child protection. 14, 289–299.",
    ];

    fn messages_of(text: &str, enough: usize) -> Vec<String> {
        let list: Vec<Passage<'_>> = LIST.iter().map(|item| Passage::plain(item)).collect();
        assert!(list.iter().all(begins_a_reference));
        let works = works(&list.iter().collect::<Vec<_>>());
        assert_eq!(works.len(), LIST.len(), "{works:?}");
        let text = Passage::plain(text);
        assert!(!begins_a_reference(&text));
        judge(&works, &[&text], 0, enough).0.into_iter().map(|one| one.message).collect()
    }

    fn messages(text: &str) -> Vec<String> {
        messages_of(text, 2)
    }

    #[test]
    fn years_that_differ_from_the_list_are_found() {
        for (text, wanted) in [
            ("Gibson (2016) found that it did.", "cited as 2016, but listed as 2009"),
            ("It did (Gibson, 2016).", "cited as 2016, but listed as 2009"),
            ("It did (Gibson 2016).", "cited as 2016, but listed as 2009"),
            ("It did (Ward, 2014; Gibson, 2016; Kelly, 2005a).", "cited as 2016, but listed as 2009"),
            ("It did (Healy et al, 2010).", "cited as 2010, but listed as 2009"),
            ("It did (Curtis, et al. 2011).", "cited as 2011, but listed as 2010"),
            ("It did (Research in Practice, 2014).", "cited as 2014, but listed as 2015"),
            ("Research in Practice (2014) found it.", "cited as 2014, but listed as 2015"),
            ("Healy, Meagher and Cullin (2008) found it.", "cited as 2008, but listed as 2009"),
            ("It did (see Baginsky, 2016: 4).", "cited as 2016, but listed as 2013"),
            ("Ward’s (2015) study of leavers is the largest.", "cited as 2015, but listed as 2014"),
            ("Healy and colleagues (2011) found that workers leave early.", "cited as 2011, but listed as 2009"),
            ("A 2015 study by Ward showed the same.", "cited as 2015, but listed as 2014"),
            ("According to Ward, 2015, caseload matters most.", "cited as 2015, but listed as 2014"),
            ("As Ward (2013, p. 4) puts it, people leave.", "cited as 2013, but listed as 2014"),
            ("Ward's 2013 article is much quoted.", "cited as 2013, but listed as 2014"),
            ("Gibson's study (2019) of guilt at work was discussed.", "cited as 2019, but listed as 2009"),
            ("Gibson (op. cit., 2019) says the same.", "cited as 2019, but listed as 2009"),
            ("The 2019 study by Gibson was read.", "cited as 2019, but listed as 2009"),
            ("A study by Ward, published in 2016, gives the reasons.", "cited as 2016, but listed as 2014"),
            ("Research in Practice's digest (2013) has more.", "cited as 2013, but listed as 2015"),
            ("In 2018 Gibson published a study of shame.", "cited as 2018, but listed as 2009"),
            ("Managers had read Gibson [2016].", "cited as 2016, but listed as 2009"),
            ("This was shown by Ward as long ago as 2004.", "cited as 2004, but listed as 2014"),
            ("Ward's article in Community Care (2015) lists them.", "cited as 2015, but listed as 2014"),
            ("In her 2016 paper Ward lists reasons.", "cited as 2016, but listed as 2014"),
            ("For numbers see Ward 2012.", "cited as 2012, but listed as 2014"),
            ("As Ward’s (2014) and Baginsky (2016) say", "cited as 2016, but listed as 2013"),
        ] {
            assert_eq!(messages(text), [wanted], "{text}");
        }
    }

    #[test]
    fn bodies_that_meet_are_no_authors() {
        for who in ["Cabinet", "Council", "Scrutiny", "Summer"] {
            assert_eq!(
                messages_of(&format!("Ward (2014) says so, and a review followed ({who}, 2017)."), 1),
                Vec::<String>::new()
            );
        }
    }

    #[test]
    fn works_are_listed_in_several_forms() {
        for text in [
            "Gibson M (2009) Shame and guilt.",
            "Gibson, M., 2009. Shame and guilt.",
            "Matthew Gibson (2009), Shame.",
        ] {
            let list = [Passage::plain(text)];
            let works = works(&list.iter().collect::<Vec<_>>());
            let cited = Passage::plain("Gibson (2016) found it.");
            assert_eq!(judge(&works, &[&cited], 0, 2).0.len(), 1, "{text}");
        }
    }

    #[test]
    fn a_work_that_the_list_does_not_have_is_found_beside_those_that_it_has() {
        assert_eq!(
            messages("It did (Ward, 2014; Gibson, 2009; Smith, 2016)."),
            ["`Smith, 2016` is not in the list of references"]
        );
        assert_eq!(messages("It did (Smith, 2016)."), Vec::<String>::new());
    }

    #[test]
    fn in_a_list_of_what_is_cited_one_other_work_is_enough() {
        for (text, name) in [
            ("It did (Ward, 2014). It did not (Bright, 2020).", "Bright, 2020"),
            ("It did (Ward, 2014). It did not (Bright and Stone, 2020).", "Bright and Stone, 2020"),
            ("Ward (2014) says so. As Marlow (2014) has shown, it did.", "Marlow (2014)"),
            ("Ward (2014) says so; Bright et al. (2020) found that it did not.", "Bright et al. (2020)"),
        ] {
            assert_eq!(messages_of(text, 1), [format!("`{name}` is not in the list of references")], "{text}");
        }
        for text in [
            "It did (Ward, 2014), and in Devon it did not (Devon, 2020).",
            "Ward (2014) says so. Devon (2020) found the same, and so did schools in Devon.",
            "Ward (2014) and the Localism Act (2011) say so.",
            "It did (RiP, 2015), as Ward (2014) says.",
            "Ward (2014) says so; Census (2021) shows it.",
        ] {
            assert_eq!(messages_of(text, 1), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn an_author_has_one_spelling() {
        for (text, message) in [
            ("Baginski (2013) found it.", "`Baginski (2013)` is listed as `Baginsky, M. (2013)`"),
            ("It did (Gibsen, 2009).", "`Gibsen, 2009` is listed as `Gibson, M. (2009)`"),
            (
                "Curtiss, Moriarty and Netten (2010) say so.",
                "`Curtiss, Moriarty and Netten (2010)` is listed as `Curtis, L., Moriarty, J. and Netten, A. (2010)`",
            ),
            (
                "It did (Stone, 2001; Haely et al., 2009).",
                "`Haely et al., 2009` is listed as `Healy, K., Meagher, G. and Cullin, J. (2009)`",
            ),
        ] {
            assert_eq!(messages(text), [message], "{text}");
        }
        for text in ["Gibsen (2011) found it.", "Warp (2013) found it.", "March (2013) was cold."] {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn works_that_are_listed_are_cited() {
        let list: Vec<Passage<'_>> = LIST.iter().map(|item| Passage::plain(item)).collect();
        let list: Vec<&Passage<'_>> = list.iter().collect();
        let told = |text: &str| -> Vec<String> {
            let text = Passage::plain(text);
            let (_, mentions) = judge(&works(&list), &[&text], 0, 1);
            uncited(&list, &mentions).into_iter().map(|one| one.message).collect()
        };
        let most = "Curtis et al (2010), Gibson (2016), Healy et al (2009), RiP's digest, Russ's view and (Kelly, 2005a; Gibbs, 2009)";
        assert_eq!(
            told(&format!("{most} agree with Ward (2014).")),
            ["`Baginsky, M. (2013)` is listed and not cited"]
        );
        assert_eq!(told(&format!("{most} agree with Ward (2014) and Baginsky (2013).")), Vec::<String>::new());
        assert_eq!(told("Ward (2014) says so.").len(), 5);
        assert_eq!(told("It did [4]."), Vec::<String>::new());
    }

    #[test]
    fn citations_that_agree_and_years_that_are_none_are_left_alone() {
        for text in [
            "(Healy et al, 2009; Baginsky, 2013)",
            "(Research in Practice, 2015) and Baginsky (2013) found; (Curtis, et al. 2010)",
            "Healy, Meagher and Cullin (2009) and Russ et al (2009)",
            "Kelly (2005a) and (Kelly, 2005a)",
            "Warwickshire (2025) and the Children Act (1989)",
            "(March 2018), (30 September 2016), (in 2016)",
            "The Ward (2) of 2016; Gibson said in 2016 that",
            "Councillor Ward (Chair, 2016)",
            "(2016) and ( 2016 ) (, 2016)",
            "Gibson (see 2016)",
            "In Ward, 2015 homes were built.",
            "A 2015 study by Smith showed the same.",
            "Ward's (2014) study",
            "((((Ward, 2014",
            "Gibson's findings were tested in Coventry in 2024.",
            "In 2016 the work of Gibson (2009) was discussed by staff.",
            "Our review of 2023 drew on Ward and on Gibson.",
            "The Council's 2019 review cites Gibson.",
            "Gibson was asked to speak at the conference in 2024.",
            "Councillor Gibson's report (2023) was noted; Gibson Street was closed in 2018.",
            "Gibson (2009), quoted in a report of 2019, says so.",
        ] {
            assert_eq!(messages(text), Vec::<String>::new(), "{text}");
        }
    }
}
