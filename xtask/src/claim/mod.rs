//! The claim's weights: training, and how well they do.
//!
//! In: messages with labels. Out: `lists/common/claim.json`, and `docs/detection.md`.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::needless_for_each,
    clippy::similar_names,
    clippy::struct_excessive_bools,
    reason = "counts of messages and rounded weights, far below what a float holds exactly; flags of a command line"
)]

mod data;
pub(crate) mod evaluate;
mod model;
mod peers;
pub(crate) mod train;

use crate::run::root;
use anyhow::Context;
use asli::Filter;
use asli::list::schema::ClaimWeights;
use serde::de::DeserializeOwned;
use std::fs;

/// Where the weights are.
const WEIGHTS: &str = "lists/common/claim.json";

/// A filter over the documents in `lists`, signed or not, with these weights.
fn filter(weights: ClaimWeights) -> anyhow::Result<Filter> {
    let clauses = asli::list::CompiledClauses::from_bytes(fs::read(root().join("lists/bihar/clauses.bin"))?);
    Ok(asli::training::unsigned_filter(
        document("lists/bihar/allow.json")?,
        clauses,
        document("lists/common/lexicon.json")?,
        weights,
    )?)
}

fn document<T: DeserializeOwned>(path: &str) -> anyhow::Result<T> {
    let text = fs::read_to_string(root().join(path)).with_context(|| format!("cannot read {path}"))?;
    serde_json::from_str(&text).with_context(|| path.to_owned())
}
