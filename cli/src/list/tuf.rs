//! Writing TUF metadata: what `sigstore-tuf` verifies, written and signed.
//!
//! In: keys, documents, versions, dates. Out: the files of a TUF 1.0
//! repository, in the form that python-tuf writes and reads. Types and the
//! canonical form are `sigstore-tuf`'s, so that writer and verifier cannot differ.

pub(super) mod key;
pub(super) mod metadata;
pub(super) mod repository;
pub(super) mod roles;
