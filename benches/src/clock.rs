//! How long a check takes, on a machine that may have other work.

use asli::{Filter, Sms};
use jiff::Timestamp;
use std::hint::black_box;
use std::time::Duration;

/// The shortest of `runs` checks, in the thread's own time.
pub fn fastest(filter: &Filter, sms: &Sms<'_>, runs: usize) -> Duration {
    let now = Timestamp::constant(1_795_514_400, 0);
    let run = || {
        let start = own_time();
        black_box(filter.check(black_box(sms), now));
        own_time().saturating_sub(start)
    };
    (0..runs).map(|_| run()).min().unwrap_or_default()
}

/// How long this thread has run.
#[cfg(unix)]
fn own_time() -> Duration {
    rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}

/// Where the system does not tell that: the time that has passed.
#[cfg(not(unix))]
fn own_time() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
