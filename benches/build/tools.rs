//! The programs besides boardpack that take part in the benchmark, if they are there.

use std::process::Command;

/// The programs besides boardpack.
pub struct Tools {
    /// The Typst command line.
    pub typst: Option<Tool>,
    /// LibreOffice.
    pub office: Option<Tool>,
}

/// A program that is there.
#[derive(Clone)]
pub struct Tool {
    /// How it is called.
    pub program: String,
    version: String,
}

impl Tools {
    /// Looks for them.
    pub fn find() -> Self {
        Self { typst: Tool::find("TYPST", "typst"), office: Tool::find("SOFFICE", "soffice") }
    }

    /// Which versions of all programs take part.
    pub fn versions(&self) -> String {
        let own = format!("boardpack {}", env!("CARGO_PKG_VERSION"));
        let others = [&self.typst, &self.office].into_iter().flatten().map(|tool| tool.version.clone());
        std::iter::once(own).chain(others).collect::<Vec<_>>().join("; ")
    }
}

impl Tool {
    fn find(variable: &str, name: &str) -> Option<Self> {
        let program = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
        match Command::new(&program).arg("--version").output() {
            Ok(output) if output.status.success() => {
                let version = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned();
                Some(Self { program, version })
            }
            _ => {
                eprintln!("left out: `{program}` cannot be run; install it, or name it in {variable}");
                None
            }
        }
    }
}
