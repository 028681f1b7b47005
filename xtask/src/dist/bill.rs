//! The bill of materials: what is built in, for programs to read.
//!
//! In: the crates that are built into the command and into the phones' library. Out: a `CycloneDX` 1.5 file for each.

use super::{Build, Folder};
use crate::packages::{Key, built_into};
use jiff::Timestamp;
use serde_json::{Value, json};

/// What is shipped, and its kind in the words of `CycloneDX`.
const SHIPPED: &[(&str, &str)] = &[("asli-cli", "application"), ("asli-ffi", "library")];

pub(super) fn make(folder: &Folder, build: &Build) -> anyhow::Result<()> {
    let time = Timestamp::from_second(i64::try_from(build.epoch)?)?.to_string();
    for (name, kind) in SHIPPED {
        let text = serde_json::to_string_pretty(&bill(name, kind, &time)?)? + "\n";
        folder.write(&format!("sbom/{name}.cdx.json"), text.as_bytes())?;
    }
    Ok(())
}

fn bill(name: &str, kind: &str, time: &str) -> anyhow::Result<Value> {
    let built = built_into(name, "")?;
    let own = (name.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    let components: Vec<Value> = built
        .packages
        .iter()
        .map(|(key, package)| {
            let mut component = component(key, "library", &package.licence);
            if let Some(checksum) = &package.checksum {
                component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
            }
            if let Some(repository) = &package.repository {
                component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
            }
            component
        })
        .collect();
    let direct: Vec<String> = built.direct.iter().map(purl).collect();
    let mut dependencies = vec![json!({ "ref": purl(&own), "dependsOn": direct })];
    dependencies.extend(built.packages.iter().map(
        |(key, package)| json!({ "ref": purl(key), "dependsOn": package.needs.iter().map(purl).collect::<Vec<_>>() }),
    ));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "timestamp": time, "component": component(&own, kind, "Apache-2.0 OR MIT") },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(key: &Key, kind: &str, licence: &str) -> Value {
    json!({
        "type": kind,
        "bom-ref": purl(key),
        "name": key.0,
        "version": key.1,
        "purl": purl(key),
        "licenses": [{ "expression": licence }],
    })
}

/// The name of a crate in bills of materials.
fn purl((name, version): &Key) -> String {
    format!("pkg:cargo/{name}@{version}")
}
