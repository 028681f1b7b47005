//! What lies beside the AAR: a POM by which a repository and a build know it, and its sources.

#![expect(clippy::unwrap_used, reason = "a test ends there")]

use super::{Entries, pom, take_sources, zip};
use crate::run::root;
use std::fs;

fn parent() -> String {
    fs::read_to_string(root().join("bindings/kotlin/pom.xml")).unwrap()
}

/// The value of a property of the library's POM.
fn property(name: &str) -> String {
    let parent = parent();
    let (_, rest) = parent.split_once(&format!("<{name}>")).unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[test]
fn the_pom_says_what_it_is_whose_it_is_and_under_which_licence() {
    let pom = pom::text("0.1.0").unwrap();
    for part in [
        "<artifactId>asli-android</artifactId>",
        "<packaging>aar</packaging>",
        "<name>",
        "<description>",
        "<url>https://",
        "<name>Apache-2.0</name>",
        "<name>MIT</name>",
        "<developer>",
        "<connection>scm:git:",
    ] {
        assert!(pom.contains(part), "no {part} in\n{pom}");
    }
    for tag in ["url", "licenses", "license", "developers", "scm", "dependencies", "description", "project"] {
        let (opened, closed) = (format!("<{tag}>"), format!("</{tag}>"));
        let opened = pom.matches(&opened).count() + pom.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, pom.matches(&closed).count(), "{tag}");
    }
}

/// Who has an older Kotlin can use the AAR: it asks for the library that the classes need, not for the compiler's own.
#[test]
fn the_pom_asks_for_the_oldest_kotlin_library_that_the_classes_need() {
    let pom = pom::text("0.1.0").unwrap();
    let library = format!(
        "<artifactId>kotlin-stdlib</artifactId>\n      <version>{}</version>",
        property("kotlin.stdlib.version")
    );
    assert!(pom.contains(&library), "{pom}");
    assert!(!pom.contains(&format!("<version>{}</version>", property("kotlin.version"))), "{pom}");
    assert!(pom.contains(&format!("<version>{}</version>\n      <type>aar</type>", property("jna.version"))), "{pom}");
}

#[test]
fn a_pom_that_lacks_a_part_is_refused() {
    let parent = parent().replace("licenses>", "licences>");
    let refused = pom::of(&parent, "0.1.0").unwrap_err().to_string();
    assert!(refused.contains("<licenses>"), "{refused}");
}

#[test]
fn the_sources_hold_the_facade_and_pack_to_the_same_bytes() {
    let mut entries = Entries::new();
    for part in ["asli/src/main/kotlin", "android/src/main/kotlin"] {
        take_sources(&root().join("bindings/kotlin").join(part), "", &mut entries).unwrap();
    }
    for path in ["org/asli/Asli.kt", "org/asli/AsliAndroid.kt"] {
        assert!(entries.contains_key(path), "no {path} among {:?}", entries.keys().collect::<Vec<_>>());
    }
    assert_eq!(zip(&entries).unwrap(), zip(&entries).unwrap());
}
