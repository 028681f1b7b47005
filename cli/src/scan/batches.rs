//! Batches of the input, read ahead by a thread of its own, until its end or until Ctrl-C.
//!
//! In: the parts of the input. Out: [`Event`]s. A read that waits (a terminal, a pipe) cannot be interrupted; whoever
//! takes the events can go on without it.

use anyhow::Context;
use asli_cli::input::{Item, Items, MOST_LINE};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// The most parts in a batch.
const MOST_ITEMS: usize = 4096;

/// The most bytes in a batch: one part of the longest kind, or many short ones.
const MOST_BYTES: usize = 2 * MOST_LINE;

/// What comes next.
pub(super) enum Event {
    /// More of the input.
    Batch(Vec<Item>),
    /// Ctrl-C, or the request to end.
    Interrupted,
    /// There is no more.
    End,
    /// The thread that reads has failed: a fault of this program.
    Failed,
}

/// Says how the reading ended, however it did.
struct Ending(SyncSender<Event>);

impl Drop for Ending {
    fn drop(&mut self) {
        let _ = self.0.send(if thread::panicking() { Event::Failed } else { Event::End });
    }
}

/// Reads `items`, a batch ahead.
pub(super) fn read(mut items: Items) -> anyhow::Result<Receiver<Event>> {
    let (sender, receiver) = sync_channel(1);
    let interrupt = sender.clone();
    ctrlc::set_handler(move || {
        // The queue may be full, but it is being emptied; where nobody takes from it any more, all is over.
        let _ = interrupt.send(Event::Interrupted);
    })
    .context("cannot watch for Ctrl-C")?;
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let sender = Ending(sender);
            while let Some(batch) = batch(&mut items) {
                if sender.0.send(Event::Batch(batch)).is_err() {
                    return;
                }
            }
        })
        .context("cannot start a thread")?;
    Ok(receiver)
}

fn batch(items: &mut Items) -> Option<Vec<Item>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < MOST_ITEMS && bytes < MOST_BYTES {
        let Some(item) = items.next() else { break };
        bytes += item.bytes;
        batch.push(item);
    }
    (!batch.is_empty()).then_some(batch)
}
