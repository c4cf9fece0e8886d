//! What English allows to stand twice in a row.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::check::answer::among;
use crate::check::doubled_words::particles::{is_be, is_particle_before_preposition};
use crate::check::stems::{stem, stems};
use crate::check::words::{Word, is_little};

/// Whether the word at an index may stand there a second time, for what stands around the two.
pub fn is_allowed(words: &[Word<'_>], at: usize) -> bool {
    /// Words that are said twice to stress them, or always.
    const STRESSED: &[&str] = &[
        "bravo", "bye", "cha", "far", "ha", "hear", "long", "many", "much", "please", "really", "tut", "very",
        "yes",
    ];
    /// What cannot stand after "that that", since a clause begins with it.
    const OPENS: &[&str] = &[
        "a", "all", "an", "any", "both", "each", "every", "few", "he", "her", "his", "i", "it", "its", "many",
        "most", "my", "no", "our", "several", "she", "some", "that", "the", "their", "there", "these", "they",
        "this", "those", "we", "when", "where", "while", "you", "your",
    ];
    const MODALS: &[&str] = &[
        "are", "can", "cannot", "could", "had", "have", "may", "might", "must", "need", "should", "were", "will",
        "would",
    ];
    let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let before = lower(at.checked_sub(1));
    let next = words.get(at + 2).filter(|next| next.is_word() || next.is_number());
    let word = words[at].lower.as_str();
    match word {
        "had" => before != "had" && lower(Some(at + 2)) != "had",
        "that" => {
            next.is_some_and(|next| next.is_word() && !OPENS.contains(&next.lower.as_str()))
                && !follows_a_thing(words, at)
        }
        "her" => next.is_some() && is_giving(before),
        "you" => next.is_some_and(|next| MODALS.contains(&next.lower.as_str())),
        // "What we we heard": no clause ends with these.
        "he" | "i" | "she" | "they" | "we" => false,
        // "All the bins that we have have lids."
        "did" | "do" | "does" | "has" | "have"
            if among("he it she they we you", before)
                && among("all that what which who", lower(at.checked_sub(2))) =>
        {
            next.is_some()
        }
        _ if is_particle_before_preposition(words, at) => true,
        _ => STRESSED.contains(&word) || ends_a_clause(words, at),
    }
}

/// Whether "that" tells of the thing before it, "the trees that", after which no second one can stand: "the trees that that stand". Of
/// what is said, "noted that that", or is a fact, "the view that that", it does not.
fn follows_a_thing(words: &[Word<'_>], at: usize) -> bool {
    /// How far before it the noun's article may stand, and what was said.
    const PHRASE: usize = 3;
    const SAYING: usize = 8;
    const LEADS: &str = "the a an this these those its their our some any all no each every many several two three four five six seven \
        eight nine ten of to for by with from on in at about";
    const PEOPLE: &str = "children men people staff those women";
    let lower = |at: usize| words[at].lower.as_str();
    let Some(noun) = at.checked_sub(1).filter(|noun| words[*noun].is_word()) else { return false };
    let phrase = noun.saturating_sub(PHRASE)..noun;
    let many = lower(noun).ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower(noun).ends_with(end));
    let plural = many || among(PEOPLE, lower(noun));
    // "A noun that that is" may be a sentence that a noun brings; of several things it hardly is.
    let led = phrase.clone().any(|at| among(LEADS, lower(at)) || words[at].is_number()) || noun == 0;
    let said = (noun.saturating_sub(SAYING)..=noun).any(|at| SAYS.contains(&stem(lower(at))));
    // "It was in the minutes that that was recorded."
    let cleft =
        (noun.saturating_sub(SAYING)..noun).any(|at| lower(at) == "it" && at + 1 < noun && is_be(lower(at + 1)));
    let adverb = lower(noun).ends_with("ly");
    plural && led && !said && !cleft && !adverb
}

/// What brings a clause with "that", by the stem: verbs of saying and thinking, and nouns like them.
static SAYS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    stems(
        "accept add admit advise afraid agree allege announce answer argue ask assert assume assure aware basis belief believe brief \
         case certain certify chance claim clear comment complain concede concern conclude condition confident confirm consider \
         convince danger decide declare deem demand demonstrate deny determine discover doubt emphasise ensure establish estimate \
         evidence expect explain fact fear feel felt find forget glad grant grateful grounds guarantee guess hear hint hope idea \
         imagine imply impression indicate inform insist instruct intend judge know knew known learn likelihood likely maintain mean \
         meant mention message mind minded move news note notice notify object observe opinion obvious order plain pleased point possibility \
         predict pretend principle promise proof propose prove provide provided realise reason recall reckon recognise recommend \
         record reflect regret remark remember remind reply report request require resolve reveal risk rule satisfy say said see seem \
         sense show sign so sorry specify state stipulate stress submit such suggest suppose sure surprise suspect swear teach tell \
         theory think thought told true understand understood urge verify view vote vow warn warning way wish worry write wrote",
    )
});

/// Whether the first of two verbs ends a clause that is the subject of the second: "what it is is a start", "those who can can
/// help", "the social workers who left left early".
fn ends_a_clause(words: &[Word<'_>], at: usize) -> bool {
    /// How far before the verb its clause can begin, in words.
    const CLAUSE: usize = 6;
    let clause: Vec<&str> = words[..at]
        .iter()
        .rev()
        .take(CLAUSE)
        .take_while(|word| word.is_word() || word.is_number())
        .map(|word| word.lower.as_str())
        .collect();
    let opens = |word: &&str| matches!(*word, "what" | "whatever" | "how" | "where" | "who" | "whoever" | "all");
    let Some(first) = clause.iter().position(opens) else { return false };
    let word = words[at].lower.as_str();
    let be = matches!(word, "is" | "are" | "was" | "were");
    let auxiliary = be || matches!(word, "be" | "been" | "had" | "has" | "have");
    let verb = auxiliary || among("can could did do does may must need should will would", word);
    if first > 0 {
        let open = clause[first];
        let next = words.get(at + 2);
        // "how the money is is spent" has one verb too many.
        let participle = next.is_some_and(|next| {
            next.lower.len() > 4 && (next.lower.ends_with("ed") || next.lower.ends_with("ing"))
                || among(
                    "built done given held kept known made paid put seen sent set spent taken told used",
                    &next.lower,
                )
        });
        let not = next.is_some_and(|next| next.lower == "not");
        // "All it is is a start"; not "all the staff are are told".
        let all = open != "all" || among("it that they we", clause[first - 1]);
        return match word {
            _ if be => all && !participle,
            "do" | "did" | "does" => all && (matches!(open, "what" | "whatever" | "all") || not),
            "has" | "had" | "have" => open == "what" && next.is_some_and(|next| among("been not", &next.lower)),
            _ => false,
        };
    }
    // Right after the word that opens the clause: "those who do do well", "who left left"; not "who has has".
    let open = clause.get(1).is_some_and(|word| {
        matches!(*word, "those" | "all" | "anyone" | "everyone" | "people" | "staff" | "workers" | "children")
    });
    clause[0] != "all" && !auxiliary && (if verb { open } else { !is_little(word) })
}

/// Whether a word is a verb that takes two objects: "gave her her papers".
fn is_giving(word: &str) -> bool {
    const GIVE: &[&str] = &[
        "award", "awarded", "bring", "brought", "deny", "denied", "gave", "give", "given", "gives", "giving",
        "grant", "granted", "hand", "handed", "lend", "lent", "offer", "offered", "offering", "offers", "owe",
        "owed", "paid", "pay", "send", "sending", "sent", "show", "showed", "shown", "taught", "tell", "telling",
        "told", "wish", "wished",
    ];
    GIVE.contains(&word)
}

/// Whether two capitals are the name of a place or of a scheme that can have it.
pub fn is_name(words: &[Word<'_>], at: usize) -> bool {
    const PLACES: &[&str] = &["baden", "bora", "duran", "pago", "sing", "wagga", "walla"];
    let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
    let before = lower(at.checked_sub(1));
    // "The New New Inn": what a name begins with, before it.
    let inn = among("east great little lower new north old royal south upper west", &words[at].lower)
        && words.get(at + 2).is_some_and(|next| next.is_word() && next.is_capital());
    // "The Knock Knock scheme"
    let scheme = words.get(at + 2).is_some_and(|next| {
        among("app campaign club group initiative programme project scheme service team", &next.lower)
    });
    inn || scheme || among("called named", before) || PLACES.contains(&words[at].lower.as_str())
}
