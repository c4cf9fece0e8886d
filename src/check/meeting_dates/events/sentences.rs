//! Sentences of officers that give an event two dates, or tell of two events.

/// One event with two dates.
pub const EVENTS_WITH_TWO_DATES: &[&str] = &[
    "Partners met at a conference on 14 May 2025. || The conference of 15 May 2025 cost £900.",
    "The site visit to Eden Park took place on 3 June 2025. || Neighbours said at the site visit to Eden Park on 5 June 2025 that the lamps were too bright.",
    "Visit to Hill Top School on 12 March 2025 || On 13 March 2025 four Members visited Hill Top School.",
    "Engineers inspected the sea wall with the harbour master on 2 September 2025. || The notes of the inspection with the harbour master on 3 September 2025 are attached.",
    "The consultation on parking charges closed on 9 May 2025. || When the consultation on parking charges closed on 12 May 2025, 84 people had answered.",
    "The service has lost money since Cabinet cut the bus subsidy on 12 February 2025. || When Cabinet cut the bus subsidy on 12 February 2024, three routes were at risk.",
    "Parents came to the open day on Saturday 7 June 2025. || Some 200 people saw the school on the open day, 8 June 2025.",
    "The new library opened to the public on 4 July 2025. || Since the library opened to the public, on 5 July 2025, it has lent 9,000 books.",
    "Tenants were invited to a roadshow on 20 May 2025. || At the roadshow on 21 May 2025 most asked about damp.",
    "A workshop for carers was held on 11 February 2025. || What carers said at the workshop on 18 February 2025 is attached.",
    "Members visited the sea wall on Friday 6 February 2026. || During the visit on Friday 13 February 2026 Members asked about rails.",
    "9 September 2025: tenants' workshop || The draft owes much to the tenants' workshop (19 September 2025).",
    "A focus group with young carers was held on 5 March 2026. || All who took part in the focus group on 6 March 2026 were thanked.",
    "Exercise Spring Tide was held on 20 March 2026. || After exercise Spring Tide (27 March 2026) a second key was cut.",
    "Storm Bram closed the coast road on 11 January 2025. || The coast road was closed by Storm Bram on 12 January 2025.",
];

/// What may be two.
pub const EVENTS_THAT_MAY_BE_TWO: &[&str] = &[
    "The visit to Hill Top School was on 12 March 2025. || The visit to Low Moor School was on 13 March 2025.",
    "The first workshop was on 3 June 2025. || The second workshop was on 5 June 2025.",
    "Workshop: 3 June 2025 || Workshop: 4 June 2025 || Workshop: 5 June 2025",
    "The report was sent to Members on 3 June 2025. || The report was published on 4 June 2025.",
    "Cabinet considered the parking charges on 3 June 2025. || Council considered the parking charges on 4 June 2025.",
    "The consultation on charges opened on 1 May 2025. || The consultation on charges closed on 3 May 2025.",
    "Applications are to be made by 3 June 2025. || Applications that were made after 4 June 2025 are late.",
    "At 31 March 2024 there were 40 social workers in post. || At 31 March 2025 there were 44 social workers in post.",
    "Council tax rose by 4% on 1 April 2024. || Council tax rose by 3% on 1 April 2025.",
    "The roadshow was moved from 3 June 2025 to 5 June 2025. || The roadshow was planned for 3 June 2025. || The roadshow on 5 June 2025 was full.",
    "The drop-in in Barrow was on 3 June 2025. || The drop-in in Kendal was on 4 June 2025.",
    "The notice was put up on 3 June 2025. || The notice was taken down on 5 June 2025.",
    "Members visited the depot on 3 June 2025. || Members visited the quarry on 4 June 2025.",
    "Ofsted inspected the nursery on 9 May 2023. || Ofsted inspected the nursery on 12 May 2025.",
    "Letters went out on 3 June 2025. || Replies came on 5 June 2025.",
    "The training day for wardens is on 3 June 2025. || The training day for managers is on 4 June 2025.",
    "The contract was signed on 3 June 2025. || Work under the contract began on 5 June 2025.",
    "Members visited the lifeboat station on 10 April 2026. || Councillor Bright reported on the visit to the Committee on 23 April 2026.",
    "The workshop for carers was on 3 June 2025. || The workshop for tenants was on 10 June 2025.",
    "The Board's visit to the hub took place on 20 November 2025. || The Board will consider the visit on 27 November 2025.",
    "A workshop was held on 3 June 2025. || A further workshop was held on 10 June 2025.",
    "The seminar of 3 March 2025 was for heads. || The seminar of 3 June 2025 was for governors.",
    "Officers met the police on 3 June 2025. || Officers met the police again on 5 June 2025.",
];
