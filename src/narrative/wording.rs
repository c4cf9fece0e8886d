//! Wording: whether two texts say the same in the same words, and if not, which words differ.

use crate::narrative::document::{Change, ChangeKind};

/// How many words are compared one by one; of longer texts all that differs counts as one change.
const MOST_COMPARED: usize = 1_500;

/// How many unchanged words are shown before and after a change.
const AROUND: usize = 7;

/// Whether two texts have the same words: how quotation marks, dashes and blanks are typed, what stands at the very end
/// and whether the first letter is a capital does not count.
pub fn same(one: &str, other: &str) -> bool {
    keys(one) == keys(other)
}

/// The same for a resolution and what was recommended: the verb may have another form, "notes" for "note".
pub fn resolves(recommended: &str, resolved: &str) -> bool {
    keys(&as_recommended(recommended, resolved)) == keys(recommended)
}

/// A resolution with its first word as the recommendation has it, where only the form of the verb differs.
pub fn as_recommended(recommended: &str, resolved: &str) -> String {
    let (Some(verb), Some(form)) = (split(recommended).first().copied(), split(resolved).first().copied()) else {
        return resolved.to_owned();
    };
    let (lower, other) = (verb.to_lowercase(), form.to_lowercase());
    let forms = [format!("{lower}s"), format!("{lower}es"), format!("{lower}d"), format!("{lower}ed")];
    if forms.contains(&other) { resolved.replacen(form, verb, 1) } else { resolved.to_owned() }
}

/// How alike two texts are, from 0 to 1: the share of their words that stand in both in the same order.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (keys(one), keys(other));
    let kept = steps(&one, &other).iter().filter(|step| matches!(step, Step::Keep)).count();
    let all = one.len() + other.len();
    if all == 0 { 1.0 } else { 2.0 * as_float(kept) / as_float(all) }
}

/// The first words that differ, each with those right before it: what the first text has, what the second one has.
pub fn first_difference(one: &str, other: &str) -> (String, String) {
    let (words, others) = (split(one), split(other));
    let all = steps(&keys(one), &keys(other));
    let start = all.iter().position(|step| !matches!(step, Step::Keep)).unwrap_or(all.len());
    let end = all.iter().skip(start).position(|step| matches!(step, Step::Keep)).map_or(all.len(), |at| start + at);
    let before = start.saturating_sub(1);
    let of = |words: &[&str], leaves: Step| {
        let count = all[start..end].iter().filter(|step| **step == leaves).count();
        let to = (start + count).min(words.len());
        words.get(before.min(to)..to).unwrap_or_default().join(" ")
    };
    (of(&words, Step::Delete), of(&others, Step::Insert))
}

/// What was changed from one text to the other, with a few of the words around each change.
pub fn changes(one: &str, other: &str) -> Vec<Change> {
    let (words, others) = (split(one), split(other));
    let mut steps = steps(&keys(one), &keys(other));
    join_near(&mut steps);
    let (mut words, mut others) = (words.into_iter(), others.into_iter());
    let mut runs: Vec<(ChangeKind, Vec<&str>)> = Vec::new();
    for step in &steps {
        let (kind, word) = match step {
            Step::Keep => (ChangeKind::Kept, words.next().and(others.next())),
            Step::Delete => (ChangeKind::Deleted, words.next()),
            Step::Insert => (ChangeKind::Inserted, others.next()),
        };
        let word = word.unwrap_or_default();
        match runs.last_mut() {
            Some((last, words)) if *last == kind => words.push(word),
            _ => runs.push((kind, vec![word])),
        }
    }
    let last = runs.len().saturating_sub(1);
    let shown = runs.into_iter().enumerate().map(|(at, (kind, words))| Change {
        kind,
        text: if kind == ChangeKind::Kept { shortened(&words, at == 0, at == last) } else { words.join(" ") },
    });
    shown.collect()
}

/// Unchanged words: those next to a change, and an ellipsis for the others.
fn shortened(words: &[&str], first: bool, last: bool) -> String {
    let head = if first { 0 } else { AROUND };
    let tail = if last { 0 } else { AROUND };
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let start = words[..head].join(" ");
    let end = words[words.len() - tail..].join(" ");
    [start.as_str(), "…", end.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What leads from one text to the other, word by word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Keep,
    Delete,
    Insert,
}

/// The steps from one text to the other; of neighbouring changes deletions come first.
fn steps(one: &[String], other: &[String]) -> Vec<Step> {
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (rest, others) = (&one[start..], &other[start..]);
    let end = rest.iter().rev().zip(others.iter().rev()).take_while(|(one, other)| one == other).count();
    let (middle, others) = (&rest[..rest.len() - end], &others[..others.len() - end]);
    let mut steps = vec![Step::Keep; start];
    if middle.len() > MOST_COMPARED || others.len() > MOST_COMPARED {
        steps.extend(vec![Step::Delete; middle.len()]);
        steps.extend(vec![Step::Insert; others.len()]);
    } else {
        compare(middle, others, &mut steps);
    }
    steps.extend(vec![Step::Keep; end]);
    steps
}

/// The longest common sequence of words, as steps.
fn compare(one: &[String], other: &[String], steps: &mut Vec<Step>) {
    let width = other.len() + 1;
    let mut common = vec![0_u32; (one.len() + 1) * width];
    for at in (0..one.len()).rev() {
        for to in (0..other.len()).rev() {
            common[at * width + to] = if one[at] == other[to] {
                common[(at + 1) * width + to + 1] + 1
            } else {
                common[(at + 1) * width + to].max(common[at * width + to + 1])
            };
        }
    }
    let (mut at, mut to) = (0, 0);
    let mut inserted = 0;
    while at < one.len() || to < other.len() {
        if at < one.len() && to < other.len() && one[at] == other[to] {
            steps.extend(vec![Step::Insert; inserted]);
            inserted = 0;
            steps.push(Step::Keep);
            (at, to) = (at + 1, to + 1);
        } else if to == other.len()
            || (at < one.len() && common[(at + 1) * width + to] >= common[at * width + to + 1])
        {
            steps.push(Step::Delete);
            at += 1;
        } else {
            inserted += 1;
            to += 1;
        }
    }
    steps.extend(vec![Step::Insert; inserted]);
}

/// One or two words that happen to stand in both texts between two changes are part of one change: nobody can read
/// words of which every other one is struck out.
fn join_near(steps: &mut Vec<Step>) {
    let mut joined: Vec<Step> = Vec::with_capacity(steps.len());
    let mut at = 0;
    while at < steps.len() {
        let kept = steps[at..].iter().take_while(|step| **step == Step::Keep).count();
        let between = at > 0 && at + kept < steps.len();
        if kept > 2 || (kept > 0 && !between) {
            joined.extend(vec![Step::Keep; kept]);
            at += kept;
            continue;
        }
        // A stretch of changes up to the next that is left alone.
        let mut deleted = 0;
        let mut inserted = 0;
        while at < steps.len() {
            let kept = steps[at..].iter().take_while(|step| **step == Step::Keep).count();
            if kept > 2 || at + kept == steps.len() {
                break;
            }
            deleted += kept;
            inserted += kept;
            at += kept;
            match steps[at] {
                Step::Delete => deleted += 1,
                _ => inserted += 1,
            }
            at += 1;
        }
        joined.extend(vec![Step::Delete; deleted]);
        joined.extend(vec![Step::Insert; inserted]);
    }
    *steps = joined;
}

fn split(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The words of a text as they are compared.
fn keys(text: &str) -> Vec<String> {
    let mut words: Vec<String> = split(text).into_iter().map(key).collect();
    if let Some(first) = words.first_mut() {
        let mut letters = first.chars();
        *first = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    }
    if let Some(last) = words.last_mut() {
        last.truncate(last.trim_end_matches(['.', ';', ':', ',']).len());
    }
    words
}

fn key(word: &str) -> String {
    word.chars()
        .map(|one| match one {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' | '‑' => '-',
            other => other,
        })
        .collect()
}

fn as_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(one: &str, other: &str) -> String {
        let mut shown = Vec::new();
        for change in changes(one, other) {
            shown.push(match change.kind {
                ChangeKind::Kept => change.text,
                ChangeKind::Deleted => format!("[-{}-]", change.text),
                ChangeKind::Inserted => format!("[+{}+]", change.text),
            });
        }
        shown.join(" ")
    }

    #[test]
    fn typography_is_no_wording() {
        for (one, other) in [
            ("Note the Council's plan.", "note the Council’s  plan"),
            ("Agree \"plan\" – soon;", "Agree “plan” - soon"),
        ] {
            assert!(same(one, other), "{one}");
        }
        for (one, other) in [
            ("Note the plan", "Note a plan"),
            ("Note 5.1", "Note 51"),
            ("the Report", "the report"),
            ("a b", "a b c"),
        ] {
            assert!(!same(one, other), "{one}");
        }
    }

    #[test]
    fn a_resolution_may_have_another_form_of_the_verb() {
        for (recommended, resolved) in
            [("Note the plan", "notes the plan."), ("Agree the plan", "Agreed the plan"), ("Note it", "note it")]
        {
            assert!(resolves(recommended, resolved), "{resolved}");
        }
        assert!(!resolves("Note the plan", "notes a plan") && !resolves("Note the plan", "Agrees the plan"));
    }

    #[test]
    fn what_was_changed_stands_between_what_was_not() {
        for (one, other, wanted) in [
            ("Report in September 2018.", "Report in June 2018.", "Report in [-September-] [+June+] 2018."),
            ("Note the report", "Note the report and the plan", "Note the report [+and the plan+]"),
            ("Note the report and the plan", "Note the report", "Note the report [-and the plan-]"),
            ("Note this", "Reject that", "[-Note this-] [+Reject that+]"),
            ("a one b two c three d", "a 1 b 2 c 3 d", "a [-one b two c three-] [+1 b 2 c 3+] d"),
            (
                "one two three four five six seven eight nine ten old",
                "one two three four five six seven eight nine ten new",
                "… four five six seven eight nine ten [-old-] [+new+]",
            ),
            ("", "new", "[+new+]"),
        ] {
            assert_eq!(shown(one, other), wanted);
        }
    }

    #[test]
    fn the_first_difference_is_told_with_the_word_before_it() {
        let first = |one, other| first_difference(one, other);
        assert_eq!(first("Note the plan now", "Note the draft now"), ("the plan".into(), "the draft".into()));
        assert_eq!(first("Note the plan", "Note the plan again"), ("plan".into(), "plan again".into()));
        assert_eq!(first("Note", "Agree"), ("Note".into(), "Agree".into()));
    }

    #[test]
    fn alike_is_what_has_most_words_in_common() {
        assert!(
            likeness("Receive a report in September on the scheme", "Receive a report in June on the scheme") > 0.8
        );
        assert!(likeness("Receive a report in September", "Thank officers formally for the progress") < 0.4);
    }
}
