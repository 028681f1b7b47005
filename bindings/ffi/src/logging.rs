//! The library's log: what is said, where it goes, how much of it.
//!
//! In: a level. Out: a logger, installed once. Never more than `Info`, and at
//! no level the text or the sender of a message.

use log::LevelFilter;
use std::sync::Once;

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What went wrong.
    Error,
    /// What may need looking at.
    Warn,
    /// What happened to the list.
    Info,
}

impl From<LogLevel> for LevelFilter {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Off => Self::Off,
            LogLevel::Error => Self::Error,
            LogLevel::Warn => Self::Warn,
            LogLevel::Info => Self::Info,
        }
    }
}

/// Sends the log to Android's own, elsewhere to standard error. Later calls only set the level.
#[uniffi::export]
pub fn init_logging(level: LogLevel) {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(install);
    log::set_max_level(level.into());
}

#[cfg(target_os = "android")]
fn install() {
    android_logger::init_once(android_logger::Config::default().with_tag("asli").with_max_level(LevelFilter::Info));
}

#[cfg(not(target_os = "android"))]
fn install() {
    static TO_STANDARD_ERROR: StandardError = StandardError;
    // A logger that the process has already set is kept: it was there first.
    let _ = log::set_logger(&TO_STANDARD_ERROR);
}

#[cfg(not(target_os = "android"))]
struct StandardError;

#[cfg(not(target_os = "android"))]
impl log::Log for StandardError {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &log::Record<'_>) {
        use std::io::Write;
        if self.enabled(record.metadata()) {
            // A log that cannot be written is lost; the caller must not fail for it.
            let _ = writeln!(std::io::stderr(), "asli {}: {}", record.level(), record.args());
        }
    }

    fn flush(&self) {}
}
