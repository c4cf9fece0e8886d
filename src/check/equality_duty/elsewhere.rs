//! Texts that only say that there is an assessment somewhere.

use crate::check::answer::{among, telling};
use crate::check::equality_duty::promise::ASSESSMENTS;
use crate::check::words::words;

/// Words of where a paper is kept, who has it and how it is got.
const KEPT: &str = "accessed asked available by copies copy council's department directorate download downloaded education \
    electronic environment file filed files found held highways holds housing inspected inspection intranet internet kept legal leisure \
    libraries library licensing link online parks planning policy procurement property published records register requested request \
    resources saved seen service services shared site stored team teams transport uploaded via view viewed waste web webpage website \
    websites";

/// Whether a text says no more than that there is an assessment and where it is kept: "The EIA is held by the service". One with an
/// address or an appendix says where it is.
pub fn only_kept(text: &str, question: &str) -> bool {
    let words = words(text);
    let has = |some: &str| words.iter().any(|word| among(some, &word.lower));
    has(ASSESSMENTS) && has(KEPT) && telling(text, &[question, KEPT].join(" ")) == 0 && !text.contains("{{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_there_is_an_assessment_somewhere_tells_nothing() {
        const QUESTION: &str = "carried equality impact author";
        for text in [
            "The EIA has been completed and is held by the service.",
            "The EIA can be found on the website.",
            "The EIA is held by the parks team.",
            "A copy of the equality impact assessment is available on request from the author.",
        ] {
            assert!(only_kept(text, &[QUESTION, ASSESSMENTS].join(" ")), "{text}");
        }
        for text in [
            "The EIA is in Appendix 2.",
            "The [EIA](https://www.example.gov.uk/eia) can be found on the website.",
            "The EIA is held by the service and found that carers gain.",
            "The service is found on the website.",
        ] {
            assert!(!only_kept(text, &[QUESTION, ASSESSMENTS].join(" ")), "{text}");
        }
    }
}
