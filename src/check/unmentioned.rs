//! `unmentioned`: what the data say against the subject and the report keeps silent about.

use crate::check::Rule;
use crate::claims;
use crate::diagnostic::Severity;

/// A measure that moved the wrong way, or lies far from its comparators, and is in no text and in no chart or table of a few.
pub const RULE: Rule = Rule {
    name: "unmentioned",
    severity: Severity::Note,
    summary: "a measure that got worse, or lies far from its comparators, and is in no text, chart or small table",
    explanation: "\
Finds measures of the report's own data that its subject may not like to read of, and that stand in no text of the report
and in no chart or table of five measures at most: one row among more is soon overlooked. It is a note to the author and never keeps a paper from being built.

A measure is noted if it moved the wrong way since the period before by more than the council's tolerance (numbers of
people by more than a twentieth as well); or if the subject is among the worst quarter of the authorities of its region
(of eight at least), or worse than everything under `compare:` by more than a quarter of its value.

Only a report that speaks of two measures at least is read so: one on agency staff alone keeps silent about nothing.

A sentence on others only, \"Absence rose in England\", says nothing of the subject, so that the report is still silent.

For example: the share of experienced social workers fell from 29% to 23.9%, far below the region's 38.9%, and the report
speaks of turnover, vacancies and caseloads only.

Left alone are measures of which nobody knows which way is good, and the numbers behind a rate that the report speaks of.",
    needs_whole: true,
    reads_sentences: false,
    run: |paper| claims::unmentioned(paper.report, paper.narrated),
};
