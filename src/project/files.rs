//! The project's folder: the only place in the library that reads files of the user's.

mod notes;
mod walk;

use std::fmt;
use std::io::{ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::{Diagnostic, SourceFile, Span, nearest};
use crate::project::encoding;
use notes::{Content, Notes, Snapshot, State, seen, seen_names};
pub use notes::{Input, Inputs, Seen};
use walk::{Step, walk};

/// A folder whose files can be read by their paths in it, and nothing outside of it.
///
/// Each file is read once: whoever asks again gets what was read before, so that a run sees one state of the project even
/// while somebody saves a file. What was asked for is noted; [`Files::noting`] begins new notes.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
    shown: String,
    snapshot: Arc<Snapshot>,
    notes: Arc<Notes>,
}

/// The most bytes of a file that is read. The largest file of a council's, a census return or the DfE's statistics,
/// has some five million; this bounds what a file that was named by mistake can cost.
pub const LARGEST: u64 = 32 * 1024 * 1024;

/// Why a file could not be read; completes "the file `x` …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is none.
    Missing,
    /// It lies outside the project.
    Outside,
    /// It is written with backslashes; here it is with slashes.
    Backslash(String),
    /// It lies in the project, outside of the folder that it was asked for in.
    Elsewhere,
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like, of which nobody knows when it ends.
    NoFile,
    /// Its bytes are not text in UTF-8.
    Encoding,
    /// It is text in UTF-16.
    Utf16,
    /// Its name is not text in UTF-8.
    Name,
    /// It has more than [`LARGEST`] bytes.
    Large,
    /// The system refuses, in its own words.
    System(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("does not exist"),
            Self::Outside => f.write_str("lies outside the project's folder"),
            Self::Backslash(_) => f.write_str("is written with `\\`"),
            Self::Elsewhere => f.write_str("is a link that leads out of its folder"),
            Self::Folder => f.write_str("is a folder, not a file"),
            Self::NoFile => f.write_str("is a pipe or a device, not a file"),
            Self::Encoding => f.write_str("is not text in UTF-8"),
            Self::Utf16 => f.write_str("is text in UTF-16, not in UTF-8"),
            Self::Name => f.write_str("has a name with a letter that is not UTF-8"),
            Self::Large => write!(f, "has more than {} MB", LARGEST / 1024 / 1024),
            Self::System(words) => write!(f, "cannot be read: {words}"),
        }
    }
}

impl Unreadable {
    /// What to do about it; `file` is an example of a path.
    pub fn hint(&self, file: &str) -> String {
        match self {
            Self::Missing => format!("paths start at the project's folder, such as `{file}`"),
            Self::Outside => {
                format!("copy the file into the project's folder and write its path in it, such as `{file}`")
            }
            Self::Backslash(path) => format!("write `/` between the parts of a path: `{path}`"),
            Self::Elsewhere => "copy the file into the folder that the link is in".to_owned(),
            Self::Folder => "move the folder away, and save the file itself under this name".to_owned(),
            Self::NoFile => format!("put a file in its place, such as `{file}`"),
            Self::Encoding | Self::Utf16 if file.ends_with(".csv") => {
                "save the table again in your spreadsheet program as `CSV UTF-8`".to_owned()
            }
            Self::Encoding | Self::Utf16 => "save the file again and choose the encoding UTF-8".to_owned(),
            Self::Name => "give the file another name, with letters that every system knows".to_owned(),
            Self::Large => "keep only the rows and columns that the report needs".to_owned(),
            Self::System(_) => "check that you may open the file".to_owned(),
        }
    }
}

impl Files {
    /// The folder `root`, which messages show as the user typed it.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), shown: typed(root), snapshot: Arc::default(), notes: Arc::default() }
    }

    /// The same folder, of which messages speak as if it was another one: the user's own, of which this is a copy.
    #[must_use]
    pub fn shown_as(self, folder: &Path) -> Self {
        Self { shown: typed(folder), ..self }
    }

    /// The same folder, as it has been read already, with notes of its own of what is asked for from now on.
    #[must_use]
    pub fn noting(&self) -> Self {
        Self { notes: Arc::default(), ..self.clone() }
    }

    /// What was asked for since the notes began, and what was found.
    pub fn inputs(&self) -> Inputs {
        self.notes.all()
    }

    /// What would be found now by whoever asked.
    pub fn look(&self, input: &Input) -> Seen {
        match input {
            Input::File(path) => seen(&self.content("", path)),
            Input::Within(folder, path) => seen(&self.content(folder, path)),
            Input::Exists(path) => seen_names(&[self.root.join(path).is_file().to_string()]),
            Input::FoldersWith(folder, file) => seen_names(&self.list_folders_with(folder, file)),
        }
    }

    /// The first of these inputs that is not on the disk any more as it was found, and what is found now. If there is none,
    /// all of them stood there together at one moment, and none of them was half of a file that somebody was writing.
    ///
    /// Everything is read again: times and sizes say nothing of a file that is written to through memory.
    pub fn changed_since(&self, inputs: &Inputs) -> Option<(String, Seen)> {
        let now = |input: &Input| match input {
            Input::File(path) => seen(&self.read("", path).map(Content::of)),
            Input::Within(folder, path) => seen(&self.read(folder, path).map(Content::of)),
            Input::Exists(_) | Input::FoldersWith(..) => self.look(input),
        };
        let other =
            |(input, found): (&Input, &Seen)| Some((input.path(), now(input))).filter(|(_, now)| now != found);
        inputs.iter().find_map(other)
    }

    /// Notes what somebody is told who asks.
    pub fn note(&self, input: &Input) {
        self.notes.add(input.clone(), self.look(input));
    }

    /// The name of a path that is shown, in the project.
    pub fn in_project<'a>(&self, shown: &'a str) -> Option<&'a str> {
        if self.shown.is_empty() { Some(shown) } else { shown.strip_prefix(&self.shown)?.strip_prefix('/') }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path in the folder, as the user would type it from where they stand.
    pub fn shown(&self, path: &str) -> String {
        if self.shown.is_empty() { path.to_owned() } else { format!("{}/{path}", self.shown) }
    }

    /// Reads a file as it is.
    ///
    /// # Errors
    /// Why it could not be read; a path that leaves the folder, by `..` or through a link, is refused.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        self.bytes_within("", path)
    }

    /// Reads a file of a folder in the folder by its path in that one.
    ///
    /// # Errors
    /// As for [`Files::bytes`]; a path that leaves the inner folder is refused, even where it ends in the outer one.
    pub fn bytes_within(&self, folder: &str, path: &str) -> Result<Vec<u8>, Unreadable> {
        let content = self.content(folder, path);
        self.notes.add(input(folder, path), seen(&content));
        content.map(|content| content.bytes.to_vec())
    }

    /// The BLAKE3 of a file's bytes, in hexadecimal.
    ///
    /// # Errors
    /// As for [`Files::bytes`].
    pub fn hash(&self, path: &str) -> Result<String, Unreadable> {
        let content = self.content("", path);
        self.notes.add(input("", path), seen(&content));
        content.map(|content| content.hash.to_hex().to_string())
    }

    fn content(&self, folder: &str, path: &str) -> Result<Content, Unreadable> {
        self.snapshot.get(&input(folder, path), || self.read(folder, path))
    }

    fn read(&self, folder: &str, path: &str) -> Result<Vec<u8>, Unreadable> {
        let relative = Path::new(path);
        let inside = |component| matches!(component, Component::Normal(_) | Component::CurDir);
        if path.is_empty() || !relative.components().all(inside) {
            return Err(Unreadable::Outside);
        }
        if path.contains('\\') {
            return Err(Unreadable::Backslash(path.replace('\\', "/")));
        }
        let whole = |path: &Path| {
            path.canonicalize().map_err(|error| match why(&error) {
                // So it was listed, and so nobody can ask for it.
                Unreadable::Missing if relative.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) => {
                    Unreadable::Name
                }
                why => why,
            })
        };
        let (root, folder) = (whole(&self.root)?, self.root.join(folder));
        let (found, folder) = (whole(&folder.join(relative))?, whole(&folder)?);
        if !found.starts_with(&root) {
            return Err(Unreadable::Outside);
        }
        if !found.starts_with(&folder) {
            return Err(Unreadable::Elsewhere);
        }
        if found.is_dir() {
            return Err(Unreadable::Folder);
        }
        if !found.metadata().map_err(|error| why(&error))?.is_file() {
            return Err(Unreadable::NoFile);
        }
        let bytes = read_whole(&found).map_err(|error| why(&error))?;
        if bytes.len() as u64 > LARGEST { Err(Unreadable::Large) } else { Ok(bytes) }
    }

    /// Whether a path, as messages show it, is a file of the project.
    pub fn is_file(&self, shown: &str) -> bool {
        let Some(path) = self.in_project(shown) else { return false };
        self.note(&Input::Exists(path.to_owned()));
        self.root.join(path).is_file()
    }

    /// Reads a text file in UTF-8 or, by its mark, in UTF-16; a byte-order mark is dropped.
    ///
    /// # Errors
    /// Why it could not be read.
    pub fn text(&self, path: &str) -> Result<Arc<SourceFile>, Unreadable> {
        encoding::decode(&self.shown(path), self.bytes(path)?)
    }

    /// The error for a file that cannot be read, at the first byte that is no text if that is why, else at `place`.
    pub fn unreadable(&self, what: &str, path: &str, why: &Unreadable, place: Option<&Span>) -> Diagnostic {
        let message = |path: &str| format!("{what}`{path}` {why}");
        let no_text = if *why == Unreadable::Encoding { self.no_text(path) } else { None };
        match no_text.as_ref().or(place) {
            Some(place) => Diagnostic::error(message(path), place),
            // Nothing else says which project it is in.
            None => Diagnostic::bare(message(&self.shown(path))),
        }
    }

    /// Where a text file stops being UTF-8; `None` for what is no text at all.
    fn no_text(&self, path: &str) -> Option<Span> {
        let bytes = self.bytes(path).ok()?;
        let at = std::str::from_utf8(&bytes).err()?.valid_up_to();
        let binary = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
        if bytes.iter().any(binary) {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = SourceFile::new(self.shown(path), text);
        Some(Span::new(&file, at..at + char::REPLACEMENT_CHARACTER.len_utf8()))
    }

    /// What to do about a file that a report or the profile names and that cannot be read; `endings` are those of such files,
    /// and `example` is one.
    pub fn remedy(&self, path: &str, why: &Unreadable, endings: &[&str], example: &str) -> String {
        let better = match why {
            Unreadable::Missing => self.nearest(path, endings),
            Unreadable::Folder => self.instead_of_folder(path, endings),
            _ => None,
        };
        better.unwrap_or_else(|| why.hint(example))
    }

    /// A hint for a folder that is named where a file of such an ending belongs.
    fn instead_of_folder(&self, path: &str, endings: &[&str]) -> Option<String> {
        let files = list(&self.root, &self.root.join(path), endings, &mut |_, _| {});
        let named_as_file =
            endings.iter().any(|ending| Path::new(path).extension().is_some_and(|one| one == *ending));
        match (files.as_slice(), named_as_file) {
            ([], false) => Some(format!("put a file into it, and name that: `{path}/….{}`", endings.first()?)),
            ([], true) => None,
            ([one], _) => Some(format!("name the file in it: `{one}`")),
            (files, _) => Some(format!("name one of the files in it, such as `{}`", files.first()?)),
        }
    }

    /// A hint for a file that does not exist: the file of such an ending that is spelt most like it.
    pub fn nearest(&self, path: &str, endings: &[&str]) -> Option<String> {
        // A link is listed, wherever it leads.
        if self.root.join(path).is_symlink() {
            return Some(format!(
                "`{path}` is a link, and what it leads to is not there: put the file itself in its place"
            ));
        }
        let files = list(&self.root, &self.root, endings, &mut |_, _| {});
        // `é` is one sign, or an `e` and an accent after it, as macOS writes the names of files.
        let composed = |path: &str| path.nfc().collect::<String>();
        let whole = composed(path);
        if let Some(same) = files.iter().find(|file| composed(file) == whole) {
            // Who types it has the composed form, as almost every keyboard writes it.
            let anew =
                if *same == whole { "type the name anew here" } else { "rename the file: type its name anew" };
            return Some(format!(
                "`{same}` is there, and looks the same: an accented letter is one sign in one of the two names, and a letter \
                 with an accent of its own in the other, as macOS writes it; {anew}"
            ));
        }
        let near = nearest(path, files.iter().map(String::as_str))?;
        Some(format!("did you mean `{near}`?"))
    }

    /// The files beside `path` and in the folders there that have its ending, without itself, sorted.
    pub fn beside(&self, path: &str) -> Vec<String> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // A paper from anywhere may name a path that leads out of the project.
        if !Path::new(path).components().all(|component| matches!(component, Component::Normal(_))) {
            return Vec::new();
        }
        let endings: Vec<&str> = path.rsplit_once('.').map(|(_, ending)| ending).into_iter().collect();
        let mut files = list(&self.root, &self.root.join(folder), &endings, &mut |_, _| {});
        files.retain(|file| file != path);
        files
    }

    /// The YAML files of a folder of the project and of the folders in it, sorted.
    ///
    /// # Errors
    /// The first of these folders whose content the system does not tell to the end, and why.
    pub fn all_yaml_files(&self, folder: &str) -> Result<Vec<String>, (String, Unreadable)> {
        let mut closed = None;
        let files = list(&self.root, &self.root.join(folder), YAML, &mut |path, error| {
            if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
                let name = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
                closed.get_or_insert_with(|| (name, why(error)));
            }
        });
        closed.map_or(Ok(files), Err)
    }

    /// The same, as far as they can be found.
    pub fn yaml_files(&self, folder: &str) -> Vec<String> {
        list(&self.root, &self.root.join(folder), YAML, &mut |_, _| {})
    }

    /// The files of a folder of the project and of the folders in it, by their paths in the project, sorted.
    pub fn all_files(&self, folder: &str) -> Vec<String> {
        list(&self.root, &self.root.join(folder), &[], &mut |_, _| {})
    }

    /// The names of the folders in `folder` that hold a file `file`.
    pub fn folders_with(&self, folder: &str, file: &str) -> Vec<String> {
        self.note(&Input::FoldersWith(folder.to_owned(), file.to_owned()));
        self.list_folders_with(folder, file)
    }

    fn list_folders_with(&self, folder: &str, file: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let with = entries.flatten().filter(|entry| entry.path().join(file).is_file());
        let mut names: Vec<String> = with.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }
}

/// A folder as the user typed it, with nothing for the one that they stand in.
fn typed(folder: &Path) -> String {
    let shown = folder.to_string_lossy().replace('\\', "/");
    let shown = shown.trim_end_matches('/').trim_start_matches("./");
    if shown == "." { String::new() } else { shown.to_owned() }
}

/// What is asked for by a path in a folder of the project.
fn input(folder: &str, path: &str) -> Input {
    if folder.is_empty() { Input::File(path.to_owned()) } else { Input::Within(folder.to_owned(), path.to_owned()) }
}

/// How often a file is read again that somebody writes to at the same time.
const ATTEMPTS: usize = 5;

/// The bytes of a file, as it is at one moment: while it grows or changes it is read again.
fn read_whole(path: &Path) -> std::io::Result<Vec<u8>> {
    let state = |file: &std::fs::File| file.metadata().map(|data| State::of(&data));
    let mut bytes = Vec::new();
    for _ in 0..ATTEMPTS {
        let file = std::fs::File::open(path)?;
        let before = state(&file)?;
        bytes.clear();
        (&file).take(LARGEST + 1).read_to_end(&mut bytes)?;
        if state(&file)? == before {
            return Ok(bytes);
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    Err(std::io::Error::other("it is being written to all the while"))
}

fn why(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unreadable::Missing,
        ErrorKind::PermissionDenied => Unreadable::System("permission denied".to_owned()),
        _ => Unreadable::System(error.to_string()),
    }
}

/// What the names of YAML files end with.
const YAML: &[&str] = &["yaml", "yml"];

/// Whether a file is YAML by its name.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| YAML.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

/// The files below `folder` that have one of the endings, or all where none is named, by their paths in `root`, sorted;
/// hidden ones are left out. Of folders that cannot be read `closed` is told.
fn list(
    root: &Path,
    folder: &Path,
    endings: &[&str],
    closed: &mut dyn FnMut(&Path, &std::io::Error),
) -> Vec<String> {
    let mut found = Vec::new();
    walk(folder, &mut |step| {
        let path = match step {
            Step::File(path) => path,
            Step::Closed(folder, error) => return closed(folder, error),
        };
        let ending = path.extension();
        let wanted = ending.is_some_and(|ending| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)));
        if (endings.is_empty() || wanted)
            && let Ok(relative) = path.strip_prefix(root)
        {
            found.push(relative.to_string_lossy().replace('\\', "/"));
        }
    });
    found.sort();
    found
}
