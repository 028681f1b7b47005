//! The POM of the AAR.
//!
//! In: the POM of `bindings/kotlin`, which says what the library is, who makes it and which versions it is built with. Out:
//! a POM of the AAR alone, without a parent, so that a repository needs nothing but this file.

use crate::run::root;
use anyhow::Context;
use std::fs;

/// What the AAR's POM takes over from the library's word for word.
const TAKEN: [&str; 4] = ["url", "licenses", "developers", "scm"];

pub(super) fn text(version: &str) -> anyhow::Result<String> {
    let parent = fs::read_to_string(root().join("bindings/kotlin/pom.xml"))?;
    of(&parent, version)
}

/// The oldest Kotlin library that the classes run with goes into it: Gradle takes a newer one where the app has one.
pub(super) fn of(parent: &str, version: &str) -> anyhow::Result<String> {
    let (kotlin, jna) = (inner(parent, "kotlin.stdlib.version")?, inner(parent, "jna.version")?);
    let taken = TAKEN
        .iter()
        .map(|tag| Ok(format!("  <{tag}>{}</{tag}>\n", inner(parent, tag)?)))
        .collect::<anyhow::Result<String>>()?;
    Ok(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.asli</groupId>
  <artifactId>asli-android</artifactId>
  <version>{version}</version>
  <packaging>aar</packaging>
  <name>asli for Android</name>
  <description>{}</description>
{taken}  <dependencies>
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
"#,
        inner(parent, "description")?
    ))
}

/// The content of the first element of that name.
fn inner<'a>(xml: &'a str, tag: &str) -> anyhow::Result<&'a str> {
    let (_, rest) =
        xml.split_once(&format!("<{tag}>")).with_context(|| format!("no <{tag}> in bindings/kotlin/pom.xml"))?;
    let (inner, _) = rest.split_once(&format!("</{tag}>")).with_context(|| format!("<{tag}> has no end"))?;
    Ok(inner)
}
