//! `--for-each`: whom reports are made for, where the command line says so and not the report.

use crate::build::Unusable;
use crate::project::subjects::ForEach;

/// Whom reports are made for.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Make one paper of each report for each of these: `areas of West Midlands`, `all areas`, `neighbours of Coventry`, or
    /// the name of an area; may be given more than once. Goes before the report's own subject and `for-each`.
    #[arg(long, value_name = "AREAS")]
    for_each: Vec<String>,

    /// What these papers are called, such as `workforce-{area}-{period}` [default: `{report}-{area}`].
    #[arg(long, value_name = "PATTERN")]
    name: Option<String>,
}

impl Arguments {
    /// What the command line says; `None` if it leaves it to the reports.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&self) -> Result<Option<ForEach>, Unusable> {
        if self.for_each.is_empty() {
            return match &self.name {
                None => Ok(None),
                Some(_) => Err(Unusable {
                    message: "`--name` needs `--for-each`: it says what the papers of several areas are called".to_owned(),
                    hint: "write both, as in `--for-each \"areas of West Midlands\" --name \"{report}-{area}\"`, or leave `--name` out"
                        .to_owned(),
                }),
            };
        }
        ForEach::of_command_line(&self.for_each, self.name.as_deref()).map(Some).map_err(|problem| {
            Unusable::of_option(&problem).unwrap_or_else(|| Unusable {
                message: format!("{} in `--for-each`", problem.message),
                hint: problem.hints.join("; "),
            })
        })
    }
}
