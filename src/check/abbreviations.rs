//! `abbreviations`: an abbreviation that a paper uses and never explains.

mod explained;
#[cfg(test)]
mod sentences;
mod short;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::abbreviations::explained::{is_explained, is_spelt_in};
pub use crate::check::abbreviations::short::KNOWN;
use crate::check::abbreviations::short::{STRESSED, abbreviation, is_shouted, shouts, with_points_joined};
use crate::check::passage::{Passage, same_file};
use crate::check::words::words;
use crate::check::{Paper, Rule, finding};
use crate::diagnostic::{Diagnostic, Severity};

/// An abbreviation without the words that it stands for.
pub const RULE: Rule = Rule {
    name: "abbreviations",
    severity: Severity::Warning,
    summary: "an abbreviation that the paper never explains, such as `ASYE`",
    explanation: "\
Finds abbreviations that the paper uses without saying anywhere what they stand for. Members and the public are not of the
trade, and a screen reader spells them out.

For example: \"Retention after ASYE has improved\" in a paper that nowhere has \"Assessed and Supported Year in Employment
(ASYE)\". It is enough to explain it once, in whatever form: \"Signs of Safety (SoS)\", \"SoS (Signs of Safety)\", \"Signs of
Safety, known as SoS\", in the same sentence, in a heading, in the title, or in a note. A bracket of two letters
explains; a longer one if more than half of its letters begin words before it, or all of them stand there in order: \"The front desk team (NRPF)\" explains nothing.

Read are texts, and the words and column titles that a table takes from data. Left alone are the few that everybody knows
better than their words (NHS, GP, UK, VAT, BBC, HGV …), those that this field's data are named with (FTE, DfE, Ofsted), honours after a name, units, Roman numbers, references such as CS/21/13, postcodes,
initials, words in capitals within a text in capitals, what stands between quotation marks, and those that the council lists
for its readers in `council.yaml`:

abbreviations:
  MASH: Multi-Agency Safeguarding Hub

Source: WCAG 2.2, success criterion 3.1.4; the style guide for government websites asks for it at the first mention.",
    needs_whole: false,
    reads_sentences: false,
    run: find,
};

/// Where an abbreviation is used.
struct Use {
    passage: usize,
    range: Range<usize>,
}

fn find(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, Use> = BTreeMap::new();
    let mut explained: BTreeSet<String> = BTreeSet::new();
    // What a table takes from data is printed as it stands there; a file of settings or the labels of a form are not read.
    let printed = |label: &&Passage<'_>| {
        let file = &label.source.span.file;
        !same_file(file, &paper.report.file) && !same_file(file, &paper.profile.file)
    };
    let passages: Vec<&Passage<'_>> = paper.passages.iter().chain(paper.labels.iter().filter(printed)).collect();
    for (at, passage) in passages.iter().enumerate() {
        if shouts(&passage.words()) {
            continue;
        }
        for (_, words) in passage.words_by_sentence() {
            // A sentence in capitals within a text that is not.
            if shouts(&words) && words.len() > 3 {
                continue;
            }
            let words = with_points_joined(&passage.text, words);
            for (index, word) in words.iter().enumerate() {
                let Some(short) = abbreviation(&words, index) else { continue };
                if is_explained(&words, index, &short) {
                    explained.insert(short.to_string());
                }
                let other = passage.is_fact(&word.range) || passage.is_quoted(&word.range);
                if !other && !is_known(&short) && !is_shouted(&words, index) {
                    let here = Use { passage: at, range: word.range.clone() };
                    first.entry(short.into_owned()).or_insert(here);
                }
            }
        }
    }
    let own = |short: &str| {
        let profile = paper.profile;
        let listed = profile.abbreviations.keys().any(|key| key.strip_suffix('s').unwrap_or(key) == short);
        let people = profile.people.values().map(|person| &person.name);
        let mut names = people.chain(profile.committees.values()).chain([&profile.name]);
        listed || names.any(|name| initials(name) == short)
    };
    // A heading or the title has its words.
    let document = &paper.narrated.document;
    let headings = paper.sections().into_iter().map(|section| section.heading);
    let headings: Vec<String> = headings.chain([document.title_text.clone()]).collect();
    // What the form's own heading calls it needs no other words in its answer.
    let of_form = paper.sections().into_iter().filter(|section| section.section.heading.is_none());
    let of_form: Vec<String> = of_form.map(|section| section.heading).collect();
    let asked = |short: &str| {
        of_form.iter().any(|heading| words(heading).iter().any(|word| word.lower == short.to_lowercase()))
    };
    let headed = |short: &str| asked(short) || headings.iter().any(|heading| is_spelt_in(&words(heading), short));
    let mut found: Vec<(&Use, Diagnostic)> = first
        .iter()
        .filter(|(short, _)| !explained.contains(*short) && !own(short) && !headed(short))
        .map(|(short, here)| {
            let place = passages[here.passage].place(&here.range);
            let told = finding(format!("`{short}` is never explained"), &place)
                .hint(format!(
                    "write its words where it comes first, with `({short})` after them, or write the words alone"
                ))
                .hint(format!(
                    "if every reader knows it, add it to `abbreviations:` in `{}`: `{short}: …`",
                    paper.profile.path
                ));
            (here, told)
        })
        .collect();
    found.sort_by_key(|(here, _)| (here.passage, here.range.start));
    found.into_iter().map(|(_, told)| told).collect()
}

/// Whether everybody knows an abbreviation, or it is a word that people stress.
fn is_known(short: &str) -> bool {
    KNOWN.contains(&short) || STRESSED.contains(&short)
}

/// The initials of a name: those of its words that begin with a capital.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-', '\u{a0}']);
    words.filter_map(|word| word.chars().find(|one| one.is_alphabetic())).filter(|one| one.is_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::passage::Passage;

    /// The abbreviations of texts that are used and not explained, known ones left out.
    fn unexplained(texts: &[&str]) -> Vec<String> {
        let mut used = BTreeSet::new();
        let mut explained = BTreeSet::new();
        for text in texts {
            let passage = Passage::plain(text);
            if shouts(&passage.words()) {
                continue;
            }
            for (_, words) in passage.words_by_sentence() {
                let words = with_points_joined(&passage.text, words);
                for (at, word) in words.iter().enumerate() {
                    let Some(short) = abbreviation(&words, at) else { continue };
                    if is_explained(&words, at, &short) {
                        explained.insert(short.to_string());
                    }
                    if !is_known(&short) && !passage.is_quoted(&word.range) {
                        used.insert(short.into_owned());
                    }
                }
            }
        }
        used.difference(&explained).cloned().collect()
    }

    #[test]
    fn what_is_never_explained_is_found() {
        for (text, short) in [
            ("Retention after ASYE has improved.", "ASYE"),
            ("The MASH and the teams", "MASH"),
            ("SENCos were asked", "SENCo"),
            ("the LAC’s visits", "LAC"),
            ("In CSE 2019 figures rose", "CSE"),
            ("as SoS says (see below)", "SoS"),
            ("The work of the CSLT, as before", "CSLT"),
            ("Approve the use of CIL for the footbridge.", "CIL"),
            ("The Y.O.T. helps young people.", "YOT"),
            ("It was agreed with the Y.O.T", "YOT"),
            ("The SENDIASS helps parents.", "SENDIASS"),
            ("The CDM rules and Part XIV apply.", "CDM"),
        ] {
            assert_eq!(unexplained(&[text]), [short], "{text}");
        }
    }

    #[test]
    fn officers_sentences_are_told_apart() {
        let missed: Vec<_> = sentences::BROKEN.iter().filter(|text| unexplained(&[text]).is_empty()).collect();
        assert_eq!(missed, Vec::<&&str>::new());
        for text in sentences::KEPT {
            assert_eq!(unexplained(&[text]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_heading_may_have_the_words() {
        assert!(is_spelt_in(&words("3 The Multi-Agency Safeguarding Hub"), "MASH"));
        assert!(!is_spelt_in(&words("3 The Safeguarding Hub"), "MASH"));
        assert!(!is_spelt_in(&words("Local authorities"), "LA"));
    }

    #[test]
    fn an_explanation_may_stand_before_or_after_and_anywhere() {
        for texts in [
            &["the Assessed and Supported Year in Employment (ASYE)", "After ASYE they stay."][..],
            &["After ASYE they stay.", "the Assessed and Supported Year in Employment (the “ASYE”)"],
            &["After ASYE (Assessed and Supported Year in Employment) they stay."],
            &["ASYE stands for what follows", "ASYE"],
            &["ASYE: assessed and supported year in employment"],
            &["MASH – the Multi-Agency Safeguarding Hub"],
            &["Looked After Children (LACs) and LAC reviews"],
            &["the Youth Offending Team (Y.O.T.) and the Y.O.T"],
            &["newly qualified social workers NQSW)"],
            &["EHCPs (education, health and care plans) take 20 weeks"],
        ] {
            assert_eq!(unexplained(texts), Vec::<String>::new(), "{texts:?}");
        }
    }

    #[test]
    fn what_is_no_abbreviation_is_left_alone() {
        for text in [
            "The NHS, a GP and the DfE",
            "Part III, Henry VIII and Chapter XIV",
            "The clock says MMXXIV, and the volume XLII",
            "the Report (CS/21/13) of CV1 5RR",
            "Councillors JB Smith and Cllr AB Jones",
            "It must NOT be done by ALL of them.",
            "RESOLVED THAT THE REPORT BE NOTED",
            "McKay and MacDonald, iPad and eBay",
            "grade SW 7 and KD 12/2025",
            "They said “ASYE” there.",
            "E Ruane and A B Name",
            "Social Worker",
            "The U.K. and the U.S.A. and J.R.R. Tolkien, at 9 a.m.",
            "",
            "É",
        ] {
            assert_eq!(unexplained(&[text]), Vec::<String>::new(), "{text}");
        }
    }
}
