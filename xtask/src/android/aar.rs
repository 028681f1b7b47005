//! `cargo xtask aar`: the archive that an Android app depends on.
//!
//! In: the Android libraries, the jars of `bindings/kotlin`. Out: a Maven
//! repository in `target/maven` with `org.asli:asli-android` as AAR and POM. The same input
//! gives the same bytes: entries are sorted and carry one fixed time.

use super::{ABIS, Linked, library};
use crate::bindings::target_folder;
use crate::run::root;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// No permissions, no components: the app's manifest stays as it is.
const MANIFEST: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.asli">
    <uses-sdk android:minSdkVersion="26" />
</manifest>
"#;

const METADATA: &str = "aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk=26\nminCompileSdkExtension=0\nminAndroidGradlePluginVersion=1.0.0\ncoreLibraryDesugaringEnabled=false\n";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Pack libraries that were linked against stubs, under a version that says so.
    #[arg(long)]
    for_gates: bool,
}

/// The contents of an archive, by path.
type Entries = BTreeMap<String, Vec<u8>>;

pub(crate) fn make(args: &Args) -> anyhow::Result<()> {
    let version = match Linked::read()? {
        Linked::Ndk => VERSION.to_owned(),
        Linked::Stubs if args.for_gates => format!("{VERSION}-NOT-FOR-SHIPPING"),
        Linked::Stubs => bail!(
            "the Android libraries are linked against stubs and must not be shipped: build them where there is an \
             NDK, or pass --for-gates"
        ),
    };
    let folder = target_folder().join("maven/org/asli/asli-android").join(&version);
    fs::create_dir_all(&folder)?;
    let aar = zip(&entries()?)?;
    if aar != zip(&entries()?)? {
        bail!("packing twice gave different bytes");
    }
    let file = folder.join(format!("asli-android-{version}.aar"));
    fs::write(&file, &aar)?;
    fs::write(folder.join(format!("asli-android-{version}.pom")), pom(&version)?)?;
    eprintln!("{} ({} bytes)", file.display(), aar.len());
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
    let bytes = fs::read(jar).with_context(|| format!("no {}: run `mvn package` in bindings/kotlin", jar.display()))?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut classes = Entries::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let extension = PathBuf::from(entry.name());
        let is_class = extension.extension().is_some_and(|ext| ext == "class" || ext == "kotlin_module");
        if entry.is_file() && is_class {
            let mut content = Vec::new();
            entry.read_to_end(&mut content)?;
            classes.insert(entry.name().to_owned(), content);
        }
    }
    Ok(classes)
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

/// The POM, with the versions that the Maven build uses.
fn pom(version: &str) -> anyhow::Result<String> {
    let parent = fs::read_to_string(root().join("bindings/kotlin/pom.xml"))?;
    let property = |name: &str| -> anyhow::Result<String> {
        let (_, rest) = parent.split_once(&format!("<{name}>")).with_context(|| format!("no {name} in pom.xml"))?;
        Ok(rest.split('<').next().unwrap_or_default().to_owned())
    };
    let (kotlin, jna) = (property("kotlin.version")?, property("jna.version")?);
    Ok(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.asli</groupId>
  <artifactId>asli-android</artifactId>
  <version>{version}</version>
  <packaging>aar</packaging>
  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlin</groupId>
      <artifactId>kotlin-stdlib</artifactId>
      <version>{kotlin}</version>
    </dependency>
    <dependency>
      <groupId>net.java.dev.jna</groupId>
      <artifactId>jna</artifactId>
      <version>{jna}</version>
      <type>aar</type>
    </dependency>
  </dependencies>
</project>
"#
    ))
}
