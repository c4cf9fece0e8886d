//! The zip file that a spreadsheet is: its parts, read within limits, and why one cannot be read.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes of one part, unpacked: about a million and a half cells. More are no table of a council's, and
/// most likely a zip bomb.
pub const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// The most bytes of a part that describes the file (workbook, relations, styles), unpacked; Excel itself allows no more
/// than 65,490 formats.
pub const LARGEST_DESCRIPTION: u64 = 8 * 1024 * 1024;

/// Why a spreadsheet cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bad {
    /// The zip file is cut off or damaged.
    Damaged,
    /// A part of it is missing.
    Missing(String),
    /// A part is not what it should be.
    Broken(String),
    /// A part is larger than it may be.
    Large(String),
    /// There is a password on it.
    Locked,
    /// A zip file of something else.
    Other,
    /// Of Excel 97 to 2003, or Excel's binary form.
    OldForm,
}

impl Bad {
    /// Completes "the data file `x` …".
    pub fn words(&self) -> String {
        match self {
            Self::Damaged => "is a spreadsheet that is cut off or damaged".to_owned(),
            Self::Missing(part) => format!("is a spreadsheet without its part `{part}`"),
            Self::Broken(part) => format!("is a spreadsheet whose part `{part}` cannot be understood"),
            Self::Large(what) => format!("has {what}"),
            Self::Locked => "is a spreadsheet with a password".to_owned(),
            Self::Other => "is a zip file, but not a spreadsheet".to_owned(),
            Self::OldForm => "is a spreadsheet in an old or binary form".to_owned(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Damaged | Self::Missing(_) | Self::Broken(_) => {
                "open the file in your spreadsheet program and save it again"
            }
            Self::Large(_) => "keep only the sheet, the rows and the columns that the report needs",
            Self::Locked => "save it without the password, or save the table as `CSV UTF-8`",
            Self::Other => "name a file that ends in `.xlsx`, `.xlsm`, `.ods` or `.csv`",
            Self::OldForm => "open it in your spreadsheet program and save it as `.xlsx`",
        }
    }
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// A zip file, as `.xlsx` and `.ods` are.
    Zip,
    /// A compound file, as `.xls` and every file with a password are.
    Compound,
}

impl Container {
    /// What the bytes begin; `None` for anything that cannot be a spreadsheet.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => Some(Self::Zip),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Some(Self::Compound),
            _ => None,
        }
    }
}

/// A zip file with the parts of a spreadsheet.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens a zip file.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Bad> {
        ZipArchive::new(Cursor::new(bytes)).map(|zip| Self { zip }).map_err(|_| Bad::Damaged)
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part, of at most so many bytes, whatever size it says it has.
    ///
    /// # Errors
    /// If it is missing, locked, damaged, too large, or no text in UTF-8.
    pub fn part(&mut self, name: &str, most: u64) -> Result<String, Bad> {
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => Bad::Missing(name.to_owned()),
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Bad::Locked,
            _ => Bad::Damaged,
        })?;
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| Bad::Damaged)?;
        if bytes.len() as u64 > most {
            return Err(Bad::Large(format!("more than {} MB in its part `{name}`", most / 1024 / 1024)));
        }
        let text = String::from_utf8(bytes).map_err(|_| Bad::Broken(name.to_owned()))?;
        Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
    }
}
