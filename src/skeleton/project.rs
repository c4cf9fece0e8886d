//! A new project: its profile, with everything that a council decides once for all its papers.

use crate::skeleton::names::slug;
use crate::skeleton::page::scalar;

/// What git leaves out of a project: papers are made from it, and are no part of it.
pub const IGNORED: &str = "# Papers that boardpack has made from the reports.\n/out/\n\n\
                           # What editors are told of the files here; `boardpack schema --write` makes it anew.\n/.boardpack/\n";

/// What stands in the folder for data files of a new project.
pub const ABOUT_DATA: &str = "\
Data files go into this folder: the DfE's statistics as downloaded (CSV), tables of your own (CSV, XLSX or ODS), the
council's census return (XML). A report names the ones that it uses:

    data:
      workforce: data/workforce.csv

`boardpack data .` in the project's folder lists what its data have.
";

/// The profile as it is before anything is known, with words in the place of what is.
const PROFILE: &str = include_str!("council.yaml");

/// A council that has no project yet.
#[derive(Debug)]
pub struct NewCouncil {
    name: String,
    committee: String,
}

impl NewCouncil {
    /// The committee of a project for which nobody has named one.
    pub const COMMITTEE: &'static str = "Overview and Scrutiny Committee";

    /// A council with the committee that gets most of its papers.
    pub fn new(name: &str, committee: &str) -> Self {
        Self { name: name.to_owned(), committee: committee.to_owned() }
    }

    /// Its profile in YAML, after the comment by which an editor knows its keys.
    pub fn yaml(&self, editor_comment: &str) -> String {
        let key = Some(slug(&self.committee)).filter(|key| key.starts_with(|one: char| one.is_ascii_lowercase()));
        let key = key.unwrap_or_else(|| "committee".to_owned());
        let rest = PROFILE
            .replace("COUNCIL_NAME", &scalar(&self.name))
            .replace("COMMITTEE_KEY", &key)
            .replace("COMMITTEE_NAME", &scalar(&self.committee));
        format!("{editor_comment}\n{rest}")
    }
}
