//! Where the stages keep what they need until the verdict.
//!
//! In: a function that checks one message. Out: what it returns. Each thread
//! keeps its arena, so that after the first message checking allocates only
//! what the report holds. The arena that a thread keeps between messages has at
//! most [`MOST_KEPT`] bytes, whatever it has checked. `tests/memory.rs` counts all
//! that is kept for a thread.

use bumpalo::Bump;
use std::cell::Cell;

/// What a message of 160 characters takes, in bytes.
const ONE_MESSAGE: usize = 1 << 14;
/// An arena that a long message has grown past this, in bytes, is given back.
const MOST_KEPT: usize = 1 << 18;

thread_local! {
    static ARENA: Cell<Option<Bump>> = const { Cell::new(None) };
}

/// Runs `check` with this thread's arena.
pub(crate) fn with<T>(check: impl FnOnce(&Bump) -> T) -> T {
    let mut arena = ARENA.try_with(Cell::take).ok().flatten().unwrap_or_else(|| Bump::with_capacity(ONE_MESSAGE));
    let checked = check(&arena);
    arena.reset();
    if arena.allocated_bytes() <= MOST_KEPT {
        // A thread that is ending keeps none.
        let _ = ARENA.try_with(|kept| kept.set(Some(arena)));
    }
    checked
}
