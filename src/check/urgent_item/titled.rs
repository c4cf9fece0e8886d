//! Titles and lines that call an item or a report urgent, and the standing heading under which urgent business is taken.

use crate::check::answer::among;
use crate::check::markers::has_marker;
use crate::check::words::words;

/// Whether a heading says that the item is urgent.
pub fn is_urgent(heading: &str) -> bool {
    let words = words(heading);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let late = matches!(lower.as_slice(), ["late", "item" | "report" | "paper" | "items", ..]);
    let urgent = match lower.iter().position(|word| matches!(*word, "urgent" | "urgency")) {
        // "Urgent item: …", "Ofsted (urgent)", "taken as a matter of urgency"; not "Urgent care in Coventry".
        Some(at) => {
            lower[at] == "urgency"
                || matches!(
                    lower.get(at + 1),
                    None | Some(&("item" | "items" | "business" | "report" | "matter" | ":" | ")" | "–" | "-"))
                )
        }
        None => false,
    };
    let marked = has_marker(
        heading,
        "urgent late urgency emergency tabled",
        "item items report reports paper papers business matter matters of additional supplementary taken as a on the day",
    );
    late || urgent || marked
}

/// Whether a line of an agenda item, such as whose paper it is, marks it as urgent: "Late report of the Director", "Urgent item: boilers".
pub fn is_marked(line: &str) -> bool {
    let words = words(line);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    matches!(lower.as_slice(), ["late" | "urgent", "item" | "matter" | "paper" | "report", ..])
        || has_marker(line, "urgent late", "item report paper matter taken as a of urgency")
}

/// Whether the title of a report calls the report itself urgent or late: "Urgent briefing note: boilers", "Boilers (urgent)". In the plural
/// such words are what a report is about: "Late reports: a review".
pub fn is_titled_urgent(title: &str) -> bool {
    has_marker(title, "urgent late", "briefing item matter note paper report a as of taken urgency")
}

/// Whether a heading is that of the item that every agenda has in case there is something urgent.
pub fn is_standing(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    if let Some(rest) = under_standing(&lower) {
        return is_open(rest);
    }
    let words = words(&lower);
    let first: Vec<&str> = words.iter().take(2).map(|word| word.lower.as_str()).collect();
    matches!(
        first.as_slice(),
        ["any", _] | ["other", "urgent" | "items" | "business"] | ["items" | "matters", "of"]
    ) || matches!(
        lower.trim_end_matches('.').trim(),
        "urgent business" | "urgent items" | "urgent item(s)" | "urgent matters" | "items of urgent business"
    ) || lower.starts_with("urgent business (if any")
        || lower.starts_with("urgent item(s)")
        || lower.ends_with("if any")
        || lower.ends_with("(if any)")
}

/// What follows the standing heading after a colon or a dash: "Any other urgent business: appointment of a member".
pub fn under_standing(text: &str) -> Option<&str> {
    const HEADINGS: [&str; 6] = [
        "any other urgent business",
        "any urgent business",
        "other urgent business",
        "urgent business",
        "any other items of urgent business",
        "items of urgent business",
    ];
    let rest = HEADINGS.iter().find_map(|heading| text.strip_prefix(heading))?.trim_start();
    Some(rest.strip_prefix([':', '–', '—', '-'])?.trim_start())
}

/// Whether what follows the standing heading names no item: "such items as the Chair may decide to take", "none".
pub fn is_open(rest: &str) -> bool {
    const OPEN: &str = "any business consider if items matters may nil no none such which";
    words(rest).iter().any(|word| among(OPEN, &word.lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urgent_items_are_known_from_standing_ones() {
        for heading in [
            "Urgent item: Ofsted",
            "Ofsted inspection (urgent)",
            "Late report – Budget",
            "Urgent business",
            "Taken as a matter of urgency",
            "Ofsted inspection (late item)",
            "Fees – URGENT",
            "LATE PAPER: school places",
            "Emergency item: school closure",
            "Additional urgent business: school places",
        ] {
            assert!(is_urgent(heading) && !is_standing(heading) || heading == "Urgent business", "{heading}");
        }
        for heading in [
            "Urgent care in Coventry",
            "Urgent and emergency care: winter plan",
            "Late payments",
            "Late diagnosis of autism",
            "Emergency planning",
            "Minutes",
            "",
            "Insurgents",
        ] {
            assert!(!is_urgent(heading), "{heading}");
        }
        for heading in [
            "Any other items of public business which the Cabinet Member decides to take as a matter of urgency because of the special circumstances involved",
            "Any Other Urgent Business",
            "Urgent business",
            "Other urgent items",
            "Items of urgent business",
        ] {
            assert!(is_standing(heading), "{heading}");
        }
        assert!(is_standing("Urgent business, if any"));
        assert!(!is_standing("Urgent item: Ofsted") && !is_standing("Ofsted (urgent)"));
    }

    #[test]
    fn lines_and_titles_may_mark_a_paper_as_urgent() {
        for line in
            ["Late report of the Director of Housing", "Urgent item: boilers", "Report of the Director (late)"]
        {
            assert!(is_marked(line), "{line}");
        }
        for line in [
            "Report of the Head of Urgent Care",
            "To consider any urgent business",
            "Urgent items, if any",
            "Report on late payments",
        ] {
            assert!(!is_marked(line) || is_standing(line), "{line}");
        }
        for title in [
            "Urgent report: boiler at the Ryton hostel",
            "Late report – boilers at hostels",
            "Urgent briefing note: boilers at hostels",
            "Boilers at hostels (urgent)",
            "Urgent item: boilers at hostels",
        ] {
            assert!(is_titled_urgent(title), "{title}");
        }
        for title in [
            "Urgent care: proposals of the hospital trust",
            "Late payment of suppliers",
            "Late reports: a review",
            "Urgent business: how often it is used",
            "Use of special urgency",
            "Late-night levy",
        ] {
            assert!(!is_titled_urgent(title), "{title}");
        }
        assert!(is_standing("Urgent business: none") && !is_standing("Urgent business: the boilers"));
    }
}
