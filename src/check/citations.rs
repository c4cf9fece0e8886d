//! `citations`: a work that is cited with another year than it is listed with.

mod cited;
mod list;
mod prose;

use std::collections::BTreeMap;

use crate::check::citations::cited::citations;
use crate::check::citations::list::{LETTERS, Work, add_bibliography, begins_a_reference, works};
use crate::check::passage::{Part, Passage};
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::project::fields::FieldEntry;

pub(super) use list::list_of_references;

/// A work that is cited with another year than the list of references has, or that the list does not have.
pub const RULE: Rule = Rule {
    name: "citations",
    severity: Severity::Error,
    summary: "a work cited with another year than the report's own list of references has",
    explanation: "\
Compares every citation of author and year with the list of references, where the report has one: a list whose items
begin with authors and a year, \"Healy, K., Meagher, G. and Cullin, J. (2009). Retaining novices …\", \"Gibson M (2009)\", \"Gibson, M.,
2009.\" Read are \"Gibson (2016)\", \"Gibson's (2016) study\", \"Gibson and colleagues (2016)\", \"Gibson's study of 2016\", \"a 2016 study by Gibson\", \"Gibson, writing in 2016\", \"(Gibson, 2016)\", \"(Gibson 2016)\", \"(Healy et al, 2009; Ward, 2014)\" and organisations, \"(Research
in Practice, 2015)\".

For example: \"Gibson (2016) found …\" where the list has \"Gibson, M. (2009)\".

A work in brackets with a comma, \"(Smith, 2016)\", whose author the list does not have at all is found as well, if the
report has at least two other citations that it does have. Other words before a year, such as \"Warwickshire (2025)\" or
\"(March 2018)\", are no citations.

Where the report has a bibliography, citations with a key (`[@gibson2016]`) cannot differ from it and are not read; one
that is typed by hand all the same is found whether its year is right or not.

Source: a research paper appended to a published Cabinet Member report.",
    needs_whole: false,
    run: find,
};

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let lists = list_of_references(&paper.narrated.document.sections);
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
    judge(&works, &texts, paper.narrated.document.references.len())
}

/// Compares the citations of texts with the works; `known` citations need no comparison, since they have keys.
fn judge(works: &BTreeMap<String, Vec<Work>>, texts: &[&Passage<'_>], mut known: usize) -> Vec<Diagnostic> {
    if works.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut unlisted = Vec::new();
    for passage in texts {
        let words = passage.words();
        for citation in citations(&words, works) {
            let range = words[citation.first].range.start..words[citation.last].range.end;
            let Some(of_author) = works.get(&citation.author) else {
                if citation.unmistakable {
                    let name = passage.text[range.clone()].to_owned();
                    unlisted.push(
                        finding(format!("`{name}` is not in the list of references"), &passage.place(&range))
                            .hint("add the work to the list, or put the name right"),
                    );
                }
                continue;
            };
            known += 1;
            // A bibliography has no letters after its years.
            let without_letter = citation.year.trim_end_matches(LETTERS);
            let same_year =
                |work: &&Work| work.year == citation.year || (work.key.is_some() && work.year == without_letter);
            if let Some(work) = of_author.iter().find(same_year) {
                if let Some(key) = &work.key {
                    let name = &passage.text[range.clone()];
                    let write = if citation.unmistakable { format!("[@{key}]") } else { format!("@{key}") };
                    found.push(
                        finding(format!("`{name}` is typed by hand"), &passage.place(&range))
                            .related(&work.place, "the work")
                            .hint(format!(
                                "write `{write}`, so that it leads to the list and cannot differ from it"
                            )),
                    );
                }
                continue;
            }
            let years: Vec<&str> = of_author.iter().map(|work| work.year.as_str()).collect();
            let message =
                format!("cited as {}, but listed as {}", citation.year, crate::quantity::style::join_words(&years));
            let told = finding(message, &passage.place(&range));
            let told = of_author.iter().take(2).fold(told, |told, work| told.related(&work.place, "listed here"));
            let listed = &of_author[0].listed;
            found.push(
                told.hint(format!("look the work up: put the year right here, or in the list at `{listed}`")),
            );
        }
    }
    if known >= 2 {
        found.append(&mut unlisted);
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

    fn messages(text: &str) -> Vec<String> {
        let list: Vec<Passage<'_>> = LIST.iter().map(|item| Passage::plain(item)).collect();
        assert!(list.iter().all(begins_a_reference));
        let works = works(&list.iter().collect::<Vec<_>>());
        assert_eq!(works.len(), LIST.len(), "{works:?}");
        let text = Passage::plain(text);
        assert!(!begins_a_reference(&text));
        judge(&works, &[&text], 0).into_iter().map(|one| one.message).collect()
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
    fn works_are_listed_in_several_forms() {
        for text in [
            "Gibson M (2009) Shame and guilt.",
            "Gibson, M., 2009. Shame and guilt.",
            "Matthew Gibson (2009), Shame.",
        ] {
            let list = [Passage::plain(text)];
            let works = works(&list.iter().collect::<Vec<_>>());
            let cited = Passage::plain("Gibson (2016) found it.");
            assert_eq!(judge(&works, &[&cited], 0).len(), 1, "{text}");
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
