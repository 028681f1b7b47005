//! How much work a check does, counted in steps.
//!
//! In: calls of [`step`] where a stage looks at a token, a word or a hit, and of [`steps`] where it looks at many bytes
//! or tokens in one go. Out, in unit tests and for the fuzzer only: how many there were. Counts are the same on every machine, so a test can hold the work for 2n characters against
//! the work for n. Elsewhere nothing is counted and nothing is left of the calls.

#[cfg(any(test, fuzzing))]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step of work.
#[inline]
pub(crate) fn step() {
    steps(1);
}

/// So many steps at once.
#[inline]
pub(crate) fn steps(count: usize) {
    #[cfg(any(test, fuzzing))]
    STEPS.with(|steps| steps.set(steps.get() + count as u64));
    #[cfg(not(any(test, fuzzing)))]
    let _ = count;
}

/// As many bytes are compared or hashed in one step.
const BYTES: usize = 8;

/// The steps that comparing or hashing `text` takes.
#[inline]
pub(crate) fn text(text: &str) {
    steps(1 + text.len() / BYTES);
}

/// What `work` returns, and how many steps it took on this thread.
#[cfg(any(test, fuzzing))]
#[cfg_attr(not(fuzzing), expect(unreachable_pub, reason = "the fuzzer is another crate"))]
pub fn count<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.with(std::cell::Cell::get);
    let done = work();
    (done, STEPS.with(std::cell::Cell::get) - before)
}
