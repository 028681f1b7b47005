//! `cargo xtask aar`: the archive that an Android app depends on.
//!
//! In: the Android libraries, the jars of `bindings/kotlin`. Out: a Maven
//! repository in `target/maven` with `org.asli:asli-android`: the AAR, its POM, its sources and the pages of its `KDoc`.
//! The same input gives the same bytes: entries are sorted and carry one fixed time.

mod pom;

use super::{ABIS, Linked, library};
use crate::bindings::target_folder;
use crate::run::root;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// No permissions, no components: the app's manifest stays as it is.
const MANIFEST: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.asli">
    <uses-sdk android:minSdkVersion="26" />
</manifest>
"#;

/// The first of the pages.
const INDEX: &str = r#"<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>asli for Android</title></head>
<body><ul>
<li><a href="asli/index.html">asli: check a message, read the report, take in a list</a></li>
<li><a href="android/index.html">On Android: open from a Context, an SMS from an Intent</a></li>
</ul></body>
</html>
"#;

const METADATA: &str = "aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk=26\nminCompileSdkExtension=0\nminAndroidGradlePluginVersion=1.0.0\ncoreLibraryDesugaringEnabled=false\n";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Pack without the pages of the `KDoc`, which the gates do not look at.
    #[arg(long)]
    for_gates: bool,
}

/// What makes the pages of the `KDoc`.
const PAGES: &str = "mvn -f bindings/kotlin -Prelease -DskipTests package";

/// The contents of an archive, by path.
type Entries = BTreeMap<String, Vec<u8>>;

pub(crate) fn make(args: &Args) -> anyhow::Result<()> {
    // Fails where there are no libraries.
    Linked::read()?;
    let version = VERSION;
    let folder = target_folder().join("maven/org/asli/asli-android").join(version);
    fs::create_dir_all(&folder)?;
    let aar = zip(&entries()?)?;
    if aar != zip(&entries()?)? {
        bail!("packing twice gave different bytes");
    }
    let file = |ending: &str| folder.join(format!("asli-android-{version}{ending}"));
    fs::write(file(".aar"), &aar)?;
    fs::write(file(".pom"), pom::text(version)?)?;
    fs::write(file("-sources.jar"), zip(&sources()?)?)?;
    match pages()? {
        Some(pages) => fs::write(file("-javadoc.jar"), zip(&pages)?)?,
        None if args.for_gates => eprintln!("without the pages of the KDoc: `{PAGES}` makes them"),
        None => bail!("no pages of the KDoc: run `{PAGES}`"),
    }
    eprintln!("{} ({} bytes)", file(".aar").display(), aar.len());
    Ok(())
}

fn entries() -> anyhow::Result<Entries> {
    let bindings = root().join("bindings/kotlin");
    let mut classes = Entries::new();
    for module in ["asli/target/asli", "android/target/asli-android-classes"] {
        classes.extend(classes_of(&bindings.join(format!("{module}-{VERSION}.jar")))?);
    }
    let rules = fs::read(bindings.join("android/consumer-rules.pro")).context("no consumer-rules.pro")?;
    let mut entries = Entries::from([
        ("AndroidManifest.xml".to_owned(), MANIFEST.into()),
        ("R.txt".to_owned(), Vec::new()),
        ("META-INF/com/android/build/gradle/aar-metadata.properties".to_owned(), METADATA.into()),
        ("classes.jar".to_owned(), zip(&classes)?),
        ("proguard.txt".to_owned(), rules),
    ]);
    for abi in ABIS {
        let file = library(abi);
        let bytes =
            fs::read(&file).with_context(|| format!("no {}: run `cargo xtask android-libs`", file.display()))?;
        entries.insert(format!("jni/{}/libasli_ffi.so", abi.name), bytes);
    }
    Ok(entries)
}

/// A jar's classes, without the library for the machine that built it.
fn classes_of(jar: &Path) -> anyhow::Result<Entries> {
    let mut classes =
        content(jar).with_context(|| format!("no {}: run `mvn package` in bindings/kotlin", jar.display()))?;
    classes.retain(|path, _| Path::new(path).extension().is_some_and(|ext| ext == "class" || ext == "kotlin_module"));
    Ok(classes)
}

/// The files of a zip.
fn content(archive: &Path) -> anyhow::Result<Entries> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(archive)?))?;
    let mut entries = Entries::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        if entry.is_file() {
            let mut content = Vec::new();
            entry.read_to_end(&mut content)?;
            entries.insert(entry.name().to_owned(), content);
        }
    }
    Ok(entries)
}

/// The Kotlin code of the facade, of the bridge that was generated for it, and of what only Android needs.
fn sources() -> anyhow::Result<Entries> {
    let bindings = root().join("bindings/kotlin");
    let mut entries = Entries::new();
    for part in ["asli/src/main/kotlin", "asli/target/generated-sources/uniffi", "android/src/main/kotlin"] {
        take_sources(&bindings.join(part), "", &mut entries)?;
    }
    Ok(entries)
}

fn take_sources(folder: &Path, path: &str, into: &mut Entries) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no {}: run `mvn package`", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let path = format!("{path}{}", name.to_str().context("a file name that is no text")?);
        if entry.file_type()?.is_dir() {
            take_sources(&entry.path(), &format!("{path}/"), into)?;
        } else {
            into.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// The pages of both modules and one that leads to them; none where they were not made.
fn pages() -> anyhow::Result<Option<Entries>> {
    let bindings = root().join("bindings/kotlin");
    let mut entries = Entries::from([("index.html".to_owned(), INDEX.into())]);
    for (folder, jar) in [("asli", "asli/target/asli"), ("android", "android/target/asli-android-classes")] {
        let jar = bindings.join(format!("{jar}-{VERSION}-javadoc.jar"));
        if !jar.exists() {
            return Ok(None);
        }
        entries.extend(content(&jar)?.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    Ok(Some(entries))
}

fn zip(entries: &Entries) -> anyhow::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, content) in entries {
        writer.start_file(path.as_str(), deflated)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
