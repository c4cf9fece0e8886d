//! Quantities: what values, units, bases and periods there are, and how a council writes them.
//!
//! The vocabulary of every stage; nothing here knows of files, measures or reports.

pub mod bank_holidays;
pub mod basis;
pub mod calendar;
pub mod dates;
pub mod period;
pub mod style;
pub mod typed;
pub mod value;
pub mod words;
