//! Sentences of minutes, and of papers like them, collected apart from the rule. ` || ` stands between paragraphs.

/// In each of them the rule finds something.
pub const BROKEN: &[&str] = &[
    // "Today's meeting" is this one.
    "The Director of Law reminded Members that the decisions taken at today's meeting on 17 March 2026 could be called in.",
    "Members were told that tonight’s meeting on 12 March 2026 was being broadcast.",
    "The urgent item was taken at the present meeting, on 18 March 2026, with the consent of the Leader.",
    // "The next meeting" is that of the minutes' own body.
    "The Cabinet agreed to defer the lettings policy to its next meeting on 13 April 2026. || The Director of Housing undertook to bring the figures that Members had asked for to the next meeting on 20 April 2026.",
    "The next meeting will be held on 13 April 2026. || The petition was deferred to the next meeting on 14 April 2026.",
    // "That meeting" points back within the sentence as well.
    "The Pensions Committee considered the valuation of the fund on 3 December 2025, and the minutes of that meeting of 10 December 2025 record that it was content.",
    "The Audit Committee approved the accounts on 24 September 2025, and at that meeting on 29 September 2025 it thanked the finance team.",
];

/// In none of them does it.
pub const KEPT: &[&str] = &[
    "Members were told that the decisions taken at today's meeting on 16 March 2026 could be called in.",
    "The decisions of today's meeting are to be published on 18 March 2026.",
    "The Cabinet deferred the policy to its next meeting on 13 April 2026. || The figures were to go to the next meeting of the Audit Committee on 20 April 2026.",
    "The Cabinet deferred the policy to its next meeting on 13 April 2026. || The Housing Panel had asked for the figures at the next meeting on 20 April 2026.",
    "The Pensions Committee considered the valuation on 3 December 2025, and the minutes of that meeting were published on 10 December 2025.",
    "The Pensions Committee considered the valuation on 3 December 2025, before that meeting of the Employment Panel on 10 December 2025.",
    "The Pensions Committee met on 3 December 2025 and on 10 December 2025, and the minutes of that meeting of 10 December 2025 record that it was content.",
];
