//! Sentences of Cabinet papers in which one place was corrected and the other forgotten. ` || ` stands between paragraphs.

/// In each of them the rule finds something.
pub const BROKEN: &[&str] = &[
    // Equivalents whose people stand before them, or in the sentence before.
    "The harbour office's pilots, who make up 11.5 FTE, are on call in turn. || The harbour office has 10 pilots.",
    "There are 24 ecologists in the biodiversity unit. || The unit's ecologists in post come to 25.2 FTE.",
    "At the end of June the translation service had 16 people in post. In full-time equivalents this was 17.4.",
    "The coastal path relies on 14 rangers, several of whom work in the season only. Together they are the equivalent of 15 full-time staff.",
    "Pension administration: headcount 33, FTE 34.1",
    "The payroll run covers the 8.4 FTE who are in post in bereavement care, a team of 8 people.",
    "The full-time equivalent of the laboratory's workforce is 21.5. || The headcount of the laboratory is 20.",
    "The museum's conservators, at 6.5 FTE, are few. || The museum employs six conservators.",
    "Expressed in full-time equivalents the grants team is 9.2 strong. || The grants team is made up of nine officers.",
    // Two numbers of one team, however it is named.
    "The Lifelong Learning Service has 44 tutors. || The hardship fund pays the fares of all 47 tutors in the Lifelong Learning Service.",
    "Cemeteries is a team of 13 gardeners. || The 15 gardeners who make up the Cemeteries team have been told.",
    "Nobody in the Insurance Team (six staff) has left. || The Insurance Team consists of seven people.",
    "There are 26 sheltered housing wardens. || The Council's sheltered housing wardens, who number 24, live on site.",
    "Every archaeologist in the Heritage Unit, of whom there are nine, has a vehicle. || The Heritage Unit has ten archaeologists.",
    "Fleet Services: 31 employees || Everyone in Fleet Services, 34 people in all, has been vaccinated.",
    "Eleven people work in the Records Office. || Readers value the Records Office and the twelve people who work there.",
    "This report is about the depot at Kingsway, where 64 people work. || The 67 people who work at the depot at Kingsway will move.",
    "The reading rooms are looked after by a team of four librarians. || The five librarians who look after the reading rooms will be trained. The reading rooms have five librarians.",
    "With 93 staff on the payroll on 1 March 2026, the leisure trust was within its budget. || On 1 March 2026 the leisure trust had 97 staff on the payroll.",
    "The port health service has 18 officers. Of these 19 officers, five are trainees.",
    "Highway Maintenance has a headcount of 122. || The pay award will cost £190,000 in highway maintenance, which has a headcount of 127.",
    "The audit and counter-fraud team consists of twelve officers. || The work falls to the eleven officers in the audit and counter-fraud team.",
    // What became of a group, told twice.
    "In 2023/24 the Council lost 27 educational psychologists. || Exit interviews were offered to all of the 29 educational psychologists who left in 2023/24.",
    "In May 2025, 52 caterers transferred from the trust to the Council. || The terms of the 55 caterers who transferred to the Council in May 2025 are protected.",
    "The survey was sent to all 230 employees of the directorate in July 2025. || Of the 240 employees of the directorate to whom the survey was sent in July 2025, half replied.",
    "A total of 16 planners were appointed in October 2025. || Of the 18 planners appointed in October 2025, two had left by March.",
    "Agree that the 31 technicians be regraded from Grade 5 to Grade 6. || The regrading of the 33 technicians from Grade 5 to Grade 6 costs £64,000.",
    "Sixty-one carers in the reablement service were put at risk in August 2025. || Redundancy pay was worked out for the 63 reablement service carers who were put at risk in August 2025.",
];

/// In none of them it finds anything.
pub const KEPT: &[&str] = &[
    "The harbour office's pilots, who make up 9.5 FTE, are on call in turn. || The harbour office has 10 pilots.",
    "There are 24 ecologists in the biodiversity unit. || Over a year the unit will need 25.2 FTE.",
    "At the end of June the translation service had 16 people in post. The bereavement service was larger, at 17.4 FTE.",
    "Pension administration: headcount 35, FTE 34.1",
    "The establishment of the laboratory is 21.5 FTE. || The laboratory has 20 people in post, and the other posts are vacant.",
    "The Lifelong Learning Service has 44 tutors. || The Lifelong Learning Service has 18 tutors who teach in the evening.",
    "Cemeteries is a team of 13 gardeners. || The council's parks have 15 gardeners.",
    "The Insurance Team consists of seven people. || With the temporary post, the Insurance Team would have eight people.",
    "There are 26 sheltered housing wardens. || To keep one on each site the Council would need 29 sheltered housing wardens.",
    "Fleet Services: 31 employees || Transport Planning: 34 employees",
    "Eleven people work in the Records Office. || The Records Office had twelve people until one retired.",
    "The leisure trust had 97 staff on 1 March 2025. || On 1 March 2026 the leisure trust had 93 staff.",
    "In 2023/24 the Council lost 27 educational psychologists. || In 2024/25 the Council lost 29 educational psychologists.",
    "In May 2025, 52 caterers transferred to the Council. || In July 2025, 55 cleaners transferred to the Council.",
    "All 230 employees of the directorate were asked. || In the end 214 employees of the directorate answered.",
    "The audit team has twelve officers. || The audit and counter-fraud team has fourteen officers.",
    "Under option 1 the reading rooms would have four librarians; under option 2 the reading rooms would have five librarians.",
    "Members were told that the depot had 64 staff in 2024 and 67 staff in 2025.",
    "Agree that the 31 technicians be regraded. || The Council has 36 technicians, of whom 31 are on Grade 5.",
    "The north area has 22 wardens and the south area 24 wardens. || All 46 wardens were asked.",
    "Two inspectors visit each home. || Three inspectors visit each school.",
    "There are 5.5 FTE vacancies in the five-strong team.",
];
