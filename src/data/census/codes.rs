//! The code lists of a census return, in words.
//!
//! Origins and destinations are as in the schema with which the Department for Education checks returns, reasons and
//! roles as in its guide; the words are ours.

/// A code list: the words for the codes 1, 2, 3 and so on.
pub(super) type Codes = &'static [&'static str];

/// `OrgRole`, the most senior first.
pub(super) const ROLES: Codes = &[
    "senior manager",
    "middle manager",
    "first-line manager",
    "senior practitioner",
    "case holder",
    "qualified without cases",
];

/// `StartOrigin`: what a starter did before.
pub(super) const ORIGINS: Codes = &[
    "newly qualified",
    "social worker in another authority in England",
    "social worker outside England",
    "agency or consultancy in social work in England",
    "other social work in England outside local authorities",
    "other social care role in England",
    "other role outside social care or England, career break or no employment",
    "other",
    "not known",
    "not yet collected",
];

/// `LeaverDestination`: what a leaver does next.
pub(super) const DESTINATIONS: Codes = &[
    "social worker in another authority in England",
    "social worker outside England",
    "agency or consultancy in social work in England",
    "other social work in England outside local authorities",
    "other social care role in England",
    "other role outside social care or England, career break or no employment",
    "other",
    "not known",
    "not yet collected",
];

/// `ReasonLeave`: why somebody left.
pub(super) const REASONS: Codes = &[
    "resignation",
    "voluntary redundancy",
    "compulsory redundancy",
    "dismissed",
    "retired",
    "deceased",
    "moved within the authority",
    "other",
    "not known",
    "not yet collected",
];

/// The reason for leaving of somebody who moved within the authority, and so is no leaver.
pub(super) const MOVED: u8 = 7;
