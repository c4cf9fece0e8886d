//! Where a version comes from: a PDF, a folder, a record of a build, or a revision of git.

use std::path::{Path, PathBuf};

use crate::build;
use crate::build::record::{self, Record, ReportRecord};
use crate::cache::Cache;
use crate::cli::diff::aside::Run;
use crate::cli::diff::revision::Revision;
use crate::cli::paper::{bytes_of, unread};
use crate::diff::{Paper, Unbuilt, Version};
use crate::project::profile;
use crate::trace::attachment::{self, Unreadable};
use crate::workers;

/// What cannot be compared, and what to do about it.
#[derive(Debug)]
pub struct Unusable {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

impl From<build::Unusable> for Unusable {
    fn from(why: build::Unusable) -> Self {
        Self { message: why.message, hint: why.hint }
    }
}

/// A version that was asked for.
#[derive(Debug)]
pub enum Asked {
    /// A PDF.
    Paper(Box<Paper>),
    /// A folder of PDFs.
    Papers(PathBuf),
    /// A record of a build, and its file.
    Record(Box<Record>, PathBuf),
    /// A project as it is.
    Folder(PathBuf),
    /// A project as it was.
    Revision(Revision),
}

impl Asked {
    /// What the user means by a name.
    ///
    /// # Errors
    /// If it is nothing that can be compared.
    pub fn of(text: &str, project: Option<&Path>) -> Result<Self, Unusable> {
        let path = Path::new(text);
        if path.is_dir() {
            let is_project = path.join(profile::FILE_NAME).is_file();
            return Ok(if is_project { Self::Folder(path.to_owned()) } else { Self::Papers(path.to_owned()) });
        }
        if path.is_file() || is_pipe(path) {
            return Self::of_file(path);
        }
        if path.exists() {
            return Err(Unusable {
                message: format!("`{text}` is neither a file nor a folder"),
                hint: "name a PDF, a folder, a record of a build, or a revision of git".to_owned(),
            });
        }
        // A project that is not there any more has revisions all the same.
        let root = match project {
            Some(folder) => folder.to_owned(),
            None => root(None).map_err(|why| Unusable {
                message: format!("`{text}` is no file and no folder, and for a revision of git {}", why.message),
                hint: format!("check the name; for a revision, {}", why.hint),
            })?,
        };
        Ok(Self::Revision(Revision::of(text, &root)?))
    }

    fn of_file(path: &Path) -> Result<Self, Unusable> {
        let shown = path.display();
        let bytes = bytes_of(path).map_err(|why| {
            let wanted = "a PDF that `boardpack build` has written, or a record of a build";
            let (message, hint) = unread(path, &why, wanted);
            Unusable { message, hint }
        })?;
        if let Some(record) = Record::parse(&bytes) {
            return Ok(Self::Record(Box::new(record), path.to_owned()));
        }
        if let Some(version) = record::later(&bytes) {
            return Err(Unusable {
                message: format!("`{shown}` is a record of a build in version {version} of its format"),
                hint: "use the latest boardpack".to_owned(),
            });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match paper(name, bytes) {
            Err(Unreadable::NoPdf) => Err(Unusable {
                message: format!("`{shown}` is neither a PDF nor a record of a build"),
                hint: "name a PDF that `boardpack build` has written, or what `build --record FILE` wrote"
                    .to_owned(),
            }),
            Err(why) => {
                Err(Unusable { message: format!("`{shown}` {}", why.message()), hint: why.hint().to_owned() })
            }
            Ok(paper) => Ok(Self::Paper(Box::new(paper))),
        }
    }

    /// The project as it is, beside what it is compared with.
    ///
    /// # Errors
    /// If there is no project.
    pub fn the_folder_of(old: &Self, project: Option<&Path>) -> Result<Self, Unusable> {
        match old {
            Self::Paper(_) | Self::Revision(_) | Self::Record(..) => root(project).map(Self::Folder),
            Self::Papers(folder) | Self::Folder(folder) => Err(Unusable {
                message: format!("`{}` is compared with nothing", folder.display()),
                hint: "name the newer version after it: a PDF, a folder, a record of a build, or a revision"
                    .to_owned(),
            }),
        }
    }

    /// The report of the only paper, relative to its project.
    pub fn report(&self) -> Option<String> {
        match self {
            Self::Paper(paper) => match paper.figures.as_slice() {
                [figures] => Some(figures.report.clone()),
                // A pack is built from an agenda, which is none of its papers.
                _ => None,
            },
            _ => None,
        }
    }

    /// Gets the version, of one report alone if only that is compared.
    ///
    /// # Errors
    /// If it cannot be read, or its project not be opened.
    pub fn version(self, only: Option<&str>, run: &Run) -> Result<Version, Unusable> {
        match self {
            Self::Paper(paper) => {
                Ok(Version { name: paper.name.clone(), papers: vec![*paper], alone: true, ..Version::default() })
            }
            Self::Papers(folder) => of_papers(&folder),
            Self::Record(record, file) => Ok(of_record(&record, &file, run.cache.as_deref())),
            Self::Folder(root) => {
                let papers = run.build(&root, &root, only)?;
                Ok(Version { name: root.display().to_string(), ..papers })
            }
            Self::Revision(revision) => {
                let there = |root: &Path| root.join(profile::FILE_NAME).is_file();
                let Some((folder, root)) = revision.take_out()?.filter(|(_, root)| there(root)) else {
                    return Ok(Version { name: revision.called(), absent: true, ..Version::default() });
                };
                let papers = run.build(&root, &revision.root, only)?;
                Ok(Version { name: revision.called(), kept: Some(folder), ..papers })
            }
        }
    }
}

/// Whether a shell gives what another command says under this name: `<(git show HEAD:out/a.pdf)`.
fn is_pipe(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path).is_ok_and(|there| std::os::unix::fs::FileTypeExt::is_fifo(&there.file_type()));
    #[cfg(not(unix))]
    return false;
}

/// The project that is meant, which has to be there.
fn root(project: Option<&Path>) -> Result<PathBuf, Unusable> {
    match project {
        Some(folder) if folder.join(profile::FILE_NAME).is_file() => Ok(folder.to_owned()),
        Some(folder) => Err(Unusable {
            message: format!("`{}` is no project: it has no `{}`", folder.display(), profile::FILE_NAME),
            hint: "name the folder of a project".to_owned(),
        }),
        None => build::root_of(Path::new(".")).ok_or_else(|| Unusable {
            message: "the current folder is in no project".to_owned(),
            hint: "name the project's folder with `--project`".to_owned(),
        }),
    }
}

/// A paper with its figures, if it has any.
pub fn paper(name: String, bytes: Vec<u8>) -> Result<Paper, Unreadable> {
    let carried = attachment::look(&bytes)?;
    let figures = match carried.figures {
        Ok(figures) => figures,
        Err(Unreadable::NoFigures) => Vec::new(),
        Err(why) => return Err(why),
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    Ok(Paper { name, figures, bytes: Some(bytes), hash, damage: None, restricted: carried.restricted })
}

fn of_papers(folder: &Path) -> Result<Version, Unusable> {
    let mut files = Vec::new();
    search(folder, folder, &mut files);
    files.sort();
    let papers: Vec<Paper> = workers::map(files, |(name, path)| in_folder(name, &path));
    // One that is damaged is a paper all the same; what is nothing but damaged is no folder of papers.
    let damaged = papers.iter().find_map(|paper| Some((&paper.name, paper.damage.as_ref()?)));
    if let Some((name, damage)) = damaged.filter(|_| papers.iter().all(|paper| paper.damage.is_some())) {
        return Err(Unusable {
            message: format!("`{}` {damage}", folder.join(name).display()),
            hint: "name a folder of PDFs that `boardpack build` has written".to_owned(),
        });
    }
    if papers.is_empty() {
        return Err(Unusable {
            message: format!("`{}` has no papers, and is no project", folder.display()),
            hint: format!(
                "name a folder of PDFs that boardpack has built, or a project, which has a `{}`",
                profile::FILE_NAME
            ),
        });
    }
    Ok(Version { name: folder.display().to_string(), papers, ..Version::default() })
}

/// A paper of a folder, which may be damaged.
fn in_folder(name: String, path: &Path) -> Paper {
    let bytes = match bytes_of(path) {
        Ok(bytes) => bytes,
        Err(why) => return Paper { name, damage: Some(format!("cannot be read: {why}")), ..Paper::default() },
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    paper(name.clone(), bytes.clone()).unwrap_or_else(|why| Paper {
        name,
        restricted: attachment::look(&bytes).is_ok_and(|carried| carried.restricted),
        bytes: Some(bytes),
        hash,
        damage: Some(why.message()),
        ..Paper::default()
    })
}

/// The PDF files in a folder and the folders in it, by their names below it.
fn search(root: &Path, folder: &Path, found: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            search(root, &path, found);
        } else if path.is_file()
            && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
            && let Ok(name) = path.strip_prefix(root)
        {
            found.push((name.to_string_lossy().replace('\\', "/"), path));
        }
    }
}

fn of_record(record: &Record, file: &Path, cache: Option<&Cache>) -> Version {
    let all = || record.reports.iter().chain(&record.failures);
    let several = all().zip(all().skip(1)).any(|(one, other)| one.project != other.project);
    let named = |report: &ReportRecord, path: &str| {
        let name = file_name(&report.report, path);
        let project = report.project.rsplit('/').next().filter(|_| several);
        project.map_or_else(|| name.clone(), |project| format!("{project}/{name}"))
    };
    let mut papers = Vec::new();
    for report in &record.reports {
        for one in &report.papers {
            // The paper itself, if it is where it was written and still the same, or else in the cache of its build.
            let beside = file.parent().unwrap_or(Path::new("")).join(&one.path);
            let written = [PathBuf::from(&one.path), beside].iter().find_map(|path| {
                bytes_of(path).ok().filter(|bytes| blake3::hash(bytes).to_hex().as_str() == one.hash)
            });
            let bytes = written.or_else(|| blake3::Hash::from_hex(&one.hash).ok().and(cache?.paper(&one.hash)));
            // What a build has written is called after its edition.
            let (name, figures) = (named(report, &one.path), one.figures.clone());
            papers.push(Paper { name, figures, bytes, hash: one.hash.clone(), ..Paper::default() });
        }
    }
    let unbuilt = record.failures.iter().map(|report| Unbuilt {
        report: report.report.clone(),
        subject: report.subject.as_ref().map(|area| area.code.clone()),
        name: named(report, &report.out),
        errors: vec!["a record of a build does not say why: `boardpack build` does".to_owned()],
        ..Unbuilt::default()
    });
    let (name, part) = (file.display().to_string(), record.shard.clone());
    Version { name, papers, unbuilt: unbuilt.collect(), part, ..Version::default() }
}

/// The name of a paper below the folder of papers: with the folders that its report has below `reports`.
fn file_name(report: &str, paper: &str) -> String {
    let inside = report.strip_prefix("reports/").unwrap_or(report);
    let folder = inside.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    format!("{folder}{}", paper.rsplit('/').next().unwrap_or_default())
}

/// Leaves out what is for members alone: papers that say so or are called so, and what is wrong with reports that may be
/// exempt. Returns the name of the only paper there was, if that is left out.
pub fn leave_restricted_out(version: &mut Version) -> Option<String> {
    let only = version.papers.first().filter(|_| version.alone && version.papers.len() == 1);
    let left_out = only.filter(|paper| paper.is_restricted()).map(|paper| paper.name.clone());
    version.papers.retain(|paper| !paper.is_restricted());
    for unbuilt in &mut version.unbuilt {
        unbuilt.errors = vec!["`boardpack build` says why".to_owned()];
    }
    left_out
}
