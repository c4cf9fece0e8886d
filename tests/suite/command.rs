//! The program as a user starts it.

use assert_cmd::Command;

/// The program, which finds nothing that earlier runs have made unless it is told where.
pub fn boardpack() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardpack"));
    command.env("BOARDPACK_CACHE", "none").env_remove("SOURCE_DATE_EPOCH");
    command
}
