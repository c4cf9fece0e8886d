//! A project's own templates: what they may read, and that what the documentation says of them is so.

use std::path::Path;

use boardpack::build::build;

use crate::pdf::Pdf;
use crate::scratch::{NOTE, Scratch, rendered};

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
