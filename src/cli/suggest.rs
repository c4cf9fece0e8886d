//! Values that an argument may have: shells complete them, and any other is read as well, so that the command itself can say
//! what is near to it.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};

use crate::check;
use crate::editor;
use crate::project::{BUILT_IN, Project};

/// What an argument is likely to be.
#[derive(Debug, Clone, Copy)]
pub enum Suggest {
    /// A rule of `boardpack check`.
    Rule,
    /// A kind of document. Those that a project adds are in no script for a shell.
    Kind,
    /// A kind of which somebody writes reports, or a project.
    New,
    /// What there is a schema of.
    Schema,
}

impl TypedValueParser for Suggest {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values().into_iter().map(|(name, about)| PossibleValue::new(name).help(curled(&about)))))
    }
}

impl Suggest {
    /// The values, each with what it is.
    fn values(self) -> Vec<(&'static str, String)> {
        let kinds = |all: bool| kinds(all).into_iter();
        match self {
            Self::Rule => check::RULES.iter().map(|rule| (rule.name, rule.summary.to_owned())).collect(),
            Self::Kind => kinds(true).collect(),
            Self::New => std::iter::once(("project", "A folder with what papers share".to_owned()))
                .chain(kinds(false))
                .collect(),
            Self::Schema => {
                std::iter::once((editor::PROFILE, "The profile".to_owned())).chain(kinds(true)).collect()
            }
        }
    }
}

/// A text with quotes that end no word of a script.
fn curled(text: &str) -> String {
    let mut marks = ["“", "”"].iter().cycle();
    text.split('"')
        .map(str::to_owned)
        .reduce(|before, after| before + marks.next().unwrap_or(&"") + &after)
        .unwrap_or_default()
}

/// The kinds of document that come with boardpack, or those of them that have reports of their own.
fn kinds(all: bool) -> Vec<(&'static str, String)> {
    let schemas = Project::built_in_schemas();
    let found = BUILT_IN.dirs().filter_map(|folder| {
        let name = folder.path().to_str()?;
        let schema = schemas.iter().find(|schema| schema.kind == name)?;
        (all || schema.content.is_none()).then(|| (name, schema.name.clone()))
    });
    let mut found: Vec<_> = found.collect();
    found.sort();
    found
}
