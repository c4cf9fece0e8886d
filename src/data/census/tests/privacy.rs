//! Nothing of a person in a return gets out of it, whatever is wrong with the return.

use std::collections::BTreeSet;

use super::{census, worker};
use crate::data::census::read;

/// What stands in the record below and must not be seen again, in any part that would tell something.
const PERSONAL: [&str; 12] = [
    "QX7391846205",
    "QX739184620",
    "7391846205",
    "1971-03-17",
    "1971",
    "03-17",
    "ZQKV",
    "Brunnhildenstadt",
    "2011-07-23",
    "2025-02-19",
    "0.381947",
    "271.83",
];

const RECORD: [(&str, &str); 14] = [
    ("AgencyWorker", "0"),
    ("SWENo", "QX7391846205"),
    ("FTE", "0.381947"),
    ("PersonBirthDate", "1971-03-17"),
    ("GenderCurrent", "2"),
    ("Ethnicity", "ZQKV"),
    ("QualInst", "Brunnhildenstadt"),
    ("OrgRole", "5"),
    ("RoleStartDate", "2011-07-23"),
    ("RoleEndDate", "2025-02-19"),
    ("ReasonLeave", "1"),
    ("FTE30", "0.381947"),
    ("Cases30", "17"),
    ("WorkingDaysLost", "271.83"),
];

/// Ways to break an element; `@` is its name and `*` its value.
const BREAKS: [&str; 30] = [
    "",
    "<@/>",
    "<@></@>",
    "<@>*</@><@>*</@>",
    "<@>*</@>*",
    "*<@>*</@>",
    "*",
    "<@>*",
    "<@>*<@>",
    "<@>*</*>",
    "<@>*</@",
    "<@>*<",
    "<@>x*</@>",
    "<@>*x</@>",
    "<@>*;*</@>",
    "<@ *>*</@>",
    "<@ value=\"*\"/>",
    "<@ value='*",
    "<*>*</*>",
    "<*/>",
    "<@><*/></@>",
    "<@><SWENo>*</SWENo></@>",
    "<@>&*;</@>",
    "<@>&*</@>",
    "<@><![CDATA[*</@>",
    "<@><!-- * --></@>",
    "<!-- <@>*</@> ",
    "<?* <@>*</@>",
    "<!DOCTYPE * [<!ENTITY x \"*\">]>",
    "</*><@>*</@>",
];

/// Every field broken in every way, with every other field's value in its place, and on one line or many.
#[test]
fn no_message_and_no_output_shows_a_person() {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut look = |bytes: &[u8], what: &str| {
        let mut said = match read("census.xml", bytes) {
            Ok(document) => {
                // Sums over several people may be any number, also that of a value.
                // A year alone may also be the place of a cell; with month and day it is caught all the same.
                let debug = format!("{document:?}").replace("1971", "");
                let warnings: String = document.observed.warnings.iter().map(|one| one.render()).collect();
                format!("{warnings}{debug}").replace("0.381947", "").replace("271.83", "")
            }
            Err(problems) => {
                told.extend(problems.iter().map(|one| one.message.clone()));
                problems.iter().fold(String::new(), |said, one| format!("{said}{}{one:?}", one.render()))
            }
        };
        said.make_ascii_uppercase();
        for personal in PERSONAL {
            assert!(!said.contains(&personal.to_uppercase()), "{personal} after {what}:\n{said}");
        }
    };
    for newline in ["", "\n    "] {
        for (broken, _) in RECORD {
            for pattern in BREAKS {
                for other in ["QX7391846205", "1971-03-17", "ZQKV", "Brunnhildenstadt", "0.381947"] {
                    let mut record = String::new();
                    for (name, value) in RECORD {
                        let element = match name == broken {
                            true => pattern.replace('@', name).replace('*', other),
                            false => format!("<{name}>{value}</{name}>"),
                        };
                        record = format!("{record}{newline}{element}");
                    }
                    let record = format!("<CSWWWorker>{record}</CSWWWorker>\n");
                    let text = census(&(worker(1, &[("FTE", "1")]) + &record + &worker(2, &[("FTE", "1")])));
                    look(text.as_bytes(), &format!("`{pattern}` for {broken} with {other}"));
                }
            }
        }
    }
    // The same values at the other places of a return, bytes that are no text, and a file that breaks off anywhere.
    let record = worker(3, &RECORD[2..]).replace("SW3", RECORD[1].1);
    let text = census(&record);
    for element in ["CSWW", "2025", "2025-09-30", "937", ">2<", ">0<"] {
        for (_, value) in RECORD {
            let value = if element.starts_with('>') { format!(">{value}<") } else { value.to_owned() };
            look(text.replacen(element, &value, 1).as_bytes(), element);
        }
    }
    for at in 0..text.len() {
        look(&text.as_bytes()[..at], "breaking off");
        look(&[&text.as_bytes()[..at], b"\xff", &text.as_bytes()[at..]].concat(), "a byte that is no text");
    }
    assert!(told.len() > 25, "{told:#?}");
}
