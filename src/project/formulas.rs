//! Figures that are computed from others: sums, shares, means, differences, ratios.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::enumerated;
use crate::project::exhibit::{PeriodsEntry, periods};
use crate::project::read::{self, Keys};
use crate::project::sources::{basis, texts};
use crate::project::yaml::{Content, Node, Text};
use crate::quantity::basis::Basis;

/// How a figure is computed; an input is the name of a figure of the report or of a measure of the subject.
#[derive(Debug, Clone)]
pub enum Formula {
    /// All of them together.
    Sum {
        /// The inputs.
        of: Vec<Text>,
        /// What percentages are all shares of, in words.
        whole: Option<Text>,
    },
    /// Their mean.
    Mean {
        /// The inputs.
        of: Vec<Text>,
    },
    /// The mean of a measure over periods.
    MeanOver {
        /// The measure.
        measure: Text,
        /// The periods.
        over: PeriodsEntry,
        /// The area, if it is not the subject.
        area: Option<Text>,
        /// FTE or headcount, where it is not the subject's.
        basis: Option<Basis>,
        /// The dataset, if more than one has the measure.
        data: Option<Text>,
    },
    /// The first less the second.
    Difference {
        /// From what is taken away.
        of: Text,
        /// What is taken away.
        less: Text,
    },
    /// A part of a whole, in per cent.
    Share {
        /// The part.
        part: Text,
        /// The whole.
        of: Text,
    },
    /// How much of one comes to each of the other.
    Ratio {
        /// What is divided.
        of: Text,
        /// What it is divided by.
        to: Text,
        /// What the result counts, where that does not follow.
        unit: Option<Text>,
    },
}

/// The keys that say how a figure is computed.
pub const FORMULAS: [&str; 5] = ["sum", "mean", "difference", "share", "ratio"];

impl Formula {
    /// Reads the formula of a figure; `None` with a word in the sink if it has none that can be read.
    pub(super) fn read(keys: &mut Keys<'_>, sink: &mut Diagnostics) -> Option<Self> {
        let text = |keys: &mut Keys<'_>, key: &str, sink: &mut Diagnostics| {
            keys.optional(key, sink).and_then(|node| read::text(node, sink))
        };
        let required = |keys: &mut Keys<'_>, key: &str, sink: &mut Diagnostics| {
            keys.required(key, sink).and_then(|node| read::text(node, sink))
        };
        let kind = FORMULAS.into_iter().find(|kind| keys.has(kind))?;
        match kind {
            "sum" => {
                let of = keys.optional("sum", sink).and_then(|node| several(node, "sum", sink));
                let whole = text(keys, "whole", sink);
                Some(Self::Sum { of: of?, whole })
            }
            "mean" if keys.has("over") => {
                let measure = required(keys, "mean", sink);
                let over = keys.optional("over", sink).and_then(|node| periods(node, sink));
                let area = text(keys, "area", sink);
                let basis = basis(keys, sink);
                let data = text(keys, "data", sink);
                Some(Self::MeanOver { measure: measure?, over: over?, area, basis, data })
            }
            "mean" => {
                let node = keys.optional("mean", sink)?;
                if !matches!(node.content, Content::List(_)) {
                    let name = read::text(node, sink)?;
                    sink.push(
                        Diagnostic::error(
                            format!("nothing says over what `{}` is averaged", name.value),
                            &name.span,
                        )
                        .hint("add `over: 2018..2021`, or name several figures: `mean: [first, second]`"),
                    );
                    return None;
                }
                Some(Self::Mean { of: several(node, "mean", sink)? })
            }
            "difference" => {
                let node = keys.optional("difference", sink)?;
                let two: Result<[Text; 2], Vec<Text>> = texts(Some(node), sink).try_into();
                match two {
                    Ok([of, less]) => Some(Self::Difference { of, less }),
                    Err(named) => {
                        if let Some(told) = listed(&named) {
                            sink.push(told);
                        } else if !named.is_empty() {
                            sink.push(
                                Diagnostic::error(
                                    format!("a difference is between two figures, not {}", named.len()),
                                    &node.span,
                                )
                                .hint("write `difference: [first, second]`: the first less the second"),
                            );
                        }
                        None
                    }
                }
            }
            "share" => {
                let part = text(keys, "share", sink);
                let of = required(keys, "of", sink);
                Some(Self::Share { part: part?, of: of? })
            }
            _ => {
                let of = text(keys, "ratio", sink);
                let to = required(keys, "to", sink);
                let unit = text(keys, "unit", sink);
                Some(Self::Ratio { of: of?, to: to?, unit })
            }
        }
    }

    /// The dataset that it names.
    pub fn data(&self) -> Option<&Text> {
        match self {
            Self::MeanOver { data, .. } => data.as_ref(),
            _ => None,
        }
    }

    /// The names that it is computed from.
    pub fn inputs(&self) -> Vec<&Text> {
        match self {
            Self::Sum { of, .. } | Self::Mean { of } => of.iter().collect(),
            Self::MeanOver { .. } => Vec::new(),
            Self::Difference { of, less: other }
            | Self::Share { part: of, of: other }
            | Self::Ratio { of, to: other, .. } => {
                vec![of, other]
            }
        }
    }
}

/// Two inputs at least.
fn several(node: &Node, what: &str, sink: &mut Diagnostics) -> Option<Vec<Text>> {
    let named = texts(Some(node), sink);
    if named.len() == 1 && read::items(node).len() == 1 {
        sink.push(listed(&named).unwrap_or_else(|| {
            Diagnostic::error(format!("a {what} of one figure"), &node.span)
                .hint(format!("write `{what}: [first, second]`, with the names of figures"))
        }));
    }
    (named.len() > 1).then_some(named)
}

/// What is wrong with `permanent, agency`, where a list of inputs is meant.
fn listed(named: &[Text]) -> Option<Diagnostic> {
    let [text] = named else { return None };
    enumerated::told("figure", text, enumerated::key)
}
