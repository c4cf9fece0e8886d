//! Phrases with a body inside: its members, a meeting of it, and clauses of which it is the subject or the object.

use crate::check::meeting_dates::bodies::Body;
use crate::check::meeting_dates::verbs::{is_meeting_verb, is_other_verb};
use crate::check::words::Word;

/// Those who are the body when it meets.
const MEMBERS: &[&str] =
    &["member", "members", "councillors", "those", "all", "everybody", "everyone", "attendees"];

/// The words before a body that name who or what of it is spoken of, nearest first and without its article: "of", "members".
fn before<'a>(words: &'a [Word<'_>], body: &Body) -> impl Iterator<Item = &'a str> {
    let before = words[..body.words.start].iter().rev().map(|word| word.lower.as_str());
    before.skip_while(|word| matches!(*word, "the" | "a" | "our" | "this"))
}

/// Whether the members of a body are named, and not it alone: "members of the Board", "those present at the Board", "Board members".
fn is_of_members(words: &[Word<'_>], body: &Body) -> bool {
    let joined = before(words, body).next().is_some_and(|word| matches!(word, "of" | "on" | "at" | "in"));
    let named = before(words, body).skip(1).take(2).any(|word| MEMBERS.contains(&word));
    joined && named
        || words.get(body.words.end).is_some_and(|word| matches!(word.lower.as_str(), "members" | "member"))
}

/// Whether only one of its members or a few are named, who may do what they like: "two members of the Board", "a Board member".
pub fn is_of_few(words: &[Word<'_>], body: &Body) -> bool {
    const FEW: &[&str] = &["a", "one", "two", "three", "four", "five", "some", "another", "former", "individual"];
    let one = words.get(body.words.end).is_some_and(|word| word.lower == "member");
    let of_them = before(words, body).next().is_some_and(|word| word == "of");
    let mut rest = before(words, body).skip(1);
    let few = rest.next().is_some_and(|word| matches!(word, "member" | "members"))
        && rest.next().is_some_and(|word| FEW.contains(&word));
    !body.personal && (one || of_them && few)
}

/// Whether something was done to the members, for which nobody has to meet: "members of the Board were trained", "Forum members
/// were elected".
pub fn is_done_to_members(words: &[Word<'_>], body: &Body, between: &[Word<'_>]) -> bool {
    let done = between.windows(2).any(|pair| {
        matches!(pair[0].lower.as_str(), "were" | "was" | "been" | "are")
            && ["elect", "appoint", "train", "brief", "invit", "inform", "sent"]
                .iter()
                .any(|one| pair[1].lower.starts_with(one))
    });
    let members = is_of_members(words, body) || between.first().is_some_and(|word| word.lower == "members");
    done && (members || matches!(body.head.as_str(), "member" | "members"))
}

/// How many words after a body belong to it and to a clause of what it did itself: "members", "who" of "members of the Board who
/// discussed", ", which", "meeting that", "at which", or a whole clause between commas; none where none does.
pub fn own_clause(words: &[Word<'_>], body: &Body, date: usize) -> usize {
    let after = words.get(body.words.end..date).unwrap_or_default();
    let lower = |at: usize| after.get(at).map_or("", |word| word.lower.as_str());
    let meeting = matches!(lower(0), "meeting" | "session");
    let named = usize::from(meeting || matches!(lower(0), "members" | "councillors"));
    let comma = lower(named) == ",";
    let mut at = named + usize::from(comma);
    // "a majority of which", "most of whom", "whose members"
    at += match (lower(at), lower(at + 1), lower(at + 2)) {
        ("a", "majority", "of") => 3,
        ("most" | "all" | "many", "of", _) => 2,
        ("at" | "during" | "in" | "to" | "before", "which" | "whom", _) => 1,
        _ => 0,
    };
    at += usize::from(lower(at) == "whose" && matches!(lower(at + 1), "members" | "councillors"));
    let people = is_of_members(words, body) || body.personal || lower(at.saturating_sub(1)) == "of";
    let first = after.iter().skip(at + 1).find(|word| body.meets(&word.lower) || is_other_verb(&word.lower));
    let opens = match lower(at) {
        "which" | "members" | "councillors" => true,
        // "The meeting that approved it", "the Board that met"; "told the Board that it approved it" is another clause.
        "that" => meeting || of_meeting(words, body) || lower(at + 1) == "met",
        "who" | "whom" => people,
        _ => false,
    };
    // "Members of the Board, who visited the site in May, refused it on": the clause ends before.
    let closed = (opens && comma).then(|| after.iter().skip(at + 1).position(|word| word.text == ",")).flatten();
    if let Some(closed) = closed {
        return at + 1 + closed + 1;
    }
    let met = first.is_some_and(|word| body.meets(&word.lower) && is_meeting_verb(&word.lower));
    if opens && met { at + 1 } else { named * usize::from(!meeting) }
}

/// "A meeting of the Board", "the session of the Panel".
fn of_meeting(words: &[Word<'_>], body: &Body) -> bool {
    let mut before = before(words, body);
    before.next() == Some("of") && before.next().is_some_and(|word| matches!(word, "meeting" | "session"))
}

/// Whether a body is only what others went to in a clause about them: "residents who attended the Board met officers on".
pub fn is_object(words: &[Word<'_>], body: &Body) -> bool {
    let mut before = before(words, body);
    let verb = before.find(|word| !matches!(*word, "to" | "of" | "members" | "at"));
    let attended = verb.is_some_and(|word| {
        ["attend", "address", "spoke", "spoken", "watch", "lobb"].iter().any(|one| word.starts_with(one))
    });
    attended && before.take(2).any(|word| matches!(word, "who" | "that"))
}

/// Whether what was done is done to a body from afar: "wrote to members of the Board on", "sent answers to the Committee on".
pub fn is_sent_to(words: &[Word<'_>], body: &Body) -> bool {
    let mut before = before(words, body).skip_while(|word| matches!(*word, "members" | "of" | "the" | "all"));
    let to = before.next().is_some_and(|word| matches!(word, "to" | "for"));
    let verb = before.take(5).find(|word| is_other_verb(word) || is_meeting_verb(word));
    to && verb.is_some_and(|word| {
        matches!(word, "wrote" | "written" | "write" | "sent" | "emailed" | "e-mailed" | "posted")
    })
}

/// Whether a body is the subject of a clause that ends before the date: "the auditors, whose report the Committee considered, signed
/// it on".
pub fn is_closed_before(words: &[Word<'_>], body: &Body, between: &[Word<'_>]) -> bool {
    let opened = before(words, body).take(3).any(|word| matches!(word, "whose" | "which" | "whom" | "that"));
    let verb = |word: &Word<'_>| is_other_verb(&word.lower) || is_meeting_verb(&word.lower);
    let comma = between.iter().position(|word| word.text == ",");
    opened && comma.is_some_and(|comma| between[..comma].iter().any(verb) && between[comma..].iter().any(verb))
}
