//! Public and restricted editions: nothing that is exempt is in the public file, and all of it is in the other.

use std::collections::BTreeSet;

use boardpack::data::store::Store;
use boardpack::diagnostic::Diagnostics;
use boardpack::narrative::Edition;
use boardpack::project::Project;
use boardpack::shelf::Shelf;
use boardpack::trace;
use boardpack::trace::attachment;
use boardpack::trace::verify::verify;
use lopdf::{Document, Object};

use crate::pdf::{Bookmark, Pdf};
use crate::scratch::{NOTE, PROFILE, Scratch, rendered};
use crate::standards;

/// Every word that begins with `zz`, and every number that begins with 97531, is exempt: wherever a word can stand.
const REPORT: &str = r##"
data:
  zzbids:
    file: data/zzbids.csv
    source: Zzsource of bids
    release: Zzrelease
    exempt: &ground {paragraph: 3, public-interest: "Prices are still being negotiated."}
  posts: {file: data/posts.csv, source: The establishment, disclosure: published}
  # Not marked, but only an exempt text uses it.
  zzrates: {file: data/zzrates.csv, source: Zzrates by hand}
  zzdear: {query: "SELECT zzsupplier, zzprice AS zzalias FROM zzbids ORDER BY zzprice", source: Zzquerysource}
figures:
  posts: {query: "SELECT sum(number) FROM posts", unit: people}
  zzlowest: {query: "SELECT min(zzprice) FROM zzbids", unit: pounds, name: zznamed price}
  zzadvice: {value: 975310002, unit: pounds, source: Zzcounsel, date: 2025-01-02, exempt: *ground}
  zztotal: {sum: [zzlowest, zzadvice], name: zzproduct of both}
  zzunmarked: {value: 975310003, unit: pounds, date: 2025-03-31, source: Zzunmarkedsource}
  zzrate: {query: "SELECT max(zzday) FROM zzrates", unit: pounds}
charts:
  zzprices: {kind: bar, title: Zzcharttitle, subtitle: Zzsubtitle, note: Zznote, data: zzbids, rows: zzsupplier, columns: [zzprice]}
  zzonly: {kind: bar, title: Zzonlytitle, data: zzrates, rows: zzgrade, columns: [zzday]}
tables:
  zzbids: {kind: data, title: Zztabletitle, note: Zztablenote, data: zzdear, rows: zzsupplier, columns: [{name: zzalias, title: Zzcolumn}]}
  zzmarked: {kind: data, title: Zzmarkedtitle, data: posts, rows: team, columns: [{name: number, title: Zzmarkedcolumn}]}
  posts: {kind: data, title: Posts by team, data: posts, rows: team, columns: [number], total: true}
recommendations:
  lead: "The Board is recommended to:"
  items:
    - Note the number of posts.
    - text: Accept Zzrecommended.
      stem: Zzstem is recommended to
      owner: Zzowner of posts
      due: 2031-07-06
      progress: Zzprogress
      response: {decision: accepted, text: Zzresponse}
      items: [Pay Zznested.]
      exempt: *ground
    - Ask for another report.
appendices:
  - The timetable
  - {title: The bids, link: "https://www.example.gov.uk/zzlink", exempt: *ground}
  - {title: The evaluation, file: files/zzbound.pdf, alt: Zzboundalt, exempt: *ground}
sections:
  - slot: purpose
    body:
      - There are {{ posts }} posts.
      - text: |
          The price is {{ zzlowest }} of **Zzbold**, {{ zzadvice.over(975310001, "zzclaimed") }} says [Zzlinked](https://www.example.gov.uk/zzaddress) so.[^1]

          - Zzitem

          [^1]: Zzfootnote, of {{ zztotal }}.
        run-in: Zzrunin
        parts: [{heading: Zzpartheading, text: Zzpart.}]
        exempt: *ground
      - {plain: Zzplain., exempt: *ground}
      - {heading: Zzheading, exempt: *ground}
      - {heading: Zznumberedheading, numbered: true, exempt: *ground}
      - Paragraph 1.2 is exempt, as it says there.
  - slot: background
    body:
      - chart: zzprices
      - table: zzbids
      - {table: zzmarked, exempt: *ground}
      - table: posts
      - recommendation-table: What is to be done
  - heading: The negotiation
    exempt: *ground
    body:
      - Zzsection of {{ zzunmarked }} and {{ zzrate }}.
      - chart: zzonly
      - {recommendation-table: Zztableofrecommendations}
    sections:
      - heading: Zzinnerheading
        body: [Zzinner.]
  - heading: The end
    body: [This is the last paragraph.]
"##;

const BIDS: &str = "zzsupplier,zzprice\nZzquokka,975310001\nZzwombat,975310009\n";
const RATES: &str = "zzgrade,zzday\nZzsenior,975310004\nZzjunior,975310005\n";
const POSTS: &str = "team,number\nNorth,12\nSouth,14\n";

/// The project and its two papers.
fn built() -> (Scratch, Vec<u8>, Vec<u8>) {
    let bound = format!(
        "{NOTE}sections: [{{slot: purpose, body: [Zzboundtext.]}}, {{slot: recommendations, body: [None.]}}, {{slot: background, body: [None.]}}]"
    );
    let bound = Scratch::new().report(bound.replace("A note of the tests", "Zzboundtitle")).paper();
    let project = Scratch::new()
        .file("council.yaml", format!("{PROFILE}annex: figures\n"))
        .file("data/zzbids.csv", BIDS)
        .file("data/zzrates.csv", RATES)
        .file("data/posts.csv", POSTS)
        .file("files/zzbound.pdf", bound)
        .report(format!("{NOTE}{REPORT}"));
    let built = boardpack::build::build(&[project.path()], None).expect("a project");
    assert!(built.failed == 0, "{}", rendered(&built.diagnostics));
    let names: Vec<String> = built
        .papers
        .iter()
        .map(|paper| paper.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["paper.pdf", "paper-restricted.pdf"]);
    let read = |name: &str| std::fs::read(project.path().join("out").join(name)).expect("a paper");
    let (public, restricted) = (read("paper.pdf"), read("paper-restricted.pdf"));
    (project, public, restricted)
}

/// All that a PDF holds, in lower case: every stream unpacked, every string, every name, and the text of its pages.
fn everything(bytes: &[u8]) -> String {
    fn object(of: &Object, into: &mut Vec<String>) {
        match of {
            Object::String(..) => into.extend(lopdf::decode_text_string(of)),
            Object::Name(name) => into.push(String::from_utf8_lossy(name).into_owned()),
            Object::Array(items) => items.iter().for_each(|item| object(item, into)),
            Object::Dictionary(keys) => keys.iter().for_each(|(key, value)| {
                into.push(String::from_utf8_lossy(key).into_owned());
                object(value, into);
            }),
            Object::Stream(stream) => {
                object(&Object::Dictionary(stream.dict.clone()), into);
                let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
                into.push(String::from_utf8_lossy(&content).into_owned());
                let wide: Vec<u16> =
                    content.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
                into.push(String::from_utf16_lossy(&wide));
            }
            _ => {}
        }
    }
    fn bookmarks(of: &[Bookmark], into: &mut Vec<String>) {
        for one in of {
            into.push(one.title.clone());
            bookmarks(&one.inner, into);
        }
    }
    let mut found = vec![String::from_utf8_lossy(bytes).into_owned()];
    let document = Document::load_mem(bytes).expect("a PDF");
    document.objects.values().for_each(|one| object(one, &mut found));
    object(&Object::Dictionary(document.trailer.clone()), &mut found);
    let pdf = Pdf::read(bytes);
    found.push(pdf.title.clone());
    bookmarks(&pdf.bookmarks, &mut found);
    pdf.tags.visit(&mut |element| found.extend(element.alt.clone()));
    found.push(pdf.tags.text());
    // Words may be painted in pieces.
    found.push(pdf.paints.iter().filter_map(|paint| paint.text.clone()).collect::<String>().replace(' ', ""));
    found.join("\n").replace(['\u{200b}', ',', '\u{ad}'], "").to_lowercase()
}

/// The words of the inputs that no public paper may hold.
fn secrets() -> BTreeSet<String> {
    let inputs = [REPORT, BIDS, RATES, "zzboundtext zzboundtitle zzboundalt"].concat().to_lowercase();
    let words = inputs.split(|one: char| !one.is_alphanumeric());
    let words: BTreeSet<String> =
        words.filter(|word| word.starts_with("zz") || word.starts_with("97531")).map(str::to_owned).collect();
    assert!(words.len() > 60, "{words:?}");
    words
}

#[test]
fn no_exempt_word_is_in_the_public_file() {
    let (_, public, restricted) = built();
    let (public_text, restricted_text) = (everything(&public), everything(&restricted));
    for word in secrets() {
        assert!(!public_text.contains(&word), "{word} is in the public edition");
    }
    let missing: Vec<String> = secrets().into_iter().filter(|word| !restricted_text.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?} are not in the restricted edition");
    assert!(!public_text.contains("6 july 2031") && restricted_text.contains("6 july 2031"));
    // What is public is in both, and the notices in one of them only.
    for text in [&public_text, &restricted_text] {
        assert!(text.contains("thisisthelastparagraph."));
    }
    assert!(
        public_text.contains("paragraph1.2andapartofthissectionareexemptfrompublicationunderparagraph3ofpart1")
    );
    assert!(!restricted_text.contains("exemptfrompublicationunderparagraph3ofpart1"));
    assert!(restricted_text.contains("restricted–exemptfrompublicationunderparagraph3ofschedule12a"));
    assert!(!public_text.contains("restricted"));
}

const WORKS: &str = "
zzcited2020: {type: article, title: Zzworktitle, author: \"Zzauthor, A.\", date: 2020}
open2019: {type: article, title: A public work, author: \"Jones, B.\", date: 2019}
";

#[test]
fn a_work_that_only_an_exempt_text_cites_is_not_in_the_public_list() {
    let report = "
template: research-paper
title: A paper
date: 2025-11-27
author: officer
bibliography: works.yaml
sections:
  - heading: First
    body:
      - The one [@open2019].
      - {text: \"The other [@zzcited2020].\", exempt: {paragraph: 2, public-interest: It is about one person.}}
";
    let project = Scratch::new().file("works.yaml", WORKS).report(report);
    let built = boardpack::build::build(&[project.path()], None).expect("a project");
    assert!(built.diagnostics.is_empty(), "{}", rendered(&built.diagnostics));
    let read = |name: &str| std::fs::read(project.path().join("out").join(name)).expect("a paper");
    let (public, restricted) = (everything(&read("paper.pdf")), everything(&read("paper-restricted.pdf")));
    for word in ["zzworktitle", "zzauthor", "zzcited2020"] {
        assert!(!public.contains(word), "{word}");
    }
    assert!(restricted.contains("zzworktitle") && restricted.contains("zzauthor"));
    assert!(public.contains("a public work") && restricted.contains("a public work"));
}

#[test]
fn numbers_agree_in_both_editions() {
    let (_, public, restricted) = built();
    let numbers = |bytes: &[u8]| {
        let pdf = Pdf::read(bytes);
        let text = pdf.tags.text();
        let places = [
            "1.4",
            "2.1",
            "4 The negotiation",
            "5 The end",
            "5.1",
            "Table 3. Posts by team",
            "Table 4",
            "Appendix 3",
        ];
        places.map(|place| (place, text.replace('\u{a0}', " ").contains(place)))
    };
    let all = numbers(&restricted);
    assert!(all.iter().all(|(_, found)| *found), "{all:?}");
    assert_eq!(numbers(&public), all);
}

#[test]
fn both_editions_are_accessible_archives_and_can_be_verified() {
    let (project, public, restricted) = built();
    for (name, bytes) in [("public", &public), ("restricted", &restricted)] {
        standards::check(name, bytes);
        let figures = attachment::read(bytes).expect("it carries its figures").remove(0);
        let opened = Project::open(&project.path(), &mut Diagnostics::default()).expect("a profile");
        let verified = verify(&figures, &opened).expect("it says how they are worked out");
        assert!(!verified.is_changed() && verified.figures.len() >= 4, "{name}: {:?}", verified.figures);
    }
    let figures = attachment::read(&public).expect("it carries its figures").remove(0);
    let names: Vec<&str> = figures.data.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["posts"], "neither the exempt file nor its hash");
    // The same bytes again, and two files that no reader takes for one.
    let (_, again, restricted_again) = built();
    assert!(public == again && restricted == restricted_again && public != restricted);
}

#[test]
fn a_public_text_that_names_what_is_exempt_is_an_error() {
    let with =
        |from: &str, to: &str| {
            assert!(REPORT.contains(from), "{from}");
            let project =
                Scratch::new()
                    .file("data/zzbids.csv", BIDS)
                    .file("data/zzrates.csv", RATES)
                    .file("data/posts.csv", POSTS)
                    .report(format!("{NOTE}{}", REPORT.replacen(from, to, 1).replace(
                "  - {title: The evaluation, file: files/zzbound.pdf, alt: Zzboundalt, exempt: *ground}\n",
                "",
            )));
            let built = boardpack::build::build(&[project.path()], None).expect("a project");
            assert!(
                !project.path().join("out/paper-restricted.pdf").exists() || built.failed == 0,
                "neither is written"
            );
            built.diagnostics.into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
    let last = "This is the last paragraph.";
    let named = |name: &str| format!("`{name}` is exempt from publication, and this text is public");
    for (expression, name) in [
        ("{{ zzlowest }}", "zzlowest"),
        ("{{ zztotal }}", "zztotal"),
        ("{{ zzadvice.over(3, 'more') }}", "zzadvice"),
    ] {
        assert_eq!(with(last, &format!("\"It is {expression}.\"")), [named(name)], "{expression}");
    }
    let condition = "a condition cannot ask about a figure: `zzlowest` is always there".to_owned();
    assert_eq!(with(last, "\"It is {% if zzlowest %}so{% endif %}.\""), [named("zzlowest"), condition]);
    assert!(with(last, "\"{{ posts.below(zzadvice, 'less') }}\"").contains(&named("zzadvice")));
    for (from, to) in [
        ("title: Posts by team", "title: \"Posts, {{ zzlowest }}\""),
        ("Note the number of posts.", "\"Note {{ zzlowest }}.\""),
        ("public-interest: \"Prices are still being negotiated.\"", "public-interest: \"It is {{ zzlowest }}.\""),
        ("heading: The negotiation", "heading: \"The negotiation of {{ zzlowest }}\""),
        ("title: The bids", "title: \"The bids of {{ zzlowest }}\""),
    ] {
        assert_eq!(with(from, to), [named("zzlowest")], "{to}");
    }
    for (text, wrong) in [
        (
            "The price is £975,310,001.",
            "this is `zzlowest`, which is exempt from publication, and the text is public",
        ),
        (
            "The price is £975.31 million.",
            "this is `zzadvice`, which is exempt from publication, and the text is public",
        ),
        ("See Table 1.", "Table 1 is exempt from publication, and this text is public"),
        ("See Figure 1.", "Figure 1 is exempt from publication, and this text is public"),
        ("As paragraph 4.1 says.", "paragraph 4.1 is exempt from publication, and this text is public"),
    ] {
        assert_eq!(with(last, &format!("\"{text}\"")), [wrong], "{text}");
    }
    // A paragraph that has a notice in its place can be named; so can a number that is another one.
    assert_eq!(
        with(last, "\"See paragraph 1.2 and {{ unchecked('£975,310,001', reason='another one') }}.\""),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_exempt_cannot_be_worked_out_from_what_is_public() {
    let report = |figures: &str, text: &str| {
        let report = format!(
            "{NOTE}figures:\n  secret: {{value: 412345, unit: pounds, date: 2025-03-31, source: A bid, exempt: &ground {{paragraph: 3, \
             public-interest: So.}}}}\n{figures}sections: [{{slot: purpose, body: [{text}, {{text: \"{{{{ secret }}}}\", \
             exempt: *ground}}]}}, {{slot: background, body: [Nothing.]}}]\nrecommendations: {{lead: We, items: [Ask.]}}\n"
        );
        let project = Scratch::new().report(report);
        let built = boardpack::build::build(&[project.path()], None).expect("a project");
        assert_eq!(built.failed, 0, "{}", rendered(&built.diagnostics));
        built.diagnostics.into_iter().map(|one| one.message).collect::<Vec<_>>()
    };
    let stated = |name: &str, value: u32| {
        format!("  {name}: {{value: {value}, unit: pounds, date: 2025-03-31, source: The budget}}\n")
    };
    let two = [stated("whole", 1_000_000), stated("rest", 587_655)].concat();
    let worked_out = "a reader of the public edition can work out `secret`";
    assert_eq!(report(&two, "\"Of {{ whole }} there are {{ rest }} left.\""), [worked_out]);
    assert_eq!(report(&two, "\"There is {{ whole }}.\""), Vec::<String>::new());
    let same = "`secret` is exempt, and the public edition shows the same number";
    assert_eq!(report(&stated("other", 412_345), "\"There is {{ other }}.\""), [same]);
}

#[test]
fn a_report_that_is_exempt_as_a_whole_has_no_public_edition() {
    let ground = "exempt: {paragraph: 1, public-interest: It is about one person.}";
    let sections = "sections: [{slot: purpose, body: [Zzbody.]}, {slot: background, body: [Zzmore.]}]\nrecommendations: \
                    {lead: We, items: [Zzask.]}\n";
    let whole = format!("{NOTE}{ground}\n{sections}");
    let main = |appendix: &str, own: &str| {
        let public = sections.replace("Zz", "A public ");
        let project = Scratch::new()
            .file("reports/secret.yaml", if own.is_empty() { whole.replace(ground, "") } else { whole.clone() })
            .report(format!(
                "{NOTE}{public}appendices: [{{title: The case, report: reports/secret.yaml{appendix}}}]\n"
            ));
        let built = boardpack::build::build(&[project.path()], None).expect("a project");
        let names =
            built.papers.iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned());
        let names: Vec<String> = names.collect();
        let said: Vec<String> = built.diagnostics.into_iter().map(|one| one.message).collect();
        let public = std::fs::read(project.path().join("out/paper.pdf")).map(|bytes| everything(&bytes)).ok();
        (names, said, public)
    };
    let (names, said, public) = main(&format!(", {ground}"), ground);
    assert_eq!(
        (names.join(" "), said.len()),
        ("paper.pdf paper-restricted.pdf secret-restricted.pdf".to_owned(), 0)
    );
    let public = public.expect("it is written");
    assert!(!["zzbody", "zzmore", "zzask"].iter().any(|word| public.contains(word)));
    let (names, said, _) = main("", ground);
    let wrong = "`reports/secret.yaml` is exempt from publication, but this appendix is not";
    assert_eq!((names.join(" "), said.as_slice()), ("secret-restricted.pdf".to_owned(), &[wrong.to_owned()][..]));
    let (_, said, public) = main(&format!(", {ground}"), "");
    assert_eq!(said, ["this appendix is exempt from publication, but `reports/secret.yaml` is not"]);
    assert!(public.is_none());
}

#[test]
fn a_public_pack_has_the_title_and_the_ground_of_a_private_item_and_nothing_else() {
    let ground = "exempt: {paragraph: 1, public-interest: It is about one person.}";
    let paper = |title: &str, word: &str, exempt: &str| {
        let note = NOTE.replace("A note of the tests", title);
        format!(
            "{note}{exempt}\nsections: [{{slot: purpose, body: [\"{word}.\"]}}, {{slot: background, body: [{{text: \
             Zzparagraph., {ground}}}]}}]\nrecommendations: {{lead: We, items: [Ask.]}}\n"
        )
    };
    let agenda = format!(
        "template: agenda\ntitle: The Board\ndate: 2025-11-27\ntime: 2 pm\nplace: Hall\nsignatory: The Officer, \
         Testshire\npublished: 2025-11-19\ncontact: officer\nmembership: Councillors of the Board\nitems: [Apologies, {{paper: reports/open.yaml}}]\n\
         private-items: [{{paper: reports/secret.yaml, {ground}}}]\n"
    );
    let project = |exempt: &str| {
        Scratch::new()
            .file("reports/open.yaml", paper("Staffing", "Openly said", ""))
            .file("reports/secret.yaml", paper("A grievance", "Zzsecret", exempt))
            .file("reports/agenda.yaml", &agenda)
            .file("packs/pack.yaml", "template: pack\nagenda: reports/agenda.yaml\n")
    };
    let built = |project: &Scratch| {
        let pack = project.path().join("packs/pack.yaml");
        boardpack::build::build(&[pack], None).expect("a project")
    };
    let whole = project(ground);
    let done = built(&whole);
    assert!(done.failed == 0, "{}", rendered(&done.diagnostics));
    let [public, restricted] = done.papers.as_slice() else { panic!("two editions: {:?}", done.papers) };
    let read = |path| everything(&std::fs::read(path).expect("a paper"));
    let (public, restricted) = (read(public), read(restricted));
    for word in ["zzsecret", "zzparagraph"] {
        assert!(!public.contains(word) && restricted.contains(word), "{word}");
    }
    assert!(
        public.contains("openly said")
            && public.contains("a grievance")
            && public.contains("it is about one person")
    );
    // A report whose own ground is another than that of its item.
    let said: Vec<String> = built(&project(&ground.replace("paragraph: 1", "paragraph: 2")))
        .diagnostics
        .into_iter()
        .map(|one| one.message)
        .collect();
    assert!(
        said.contains(
            &"this item is exempt under paragraph 1, and `reports/secret.yaml` under paragraph 2".to_owned()
        ),
        "{said:?}"
    );
    // A private item whose report would be published by itself.
    let said: Vec<String> = built(&project("")).diagnostics.into_iter().map(|one| one.message).collect();
    assert!(
        said.contains(&"this item is exempt from publication, but `reports/secret.yaml` is not".to_owned()),
        "{said:?}"
    );
}

#[test]
fn an_old_public_paper_is_not_left_beside_a_restricted_one() {
    let sections = "sections: [{slot: purpose, body: [One.]}, {slot: background, body: [Two.]}]\nrecommendations: \
                    {lead: We, items: [Ask.]}\n";
    let build = |project: &Scratch| {
        let built = boardpack::build::build(&[project.path()], None).expect("a project");
        (built.failed, built.diagnostics.into_iter().map(|one| one.message).collect::<Vec<_>>())
    };
    let project = Scratch::new().report(format!("{NOTE}{sections}"));
    assert_eq!(build(&project), (0, Vec::new()));
    let exempt = "exempt: {paragraph: 1, public-interest: It is about one person.}\n";
    let project = project.report(format!("{NOTE}{exempt}{sections}"));
    let (failed, said) = build(&project);
    assert!(
        failed == 1 && said[0].contains("is exempt from publication, and `") && said[0].ends_with("is still there"),
        "{said:?}"
    );
    std::fs::remove_file(project.path().join("out/paper.pdf")).expect("it is there");
    assert_eq!(build(&project), (0, Vec::new()));
    // Two reports that would write the same restricted edition.
    let part = sections.replace("One.", "{text: One., exempt: {paragraph: 1, public-interest: So.}}");
    let project = Scratch::new()
        .report(format!("{NOTE}{part}"))
        .file("reports/paper-restricted.yaml", format!("{NOTE}{sections}"));
    let (failed, said) = build(&project);
    assert!(failed == 1 && said[0].contains("and the restricted edition of `"), "{said:?}");
}

/// A report of three sections with four items each, some of which are exempt; every text has a word of its own.
fn random_report(items: &[(usize, bool)], sections: &[bool]) -> (String, Vec<String>, Vec<String>) {
    let ground = "{paragraph: 3, public-interest: It is being negotiated.}";
    let (mut tables, mut body, mut public, mut secret) = (String::new(), String::new(), Vec::new(), Vec::new());
    for (section, whole) in sections.iter().enumerate() {
        let slot = ["slot: purpose", "slot: background", "heading: More"][section];
        let exempt = if *whole { format!("\n    exempt: {ground}") } else { String::new() };
        body.push_str(&format!("  - {slot}{exempt}\n    body:\n"));
        for (at, (kind, own)) in items[section * 4..section * 4 + 4].iter().enumerate() {
            let word = format!("zz{section}x{at}zz");
            let item = match kind {
                0 => format!("text: {word}."),
                1 => format!("plain: {word}."),
                2 => format!("heading: {word}"),
                3 => format!("heading: {word}, numbered: true"),
                _ => {
                    tables.push_str(&format!(
                        "  {word}: {{kind: data, title: {word}, data: posts, rows: team, columns: [number]}}\n"
                    ));
                    format!("table: {word}")
                }
            };
            let mark = if *own { format!(", exempt: {ground}") } else { String::new() };
            body.push_str(&format!("      - {{{item}{mark}}}\n"));
            if *own || *whole { &mut secret } else { &mut public }.push(word);
        }
    }
    let tables = if tables.is_empty() { tables } else { format!("tables:\n{tables}") };
    let report = format!(
        "{NOTE}data: {{posts: {{file: data/posts.csv, disclosure: published}}}}\n{tables}recommendations: {{lead: We, items: \
         [Ask.]}}\nsections:\n{body}  - heading: Last\n    body: [The last., {{table: last}}]\n"
    );
    let last = "  last: {kind: data, title: The last table, data: posts, rows: team, columns: [number]}\n";
    let report = match report.contains("tables:\n") {
        true => report.replacen("tables:\n", &format!("tables:\n{last}"), 1),
        false => report.replacen("recommendations:", &format!("tables:\n{last}recommendations:"), 1),
    };
    (report, public, secret)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_exempt_stays_out_and_numbers_stay(
        items in proptest::collection::vec((0_usize..5, proptest::bool::weighted(0.4)), 12),
        sections in proptest::collection::vec(proptest::bool::weighted(0.25), 3),
    ) {
        let (report, public, secret) = random_report(&items, &sections);
        let project = Scratch::new().file("data/posts.csv", POSTS).report(&report);
        let mut sink = Diagnostics::default();
        let opened = Project::open(&project.path(), &mut sink).expect("a profile");
        let store = Store::default();
        let mut json = |edition| {
            let paper = Shelf::new(&opened, &store, edition).narrate("reports/paper.yaml", &mut sink).expect("a report");
            let figures = trace::figures(&paper.narrated, &paper.report, &opened.profile, "reports/paper.yaml");
            let document = serde_json::to_string(&paper.narrated.document).expect("JSON");
            format!("{document}{}", String::from_utf8_lossy(&figures.to_json()))
        };
        let (open, whole) = (json(Edition::Public), json(Edition::Restricted));
        let said = rendered(&sink.sorted());
        proptest::prop_assert!(!said.contains("error: "), "{said}\n{report}");
        for word in &secret {
            proptest::prop_assert!(!open.contains(word.as_str()) && whole.contains(word.as_str()), "{word}\n{report}");
        }
        for word in &public {
            proptest::prop_assert!(open.contains(word.as_str()) && whole.contains(word.as_str()), "{word}\n{report}");
        }
        // The last paragraph and the last table have the same number in both.
        let last = |json: &str| {
            let table = json.split("\"The last table\"").next().expect("text").rsplit("\"number\":\"").next();
            let heading = json.split("\"The last.\"").next().expect("text").rsplit("\"number\":\"").next();
            let number = |rest: Option<&str>| rest.and_then(|rest| rest.split('"').next()).map(str::to_owned);
            (number(table), number(heading))
        };
        let (table, paragraph) = last(&whole);
        proptest::prop_assert!(table.as_ref().is_some_and(|table| table.starts_with("Table ")) && paragraph.is_some());
        proptest::prop_assert_eq!(last(&open), (table, paragraph));
    }
}
