//! The project: `council.yaml`, reports and schemas are read and checked once.

pub mod read;
pub mod yaml;
