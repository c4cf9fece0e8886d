//! Sentences on the meeting that decides on the paper itself, each with whose it is and when.

/// The date is another one than the paper's: the paper's date, whose it is, the sentences.
pub const BROKEN: &[((i32, u32, u32), &str, &str)] = &[
    (
        (2026, 4, 20),
        "Cabinet Member for Highways",
        "The signs cost little. || If the Cabinet Member agrees the recommendation at the meeting on 27 April 2026, the order will be made in May.",
    ),
    (
        (2026, 4, 20),
        "Cabinet Member for Highways",
        "Subject to the Cabinet Member's approval on 27 April 2026, work will start in May.",
    ),
    (
        (2026, 4, 20),
        "Cabinet Member for Highways",
        "Should the recommendations be approved on 21 April 2026, letters will go out the same week.",
    ),
    (
        (2026, 4, 20),
        "Cabinet",
        "If Cabinet approves the recommendations at its meeting on 13 April 2026, the contract can be let in June.",
    ),
    ((2026, 4, 20), "Cabinet", "The recommendations will be considered by Cabinet on 27 April 2026."),
    ((2026, 4, 20), "Cabinet", "Members are asked to agree the recommendations at the meeting on 22 April 2026."),
    ((2026, 4, 20), "Place Scrutiny Committee", "This briefing note is for the meeting of 23 April 2026."),
    (
        (2026, 4, 20),
        "Place Scrutiny Committee",
        "The Committee is asked to comment at its meeting on 21 April 2026.",
    ),
    (
        (2026, 3, 16),
        "Planning Committee",
        "The application comes before the Committee on 17 March 2026 since two wards object.",
    ),
    ((2026, 3, 16), "Audit Committee", "This report will be considered by the Audit Committee on 23 March 2026."),
    (
        (2026, 3, 16),
        "Audit Committee",
        "The Audit Committee is asked to approve the plan at its meeting on 18 March 2026.",
    ),
    (
        (2026, 3, 16),
        "Cabinet",
        "Subject to the agreement of Cabinet on 23 March 2026, the post will be advertised.",
    ),
    (
        (2026, 3, 16),
        "Cabinet",
        "Once Cabinet has agreed the recommendations on 17 March 2026, letters will go out.",
    ),
];

/// The date is the paper's, or that of another meeting.
pub const KEPT: &[((i32, u32, u32), &str, &str)] = &[
    (
        (2026, 4, 20),
        "Cabinet",
        "If Cabinet agrees the recommendation, Council will be asked to approve the budget at the meeting on 27 April 2026.",
    ),
    ((2026, 4, 20), "Cabinet", "A further report comes to Cabinet on 18 May 2026."),
    (
        (2026, 4, 20),
        "Cabinet",
        "If Cabinet agrees the recommendations, a report on the outcome will be considered at the meeting on 18 May 2026.",
    ),
    (
        (2026, 4, 20),
        "Cabinet",
        "If the Planning Committee agrees the application at its meeting on 27 April 2026, work will start in May.",
    ),
    ((2026, 4, 20), "Cabinet", "Subject to approval, the contract will be signed on 27 April 2026."),
    ((2026, 4, 20), "Cabinet", "If the recommendations are agreed, letters will be sent on 27 April 2026."),
    ((2026, 4, 20), "Cabinet", "If approved, the order takes effect on 1 May 2026."),
    ((2026, 4, 20), "Cabinet", "Cabinet considered the draft on 23 March 2026 and asked for more detail."),
    ((2026, 4, 20), "Cabinet", "The call-in period ends on 27 April 2026 if Cabinet agrees the recommendation."),
    ((2026, 4, 20), "Cabinet", "Subject to Cabinet's approval, Council will consider the budget on 27 April 2026."),
    (
        (2026, 4, 20),
        "Cabinet",
        "If Cabinet approves the recommendations on 20 April 2026, the contract can be let in June.",
    ),
    ((2026, 4, 20), "Place Scrutiny Committee", "The Committee discussed the draft on 9 March 2026."),
    (
        (2026, 3, 16),
        "Planning Committee",
        "The developer met officers on 3 March 2026. || The developer will speak at the meeting on 16 March 2026.",
    ),
    (
        (2026, 3, 16),
        "Cabinet",
        "If Cabinet agrees the recommendations, the Planning Committee will decide on the application on 23 March 2026.",
    ),
    (
        (2026, 3, 16),
        "Cabinet",
        "Subject to the decision of Council on 24 March 2026, the budget will be spent as set out.",
    ),
    (
        (2026, 3, 16),
        "Cabinet",
        "The recommendations of the scrutiny committee will be considered by Cabinet on 13 April 2026.",
    ),
    ((2026, 3, 16), "Cabinet", "If the recommendations are agreed, the order will be made on 23 March 2026."),
    ((2026, 3, 16), "Cabinet", "The decision will come into force on 24 March 2026 unless it is called in."),
    ((2026, 3, 16), "Cabinet", "Cabinet agreed the recommendations of the review on 9 March 2026."),
    (
        (2026, 3, 16),
        "Place Scrutiny Committee",
        "If Cabinet approves the recommendations on 23 March 2026, work starts in June.",
    ),
    (
        (2026, 3, 16),
        "Place Scrutiny Committee",
        "The recommendations will be considered by Cabinet on 23 March 2026.",
    ),
    (
        (2026, 3, 16),
        "Place Scrutiny Committee",
        "Should the recommendations be approved by Cabinet on 23 March 2026, work starts in June.",
    ),
];
