//! How much work a check does, counted in steps.
//!
//! In: calls of [`step`] where a stage looks at a token, a word or a hit. Out, in unit tests only: how many
//! there were. Counts are the same on every machine, so a test can hold the work for 2n characters against
//! the work for n. Outside tests nothing is counted and nothing is left of the calls.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step of work.
#[inline]
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// What `work` returns, and how many steps it took on this thread.
#[cfg(test)]
pub(crate) fn count<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.with(std::cell::Cell::get);
    let done = work();
    (done, STEPS.with(std::cell::Cell::get) - before)
}
