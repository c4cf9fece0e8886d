//! Verification (to follow).
