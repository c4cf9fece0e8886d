//! What a new report needs: found out by the options that were given, or by asking.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::build::REPORTS;
use crate::cli::new::ask::Asker;
use crate::cli::new::named::{Choice, Meant, meant};
use crate::cli::new::report::no_such_kind;
use crate::cli::new::{Arguments, Failure, place, proof, typed};
use crate::diagnostic::{Diagnostics, SourceFile, Span, did_you_mean};
use crate::project::Project;
use crate::project::notice::PUBLISHED;
use crate::project::schema::{FieldSchema, Holds, Schema};
use crate::project::yaml::{self, Content, Text};
use crate::quote;
use crate::skeleton::{Answers, Value};

/// What is being found out of a report, by options or by asking.
pub(super) struct Wanted<'a, 'b, 'c> {
    arguments: &'a Arguments,
    asker: Option<&'b mut (dyn Asker + 'c)>,
    project: &'a Project,
    /// What nobody has said and nobody can be asked: what it is, and the option that says it.
    missing: Vec<(String, String)>,
    /// What was said wrongly, and what to write instead.
    problems: Vec<(String, String)>,
}

impl<'a, 'b, 'c> Wanted<'a, 'b, 'c> {
    /// Nothing is known yet.
    pub(super) fn new(
        arguments: &'a Arguments,
        asker: Option<&'b mut (dyn Asker + 'c)>,
        project: &'a Project,
    ) -> Self {
        Self { arguments, asker, project, missing: Vec::new(), problems: Vec::new() }
    }

    /// The kind of report.
    pub(super) fn kind(&mut self) -> Result<Arc<Schema>, Failure> {
        let mut sink = Diagnostics::default();
        let schemas: Vec<Arc<Schema>> =
            self.project.kinds().iter().filter_map(|kind| self.schema(kind, &mut sink)).collect();
        let written: Vec<&Arc<Schema>> = schemas.iter().filter(|schema| schema.content.is_none()).collect();
        if let Some(kind) = self.arguments.what.as_deref().filter(|what| !what.eq_ignore_ascii_case("report")) {
            let choices: Vec<Choice> = schemas.iter().map(|schema| Choice::kind(schema)).collect();
            match meant(kind, &choices) {
                Meant::One(at) => return with_reports(&schemas[at]),
                Meant::Several(one, other) => {
                    let (one, other) = (&choices[one].name, &choices[other].name);
                    let message = format!("`{kind}` may be `{one}` or `{other}`");
                    return Err(Failure::usage(
                        message,
                        format!("write more of it, such as `boardpack new {one}`"),
                    ));
                }
                Meant::Nothing => {}
            }
            if sink.has_errors() && self.project.kinds().iter().any(|known| known == kind) {
                return Err(Failure::Broken(sink.sorted()));
            }
            let known = written.iter().map(|schema| schema.kind.as_str()).chain(["project"]);
            return Err(no_such_kind(kind, known));
        }
        let Some(asker) = self.asker.as_deref_mut() else {
            let kinds: Vec<&str> = written.iter().map(|schema| schema.kind.as_str()).collect();
            let hint = format!("write one of these after `boardpack new`: {}", kinds.join(", "));
            return Err(Failure::usage("no kind of report is named", hint));
        };
        let choices: Vec<Choice> = written.iter().map(|schema| Choice::kind(schema)).collect();
        let chosen = asker.choose("Which kind of report?", &choices, None)?;
        Ok(Arc::clone(written[chosen]))
    }

    /// The schema of a kind; `None` if it has errors.
    fn schema(&self, kind: &str, sink: &mut Diagnostics) -> Option<Arc<Schema>> {
        let file = SourceFile::new("boardpack new", kind);
        let named = Text { value: kind.to_owned(), span: Span::new(&file, 0..kind.len()) };
        self.project.schema(&named, sink)
    }

    /// All that a report needs before it can be written.
    pub(super) fn answers(&mut self, schema: &Schema, root: &Path, today: NaiveDate) -> Result<Answers, Failure> {
        let mut answers = Answers::default();
        self.set(schema, &mut answers);
        if schema.binds.is_none() {
            answers.title = self.title(schema)?;
            answers.date = self.date(today)?;
            // Whoever is asked need not answer everything first.
            if self.asker.is_some()
                && let Ok(path) = place::path(self.arguments, root, schema, &answers)
                && path.symlink_metadata().is_ok()
            {
                return Err(place::there_already(&path));
            }
        }
        self.committee(schema, &mut answers)?;
        for field in schema.fields.iter().filter(|field| field.required && field.default.is_none()) {
            // What was set wrongly is told already.
            let is_set = |set: &String| set.split_once('=').is_some_and(|(key, _)| key.trim() == field.key);
            if answers.fields.contains_key(&field.key) || self.arguments.set.iter().any(is_set) {
                continue;
            }
            let value = match field.holds {
                Holds::Date => self.other_date(field, answers.date)?,
                Holds::Count => self.count(field)?,
                Holds::Person | Holds::People => self.person(field)?,
                Holds::Paper => self.paper(field, schema)?,
                _ => None,
            };
            answers.fields.extend(value.map(|value| (field.key.clone(), value)));
        }
        if let (Some(Value::Text(published)), Some(meeting)) = (answers.fields.get(PUBLISHED), answers.date) {
            let published = typed::date(published).and_then(|published| before(published, meeting));
            self.read(PUBLISHED, published);
        }
        Ok(answers)
    }

    /// The fields that options give.
    fn set(&mut self, schema: &Schema, answers: &mut Answers) {
        for set in &self.arguments.set {
            let Some((key, value)) = set.split_once('=') else {
                let message = format!("`--set {set}` has no equals sign");
                self.problems.push((
                    message,
                    "write the field, an equals sign and its text: `--set place=\"Committee Room 1\"`".to_owned(),
                ));
                continue;
            };
            let (key, value) = (key.trim(), value.trim());
            if value.is_empty() {
                self.read::<()>(&format!("--set {key}"), Err(typed::nothing("its text after the equals sign")));
                continue;
            }
            let Some(field) = schema.fields.iter().find(|field| field.key == key) else {
                let hint = match key {
                    "title" | "date" => Some(format!("write `--{key}` for it")),
                    key => did_you_mean(key, schema.fields.iter().map(|field| field.key.as_str())),
                };
                let message = format!("{} no field `{key}`", schema.called("has"));
                self.problems.push((message, hint.unwrap_or_default()));
                continue;
            };
            let read = typed::field(value, field, &self.project.profile).and_then(|value| self.there(value, field));
            match read {
                Ok(value) => {
                    answers.fields.insert(key.to_owned(), value);
                }
                Err(why) => {
                    self.read::<()>(&format!("--set {key}"), Err(why));
                }
            }
        }
    }

    /// The path of another report, which has to be there.
    fn there(&self, value: Value, field: &FieldSchema) -> Result<Value, String> {
        let files = &self.project.files;
        match &value {
            Value::Text(path) if matches!(field.holds, Holds::Paper | Holds::Recommendations) => {
                match files.text(path) {
                    Ok(_) => Ok(value),
                    Err(why) => {
                        let hint = files.remedy(path, &why, &["yaml", "yml"], "reports/january.yaml");
                        Err(format!("`{path}` {why}: {hint}"))
                    }
                }
            }
            _ => Ok(value),
        }
    }

    /// The title, where the kind does not make one.
    fn title(&mut self, schema: &Schema) -> Result<Option<String>, Failure> {
        if let Some(title) = &self.arguments.title {
            return Ok(self.read("--title", typed::title(title)));
        }
        if schema.titled.is_some() {
            return Ok(None);
        }
        match self.asker.as_deref_mut() {
            Some(asker) => {
                let project = self.project;
                let fits = |title: &str| proof::title(project, schema, &typed::title(title)?);
                let title = asker.line("Title", None, &fits)?;
                Ok(typed::title(&title).ok())
            }
            None => self.lacks("a title", "--title \"Turnover of social workers\""),
        }
    }

    fn date(&mut self, today: NaiveDate) -> Result<Option<NaiveDate>, Failure> {
        if let Some(date) = &self.arguments.date {
            return Ok(self.read("--date", typed::date(date)));
        }
        match self.asker.as_deref_mut() {
            Some(asker) => {
                let proposal = today.to_string();
                let date = asker.line("Date", Some(&proposal), &|date| typed::date(date).map(|_| ()))?;
                Ok(typed::date(&date).ok())
            }
            None => self.lacks("a date", "--date 2026-01-15"),
        }
    }

    /// The committee that gets the report, in the field for it.
    fn committee(&mut self, schema: &Schema, answers: &mut Answers) -> Result<(), Failure> {
        let profile = &self.project.profile;
        let mut fields = schema.fields.iter().filter(|field| field.holds == Holds::Committee);
        let field = fields.clone().find(|field| field.required).or_else(|| fields.next());
        let Some(field) = field.filter(|field| !answers.fields.contains_key(&field.key)) else {
            if self.arguments.committee.is_some() && field.is_none() {
                let message = format!("{} to no committee", schema.called("goes"));
                self.problems.push((message, "leave `--committee` out".to_owned()));
            }
            return Ok(());
        };
        let value = match (&self.arguments.committee, self.asker.as_deref_mut()) {
            (Some(committee), _) => self.read("--committee", typed::committee(committee, profile)),
            (None, _) if !field.required => None,
            (None, Some(asker)) => Some(ask_committee(asker, field, self.project)?),
            (None, None) => match (profile.committees.keys().next(), profile.committees.len()) {
                (Some(only), 1) => Some(Value::Text(only.clone())),
                (Some(one), _) => {
                    let one = one.clone();
                    self.lacks("a committee", &format!("--committee {one}"))?
                }
                (None, _) => self.lacks("a committee", "--committee \"Children's Services Scrutiny Board\"")?,
            },
        };
        answers.fields.extend(value.map(|value| (field.key.clone(), value)));
        Ok(())
    }

    /// A date of its own that the kind asks for: nobody but the author knows it.
    ///
    /// The last day on which the papers of a meeting may be published can be worked out, and is proposed; any other date is
    /// often that of the report, such as the day of a decision.
    fn other_date(&mut self, field: &FieldSchema, meeting: Option<NaiveDate>) -> Result<Option<Value>, Failure> {
        let meeting_of = meeting.filter(|_| field.key == PUBLISHED);
        let last = meeting_of.map(|meeting| self.project.profile.publish_by(meeting));
        match self.asker.as_deref_mut() {
            Some(asker) => {
                let proposal = last.or(meeting).map(|date| date.to_string());
                let fits = |typed: &str| {
                    let date = typed::date(typed)?;
                    meeting_of.map_or(Ok(()), |meeting| before(date, meeting))
                };
                let date = asker.line(question(field), proposal.as_deref(), &fits)?;
                Ok(typed::date(&date).ok().map(|date| Value::Text(date.to_string())))
            }
            None => {
                let example = last.or(meeting).map_or_else(|| "2026-01-08".to_owned(), |date| date.to_string());
                self.lacks(&format!("`{}`", field.key), &format!("--set {}={example}", field.key))
            }
        }
    }

    /// A number that the kind asks for: no other number may stand there until it is written.
    fn count(&mut self, field: &FieldSchema) -> Result<Option<Value>, Failure> {
        let profile = &self.project.profile;
        match self.asker.as_deref_mut() {
            Some(asker) => {
                let count =
                    asker.line(question(field), None, &|typed| typed::field(typed, field, profile).map(|_| ()))?;
                Ok(typed::field(&count, field, profile).ok())
            }
            None => self.lacks(&format!("`{}`", field.key), &format!("--set {}={}", field.key, field.example)),
        }
    }

    /// A person of the profile; the report can say later who it is.
    fn person(&mut self, field: &FieldSchema) -> Result<Option<Value>, Failure> {
        let people = &self.project.profile.people;
        let only = || people.keys().next().filter(|_| people.len() == 1).map(|key| Value::Text(key.clone()));
        let Some(asker) = self.asker.as_deref_mut().filter(|_| people.len() > 1) else { return Ok(only()) };
        let mut choices: Vec<Choice> = people
            .iter()
            .map(|(key, person)| {
                let parts = [person.name.as_str(), person.title.as_str()];
                let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                Choice::new(key, &person.name, &about)
            })
            .collect();
        choices.push(Choice::new("later", "", "I shall write it into the file"));
        let chosen = asker.choose(question(field), &choices, None)?;
        Ok(people.keys().nth(chosen).map(|key| Value::Text(key.clone())))
    }

    /// Another report of the project, which has to be there.
    fn paper(&mut self, field: &FieldSchema, schema: &Schema) -> Result<Option<Value>, Failure> {
        let binds = schema.binds.as_deref() == Some(field.key.as_str());
        let reports = self.project.files.yaml_files(REPORTS);
        let fits = |report: &&String| !binds || self.is_paged_in(report, &schema.kind);
        let reports: Vec<&String> = reports.iter().filter(fits).collect();
        let choices: Vec<Choice> = reports.iter().map(|report| Choice::new(report, "", "")).collect();
        match (&reports[..], self.asker.as_deref_mut()) {
            ([], _) => {
                let message = format!("{} `{}`, and the project has none", schema.called("needs"), field.key);
                let root = self.arguments.path.is_some().then(|| place::root(self.arguments)).flatten();
                let place = root.map_or_else(String::new, |root| format!(" {}", quote::path(&root)));
                let hint = if binds {
                    format!("make one first, with `boardpack new agenda{place}`")
                } else {
                    format!("make that report first, with `boardpack new report{place}`")
                };
                Err(Failure::usage(message, hint))
            }
            ([only], _) => Ok(Some(Value::Text((*only).clone()))),
            (_, Some(asker)) => {
                let chosen = asker.choose(question(field), &choices, None)?;
                Ok(reports.get(chosen).map(|report| Value::Text((*report).clone())))
            }
            ([one, ..], None) => {
                let example = format!("--set {}={}", field.key, quote::path(Path::new(one)));
                self.lacks(&format!("`{}`", field.key), &example)
            }
        }
    }

    /// Whether a report is of a kind whose papers a pack of that kind binds.
    fn is_paged_in(&self, report: &str, pack: &str) -> bool {
        let kind = || {
            let root = yaml::read(&self.project.files.text(report).ok()?).ok()?;
            let Content::Map(entries) = root.content else { return None };
            let (_, node) = entries.into_iter().find(|(key, _)| key.value == "template")?;
            let Content::Text(kind) = node.content else { return None };
            self.schema(&kind, &mut Diagnostics::default())
        };
        kind().is_some_and(|schema| schema.paged_in.as_deref() == Some(pack))
    }

    /// The value of an option, unless something is wrong with it.
    fn read<T>(&mut self, option: &str, value: Result<T, String>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(why) => {
                self.problems.push(typed::problem(option, &why));
                None
            }
        }
    }

    /// Notes that something is missing.
    fn lacks<T>(&mut self, what: &str, option: &str) -> Result<Option<T>, Failure> {
        self.missing.push((what.to_owned(), option.to_owned()));
        Ok(None)
    }

    /// Says everything that is missing or wrong at once.
    pub(super) fn finish(self, schema: &Schema) -> Result<(), Failure> {
        let mut problems = self.problems;
        if !self.missing.is_empty() {
            let (what, options): (Vec<String>, Vec<String>) = self.missing.into_iter().unzip();
            let what = match what.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, others)) => format!("{} and {last}", others.join(", ")),
                None => String::new(),
            };
            problems.push((format!("{} {what}", schema.called("needs")), format!("add `{}`", options.join(" "))));
        }
        if problems.is_empty() { Ok(()) } else { Err(Failure::Usage(problems)) }
    }
}

/// A kind of which somebody writes reports; another shows those in another form.
fn with_reports(schema: &Arc<Schema>) -> Result<Arc<Schema>, Failure> {
    let Some(content) = &schema.content else { return Ok(Arc::clone(schema)) };
    let (kind, content) = (&schema.kind, &content.value);
    let message = format!("`{kind}` shows the reports of `{content}` in another form");
    let hint = format!("make a report with `boardpack new {content}`: its file says `also: {kind}`");
    Err(Failure::usage(message, hint))
}

/// Whether papers are published before their meeting.
fn before(published: NaiveDate, meeting: NaiveDate) -> Result<(), String> {
    if published < meeting {
        return Ok(());
    }
    Err(format!("`{published}` is not before the meeting: write a day before {meeting}"))
}

/// Asks for a committee: one of the profile's, or another in words.
fn ask_committee(asker: &mut dyn Asker, field: &FieldSchema, project: &Project) -> Result<Value, Failure> {
    let committees = &project.profile.committees;
    if !committees.is_empty() {
        let mut choices: Vec<Choice> = committees.iter().map(|(key, name)| Choice::new(key, name, name)).collect();
        choices.push(Choice::new("another", "", "one that is not in `council.yaml`"));
        let only = (committees.len() == 1).then_some(0);
        let chosen = asker.choose(question(field), &choices, only)?;
        if let Some(key) = committees.keys().nth(chosen) {
            return Ok(Value::Text(key.clone()));
        }
    }
    let name =
        asker.line("Name of the committee", None, &|name| typed::committee(name, &project.profile).map(|_| ()))?;
    typed::committee(&name, &project.profile).map_err(|_| Failure::Stopped)
}

/// What to ask for a field: the sentence for its author, without what concerns the file.
fn question(field: &FieldSchema) -> &str {
    field.doc.split(';').next().unwrap_or_default().trim_end_matches('.')
}
