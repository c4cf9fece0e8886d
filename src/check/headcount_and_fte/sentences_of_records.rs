//! Sentences of decision records and reports that count one group twice. ` || ` stands between paragraphs.

/// In each of them the rule finds something.
pub const BROKEN: &[&str] = &[
    // What equivalents come to, after a relative.
    "The Head of Libraries said that 140 people worked in the branches, which came to 152 full-time equivalents.",
    "There are 36 lifeguards at the pools and beaches of the district, which works out at 38.5 full-time equivalents.",
    "The 62 wardens equal 64.5 full-time equivalents.",
    // Brackets after the service.
    "The restructure affects 48 employees in revenues and benefits (51.3 full-time equivalents).",
    "The Cabinet agreed that the 21 officers employed in the street works and permits team (22.6 FTE) transfer.",
    // Those whom a service employs.
    "The refuse collection service employs 330 people. || Nearly all of the 303 people whom the refuse collection service employs are men, and the new shifts treat everybody alike.",
    "The archive has 14 staff. || Letters went to all 17 staff that the archive employs.",
    // The team of the sentence before.
    "Trading standards has 19.4 full-time equivalent staff. There are 17 people in the team.",
    "Building control employs 12 officers. There are 14 officers in the team.",
    // What will happen to the staff of today.
    "The coroner's office has 9 staff. || The 11 staff of the coroner's office will move to the new court in January 2027.",
    "The archive has 14 staff. || All 17 staff in the archive will be consulted in May 2026.",
    // One event on one day.
    "Agree that the 24 school cleaners transfer to the new contractor on 1 September 2026. || The 27 school cleaners who transfer to the new contractor on 1 September 2026 keep their terms of employment.",
    "In March 2026 14 social workers joined the focus groups. || 16 social workers joined focus groups in March 2026.",
];

/// In none of them it finds anything.
pub const KEPT: &[&str] = &[
    "The Head of Libraries said that 140 people worked in the branches, which came to 112 full-time equivalents.",
    "There are 36 lifeguards at the pools and beaches of the district, but 38.5 full-time equivalents are needed.",
    "The 14 officers came to see the 16.5 full-time equivalents in the other team at work.",
    "The restructure affects 48 employees in revenues and benefits (41.3 full-time equivalents).",
    "Three officers in the contact centre (45.2 FTE) were absent.",
    "The 21 officers in street works and the managers of the depot (24.6 FTE) transfer.",
    "The plan moves 21 officers in street works (22.6 FTE after the review).",
    "The refuse collection service employs 330 people. || Nearly all of the 303 people whom the refuse collection service has trained are men.",
    "The refuse collection service employs 330 people. || The 30 people whom the refuse collection service employs at night are paid more.",
    "The refuse collection service employs 330 people. || The 303 people whom the street cleansing service employs are men.",
    "Trading standards has 17.4 full-time equivalent staff. There are 19 people in the team.",
    "The coroner's office has 9 staff. || The 11 staff of the coroner's office in 2019 moved to the new court in January 2020.",
    "The archive has 14 staff. || The archive will have 17 staff in May 2026.",
    "Agree that the 24 school cleaners transfer to the new contractor on 1 September 2026. || The 27 school cleaners who transfer to the new contractor on 1 October 2026 keep their terms.",
    "In March 2026 14 social workers joined the focus groups. || 16 social workers joined focus groups in March 2025.",
    "In 2024/25 14 social workers joined the focus groups. || 16 social workers joined focus groups in 2024.",
    "The library has 12 staff. || The 19 staff that the library employs part time were asked.",
    "Legal services has 30 staff. There are 6 people in the unit that deals with conveyancing.",
];
