//! A project's own templates: what they may read, and that what the documentation says of them is so.

use std::path::Path;

use boardpack::build::build;
use serde_yaml::{Mapping, Value};

use crate::command::boardpack;
use crate::copies;
use crate::pdf::Pdf;
use crate::scratch::{NOTE, Scratch, rendered};

const DOCUMENTATION: &str = include_str!("../../docs/templates.md");

/// What a briefing note has to have, so that a template alone can go wrong.
const SECTIONS: &str = "
recommendations: {lead: The Board is recommended to, items: [Note the figures.]}
sections:
  - {slot: purpose, body: To inform Members.}
  - {slot: background, body: The figures were published in November.}
";

/// The least that a template of a briefing note is, with more after it.
fn template(more: &str) -> String {
    format!(
        "#import \"../common/document.typ\": *\n#import \"../common/paper.typ\": paper\n\
         #import \"../common/front.typ\": paper-title\n#show: paper\n#paper-title(doc.title)\n{more}\n"
    )
}

/// A project whose briefing note ends with these lines of Typst.
fn project(more: &str) -> Scratch {
    Scratch::new()
        .file("report-templates/briefing-note/main.typ", template(more))
        .report(format!("{NOTE}{SECTIONS}"))
}

/// What there is to say of a project that is not built.
fn said(project: &Scratch) -> String {
    let built = build(&[project.path()], None).expect("a project");
    assert_eq!((built.failed, built.papers.len()), (1, 0), "{}", rendered(&built.diagnostics));
    rendered(&built.diagnostics)
}

#[test]
fn a_template_of_the_projects_own_is_used_instead_of_the_built_in_one() {
    let paper = project("#lorem-of-ours()").file(
        "report-templates/briefing-note/main.typ",
        template("Our own words stand here. #read(\"words.txt\")"),
    );
    let paper = paper.file("report-templates/briefing-note/words.txt", "So do these.");
    let text = Pdf::read(&paper.paper()).describe();
    assert!(text.contains("Our own words stand here. So do these."), "{text}");
}

#[test]
fn a_template_reads_neither_other_files_of_the_project_nor_of_the_machine() {
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret.txt");
    std::fs::write(&secret, "a secret").expect("a file");
    let absolute = secret.to_str().expect("UTF-8");
    let relative = format!("{}{absolute}", "../".repeat(30));
    for path in [
        absolute,
        &relative,
        "/etc/passwd",
        "../../../../../../../../etc/passwd",
        "../../council.yaml",
        "/council.yaml",
        "../../data/staff.csv",
        "/data/staff.csv",
        "/reports/paper.yaml",
        "../../reports/paper.yaml",
        "../../../paper.yaml",
        "/report-templates/../data/staff.csv",
        "/parts/1/data/staff.csv",
        "/parts/../data/staff.csv",
        "/assets/logo.svg",
    ] {
        let project = project(&format!("#read(\"{path}\")")).file("data/staff.csv", "name\nAnn Officer\n");
        let said = said(&project);
        assert!(said.starts_with("error: a template may not read `"), "{path}: {said}");
        assert!(said.contains("main.typ:6:7") && said.contains("hint: a template may read its document"), "{said}");
        assert!(!said.contains("a secret") && !said.contains("root:"), "{path}: {said}");
    }
}

#[test]
fn a_template_has_no_packages() {
    for package in ["@preview/tablex:0.0.8", "@local/ours:1.0.0"] {
        let said = said(&project(&format!("#import \"{package}\": *")));
        assert!(said.starts_with(&format!("error: a template cannot use packages, such as `{package}`")), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_for_templates_is_refused() {
    use std::os::unix::fs::symlink;

    const OUTSIDE: &str = "lies outside the project's folder";
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("main.typ"), template("a secret")).expect("a file");
    std::fs::write(outside.path().join("schema.yaml"), "name: secret").expect("a file");
    std::fs::create_dir(outside.path().join("common")).expect("a folder");
    let refused = |why: &str, link: &dyn Fn(&Path)| {
        let project = project("#read(\"words.txt\")").file("data/staff.csv", "a secret");
        link(&project.path());
        let said = said(&project);
        assert!(said.contains(why), "{said}");
        assert!(said.contains("hint: a template may read nothing outside `report-templates`"), "{said}");
        assert!(said.contains("┌─ ") && !said.contains("a secret"), "{said}");
    };
    // To a file of the machine, to another file of the project, and to a folder.
    refused(OUTSIDE, &|root| {
        let link = root.join("report-templates/briefing-note/words.txt");
        symlink(outside.path().join("schema.yaml"), link).expect("a link");
    });
    refused("is a link that leads out of its folder", &|root| {
        symlink("../../data/staff.csv", root.join("report-templates/briefing-note/words.txt")).expect("a link");
    });
    // The template itself, its schema and its folder: that there is another one built in does not hide it.
    refused(OUTSIDE, &|root| {
        let link = root.join("report-templates/briefing-note/main.typ");
        std::fs::remove_file(&link).expect("a file");
        symlink(outside.path().join("main.typ"), link).expect("a link");
    });
    refused(OUTSIDE, &|root| {
        let link = root.join("report-templates/briefing-note/schema.yaml");
        symlink(outside.path().join("schema.yaml"), link).expect("a link");
    });
    refused(OUTSIDE, &|root| {
        std::fs::remove_dir_all(root.join("report-templates/briefing-note")).expect("a folder");
        symlink(outside.path(), root.join("report-templates/briefing-note")).expect("a link");
    });
    // All of them at once.
    refused(OUTSIDE, &|root| {
        std::fs::remove_dir_all(root.join("report-templates")).expect("a folder");
        std::fs::create_dir(outside.path().join("briefing-note")).expect("a folder");
        std::fs::write(outside.path().join("briefing-note/main.typ"), template("a secret")).expect("a file");
        symlink(outside.path(), root.join("report-templates")).expect("a link");
    });
}

#[test]
fn a_kind_is_added_as_the_documentation_says() {
    let mut project = Scratch::new();
    let mut files = Vec::new();
    for part in DOCUMENTATION.split("<!-- file: ").skip(1) {
        let (name, rest) = part.split_once(" -->").expect("the comment ends");
        let block = rest.split("```").nth(1).expect("a block follows");
        let (_, text) = block.split_once('\n').expect("the block has lines");
        project = project.file(name, text);
        files.push(name);
    }
    assert_eq!(files.len(), 3, "{files:?}");
    let built = build(&[project.path()], None).expect("a project");
    assert_eq!((built.failed, rendered(&built.diagnostics).as_str()), (0, ""));
    let text = Pdf::read(&std::fs::read(&built.papers[0]).expect("a paper")).describe();
    for words in ["Ward note", "1 December 2025", "In short", "Works in the ward", "the old frame is taken down"] {
        assert!(text.contains(words), "`{words}` is not in\n{text}");
    }

    // The message that the documentation shows for a misspelt field is the one that there is.
    let main = project.path().join("report-templates/ward-note/main.typ");
    let template = std::fs::read_to_string(&main).expect("the template");
    std::fs::write(&main, template.replace("field-value(\"ward\")", "field-value(\"wrad\")")).expect("a file");
    let (_, shown) = DOCUMENTATION.split_once("```\nerror: the kind").expect("a message is shown");
    let (message, place) = shown.split_once('\n').expect("with its place");
    let place = place.trim_start_matches([' ', '┌', '─']).split('\n').next().expect("a line");
    let said = said(&project);
    assert!(said.contains(message) && said.contains(place), "{message}\n{place}\n{said}");
}

/// What the program says, and its exit code.
fn run(project: &Scratch, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = boardpack().current_dir(project.path()).args(arguments).output();
    let output = output.expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn no_template_fails_where_a_list_is_empty() {
    let project = copies::fixture("coventry");
    let reports = project.path().join("reports");
    let mut emptied = 0;
    for entry in std::fs::read_dir(&reports).expect("reports").map(|entry| entry.expect("a report")) {
        let name = entry.path().file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).expect("a report");
        let whole: Mapping = serde_yaml::from_str(&text).expect("YAML");
        for (key, _) in whole.iter().filter(|(_, value)| value.is_sequence()) {
            let mut report = whole.clone();
            report.insert(key.clone(), Value::Sequence(Vec::new()));
            let path = reports.join(format!("{name}-{}.yaml", key.as_str().expect("a key")));
            std::fs::write(path, serde_yaml::to_string(&report).expect("YAML")).expect("a report");
            emptied += 1;
        }
    }
    assert!(emptied > 20, "{emptied} lists were emptied");
    let built = build(&[reports], None).expect("a project");
    let said = rendered(&built.diagnostics);
    assert!(!said.contains("the template says"), "{said}");
}

#[test]
fn every_template_can_be_copied_into_a_project_and_nothing_changes() {
    let project = Scratch::new().report(format!("{NOTE}{SECTIONS}"));
    let before = project.paper();
    let (listed, _, code) = run(&project, &["templates"]);
    assert_eq!(code, Some(0));
    let shared = listed.lines().filter_map(|line| line.split_whitespace().next());
    for name in shared.filter(|name| name.starts_with("common/")) {
        let (said, error, code) = run(&project, &["templates", name, "--copy-to", "."]);
        assert_eq!((said, error.as_str(), code), (format!("copied ./report-templates/{name}\n"), "", Some(0)));
    }
    for name in ["briefing-note", "briefing-note/schema.yaml"] {
        assert_eq!(run(&project, &["templates", name, "--copy-to", "."]).2, Some(0), "{name}");
    }
    for copied in ["common/document.typ", "briefing-note/main.typ", "briefing-note/schema.yaml"] {
        assert!(project.path().join("report-templates").join(copied).is_file(), "{copied}");
    }
    assert!(project.paper() == before, "the copies make another paper");

    // What is there is not written over.
    let changed = project.file("report-templates/briefing-note/main.typ", template("Ours."));
    let (_, error, code) = run(&changed, &["templates", "briefing-note", "--copy-to", "."]);
    assert!(error.contains("is there already") && error.contains("hint: "), "{error}");
    assert_eq!(code, Some(1));
    assert!(Pdf::read(&changed.paper()).describe().contains("Ours."));
}

#[test]
fn a_kind_says_what_it_asks_for() {
    let project = Scratch::new();
    let (said, _, code) = run(&project, &["templates", "cabinet-member-report"]);
    assert_eq!(code, Some(0));
    for words in [
        "  meeting (committee, required): ",
        "    such as: meeting: cabinet-member-children",
        "  other-documents (documents): ",
        "  comments (required): Comments from Director of Finance and Corporate Services",
        "      financial (required): Financial implications",
        "  enquiries: Enquiries should be directed to the above person.",
        "  page: Page",
    ] {
        assert!(said.contains(words), "`{words}` is not in\n{said}");
    }
    let (said, error, code) = run(&project, &["templates", "briefing"]);
    assert_eq!((said.as_str(), code), ("", Some(2)));
    assert!(
        error.contains("there is no template `briefing`") && error.contains("did you mean `briefing-note"),
        "{error}"
    );
    for outside in ["fonts/LICENSE", "../Cargo.toml", "/etc/passwd", "common"] {
        assert_eq!(run(&project, &["templates", outside]).2, Some(2), "{outside}");
    }
    let (_, error, code) = run(&project, &["templates", "briefing-note", "--copy-to", "reports"]);
    assert!(error.contains("is no project") && code == Some(2), "{error}");
}
