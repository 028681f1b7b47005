//! What bodies read as.
