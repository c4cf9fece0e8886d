//! Public-interest statements: whether they say anything of the matter itself.

use crate::check::answer;
use crate::check::words::{Word, words};

/// How much a public-interest statement says.
#[derive(Debug, PartialEq, Eq)]
pub enum Weight {
    /// Nothing of the matter itself.
    Nothing,
    /// That the public interest in the exemption is the greater one.
    Formula,
    /// What would happen if it were published.
    Reason,
}

/// How much a statement says.
pub fn weight(statement: &str) -> Weight {
    /// Words of which a statement can consist and say nothing of the matter itself.
    const STOCK: &str = "a all an and applies are as because being by case circumstances commercial commercially confidential \
        confidentiality contains council disclosing disclosure document does exempt exempted exemption financial \
        for given greater have has in information interest interests is it its keeping maintaining n no none not \
        of on one outweighed outweigh outweighs over paper personal private public publication published \
        publishing report sensitive than that the there this to under was which withholding would yes tbc \
        paragraph schedule 12a";
    /// Words with which the weighing is told.
    const WEIGHING: &str = "account advanced after against all applied balance balanced been believed best better both careful carefully \
        carried conducted consider considered considers deemed disclose disclosed done factors favour favouring favours felt further item keep \
        keeping kept lie lies made met monitoring officer officers opinion out overall passed released remain remains rests satisfied served serves sides \
        taken taking test tests therefore undertaken view we weighed weighing weighs weight withhold withheld";
    let words = words(statement);
    let said: Vec<&Word<'_>> = words.iter().filter(|word| word.is_word()).collect();
    let has = |stems: &[&str]| said.iter().any(|word| stems.iter().any(|stem| word.lower.starts_with(stem)));
    let weighs = has(&["interest", "balance"]) || said.iter().any(|word| word.lower == "test");
    let stock = if weighs { format!("{STOCK} {WEIGHING}") } else { STOCK.to_owned() };
    let telling = said.iter().filter(|word| !answer::among(&stock, &word.lower)).count();
    if telling >= 2 && answer::telling(statement, &stock) >= 1 {
        return Weight::Reason;
    }
    let weighed = has(&["outweigh", "greater", "favour", "balance", "lies", "served"]) && has(&["interest"]);
    if weighed { Weight::Formula } else { Weight::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_weighed() {
        for text in [
            "Yes",
            "Confidential",
            "Commercially sensitive information.",
            "N/A",
            "It is exempt.",
            "Personal information",
            "As set out above",
            "See report",
            "–",
            "The public interest test has been applied.",
            "The public interest test was carried out and met.",
            "Officers have considered the public interest.",
            "The Monitoring Officer is satisfied that the public interest test has been passed.",
        ] {
            assert_eq!(weight(text), Weight::Nothing, "{text}");
        }
        for text in [
            "The public interest in maintaining the exemption outweighs the public interest in disclosing the information.",
            "The public interest in the exemption is the greater one",
            "On balance it is in the public interest not to disclose the information.",
            "The balance of the public interest lies in favour of withholding the information.",
            "The public interest favours keeping the report exempt.",
            "All the factors were weighed, and the balance of the public interest is against disclosure.",
        ] {
            assert_eq!(weight(text), Weight::Formula, "{text}");
        }
        for text in [
            "The price would be known to other bidders.",
            "The Council would have to pay more.",
            "The offers were made in confidence and are still being compared.",
            "Publication would weaken the council's position in its negotiations.",
            "Two people could be recognised.",
            "Disclosure would identify the child.",
            "It is in the public interest to keep the bids private until the contract is signed.",
            "On balance, to publish the rent would weaken the council's hand.",
            "Officers of the bidder are named.",
            "Test results of pupils are in it.",
            "The balance of the account of one tenant is shown.",
        ] {
            assert_eq!(weight(text), Weight::Reason, "{text}");
        }
    }
}
