//! What threads keep between messages.
//!
//! A test binary of its own: it counts every byte of the heap.
#![allow(clippy::unwrap_used)]

use asli::{Filter, LONGEST_BODY, Sms};
use std::sync::Barrier;

#[global_allocator]
static HEAP: dhat::Alloc = dhat::Alloc;

/// The arena of a thread keeps at most as many bytes (`MOST_KEPT` in `src/arena.rs`).
const OF_ARENA: usize = 1 << 18;
/// What there is for each thread besides: mostly what the patterns of the list's slots note while they match. It belongs
/// to the filter, which keeps one set for each thread that has checked at the same time.
const BESIDES: usize = 3 << 16;
const THREADS: usize = 8;

const FAKE: &str = "Dear consumer your electricity will be disconnected tonight 9.30 pm, call officer 98765 43210. ";

fn check(filter: &Filter, body: &str) {
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    for sender in ["JM-SBPDCL-S", "+919876501234"] {
        filter.check(&Sms::new(sender, body), now);
    }
}

fn bytes() -> usize {
    dhat::HeapStats::get().curr_bytes
}

#[test]
fn a_thread_keeps_no_more_than_documented() {
    let _profiler = dhat::Profiler::builder().testing().build();
    let filter = Filter::embedded().unwrap();
    let longest: String = FAKE.chars().cycle().take(LONGEST_BODY).collect();
    let dense = "p o w e r c u t b i l l 1.".chars().cycle().take(LONGEST_BODY).collect();
    let damaged = "lctrcty bll ffcr dscnnctd tnght".to_owned();
    let bodies = [FAKE.to_owned(), longest, dense, damaged, "hello".repeat(3_000)];
    // What the filter builds when it is first needed stays with the filter.
    for body in &bodies {
        check(&filter, body);
    }

    let before = bytes();
    let (checked, done) = (Barrier::new(THREADS + 1), Barrier::new(THREADS + 1));
    let mut kept = 0;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let (filter, bodies, checked, done) = (&filter, &bodies, &checked, &done);
                scope.spawn(move || {
                    // Each ends with another message: one with a long one, one with a short one.
                    (0..3 * bodies.len()).for_each(|at| check(filter, &bodies[(thread + at) % bodies.len()]));
                    checked.wait();
                    done.wait();
                })
            })
            .collect();
        checked.wait();
        kept = bytes() - before;
        done.wait();
        for thread in threads {
            thread.join().unwrap();
        }
    });
    assert!(kept > 0, "threads keep their arenas");
    assert!(kept <= THREADS * (OF_ARENA + BESIDES), "{kept} bytes for {THREADS} threads");
}
