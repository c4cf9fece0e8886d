//! Classes of verbs around documents, and the forms in which a verb stands in a text.

use crate::check::answer::among;
use crate::check::words::Word;

/// What a document does that is quoted as a source: it says, finds, rates, reckons or asks for something.
pub const SAY: &str = "acknowledge admit advise advocate affirm agree allow analyse anticipate argue ask assert assess assume attest attribute back call caution challenge chart cite claim clarify class \
    classify comment commend compare concede conclude condemn confirm contend contradict corroborate consider contain cost count credit criticise declare decline deem demonstrate \
    describe detail detect determine direct disclose discover dispute document draw echo emphasise endorse envisage establish estimate evaluate \
    evidence examine expect explain explore expose express fail favour find flag forecast foresee give grade highlight identify illustrate imply \
    indicate insist judge justify link list log maintain map mark measure mention model name note object observe oppose outline paint pinpoint place point portray praise \
    predict present price project propose prove provide put quantify question raise rank rate recognise recommend record reflect refuse \
    reject remark remind report require reveal rule say score see set show signal specify spell state stipulate stress substantiate suggest summarise support tell testify trace \
    uncover undermine underline uphold urge validate value verify view voice warn weigh welcome";

/// What a document does to what is proposed.
const MOVE: &str = "commit drive guide inform inspire lead oblige prompt shape trigger underpin";

/// What is done with a document, or with what it found, by those who rely on it.
const USE: &str = "apply cite echo follow heed implement incorporate mirror quote reflect rely use utilise";

/// How a document comes to be, or comes to those who read it.
const MAKE: &str = "adopt agree appear approve author begin build carry circulate commission compile complete conduct consider create date deliver \
    develop do draft draw endorse finalise finish gather give hold issue lead make obtain perform prepare present procure produce provide publish \
    receive refresh release report review revise run send sign submit supply table take undertake update write";

/// What is reckoned, or taken from somewhere.
const TAKE: &str = "adapt arise borrow calculate come copy derive draw emerge estimate extract flow follow gather infer know learn model obtain originate \
    project quote reproduce result see source stem take work";

/// What rests on something.
const REST: &str = "base bases build calculate depend draw found ground model place predicate rely rest root";

/// Forms that are not made from their verb by an ending.
const IRREGULAR: &[(&str, &str, Form)] = &[
    ("arisen", "arise", Form::Past),
    ("arose", "arise", Form::Past),
    ("began", "begin", Form::Past),
    ("begun", "begin", Form::Past),
    ("built", "build", Form::Past),
    ("came", "come", Form::Past),
    ("did", "do", Form::Past),
    ("done", "do", Form::Past),
    ("drawn", "draw", Form::Past),
    ("drew", "draw", Form::Past),
    ("drove", "drive", Form::Past),
    ("driven", "drive", Form::Past),
    ("forecast", "forecast", Form::Past),
    ("foresaw", "foresee", Form::Past),
    ("found", "find", Form::Past),
    ("gave", "give", Form::Past),
    ("given", "give", Form::Past),
    ("held", "hold", Form::Past),
    ("known", "know", Form::Past),
    ("led", "lead", Form::Past),
    ("made", "make", Form::Past),
    ("proven", "prove", Form::Past),
    ("put", "put", Form::Past),
    ("ran", "run", Form::Past),
    ("run", "run", Form::Past),
    ("said", "say", Form::Past),
    ("saw", "see", Form::Past),
    ("seen", "see", Form::Past),
    ("sent", "send", Form::Past),
    ("set", "set", Form::Past),
    ("shown", "show", Form::Past),
    ("spelt", "spell", Form::Past),
    ("taken", "take", Form::Past),
    ("told", "tell", Form::Past),
    ("took", "take", Form::Past),
    ("undertaken", "undertake", Form::Past),
    ("undertook", "undertake", Form::Past),
    ("upheld", "uphold", Form::Past),
    ("written", "write", Form::Past),
    ("wrote", "write", Form::Past),
];

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "show": also the present of many.
    Base,
    /// "shows".
    Present,
    /// "showed", "shown": the past, and what stands after "has" and "was".
    Past,
    /// "showing".
    Going,
}

/// The form in which a word is one of some verbs.
fn form(word: &Word<'_>, verbs: &str) -> Option<Form> {
    let lower = word.lower.as_str();
    let irregular = IRREGULAR.iter().find(|(form, verb, _)| *form == lower && among(verbs, verb));
    irregular.map(|(_, _, form)| *form).or_else(|| verbs.split(' ').find_map(|verb| regular(lower, verb)))
}

fn regular(word: &str, verb: &str) -> Option<Form> {
    const UNLIKE: &str = "begin build come do draw find foresee give hold know lead make put run say see send set spell take tell undertake write";
    let stem = verb.strip_suffix('e').or_else(|| verb.strip_suffix('y')).unwrap_or(verb);
    let rest = word.strip_prefix(stem)?;
    let doubled = verb.chars().last().map_or(rest, |last| rest.strip_prefix(last).unwrap_or(rest));
    let (e, y) = (verb.ends_with('e'), verb.ends_with('y') && !verb.ends_with("ay"));
    if word == verb {
        return Some(Form::Base);
    }
    let plain = if verb.ends_with('y') && !y { rest.strip_prefix('y').unwrap_or(rest) } else { rest };
    let form = match plain {
        "s" if !e && !y => Form::Present,
        "es" if !y => Form::Present,
        "ies" if y => Form::Present,
        "ed" if !y => Form::Past,
        "ied" if y => Form::Past,
        "ing" => Form::Going,
        "ying" if y => Form::Going,
        _ if doubled == "ed" && verb != "see" => Form::Past,
        _ if doubled == "ing" => Form::Going,
        _ => return None,
    };
    (form != Form::Past || !among(UNLIKE, verb)).then_some(form)
}

/// The form of a verb of saying.
pub fn says(word: &Word<'_>) -> Option<Form> {
    // "The study cost £3,000", but "the study costed the options".
    form(word, SAY).filter(|_| !among("cost costs back", &word.lower))
}

/// The form of a verb that a document does to what is proposed.
pub fn moves(word: &Word<'_>) -> Option<Form> {
    form(word, MOVE)
}

/// The form of a verb of using.
pub fn uses(word: &Word<'_>) -> Option<Form> {
    form(word, USE)
}

/// Whether a word tells, as a participle, how a document came to be: "prepared", "carried", "dated".
pub fn made(word: &Word<'_>) -> bool {
    form(word, MAKE) == Some(Form::Past)
}

/// Whether something is taken, or has been taken, from where: "taken", "comes", "deriving".
pub fn takes(word: &Word<'_>) -> bool {
    form(word, TAKE).is_some() || form(word, SAY) == Some(Form::Past)
}

/// Whether something rests on what follows: "based", "relies", "drawing".
pub fn rests(word: &Word<'_>) -> bool {
    form(word, REST).is_some() || word.lower == "reliance"
}

/// Whether a word is the past of a verb of saying, finding, reckoning or shaping: what a document did, and what was done by one.
pub fn told(word: &Word<'_>) -> bool {
    let past = |verbs: &str| form(word, verbs) == Some(Form::Past) && word.lower != "named";
    past(SAY)
        || past(MOVE)
        || past(USE)
        || past(TAKE)
        || among("borne came fared made performed scored scrutinised tested", &word.lower)
}

/// Whether a word may open what is said of a noun, so that the noun and what belongs to it end before it.
pub fn opens_predicate(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else { return true };
    if is_auxiliary(&word.lower) {
        return true;
    }
    let before = at.checked_sub(1).map_or("", |before| words[before].lower.as_str());
    // "A review of proposed sites".
    let adjective = super::phrase::is_preposition(before) || among("a an the its our their", before);
    match form(word, SAY).or_else(|| form(word, MOVE)) {
        Some(Form::Past) => !adjective,
        Some(Form::Present) => !adjective && takes_object(words, at + 1),
        Some(Form::Base) => among(
            "conclude confirm demonstrate find identify indicate recommend reveal say show suggest",
            &word.lower,
        ),
        _ => made(word) && !adjective,
    }
}

/// Whether what follows a word shows that it is a verb, "records that", and no plural, "records were".
fn takes_object(words: &[Word<'_>], at: usize) -> bool {
    let Some(next) = words.get(at) else { return false };
    let bound =
        is_auxiliary(&next.lower) || form(next, MAKE) == Some(Form::Past) || among("and or of by", &next.lower);
    !bound && (next.is_word() || next.is_number() || matches!(next.text, "£" | "“" | "‘" | "\""))
}

/// Whether a word helps another verb.
pub fn is_auxiliary(lower: &str) -> bool {
    is_modal(lower) || among("am are be been being did do does had has have having is was were", lower)
}

/// Whether a word says that something is to come, allowed or only thought of.
pub fn is_modal(lower: &str) -> bool {
    among("can cannot could may might must shall should will would", lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    #[test]
    fn verbs_are_known_in_their_forms() {
        for (text, wanted) in [
            ("shows", Form::Present),
            ("identifies", Form::Present),
            ("identified", Form::Past),
            ("flagged", Form::Past),
            ("says", Form::Present),
            ("said", Form::Past),
            ("rated", Form::Past),
            ("rates", Form::Present),
            ("show", Form::Base),
            ("describing", Form::Going),
            ("put", Form::Past),
            ("expresses", Form::Present),
        ] {
            assert_eq!(says(&words(text)[0]), Some(wanted), "{text}");
        }
        for text in
            ["showroom", "ration", "setting-out", "costs", "finder", "notable", "rateable", "saying-so", "seed"]
        {
            assert_eq!(says(&words(text)[0]), None, "{text}");
        }
    }
}
