//! The elements of a census return: which are read, which are known and left out.

/// An element that holds others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The root.
    Message,
    /// Whose return it is, and for when; `CollectionDetails` and `Source` in it are not told apart.
    Header,
    /// What is counted for the authority as a whole.
    Vacancies,
    /// The record of a worker.
    Worker,
}

/// An element that holds a value which is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Collection,
    Year,
    ReferenceDate,
    Authority,
    Vacancies,
    CoverFte,
    CoverHeadcount,
    Agency,
    Registration,
    Fte,
    Born,
    Gender,
    Sex,
    Ethnicity,
    Role,
    Start,
    Origin,
    End,
    Destination,
    Reason,
    Fte30,
    Cases30,
    DaysLost,
}

/// Every field: its section and its name, in the order of the return and of [`Field`].
#[rustfmt::skip]
const FIELDS: [(Field, Section, &str); 23] = [
    (Field::Collection, Section::Header, "Collection"),
    (Field::Year, Section::Header, "Year"),
    (Field::ReferenceDate, Section::Header, "ReferenceDate"),
    (Field::Authority, Section::Header, "LEA"),
    (Field::Vacancies, Section::Vacancies, "NumberOfVacancies"),
    (Field::CoverFte, Section::Vacancies, "NoAgencyFTE"),
    (Field::CoverHeadcount, Section::Vacancies, "NoAgencyHeadcount"),
    (Field::Agency, Section::Worker, "AgencyWorker"),
    (Field::Registration, Section::Worker, "SWENo"),
    (Field::Fte, Section::Worker, "FTE"),
    (Field::Born, Section::Worker, "PersonBirthDate"),
    (Field::Gender, Section::Worker, "GenderCurrent"),
    (Field::Sex, Section::Worker, "Sex"),
    (Field::Ethnicity, Section::Worker, "Ethnicity"),
    (Field::Role, Section::Worker, "OrgRole"),
    (Field::Start, Section::Worker, "RoleStartDate"),
    (Field::Origin, Section::Worker, "StartOrigin"),
    (Field::End, Section::Worker, "RoleEndDate"),
    (Field::Destination, Section::Worker, "LeaverDestination"),
    (Field::Reason, Section::Worker, "ReasonLeave"),
    (Field::Fte30, Section::Worker, "FTE30"),
    (Field::Cases30, Section::Worker, "Cases30"),
    (Field::DaysLost, Section::Worker, "WorkingDaysLost"),
];

/// How many fields there are.
pub(super) const FIELD_COUNT: usize = FIELDS.len();

impl Section {
    const ALL: [Self; 4] = [Self::Message, Self::Header, Self::Vacancies, Self::Worker];

    /// Whether this is the name of a section.
    pub(super) fn is_one(name: &str) -> bool {
        Self::ALL.iter().any(|section| section.name() == name)
    }

    /// The name of the element.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Message => "Message",
            Self::Header => "Header",
            Self::Vacancies => "LALevelVacancies",
            Self::Worker => "CSWWWorker",
        }
    }
}

impl Field {
    /// The name of the element.
    pub(super) fn name(self) -> &'static str {
        FIELDS[self as usize].2
    }

    /// The field of that name in a section.
    pub(super) fn find(section: Section, name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, of, known)| *of == section && *known == name).map(|(field, _, _)| *field)
    }

    /// The field of a section whose name a text misses by a letter or two.
    pub(super) fn misspelt(section: Section, name: &str) -> Option<Self> {
        if is_known(name) {
            return None;
        }
        let name = name.get(..name.len().min(40))?.to_lowercase();
        let near = |known: &str| strsim::damerau_levenshtein(&known.to_lowercase(), &name) <= 1 + known.len() / 10;
        FIELDS.iter().find(|(_, of, known)| *of == section && near(known)).map(|(field, _, _)| *field)
    }
}

/// Elements that returns of one year or another have, and of which nothing is counted.
const LEFT_OUT: &[&str] = &[
    "CollectionDetails",
    "Source",
    "SourceLevel",
    "SoftwareCode",
    "DateTime",
    "RecruitmentBonus",
    "RetentionBonus",
    "PerformanceAward",
    "CarAllowance",
    "RelocationPackage",
    "RegionalWeighting",
    "CostSWE",
    "CostDBS",
    "OtherAllowances",
    "QualInst",
    "QualLevel",
    "StepUpGrad",
    "ContractWeeks",
    "FrontlineGrad",
    "Absat30Sept",
    "ReasonAbsence",
    "CFKSSstatus",
    "BaseSalary",
    "RRPayments",
    "OtherPayments",
];

/// Whether this is the name of an element of the return, so that a message may show it.
pub(super) fn is_known(name: &str) -> bool {
    Section::is_one(name) || FIELDS.iter().any(|(_, _, known)| *known == name) || LEFT_OUT.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Field, Section, is_known};

    #[test]
    fn a_field_stands_where_its_number_says() {
        for (at, (field, section, name)) in FIELDS.iter().enumerate() {
            assert_eq!(*field as usize, at, "{name}");
            assert!(Field::find(*section, name).is_some_and(|found| found == *field) && is_known(name), "{name}");
        }
    }

    #[test]
    fn only_a_slip_of_the_pen_is_taken_for_a_field() {
        let misspelt = |name| Field::misspelt(Section::Worker, name).map(Field::name);
        for (name, field) in [
            ("RoleEndDat", "RoleEndDate"),
            ("roleenddate", "RoleEndDate"),
            ("OrgRoles", "OrgRole"),
            ("SWEno", "SWENo"),
            ("LeaverDestinations", "LeaverDestination"),
        ] {
            assert_eq!(misspelt(name), Some(field), "{name}");
        }
        for name in ["QualLevel", "FTE30", "RoleStartReason", "WorkPattern", "Salary", "X", "", "é"] {
            assert_eq!(misspelt(name), None, "{name}");
        }
    }
}
