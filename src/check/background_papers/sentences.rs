//! Sentences as officers of many services write them, collected apart from the rule.

/// Each of them relies on a document, which is named after it.
pub const RELIED_ON: &[(&str, &str)] = &[
    // Wordings that had slipped through.
    ("The business case prepared by KPMG shows a payback of six years.", "business case prepared by KPMG"),
    (
        "This proposal follows an options appraisal prepared by Savills in September 2025.",
        "options appraisal prepared by Savills in September 2025",
    ),
    (
        "A survey of parents carried out in the autumn of 2025 showed strong support for the scheme.",
        "survey of parents carried out in the autumn of 2025",
    ),
    (
        "The savings figure is taken from the independent review of home to school transport carried out by Edge Public \
         Solutions in 2024.",
        "independent review of home to school transport carried out by Edge Public Solutions in 2024",
    ),
    // Housing.
    (
        "The stock condition survey completed by Michael Dyson Associates in 2023 put the cost of bringing every home up to \
         standard at £41 million.",
        "stock condition survey completed by Michael Dyson Associates in 2023",
    ),
    ("The stock condition survey undertaken last year identified 312 homes with damp.", "stock condition survey undertaken last year"),
    (
        "Savills' valuation, dated 14 August 2025, puts the market value of the site at £2.4 million.",
        "Savills' valuation, dated 14 August 2025",
    ),
    (
        "The decision to close the block rests on advice received from the fire engineer in July 2025.",
        "advice received from the fire engineer in July 2025",
    ),
    (
        "The Housing Ombudsman's special report of October 2023 was critical of the time taken to answer complaints.",
        "Housing Ombudsman's special report of October 2023",
    ),
    (
        "The housing needs assessment which was carried out by Arc4 in 2024 estimated that 740 affordable homes are needed \
         each year.",
        "housing needs assessment which was carried out by Arc4 in 2024",
    ),
    ("In its letter of 9 June 2025, the Regulator of Social Housing graded the Council C3.", "letter of 9 June 2025"),
    (
        "The valuation carried out by Savills in May 2025 shows that the price meets the duty in section 123 of the Local \
         Government Act 1972.",
        "valuation carried out by Savills in May 2025",
    ),
    // Highways.
    (
        "Traffic flows are taken from the transport assessment submitted by the developer in March 2025.",
        "transport assessment submitted by the developer in March 2025",
    ),
    (
        "The road safety audit carried out by AECOM in February 2025 recommended that the crossing be moved.",
        "road safety audit carried out by AECOM in February 2025",
    ),
    ("As the inspection of the bridge in November 2024 revealed, the bearings are worn.", "inspection of the bridge in November 2024"),
    (
        "A feasibility study commissioned from WSP has since confirmed that the junction can be widened.",
        "feasibility study commissioned from WSP",
    ),
    (
        "The estimate of cost was informed by the ground investigation report issued by Soil Engineering in May 2025.",
        "ground investigation report issued by Soil Engineering in May 2025",
    ),
    // Leisure.
    (
        "The three options are those costed in the feasibility study produced by FMG Consulting.",
        "feasibility study produced by FMG Consulting",
    ),
    (
        "An independent review of leisure provision, carried out by Sport England in 2024, rated the pool as poor.",
        "independent review of leisure provision, carried out by Sport England in 2024",
    ),
    (
        "The condition survey of Moor Lane baths, dated April 2025, was clear that the roof has to be replaced within two years.",
        "condition survey of Moor Lane baths, dated April 2025",
    ),
    ("The Council's Playing Pitch Strategy identifies a shortfall of six pitches.", "Playing Pitch Strategy"),
    (
        "The preferred option reflects the findings of the indoor facilities study undertaken in 2023.",
        "indoor facilities study undertaken in 2023",
    ),
    // Planning.
    (
        "The Inspector's report, received on 3 October 2025, found the plan sound subject to main modifications.",
        "Inspector's report, received on 3 October 2025",
    ),
    (
        "The viability assessment by Aspinall Verdi (2024) demonstrates that 30% affordable housing can be delivered.",
        "viability assessment by Aspinall Verdi (2024)",
    ),
    ("The Strategic Housing Land Availability Assessment 2024 indicates a supply of 4.1 years.", "Strategic Housing Land Availability Assessment 2024"),
    ("Officers have relied on counsel's opinion dated 12 May 2025.", "counsel's opinion dated 12 May 2025"),
    (
        "The conclusions of the retail study published by Nexus in 2023 have been accepted by officers.",
        "retail study published by Nexus in 2023",
    ),
    ("The District Valuer's advice is that the offer represents best consideration.", "District Valuer's advice"),
    // Public health.
    (
        "The Director of Public Health's annual report for 2024 highlighted a gap in life expectancy of nine years.",
        "Director of Public Health's annual report for 2024",
    ),
    ("According to the joint strategic needs assessment, one child in five is obese.", "joint strategic needs assessment"),
    (
        "The evaluation of the stop smoking service undertaken by the University of Bath concluded that every pound saved three.",
        "evaluation of the stop smoking service undertaken by the University of Bath",
    ),
    (
        "Prevalence has been estimated from a survey of adults carried out by Ipsos in spring 2025.",
        "survey of adults carried out by Ipsos in spring 2025",
    ),
    (
        "The recommendations of the Peer Review, published in March 2025, have been taken into account.",
        "Peer Review",
    ),
    (
        "We have had regard to the health impact assessment prepared by Ben Cave Associates in 2024.",
        "health impact assessment prepared by Ben Cave Associates in 2024",
    ),
    // Schools.
    ("Ofsted's 2024 inspection report rated the school as inadequate.", "Ofsted's 2024 inspection report"),
    (
        "The school place planning strategy approved by Cabinet in 2023 requires a surplus of five per cent.",
        "school place planning strategy approved by Cabinet in 2023",
    ),
    (
        "A letter received from the Regional Director on 2 September 2025 stated that the order would be revoked.",
        "letter received from the Regional Director on 2 September 2025",
    ),
    (
        "In line with the recommendations of the independent review of special needs led by the Isos Partnership, a resource \
         base is proposed.",
        "independent review of special needs led by the Isos Partnership",
    ),
    (
        "The proposal responds to the local area inspection of November 2023.",
        "local area inspection of November 2023",
    ),
    (
        "Pupil projections produced by the Department for Education in June 2025 point to 120 surplus places.",
        "Pupil projections produced by the Department for Education in June 2025",
    ),
    // Waste.
    (
        "Compositional analysis conducted by Resource Futures in autumn 2024 shows that a third of residual waste is food.",
        "Compositional analysis conducted by Resource Futures in autumn 2024",
    ),
    ("The saving of £600,000 was calculated in the waste flow model built by Ricardo.", "waste flow model built by Ricardo"),
    (
        "The collection options appraisal completed in March 2025 ranked weekly food collections first.",
        "collection options appraisal completed in March 2025",
    ),
    ("The depot is at the end of its life, as a structural survey by Curtins made plain in 2024.", "structural survey by Curtins"),
    // Licensing.
    (
        "The cumulative impact assessment published in January 2024 found that crime is highest in the old town.",
        "cumulative impact assessment published in January 2024",
    ),
    (
        "The unmet demand survey conducted by LVSA in 2024 found no significant unmet demand for hackney carriages.",
        "unmet demand survey conducted by LVSA in 2024",
    ),
    ("The Chief Constable's letter of 4 April 2025 supports the continuation of the policy.", "Chief Constable's letter of 4 April 2025"),
    // Procurement.
    (
        "The soft market testing report prepared by the Commercial Team in May 2025 indicates that four providers would bid.",
        "soft market testing report prepared by the Commercial Team in May 2025",
    ),
    (
        "The award is recommended on the strength of the tender evaluation report dated 7 October 2025.",
        "tender evaluation report dated 7 October 2025",
    ),
    (
        "The external auditors reported weaknesses in contract management in their annual report for 2023/24.",
        "annual report for 2023/24",
    ),
    (
        "Grant Thornton, in its value for money report for 2023/24, criticised the lack of a contracts register.",
        "value for money report for 2023/24",
    ),
    ("The gateway review by Local Partnerships has advised that the procurement can proceed.", "gateway review by Local Partnerships"),
    // Finance, audit and members.
    ("The outline business case makes clear that the borrowing can be afforded.", "outline business case"),
    (
        "The actuary's valuation as at 31 March 2025 showed a funding level of 104 per cent.",
        "actuary's valuation as at 31 March 2025",
    ),
    ("This report builds on the findings of the internal audit of 2024.", "internal audit of 2024"),
    ("As the external auditor's letter of March 2025 makes plain, reserves are low.", "external auditor's letter of March 2025"),
    (
        "The previous report to this Committee, on 12 June 2025, explained why the lease was ended.",
        "previous report to this Committee, on 12 June 2025",
    ),
    (
        "The report considered by Cabinet on 4 March 2025 set out the three options in detail.",
        "report considered by Cabinet on 4 March 2025",
    ),
    (
        "Legal advice obtained from Bevan Brittan in April 2025 is that the contract can be varied.",
        "Legal advice obtained from Bevan Brittan in April 2025",
    ),
    (
        "The equality impact assessment completed in August 2025 found a disproportionate effect on older women.",
        "equality impact assessment completed in August 2025",
    ),
    (
        "Members will recall the scrutiny task group's report of February 2025, whose recommendations are put into effect here.",
        "scrutiny task group's report of February 2025",
    ),
    (
        "The cost of the repairs was put at £1.2 million in a quantity surveyor's report dated 2 May 2025.",
        "quantity surveyor's report dated 2 May 2025",
    ),
    ("It is clear from the fire risk assessment undertaken by Savills in June 2025 that the doors must be replaced.", "fire risk assessment undertaken by Savills in June 2025"),
    ("The Savills report recommends that the site be sold.", "Savills report"),
];

/// Each of them speaks of documents, and relies on none.
pub const ONLY_MENTIONED: &[&str] = &[
    // What must stay silent.
    "The Council will commission an options appraisal next year.",
    "Savills manage the estate on behalf of the Council.",
    "The survey of the bridge will begin in May.",
    "The report sets out three options for the future of the service.",
    // Housing.
    "A stock condition survey will be carried out by Savills in 2026.",
    "The housing strategy is due to be reviewed by Cabinet in March 2026.",
    "Tenants may ask for a copy of the survey carried out on their home in 2024.",
    "Officers are preparing a business case, which will be brought to Cabinet in the spring.",
    "Michael Dyson Associates were appointed in 2023 to carry out a stock condition survey.",
    "No valuation has been obtained at this stage.",
    "Every landlord must have a fire risk assessment that shows how people would escape.",
    "The tenant survey closes on 30 January 2026.",
    "If the feasibility study shows that the site is unsuitable, officers will return to the Board.",
    "A copy of the valuation report dated 3 May 2025 can be had from the author of this report.",
    // Highways.
    "The inspection of the bridge took place in November 2024.",
    "The transport assessment will need to show that the junction can cope.",
    "The road safety audit by AECOM is expected in February 2026.",
    "A review of parking charges was requested by Members in June 2025.",
    "The contractor carries out a condition survey of each road before works begin.",
    "No survey of pedestrians has been made since 2019.",
    // Leisure.
    "The Leisure Strategy was adopted by Cabinet in March 2024.",
    "The feasibility study was paid for by Sport England.",
    "The feasibility study by FMG, attached as Appendix B, shows that the pool can be kept.",
    "Sport England has been asked for advice on the design.",
    "The survey carried out by the operator in 2024 has not been relied on.",
    "A trial carried out in two centres in 2025 showed that evening classes fill up first.",
    // Planning.
    "The applicant must submit a viability assessment with any application that shows less than 30% affordable housing.",
    "Under the Planning Act 2008 the assessment prepared by the applicant identifies the effects of the scheme.",
    "The National Planning Policy Framework says that enough sites should be found.",
    "The study area was extended in 2024 to take in the ring road.",
    "The review panel found that the design was poor.",
    "The survey team recorded 14 species of bird in May 2025.",
    "The plan shows the boundary of the site in red.",
    "The Planning Inspectorate appointed an Inspector in 2024 to examine the plan.",
    // Public health.
    "Each health visitor's assessment sets out what the family needs.",
    "The Director of Public Health reports to Members every year.",
    "A model of care that supports people at home was introduced in 2024.",
    "The consultation will run until 14 February 2026 and its findings will be reported to Cabinet.",
    "The strategy sets out four priorities for the next five years.",
    // Schools.
    "Ofsted inspected the school in May 2024.",
    "The head teacher's report to governors is made each term.",
    "Parents who wrote letters in September 2025 have been answered.",
    "The admissions policy for 2027 is to be determined by 28 February 2026.",
    "An education, health and care needs assessment carried out by the Council identifies what support a child needs.",
    // Waste.
    "Waste collection is reviewed by the Council in March of each year.",
    "The Environment Agency may inspect the tip; its inspection reports are published on its website.",
    "The plan is to collect food waste from April 2026.",
    "The waste strategy will be based on a study by Ricardo next year.",
    "The new fleet plan should be read with the capital programme.",
    // Licensing.
    "The applicant sent a letter on 4 May 2025 to every neighbour.",
    "The Sub-Committee must have regard to the guidance issued under section 182 of the Licensing Act 2003.",
    "Police officers reported three assaults in May 2025.",
    "The licensing policy was last reviewed in January 2021 and has to be reviewed every five years.",
    // Procurement.
    "A tender evaluation report will be prepared by the Commercial Team in March 2026.",
    "Bidders' method statements were evaluated by officers in May 2025.",
    "The framework agreement let by ESPO in 2023 allows direct awards.",
    "The contract will be let under the framework set up by Crown Commercial Service in 2022.",
    "The external auditor has started the audit of the accounts for 2024/25.",
    "A business case that shows a payback within ten years is required for every scheme.",
    // Members and time.
    "It would be prudent to wait for the independent review led by Baroness Casey, which should report in 2026.",
    "Members are recommended to commission a review that identifies savings.",
    "Internal Audit reported to the Committee in June 2025.",
    "The Board asked for a report on the findings of the survey.",
    "This report was considered by the Scrutiny Board on 4 March 2025.",
    "The report to Cabinet in March will set out the findings.",
    "Officers reported that letters had been sent to all tenants on 4 May 2025.",
    "The purpose of the review carried out by PwC in 2024 was to find savings.",
    "The review by PwC cost £48,000.",
    "PwC began its review in May 2024 and finished in July.",
    "The last survey was carried out in 2019 and is out of date.",
    "The Board was told that the audit report of November 2025 had been delayed.",
    "The findings of the survey carried out by Ipsos in 2025 will be published in March.",
    "The Council commissioned a review from PwC in 2024.",
    "Has the review carried out by PwC in 2024 found any savings?",
];
/// Each of them relies on a document: a second collection, written before the rule that reads phrases and first tried after it.
pub const ALSO_RELIED_ON: &[&str] = &[
    "Consultants from Arup looked at the slope in 2024, and their report, issued that December, advised against building on it.",
    "An audit undertaken by the Food Standards Agency in June 2025 raised three matters of concern.",
    "The proposed fees have been derived from a benchmarking study that the Association for Public Service Excellence published in 2024.",
    "Members should note that the coroner's report of 9 January 2025 called for better lighting on the towpath.",
    "Rents are to rise in accordance with the independent valuation obtained from Lambert Smith Hampton in August 2025.",
    "The lighting columns, according to a structural assessment made by Electrical Testing Ltd in 2023, have five years left.",
    "It was on the evidence of the 2023 residents' survey that the opening hours were changed.",
    "The library strategy, which Cabinet approved in July 2022, commits the Council to keeping all fourteen branches.",
    "Evidence gathered for the housing market assessment of 2024 suggests that rents have outpaced wages.",
    "Both options were scored in an appraisal dated March 2025 and prepared by the Corporate Landlord team.",
    "The Department's letter of 17 July 2025 made it clear that the grant could not be carried forward.",
    "A peer challenge report received in November 2024 described decision-making as slow.",
    "We accept all nine recommendations in the Local Government Association's report of March 2025.",
    "The University of Warwick's evaluation found that attendance had improved in every school.",
    "These volumes come from the waste needs assessment updated by Eunomia in early 2025.",
    "The case for change was made in the strategic outline case approved by Council in December 2023.",
    "In the view of the District Valuer, whose report is dated 5 June 2025, the price is fair.",
    "As a fire risk assessment by Tersus (February 2025) has shown, compartmentation in the tower is poor.",
    "The air quality modelling carried out by Ricardo in 2024 predicts compliance by 2027.",
    "The figures quoted are those in the medium term financial plan agreed by Council in February 2025.",
    "The tree survey, completed in May 2025 by an independent arboriculturist, lists eleven trees with ash dieback.",
    "Two audits carried out by BDO in 2024/25 gave limited assurance on contract management.",
    "The judgement of Ofsted, set out in its report of 12 May 2025, was that leadership required improvement.",
    "Demand for places has been forecast using the sufficiency assessment published in April 2025.",
    "Having considered the noise report by Sharps Redmore of August 2025, officers are satisfied that a limit of 65 decibels can be met.",
    "The saving relies upon the route review completed by Integrated Transport Planning in 2024.",
    "The Ombudsman, in a decision dated 3 March 2025, found that the Council had delayed for eleven months.",
    "The approach is supported by research from the University of Leeds published in 2024.",
    "A letter from the Secretary of State dated 1 May 2025 directs the Council to appoint commissioners.",
    "The feasibility study did not find a site large enough for both uses.",
];

/// Each of them speaks of documents and relies on none: of the second collection.
pub const ALSO_ONLY_MENTIONED: &[&str] = &[
    "The Council wrote to the Secretary of State on 1 May 2025 and has had no reply.",
    "The structural survey will show whether the roof can be saved.",
    "A feasibility study would cost £40,000 and take four months.",
    "Arup have been engaged to carry out a review, and are to report in the spring of 2026.",
    "The next inspection by Ofsted is likely to be in 2027.",
    "The review of the scheme of delegation was deferred by Council in May 2025.",
    "Copies of the letter sent to residents on 4 June 2025 have been placed in Members' rooms.",
    "The annual report is published in October each year.",
    "Schools send a report to parents which says how each pupil is doing.",
    "Landlords are required to give tenants a gas safety report dated within the last twelve months.",
    "The Committee may wish to ask for an independent evaluation of the pilot.",
    "The analysis in section 4 shows that costs have risen faster than income.",
    "Officers propose to review the policy in 2027.",
    "Planning permission was refused in May 2025 and the applicant has appealed.",
    "The local plan is to be examined in 2026 by an Inspector whose report should follow by the summer.",
    "A survey of bus users is being carried out by Transport Focus and should be complete by March 2026.",
    "This assessment shows that no group is affected more than another.",
    "The audit plan for 2026/27 was approved by the Committee in March.",
    "Under the procurement strategy, contracts above £500,000 are approved by Cabinet.",
    "The Board thanked the task group for its report of February 2025.",
    "An options appraisal has yet to be made.",
    "Should the condition survey reveal asbestos, the works would be delayed.",
    "Ward members were consulted by letter in September 2025.",
    "The Chief Executive signed the letter of intent on 2 May 2025.",
    "The terms of reference of the review were agreed by the Board on 9 July 2025.",
    "Any appraisal carried out by consultants must say how carbon has been counted.",
    "The contract for the survey was awarded to Ipsos in January 2025.",
    "A planning policy team reports to the Head of Place.",
    "Delivery of the strategy adopted in 2023 is overseen by a board of officers.",
    "The business case will be developed in partnership with the Department for Transport.",
];
