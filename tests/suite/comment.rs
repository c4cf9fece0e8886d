//! A comment on a change of many papers: what they share is said once, every paper is named, and it has room.

use boardpack::diff::markdown::render;
use boardpack::diff::{
    Change, ClaimChange, ClaimFate, Difference, FigureChange, PaperDifference, Piece, PlaceChange, Status,
    TextChange,
};

/// A figure that moved from one number to another in a sentence.
fn figure(name: &str, from: &str, to: &str) -> FigureChange {
    let place = PlaceChange {
        place: "paragraph 3.1".to_owned(),
        before: format!("The {name} was {from} at the end of it."),
        after: format!("The {name} was {to} at the end of it."),
        ..PlaceChange::default()
    };
    FigureChange {
        figure: name.to_owned(),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        places: vec![place],
        ..FigureChange::default()
    }
}

/// So many papers, each of one authority, in which England's figure and its own changed.
fn difference(count: usize) -> Difference {
    let paper = |number: usize| PaperDifference {
        paper: format!("turnover-{number:04}.pdf"),
        title: format!("Turnover in authority {number:04}"),
        figures: vec![
            figure("turnover of England", "11.8%", "12.1%"),
            figure(&format!("turnover of authority {number:04}"), "14.2%", "14.5%"),
        ],
        ..PaperDifference::default()
    };
    Difference {
        old: "main".to_owned(),
        new: "HEAD".to_owned(),
        compared: count + 3,
        papers: (0..count).map(paper).collect(),
        ..Difference::default()
    }
}

fn claim(fate: ClaimFate, from: &str, to: &str) -> ClaimChange {
    let (from, to, truth) = (from.to_owned(), to.to_owned(), "the rate rose by 0.5".to_owned());
    ClaimChange {
        fate,
        from,
        to,
        truth,
        place: PlaceChange { place: "paragraph 4.2".to_owned(), ..PlaceChange::default() },
    }
}

#[test]
fn what_many_papers_share_is_said_once_and_every_paper_is_named() {
    let mut difference = difference(148);
    // Of which one has nothing else, and the last one a claim that is false now.
    difference.papers[20].figures.pop();
    difference.papers[147].claims.push(claim(ClaimFate::False, "has fallen", ""));
    let comment = render(&difference);
    assert_eq!(comment.matches("turnover of England").count(), 1 + 1, "its row, and its sentence:\n{comment}");
    assert!(comment.contains("| turnover of England | 11.8% | **12.1%** | in 148 papers |\n"), "{comment}");
    assert!(comment.contains("- in 148 papers: The turnover of England was <del>11.8%</del>"), "{comment}");
    assert!(
        comment.contains("148 of 151 papers differ; 1 claim is no longer true; 148 figures changed."),
        "{comment}"
    );
    for paper in &difference.papers {
        assert!(comment.contains(&paper.paper), "{}", paper.paper);
    }
    assert!(comment.contains("<code>turnover-0020.pdf</code>: what many papers share\n"), "{comment}");
    let line =
        "<code>turnover-0147.pdf</code>: 1 claim is no longer true; turnover of authority 0147: 14.2% → 14.5%";
    assert!(comment.contains(line), "{comment}");
    let [claim, shared, papers] =
        ["“has fallen” is no longer true", "#### What many papers share", "#### Papers that differ"]
            .map(|part| comment.find(part).expect("it is there"));
    assert!(claim < shared && shared < papers, "{comment}");
    // What is seen before anything is unfolded is one page.
    let seen = comment.split("<details><summary>136 more papers</summary>").next().expect("text");
    let mut depth = 0;
    let lines = seen.lines().filter(|line| {
        depth += line.matches("<details>").count();
        depth -= line.matches("</details>").count();
        depth == 0 && !line.is_empty()
    });
    assert!(lines.count() < 30, "{seen}");
}

#[test]
fn a_comment_names_every_paper_as_long_as_names_have_room() {
    for (count, is_named) in [(13, true), (300, true), (1_000, true), (9_000, false)] {
        let mut difference = difference(count);
        let claims = (0..count * 2).map(|at| claim(ClaimFate::False, &format!("has fallen by {at}"), ""));
        difference.papers[count - 1].claims = claims.collect();
        let comment = render(&difference);
        assert!(comment.chars().count() < 65_000, "{count}: {}", comment.chars().count());
        assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count(), "{count}");
        let named = difference.papers.iter().filter(|paper| comment.contains(&paper.paper)).count();
        assert_eq!(named == count, is_named, "{named} of {count}");
        assert!(comment.contains("“has fallen by 0” is no longer true"), "claims have room, too");
        if !is_named {
            // The last one is named beside its claims alone.
            let rest = format!("\nand {} more papers\n", count - named + 1);
            assert!(named > 1_000 && comment.contains(&rest), "{named}");
        }
    }
}

#[test]
fn claims_that_hold_are_told_apart_from_those_that_do_not() {
    let mut one = difference(1);
    one.papers[0].claims =
        vec![claim(ClaimFate::Turned, "above", "below"), claim(ClaimFate::Undecided, "has fallen", "")];
    let (comment, page) = (render(&one), boardpack::diff::html::render(&one));
    for text in [&comment, &page] {
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}:\n{text}"));
        let lost = at("Claims that no longer hold")..at("Claims that say something else");
        assert!(lost.contains(&at("“has fallen”")) && !lost.contains(&at("“above”")), "{text}");
    }
    one.papers[0].claims.pop();
    assert!(!render(&one).contains("Claims that no longer hold"), "nothing is false");
}

#[test]
fn the_same_claim_of_many_papers_is_one() {
    let mut all = difference(20);
    all.papers.iter_mut().for_each(|paper| paper.claims.push(claim(ClaimFate::False, "has fallen", "")));
    let comment = render(&all);
    assert_eq!(comment.matches("“has fallen” is no longer true").count(), 1, "{comment}");
    assert!(comment.contains("(20 papers, paragraph 4.2)"), "{comment}");
}

#[test]
fn each_paper_has_its_own_place_where_they_differ() {
    let mut some = difference(2);
    some.papers.iter_mut().for_each(|paper| paper.claims.push(claim(ClaimFate::False, "has fallen", "")));
    let names = [some.papers[0].paper.clone(), some.papers[1].paper.clone()];
    let comment = render(&some);
    let same = format!("(`{}`, `{}`, paragraph 4.2)", names[0], names[1]);
    assert!(comment.contains(&same), "{comment}");
    some.papers[1].claims[0].place.place = "heading of Figure 2".to_owned();
    let comment = render(&some);
    let own = format!("(`{}`, paragraph 4.2; `{}`, heading of Figure 2)", names[0], names[1]);
    assert!(comment.contains(&own), "{comment}");

    let mut many = difference(20);
    many.papers.iter_mut().for_each(|paper| paper.claims.push(claim(ClaimFate::False, "has fallen", "")));
    many.papers[3].claims[0].place.place = "heading of Figure 2".to_owned();
    let comment = render(&many);
    let first = format!("(20 papers, such as `{}`: paragraph 4.2)", many.papers[0].paper);
    assert!(comment.contains(&first), "{comment}");
}

#[test]
fn each_paragraph_has_a_word_for_what_became_of_it() {
    let text = |words: &str, change: Change, pages: [Option<usize>; 2], moved_from: &str| TextChange {
        place: format!("“{words}”"),
        old_page: pages[0],
        new_page: pages[1],
        words: vec![Piece { change, text: words.to_owned() }],
        moved_from: moved_from.to_owned(),
        ..TextChange::default()
    };
    let mut one = difference(1);
    one.papers[0].text = vec![
        text("Thank them.", Change::Added, [None, Some(1)], ""),
        text("Blame them.", Change::Removed, [Some(2), None], ""),
        text("Ask them.", Change::Same, [Some(1), Some(2)], "“Ask them.”"),
    ];
    let (comment, page) = (render(&one), boardpack::diff::html::render(&one));
    for line in [
        "- new: **“Thank them.”**, page 1: <ins><b>Thank them.</b></ins>\n",
        "- gone: **“Blame them.”**, page 2: <del>Blame them.</del>\n",
        "- moved: **“Ask them.”**, page 2, was on page 1\n",
    ] {
        assert!(comment.contains(line), "{line}\n{comment}");
    }
    for words in ["(new, page 1)", "(gone, was on page 2)", "(moved, page 2, was on page 1; it was “Ask them.”)"]
    {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn what_is_wrong_with_many_papers_is_said_once() {
    let mut all = difference(6);
    for paper in &mut all.papers {
        paper.status = Status::Unbuilt;
        paper.errors = vec!["council.yaml:1:1: there is no council".to_owned()];
    }
    let comment = render(&all);
    assert_eq!(comment.matches("there is no council").count(), 1, "{comment}");
    assert_eq!(comment.matches("cannot be built</b>").count(), 6, "{comment}");
}
