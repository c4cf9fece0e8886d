//! boardpack makes committee papers from workforce data and YAML narrative: accessible PDF in the council's own form,
//! and no false sentence leaves the building.
//!
//! A report passes through one stage after the other; each has a module of its own and uses only those before it:
//!
//! 1. [`project`] reads the council's profile and the report, with positions, and finds every mistake in them;
//! 2. [`data`] reads data files into datasets of observations and tables;
//! 3. [`facts`] makes figures of observations, each with where it comes from, and decides what may be said of them;
//! 4. [`chart`] draws charts and describes them in words;
//! 5. [`narrative`] renders the texts and puts everything together into a document;
//!    [`appendix`] binds in PDF files from elsewhere;
//! 6. [`claims`] reads the prose as its reader will and holds it against the data;
//! 7. [`trace`] says of every figure where it comes from and where it stands;
//! 8. [`typeset`] lays the document out with the template of its kind;
//! 9. [`publish`] writes the PDF.
//!
//! [`mod@diff`] says what differs between the papers of two versions.
//!
//! [`check`] reads the narrated text again with rules that need no data; only `boardpack check` runs them.
//!
//! What is exempt from publication is taken out between [`facts`] and [`chart`], where an [`edition`] is made of a report.
//!
//! A report that refers to another one finds it on the [`shelf`], and a [`pack`] binds an agenda with its papers.
//!
//! [`skeleton`] writes the report that an author begins with.
//!
//! An [`editor`] is told what may be written, by the forms that [`project`] reads files with.
//!
//! [`quantity`] has the words that all stages share: values, units, periods and how a council writes them.
//! [`build`] reads the same way, and says by way of [`progress`] how far it is. What goes wrong on the way is a [`diagnostic`] that points into the user's own file.

pub mod appendix;
pub mod build;
pub mod cache;
pub mod chart;
pub mod check;
pub mod claims;
pub mod cli;
pub mod colour;
pub mod data;
pub mod diagnostic;
pub mod diff;
pub mod edition;
pub mod editor;
pub mod facts;
pub mod fonts;
pub mod narrative;
pub mod pack;
pub mod progress;
pub mod project;
pub mod publish;
pub mod quantity;
mod quote;
pub mod shelf;
pub mod skeleton;
pub mod trace;
pub mod typeset;
pub mod watch;
pub mod workers;
