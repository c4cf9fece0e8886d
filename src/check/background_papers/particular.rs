//! Whether a phrase means one particular document that there is.

use super::makers::Maker;
use super::phrase::{Determiner, Phrase, is_preposition, is_short_form, is_thing};
use crate::check::answer::among;
use crate::check::dates::month;
use crate::check::words::{Word, is_little};

/// How sure it is that a phrase means one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Its name, its maker, its date, its owner or its kind tells which one.
    Sure,
    /// The phrase tells of what it is; it is one if it has said something, and not if it says what such documents say.
    IfPast,
}

/// Papers of which a matter has one, and which a report cannot do without once it rests on them: the words before the noun.
const ONE: &[(&str, &str)] = &[
    ("business", "case"),
    ("outline", "case"),
    ("condition", "survey"),
    ("structural", "survey"),
    ("staff", "survey"),
    ("residents'", "survey"),
    ("feasibility", "study"),
    ("scoping", "study"),
    ("needs", "assessment"),
    ("viability", "assessment"),
    ("transport", "assessment"),
    ("sufficiency", "assessment"),
    ("option", "appraisal"),
    ("options", "appraisal"),
    ("risk", "register"),
    ("valuation", "report"),
    ("peer", "review"),
    ("gateway", "review"),
];

/// What looks into a matter, and so is known by the matter.
const INQUIRIES: &str = "analysis appraisal audit count evaluation inquiry inspection investigation research review study survey valuation";

/// Those whose documents are known by their office.
const OFFICES: &str = "accountant actuary adviser advisor arboriculturist architect assessor auditor auditors barrister commissioner \
    commissioners consultant consultants coroner counsel ecologist engineer evaluator examiner inspector inspectors inspectorate ombudsman \
    regulator reviewer solicitor solicitors specialist surveyor surveyors valuer";

/// Owners of whom every council has one, or whose documents everybody has.
const OWN: &str = "authority authority's borough cabinet children city committee council councils country county district government \
    governments local members national officers parents people pupils residents service staff team tenants world year today";

/// Whether a phrase means one particular document that there is.
pub fn evidence(words: &[Word<'_>], phrase: &Phrase) -> Option<Evidence> {
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let noun = lower(phrase.head).trim_end_matches("'s");
    let before = &words[phrase.start..phrase.head];
    let not_yet = "any each every forthcoming future intended national next planned proposed regular required similar standard statutory such typical upcoming";
    if matches!(phrase.determiner, Determiner::Any | Determiner::This)
        || before.iter().take(2).any(|word| among(not_yet, &word.lower))
        || phrase.after.cited
        // "The EHC assessment", "a child's assessment".
        || before.iter().any(|word| among("ehc ehcp pathway personal", &word.lower))
    {
        return None;
    }
    let plural = noun.ends_with('s') && !among("analysis projections forecasts", noun);
    let owner = phrase.owner.map(|(first, last)| &words[first..=last]);
    if owner.is_some_and(|owner| plural && owner.iter().any(|word| is_own(word))) {
        return None;
    }
    // What Cabinet has decided is a decision, and no document.
    if noun == "decision" && phrase.after.maker == Some(Maker::Own) {
        return None;
    }
    // "The letter sent to residents" is told of, and is nobody's source.
    let told_all = among("letter letters note", noun)
        && phrase.after.reader == Some(false)
        && phrase.after.maker.is_none()
        && phrase.owner.is_none();
    if told_all {
        return None;
    }
    let definite = matches!(phrase.determiner, Determiner::Definite | Determiner::Possessor);
    let thing = is_thing(noun);
    let after = &phrase.after;
    let loose = plural && !definite && !after.made && !after.dated && after.maker.is_none();
    let dated = after.date.is_some() && (!after.period || !thing) && !loose || year_before(before);
    let sure = dated && (!thing || definite || after.made || after.maker.is_some())
        || after.maker == Some(Maker::Named)
        || after.maker == Some(Maker::Outside) && dated
        || !thing && before.iter().any(|word| word.lower == "recent")
        || definite
            && !thing
            && !among("analysis advice estimate", noun)
            && before.iter().any(|word| among("earlier last latest original previous recent", &word.lower))
        || owner.is_some_and(|owner| {
            names_owner(words, phrase, owner) && !(thing && owner.len() == 1 && !owner[0].is_capital())
        })
        || definite && !thing && after.made
        || theirs(words, phrase).is_some()
        || definite && one_of_its_kind(words, phrase)
        || definite && !thing && named_before(words, phrase)
        || definite && after.reader.is_some() && before.iter().any(|word| among("first interim", &word.lower));
    if sure {
        return Some(Evidence::Sure);
    }
    let known = definite && after.topic && among(INQUIRIES, noun);
    let outside = after.maker == Some(Maker::Outside);
    let matter = definite && among(INQUIRIES, noun) && !thing && told_apart(&words[phrase.first..phrase.head]);
    (known || outside || matter || after.made && !thing).then_some(Evidence::IfPast)
}

fn is_own(word: &Word<'_>) -> bool {
    among(OWN, word.lower.trim_end_matches("'s"))
}

/// Whose a document is, if it is that of somebody from outside who has been named before: "the Commission visited, and its report
/// said".
pub fn theirs(words: &[Word<'_>], phrase: &Phrase) -> Option<(usize, usize)> {
    let noun = words[phrase.head].lower.as_str();
    let its = words.get(phrase.start).is_some_and(|word| among("its their his her", &word.lower));
    if !its || noun.ends_with('s') && noun != "analysis" || is_thing(noun) {
        return None;
    }
    let capital = |at: &usize| words[*at].is_word() && words[*at].is_capital();
    let last = (0..phrase.start).rev().find(|at| capital(at) && month(words[*at].text).is_none())?;
    let first = (0..=last).rev().take_while(capital).last()?;
    (!words[first..=last].iter().all(|word| is_own(word) || is_little(&word.lower) || is_preposition(&word.lower)))
        .then_some((first, last + 1))
}

/// Whether words before a noun tell what it is about: "the noise survey", and not "the annual survey".
fn told_apart(before: &[Word<'_>]) -> bool {
    const ANY: &str = "annual daily detailed final first full further half-yearly initial internal joint local monthly own quarterly regular second \
        subsequent third thorough weekly whole wider yearly";
    before.last().is_some_and(|last| !among(ANY, &last.lower) && !last.lower.ends_with("'s"))
}

/// Whether a year stands before the noun: "Ofsted's 2024 inspection report", "the 2023 audit".
pub fn year_before(before: &[Word<'_>]) -> bool {
    before.iter().any(|word| {
        word.is_number() && word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"))
    })
}

/// Whether an owner has a name or an office: "Savills' valuation", "the external auditor's letter".
fn names_owner(words: &[Word<'_>], phrase: &Phrase, owner: &[Word<'_>]) -> bool {
    let Some(last) = owner.iter().rev().find(|word| word.is_word()) else { return false };
    let plain = last.lower.trim_end_matches("'s");
    // A capital at the beginning of a sentence tells nothing, unless the word is no plain one.
    let opening = phrase.start == 0 && owner.len() == 1 && words[0].is_capital();
    let office = owner.iter().any(|word| among("independent external", &word.lower))
        || among(OFFICES, plain)
        || among(OFFICES, plain.trim_end_matches('s'));
    let named = last.is_capital()
        && !is_own(last)
        && (!opening || last.lower.ends_with("'s") && !plural_people(plain) || last.lower.ends_with('s'));
    // "The fire officer's letter"
    let officer = among("officer officers", plain) && owner.iter().any(|word| among("fire medical", &word.lower));
    office || officer || named && !owner.iter().all(is_own)
}

fn plural_people(plain: &str) -> bool {
    among("women men children people", plain)
}

/// Whether a phrase is of a kind of which a matter has one.
fn one_of_its_kind(words: &[Word<'_>], phrase: &Phrase) -> bool {
    let noun = words[phrase.head].lower.trim_end_matches("'s");
    if is_short_form(words[phrase.head].text) {
        return true;
    }
    let before = phrase.head.checked_sub(1).map_or("", |before| words[before].lower.as_str());
    ONE.contains(&(before, noun))
}

/// Whether a name of somebody stands right before the noun, or before the noun's own kind: "the Savills report", "the CQC inspection".
fn named_before(words: &[Word<'_>], phrase: &Phrase) -> bool {
    let named = |word: &Word<'_>| {
        word.is_word()
            && word.is_capital()
            && !is_own(word)
            && !among(
                "annual appraisal assessment audit background board briefing business director ehc eia hr ict it monthly options overview quarterly scrutiny send \
                      social special uk cabinet sub-committee panel strategy impact needs",
                &word.lower,
            )
    };
    !words[phrase.head].is_capital() && words[phrase.first..phrase.head].first().is_some_and(named)
}
