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
    // The meeting at which something was done.
    "The Licensing Committee approved the draft statement of licensing policy for consultation at its meeting on 14 January 2026. || Officers wrote to every licence holder after the meeting of the Licensing Committee on 21 January 2026 at which the draft statement was approved for consultation.",
    "The Schools Forum agreed the new formula on 8 January 2026. || Head teachers were told of the Schools Forum meeting on 15 January 2026 at which the new formula was agreed.",
    // Decisions with what was decided behind them.
    "The Planning Committee refused the application for the former magistrates' court at its meeting on 10 December 2025. || The appeal is against the decision that the Planning Committee took on 17 December 2025 to refuse that application.",
    "The Licensing Committee refused the licence for the club on 4 February 2026. || The Licensing Committee's decision on 11 February 2026 to refuse the licence is under appeal.",
    "The Audit Committee approved the accounts on 24 September 2025. || The approval that the Audit Committee gave on 2 October 2025 to the accounts was noted.",
    "The Parks Committee agreed the lease of the pavilion on 7 January 2026. || The decision to approve the lease of the pavilion that the Parks Committee took on 14 January 2026 was called in.",
    // Comments are made once.
    "Accept the comments that the Audit Committee made on fraud in housing at its meeting on 26 January 2026. || The Audit Committee made its comments on fraud in housing at its meeting on 28 January 2026.",
    "The Tenants Panel made its suggestions about repairs on 3 February 2026. || Welcome the suggestions that the Tenants Panel made about repairs at its meeting on 10 February 2026.",
    // Whoever is minuted, and whom they heard of.
    "The Cabinet resolved to defer the item to its next meeting on 13 April 2026. || The next meeting is to be held on 14 April 2026 in the Council House.",
    "The Chair thanked the Director for attending today's meeting on 17 March 2026.",
    "The Cabinet noted that the Audit Committee had met on 26 January 2026 and been told of the fraud. || The fraud of which the Audit Committee was told on 2 February 2026 had been reported to the police.",
    "Members noted that the special meeting of Council on 24 March 2026 would debate the petition. || The petition would be debated at Council's special meeting on 25 March 2026.",
    "The Leader reported on the meeting of the Combined Authority on 13 March 2026, at which the bus budget had been agreed. || The Cabinet welcomed the bus budget agreed by the Combined Authority on 6 March 2026.",
    "The Director said that the panel had met on 3 March 2026 and interviewed four people. || Four people had been interviewed by the panel on 4 March 2026.",
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
    "The Licensing Committee approved the draft statement for consultation on 14 January 2026. || Officers wrote to every licence holder after the meeting of the Licensing Committee on 21 January 2026 at which the fees were approved.",
    "The Licensing Committee approved the draft statement for consultation on 14 January 2026. || Officers wrote after the meeting of the Licensing Committee on 11 February 2026 at which the statement was approved.",
    "The Planning Committee refused the application for the court on 10 December 2025. || The decision that the Planning Committee took on 17 December 2025 to approve the application for the depot was welcomed.",
    "The Planning Committee refused the application for the court on 10 December 2025. || The decision that the Planning Committee took to refuse that application was sent out on 17 December 2025.",
    "The Audit Committee made its comments on fraud in housing on 26 January 2026. || Accept the comments that the Audit Committee made on the register of risks at its meeting on 9 February 2026.",
    "The Audit Committee made its comments on fraud in housing on 26 January 2026. || Accept the comments that the Housing Panel made on fraud in housing at its meeting on 28 January 2026.",
    "The minutes of the meeting on 16 February 2026 were signed. || The next meeting would be held on 13 April 2026.",
    "The Cabinet resolved to defer the item to its next meeting on 13 April 2026. || The Scrutiny Board would have the item at its next meeting on 8 April 2026.",
    "The Cabinet noted that Council would meet on 24 March 2026. || The Cabinet noted that the Combined Authority would meet on 27 March 2026.",
    "The Leader reported on the meeting of the Combined Authority on 13 March 2026. || The Combined Authority would meet again on 10 April 2026.",
    "The decisions of this meeting come into force on 24 March 2026.",
];
