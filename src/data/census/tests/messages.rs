//! What a user is told of a return that is wrong, or counted otherwise than expected.

use std::fmt::Write as _;

use super::{census, refused, warned, worker};

#[test]
fn what_is_counted_otherwise_than_expected_is_said() {
    let workers = worker(1, &[("FTE", "1"), ("RoleStartDate", "2026-01-05")])
        + &worker(2, &[("FTE", "1"), ("RoleStartDate", "2026-02-02")])
        + &worker(3, &[("RoleEndDate", "2023-01-05")])
        + &worker(4, &[("FTE", "1"), ("RoleEndDate", "2025-12-31"), ("ReasonLeave", "1")])
        + &worker(5, &[("FTE", "1"), ("ReasonLeave", "1")])
        + &worker(6, &[("FTE", "1"), ("RoleEndDate", "2025-02-28")])
        + &worker(7, &[("RoleEndDat", "2025-02-28")])
        + &worker(8, &[("FTE", "1"), ("RoleEndDat", "2025-02-28"), ("NewIn2026", "<Deep>x</Deep>")]);
    let text = census(&workers).replace("<NoAgencyFTE>0", "<NoAgencyFTE>1.5");
    insta::assert_snapshot!(warned(&text), @r#"
warning: an element is spelt almost like `RoleEndDate`
  ┌─ census.xml:9:16
  │
9 │ <CSWWWorker> … …</CSWWWorker>
  │                ^^^^^^^^^^^^^^
  │
  = hint: it and 1 more of that name are left out of every count: write `RoleEndDate` if you mean that

warning: 2 records start after the reference date
  ┌─ census.xml:3:1
  │
3 │ <CSWWWorker>
  │ ^^^^^^^^^^^^ the 1st worker is the first
  │
  = hint: whoever starts after the reference date is not counted

warning: 1 record ends before the year of the return
  ┌─ census.xml:5:1
  │
5 │ <CSWWWorker>
  │ ^^^^^^^^^^^^ the 3rd worker
  │
  = hint: whoever left before the year is neither in post nor a leaver

warning: 1 record ends after the reference date
  ┌─ census.xml:6:1
  │
6 │ <CSWWWorker>
  │ ^^^^^^^^^^^^ the 4th worker
  │
  = hint: whoever leaves after the reference date is counted as in post

warning: 1 record has a reason for leaving and no date
  ┌─ census.xml:7:1
  │
7 │ <CSWWWorker>
  │ ^^^^^^^^^^^^ the 5th worker
  │
  = hint: whoever has no `RoleEndDate` is counted as in post

warning: 1 record of a leaver has no reason for leaving
  ┌─ census.xml:8:1
  │
8 │ <CSWWWorker>
  │ ^^^^^^^^^^^^ the 6th worker
  │
  = hint: write `ReasonLeave`: whoever moved within the authority is no leaver

warning: 1 record has no `FTE`
  ┌─ census.xml:9:1
  │
9 │ <CSWWWorker> … …</CSWWWorker>
  │ ^^^^^^^^^^^^ the 7th worker
  │
  = hint: it counts as a head and as no FTE

warning: more agency workers cover vacancies than there are agency workers
  ┌─ census.xml:2:1
  │
2 │ <LALevelVacancies>
  │ ^^^^^^^^^^^^^^^^^^ `NoAgencyFTE` is 1.5, and the records of agency workers make 0
  │
  = hint: agency workers are counted by their records, and cover by `NoAgencyFTE`: one of the two is not whole
"#);
}

#[test]
fn what_is_no_return_is_refused() {
    let good = census(&worker(1, &[("FTE", "1")]));
    let without = |part: &str| good.replace(part, "");
    let mut said = String::new();
    for text in [
        "<html><body>Sign in</body></html>".to_owned(),
        "area,period".to_owned(),
        String::new(),
        good.replace("CSWW</", "CIN</"),
        good.replace("2025-09-30", "2025-03-31"),
        good.replace("2025-09-30", "2024-09-30"),
        good.replace("937", "999"),
        good.replace("937", "E12000005"),
        without("<LEA>937</LEA>"),
        good.replace("937", ""),
        without("<NumberOfVacancies>2</NumberOfVacancies>"),
        good.replace("Vacancies>2<", "Vacancies>-2<"),
        without("<ReferenceDate>2025-09-30</ReferenceDate>"),
        format!("{}{}", &good[..good.len() - "</Message>".len()], &good["<Message>".len()..]),
        format!("{good}{good}"),
        good.replace("</CSWWWorker>", ""),
        good[..good.len() - 40].to_owned(),
        good[..good.len() - 13].to_owned(),
        good.replace(&worker(1, &[("FTE", "1")]), ""),
        good.replace("<FTE>1", "<FTE>1</FTE>SW9999999<FTE30>1").replace("</FTE>\n", "</FTE30>\n"),
    ] {
        let _ = writeln!(said, "{}", refused(text.as_bytes()).trim_end());
    }
    insta::assert_snapshot!(said, @r#"
error: the file is not a children's social work workforce return
  ┌─ census.xml:1:1
  │
1 │ …
  │ ^
  │
  = hint: its first element should be `Message`
error: the file is not a children's social work workforce return
  ┌─ census.xml:1:1
  │
1 │ …
  │ ^
  │
  = hint: its first element should be `Message`
error: the file is not a children's social work workforce return
  ┌─ census.xml:1:1
  │
1 │
  │ ^
  │
  = hint: its first element should be `Message`
error: `Collection` is not `CSWW`
  ┌─ census.xml:1:4
  │
1 │  … <Collection>…</Collection>
  │    ^^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: this is the return of another collection: name the file of this one
error: `ReferenceDate` is not a 30 September
  ┌─ census.xml:1:4
  │
1 │  … <ReferenceDate>…</ReferenceDate>
  │    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: the return counts the workforce at 30 September
error: `ReferenceDate` is not in the year that `Year` says
  ┌─ census.xml:1:21
  │
1 │  … <Year>…</Year> … <ReferenceDate>…</ReferenceDate>
  │    --------------   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  │    │
  │    the year
  │
  = hint: correct one of the two
error: `LEA` is not the number of an authority
  ┌─ census.xml:1:4
  │
1 │  … <LEA>…</LEA>
  │    ^^^^^^^^^^^^
  │
  = hint: write its three digits, as in `331` for Coventry
error: `LEA` is not the number of an authority
  ┌─ census.xml:1:4
  │
1 │  … <LEA>…</LEA>
  │    ^^^^^^^^^^^^
  │
  = hint: write its three digits, as in `331` for Coventry
error: the header has no `LEA`
  ┌─ census.xml:1:4
  │
1 │  … <Header>
  │    ^^^^^^^^
  │
  = hint: write the three digits of the authority
error: `LEA` is empty
  ┌─ census.xml:1:4
  │
1 │  … <LEA></LEA>
  │    ^^^^^^^^^^^
  │
  = hint: every return has it
error: `LALevelVacancies` has no `NumberOfVacancies`
  ┌─ census.xml:2:1
  │
2 │ <LALevelVacancies>
  │ ^^^^^^^^^^^^^^^^^^
  │
  = hint: write 0 if there is none
error: `NumberOfVacancies` is not a number of posts
  ┌─ census.xml:2:4
  │
2 │  … <NumberOfVacancies>…</NumberOfVacancies>
  │    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: write a number without sign, such as `12.5`, 0 for none
error: the header has no `ReferenceDate`
  ┌─ census.xml:1:4
  │
1 │  … <Header>
  │    ^^^^^^^^
  │
  = hint: write the 30 September for which the return counts
error: `Header` stands twice
  ┌─ census.xml:4:1
  │
1 │  … <Header>
  │    -------- the first one
  ·
4 │ <Header>
  │ ^^^^^^^^
  │
  = hint: a file holds the return of one authority for one year

error: `LALevelVacancies` stands twice
  ┌─ census.xml:5:1
  │
2 │ <LALevelVacancies>
  │ ------------------ the first one
  ·
5 │ <LALevelVacancies>
  │ ^^^^^^^^^^^^^^^^^^
  │
  = hint: a file holds the return of one authority for one year
error: something stands after the end of the return
  ┌─ census.xml:4:4
  │
4 │  … <Message>
  │    ^^^^^^^^^
  │    │
  │    the return
  │
  = hint: a file holds the return of one authority for one year
error: a closing tag does not match the opening one
  ┌─ census.xml:4:1
  │
4 │ </Message>
  │ ^^^^^^^^^^ the 1st worker
  │
  = hint: export the return again from the system that made it
error: a tag or comment that begins here does not end
  ┌─ census.xml:3:4
  │
3 │  … …
  │    ^ the 1st worker
  │
  = hint: export the return again from the system that made it
error: a tag or comment that begins here does not end
  ┌─ census.xml:3:4
  │
3 │  … …
  │    ^ the 1st worker
  │
  = hint: export the return again from the system that made it
error: the return has no `CSWWWorker`
  ┌─ census.xml:1:1
  │
1 │ <Message>
  │ ^^^^^^^^^
  │
  = hint: it holds the record of a worker; a return has one for each
error: text stands outside of elements
  ┌─ census.xml:3:4
  │
3 │  … …<FTE30>…</FTE> … </FTE>
  │    ^^^^^^^^^^^^^^^ the 1st worker
  │
  = hint: a tag around it is missing or misspelt

error: a closing tag does not match the opening one
  ┌─ census.xml:3:22
  │
3 │  … …<FTE30>…</FTE> … </FTE>
  │                      ^^^^^^ the 1st worker
  │
  = hint: export the return again from the system that made it
"#);
}
