//! bind
/// bind
pub fn bind() {}
