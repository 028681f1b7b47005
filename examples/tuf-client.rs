//! A TUF client over the network with the parts that verify asli's lists, for
//! [tuf-conformance](https://github.com/theupdateframework/tuf-conformance).
//!
//! It is not shipped: asli itself has no network. `docs/tuf-conformance.md` says how to run the suite.
//!
//! In: the suite's command line. Out: files in the two folders; exit code 0 or 1.
//!
//! ```text
//! tuf-client --metadata-dir DIR init ROOT
//! tuf-client --metadata-dir DIR --metadata-url URL refresh
//! tuf-client --metadata-dir DIR --metadata-url URL --target-name NAME... --target-base-url URL --target-dir DIR download
//! ```
#![allow(clippy::print_stderr)]

use asli::allowlist::install_crypto;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sigstore_tuf::transport::FetchFuture;
use sigstore_tuf::{Error, MetadataStore, Repository, Result, TargetFile, TrustedMetadataSet, Updater};
use std::fs;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;
use std::task::{Context, Poll, Waker};

fn main() -> ExitCode {
    let done = Args::parse().and_then(|args| args.run());
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tuf-client: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The suite's command line.
#[derive(Default)]
struct Args {
    metadata_dir: PathBuf,
    metadata_url: String,
    target_names: Vec<String>,
    target_dir: PathBuf,
    target_base_url: String,
    command: Vec<String>,
}

impl Args {
    fn parse() -> Result<Self> {
        let mut args = Self::default();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| Error::transport(format!("{word} lacks its value")));
            match word.as_str() {
                "--metadata-dir" => args.metadata_dir = value()?.into(),
                "--metadata-url" => args.metadata_url = value()?,
                "--target-name" => args.target_names.push(value()?),
                "--target-dir" => args.target_dir = value()?.into(),
                "--target-base-url" => args.target_base_url = value()?,
                _ => args.command.push(word),
            }
        }
        Ok(args)
    }

    fn run(&self) -> Result<()> {
        install_crypto().map_err(|error| Error::transport(error.to_string()))?;
        let words: Vec<&str> = self.command.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["init", root] => self.init(Path::new(root)),
            ["refresh"] => self.refreshed().map(drop),
            ["download"] => self.download(),
            _ => Err(Error::transport("one of: init ROOT, refresh, download")),
        }
    }

    fn init(&self, root: &Path) -> Result<()> {
        let bytes = fs::read(root).map_err(|error| Error::io("reading the root", error))?;
        TrustedMetadataSet::from_root(&bytes)?;
        Folder(self.metadata_dir.clone()).store("root.json", &bytes)
    }

    fn refreshed(&self) -> Result<Updater> {
        let folder = Folder(self.metadata_dir.clone());
        let root = folder.load("root.json")?.ok_or_else(|| Error::transport("not initialised"))?;
        let web = Web { metadata: self.metadata_url.clone(), targets: self.target_base_url.clone() };
        let mut updater = Updater::new(web, &root)?.with_store(folder);
        wait(updater.refresh(Timestamp::now()))?;
        Ok(updater)
    }

    fn download(&self) -> Result<()> {
        let mut updater = self.refreshed()?;
        for name in &self.target_names {
            let target = wait(updater.get_target_info(name, Timestamp::now()))?;
            let target = target.ok_or_else(|| Error::TargetNotFound(name.clone()))?;
            // A name may hold anything: its hash is a safe file name, and always the same.
            let file = self.target_dir.join(hex::encode(Sha256::digest(name)));
            if fs::read(&file).is_ok_and(|held| is(&held, &target)) {
                continue;
            }
            let content = wait(updater.download_target(&target, name))?;
            fs::write(&file, content).map_err(|error| Error::io("writing the target", error))?;
        }
        Ok(())
    }
}

/// Whether `held` is the target already.
fn is(held: &[u8], target: &TargetFile) -> bool {
    let sha256 = target.hashes.get("sha256");
    held.len() as u64 == target.length && sha256.is_some_and(|hash| *hash == hex::encode(Sha256::digest(held)))
}

/// Runs a future whose transport blocks: it is ready at once.
fn wait<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => Err(Error::transport("the transport does not block")),
    }
}

/// Trusted metadata in a folder, under names without versions, as the suite looks for them.
struct Folder(PathBuf);

impl Folder {
    /// Old roots and targets are not kept.
    fn is_kept(name: &str) -> bool {
        let versioned = name.split_once('.').is_some_and(|(first, _)| first.parse::<u64>().is_ok());
        !name.contains('/') && !versioned
    }
}

impl MetadataStore for Folder {
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("reading metadata", error)),
        }
    }

    fn store(&self, name: &str, bytes: &[u8]) -> Result<()> {
        if !Self::is_kept(name) {
            return Ok(());
        }
        fs::write(self.0.join(name), bytes).map_err(|error| Error::io("writing metadata", error))
    }
}

/// A repository behind HTTP.
struct Web {
    metadata: String,
    targets: String,
}

impl Repository for Web {
    fn fetch_metadata<'a>(&'a self, name: &'a str, max_length: u64) -> FetchFuture<'a> {
        Box::pin(std::future::ready(fetch(&self.metadata, name, max_length)))
    }

    fn fetch_target<'a>(&'a self, path: &'a str, max_length: u64) -> FetchFuture<'a> {
        Box::pin(std::future::ready(fetch(&self.targets, path, max_length)))
    }
}

fn fetch(base: &str, name: &str, max_length: u64) -> Result<Option<Vec<u8>>> {
    let url = format!("{}/{name}", base.trim_end_matches('/'));
    match ureq::get(&url).call() {
        // The limit is where reading fails: one byte more than is allowed.
        Ok(mut response) => {
            let body = response.body_mut().with_config().limit(max_length + 1).read_to_vec();
            let body = body.map_err(|error| Error::transport_with_source("reading a reply", error))?;
            if body.len() as u64 > max_length {
                return Err(Error::transport("a reply is too long"));
            }
            Ok(Some(body))
        }
        Err(ureq::Error::StatusCode(403 | 404)) => Ok(None),
        Err(error) => Err(Error::transport_with_source("asking for a file", error)),
    }
}
