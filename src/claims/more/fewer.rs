//! Fewer: how many authorities have a higher or a lower value: "Only three authorities in the region have a lower rate".

use crate::claims::lexicon;
use crate::claims::mentions::is_larger;
use crate::claims::more::{Judged, about};
use crate::claims::reading::Reading;
use crate::facts::problem::Problem;

pub(super) fn read(reading: &Reading<'_, '_>) -> Vec<Judged> {
    reading.sentence.clone().filter_map(|at| one(reading, at)).collect()
}

fn one(reading: &Reading<'_, '_>, at: usize) -> Option<Judged> {
    let tokens = reading.tokens;
    let noun = matches!(tokens.word(at), "authorities" | "authority" | "councils" | "council");
    let start = at.checked_sub(2).filter(|start| noun && *start >= reading.sentence.start)?;
    let only = matches!(tokens.word(start), "only" | "just") && tokens.list[start + 1].fact.is_none();
    let count = lexicon::number_word(tokens.word(start + 1)).or_else(|| tokens.text(start + 1).parse().ok())?;
    let clause = about::clause(reading, at);
    let comparative =
        (at + 1..clause.end.min(at + 12)).find(|at| matches!(tokens.word(*at), "lower" | "higher"))?;
    let region = reading
        .areas
        .iter()
        .filter(|one| (at + 1..comparative).contains(&one.tokens.start))
        .find_map(|one| one.area.clone().filter(|area| is_larger(area)))?;
    let has = (at + 1..comparative).any(|at| matches!(tokens.word(at), "has" | "have" | "had"));
    let here = reading.desk.here()?;
    // "than ours", or of nobody else.
    let others = reading.areas.iter().filter(|one| one.tokens.start > comparative);
    let others = others.filter(|one| one.area.as_ref().is_none_or(|area| area.code != here.area.code)).count();
    // "a higher rate than 15%" compares with no authority.
    let bounded = reading.quantities.iter().any(|one| {
        (comparative..clause.end).contains(&one.tokens.start) && tokens.word(one.tokens.start - 1) == "than"
    });
    if !only || !has || others > 0 || bounded || reading.is_no_claim(comparative) {
        return None;
    }
    let facts = reading.desk.facts;
    let span = start..comparative + 1;
    let mut wrong = None;
    for figure in
        about::figures(reading, &about::ids(reading, comparative), &here.area, &about::periods(reading, at))
    {
        let Ok(rank) = facts.rank(&figure, &region) else { continue };
        let (beyond, word) =
            if tokens.word(comparative) == "lower" { (rank.lower, "lower") } else { (rank.higher, "higher") };
        if beyond == count {
            return Some(Judged::right(span));
        }
        wrong = wrong.or_else(|| {
            let (has, is) = if beyond == 1 { ("authority", "has") } else { ("authorities", "have") };
            Some(Problem::new(format!(
                "{beyond} {has} of {} {is} a {word} value than the {} of {}",
                region.in_prose(),
                figure.text(&facts.style),
                here.area.name
            )))
        });
    }
    let problem = wrong?.hint("say how many the data have");
    Some(Judged::wrong(reading, span, problem))
}
