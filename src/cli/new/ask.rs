//! Asking: questions on a terminal, behind a trait so that a conversation can be tested without one.

use std::io::{BufRead, IsTerminal, Write, stderr, stdin};

use crate::cli::new::named::{Choice, Meant, meant};
use crate::cli::say;

/// Whoever is asked does not want to go on, or has gone away.
#[derive(Debug)]
pub struct Stopped;

/// How to get out of the questions.
const LEAVE: &str = "Ctrl-C stops; nothing is written before the last answer.";

/// Says what is wrong with an answer, so that the question is asked again.
pub type Check<'a> = &'a dyn Fn(&str) -> Result<(), String>;

/// Somebody who can be asked.
pub trait Asker {
    /// Asks for a line; `proposal` is what an empty answer means.
    fn line(&mut self, question: &str, proposal: Option<&str>, check: Check<'_>) -> Result<String, Stopped>;

    /// Shows something before a question.
    fn show(&mut self, text: &str);

    /// Asks for one of several, each with a name and what it is; returns its place.
    ///
    /// They are numbered, and an answer is a number or a name: a list that is walked with arrow keys cannot be read aloud,
    /// and leaves the terminal without a cursor if it is interrupted.
    fn choose(&mut self, question: &str, choices: &[Choice], proposal: Option<usize>) -> Result<usize, Stopped> {
        let list = listed(question, choices);
        let proposal = proposal.map(|at| (at + 1).to_string());
        self.show(&list);
        loop {
            let answer = self.line("Number or name", proposal.as_deref(), &|_| Ok(()))?;
            match chosen(&answer, choices) {
                Ok(at) => return Ok(at),
                // A long list may have left the screen by now; what is wrong stands below it, where it is seen.
                Err(why) => self.show(&format!("\n{list}{}", objected(&why))),
            }
        }
    }
}

/// What is said of an answer that does not fit, with the way out: an empty line is a slip more often than a wish to stop.
fn objected(why: &str) -> String {
    format!("  {why}\n  {LEAVE}\n")
}

/// A question with its numbered choices, in lines that fit any terminal.
fn listed(question: &str, choices: &[Choice]) -> String {
    const WIDTH: usize = 79;
    let widest = choices.iter().map(|choice| choice.name.chars().count()).max().unwrap_or_default();
    let column = widest + 8;
    let mut list = format!("{question}\n");
    for (at, Choice { name, about, .. }) in choices.iter().enumerate() {
        let mut line = format!("  {:>2}  {name:widest$} ", at + 1);
        let mut length = column - 1;
        for word in about.split_whitespace() {
            if length + 1 + word.chars().count() > WIDTH && length >= column {
                line.push_str(&format!("\n{:width$}", "", width = column - 1));
                length = column - 1;
            }
            line.push(' ');
            line.push_str(word);
            length += 1 + word.chars().count();
        }
        list.push_str(line.trim_end());
        list.push('\n');
    }
    list
}

/// The choice that an answer means: its number, its name or title, or the only one that begins so.
fn chosen(answer: &str, choices: &[Choice]) -> Result<usize, String> {
    let answer = answer.trim();
    if let Ok(number) = answer.parse::<usize>()
        && (1..=choices.len()).contains(&number)
    {
        return Ok(number - 1);
    }
    let what = format!("write a number from 1 to {}, or a name", choices.len());
    match meant(answer, choices) {
        Meant::One(at) => Ok(at),
        Meant::Several(one, other) => {
            Err(format!("that may be {} or {}: write more of it", choices[one].name, choices[other].name))
        }
        Meant::Nothing if answer.is_empty() => Err(format!("nothing is chosen yet: {what}")),
        Meant::Nothing => Err(format!("`{answer}` is not in the list: {what}")),
    }
}

/// A person at a terminal.
#[derive(Debug)]
pub struct Terminal {
    /// Whether it has been said how to get out of the questions.
    told: bool,
}

impl Terminal {
    /// The person at the terminal, if there is one who reads what is asked and can answer.
    pub fn attended() -> Option<Self> {
        (stdin().is_terminal() && stderr().is_terminal()).then_some(Self { told: false })
    }

    /// Says once how to get out of the questions.
    fn tell(&mut self) {
        if !std::mem::replace(&mut self.told, true) {
            say(&mut stderr(), &format!("{LEAVE}\n\n"));
        }
    }
}

impl Asker for Terminal {
    fn line(&mut self, question: &str, proposal: Option<&str>, check: Check<'_>) -> Result<String, Stopped> {
        self.tell();
        ask(&mut stdin().lock(), &mut stderr(), question, proposal, check)
    }

    fn show(&mut self, text: &str) {
        self.tell();
        say(&mut stderr(), text);
    }
}

/// Asks for a line until there is one that fits. The terminal itself lets people edit it, and ends at Ctrl-D; nothing is
/// written that moves the cursor.
fn ask(
    answers: &mut dyn BufRead,
    questions: &mut dyn Write,
    question: &str,
    proposal: Option<&str>,
    check: Check<'_>,
) -> Result<String, Stopped> {
    let proposed = proposal.map_or_else(String::new, |proposal| format!(" [{proposal}]"));
    loop {
        say(questions, &format!("{question}{proposed}: "));
        let mut line = Vec::new();
        let read = answers.read_until(b'\n', &mut line).map_err(|_| Stopped)?;
        if read == 0 {
            // What is said next begins on a line of its own.
            say(questions, "\n");
            return Err(Stopped);
        }
        let answer = String::from_utf8_lossy(&line);
        let answer = answer.trim_end_matches(['\n', '\r']);
        let answer = proposal.filter(|_| answer.trim().is_empty()).unwrap_or(answer);
        match check(answer) {
            Ok(()) => return Ok(answer.to_owned()),
            Err(objection) => say(questions, &objected(&objection)),
        }
    }
}

#[cfg(test)]
pub mod testing {
    //! Somebody who answers what was written down before.

    use std::collections::VecDeque;

    use super::{Asker, Check, Stopped};

    /// Answers one after the other; keeps what was asked and what was said of wrong answers.
    #[derive(Debug, Default)]
    pub struct Scripted {
        answers: VecDeque<String>,
        /// The conversation, a line a question, an answer or an objection.
        pub heard: Vec<String>,
    }

    impl Scripted {
        pub fn new(answers: &[&str]) -> Self {
            Self { answers: answers.iter().map(|answer| (*answer).to_owned()).collect(), heard: Vec::new() }
        }

        pub fn all_used(&self) -> bool {
            self.answers.is_empty()
        }
    }

    impl Asker for Scripted {
        fn line(&mut self, question: &str, proposal: Option<&str>, check: Check<'_>) -> Result<String, Stopped> {
            self.heard.push(match proposal {
                Some(proposal) => format!("{question} [{proposal}]"),
                None => question.to_owned(),
            });
            loop {
                let answer = self.answers.pop_front().ok_or(Stopped)?;
                let answer = proposal.filter(|_| answer.is_empty()).map_or(answer, str::to_owned);
                match check(&answer) {
                    Ok(()) => return Ok(answer),
                    Err(objection) => self.heard.push(format!("! {objection}")),
                }
            }
        }

        fn show(&mut self, text: &str) {
            self.heard.extend(text.lines().map(str::to_owned));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::Scripted;
    use super::{Asker, Choice, LEAVE, ask, chosen};

    /// What is said to somebody who types this, and what comes of it.
    fn conversation(typed: &str, proposal: Option<&str>) -> (Option<String>, String) {
        let mut said = Vec::new();
        let check = |answer: &str| if answer.is_empty() { Err("write at least a word".to_owned()) } else { Ok(()) };
        let answer = ask(&mut typed.as_bytes(), &mut said, "Title", proposal, &check).ok();
        (answer, String::from_utf8(said).expect("text"))
    }

    #[test]
    fn an_empty_answer_is_explained_and_the_end_of_the_input_ends_the_questions() {
        let (answer, said) = conversation("\r\nTŷ\r\n", None);
        let asked = format!("Title:   write at least a word\n  {LEAVE}\nTitle: ");
        assert_eq!((answer.as_deref(), said), (Some("Tŷ"), asked));
        let (answer, said) = conversation("\n", Some("Draft"));
        assert_eq!((answer.as_deref(), said.as_str()), (Some("Draft"), "Title [Draft]: "));
        assert_eq!(conversation("", None), (None, "Title: \n".to_owned()));
    }

    #[test]
    fn a_choice_is_a_number_a_name_or_its_beginning() {
        let choices = ["minutes", "minute-item", "pack"].map(|name| Choice::new(name, "", ""));
        for (answer, at) in [("1", 0), ("Minutes", 0), ("minute i", 1), (" 3 ", 2), ("pa", 2)] {
            assert_eq!(chosen(answer, &choices), Ok(at), "{answer}");
        }
        for answer in ["", "0", "4", "min", "agenda"] {
            assert!(chosen(answer, &choices).is_err(), "{answer}");
        }
    }

    #[test]
    fn whoever_chooses_wrongly_sees_the_list_again_and_how_to_stop() {
        let choices = ["minutes", "pack"].map(|name| Choice::new(name, "", "A."));
        let mut asker = Scripted::new(&["", "agenda", "2"]);
        assert_eq!(asker.choose("Which?", &choices, None).ok(), Some(1));
        let list = "Which?\n   1  minutes  A.\n   2  pack     A.\nNumber or name";
        let again = |why: &str| {
            let list = list.replace("Number", &format!("  {why}\n  {LEAVE}\nNumber"));
            format!("\n\n{list}")
        };
        let heard = [
            list.to_owned(),
            again("nothing is chosen yet: write a number from 1 to 2, or a name"),
            again("`agenda` is not in the list: write a number from 1 to 2, or a name"),
        ];
        assert_eq!(asker.heard.join("\n"), heard.concat());
        // The end of the input is no answer.
        assert!(Scripted::new(&["agenda"]).choose("Which?", &choices, None).is_err());
    }
}
