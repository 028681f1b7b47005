//! The companies' apps that a phone can open.
//!
//! In: the group's document. Out: the apps whose packages it names, an [`OfficialApp`] each.

use crate::documents::{Allow, App, PackageName};

/// An app of the companies that a phone can open, as the list names its package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialApp {
    /// The package on Android.
    pub package: PackageName,
    /// Its name in English.
    pub en: String,
    /// Its name in Hindi.
    pub hi: String,
    /// The ids of the companies that it is for.
    pub issuers: Vec<String>,
}

impl OfficialApp {
    pub(super) fn all(allow: &Allow) -> Vec<Self> {
        let official = |app: &App| {
            let package = app.package.as_ref()?.value.clone();
            let issuers = allow.issuers.iter().map(|issuer| issuer.id.clone()).collect();
            Some(Self { package, en: app.name.en.clone(), hi: app.name.hi.clone(), issuers })
        };
        allow.apps.iter().filter_map(official).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::OfficialApp;
    use crate::documents::Package;

    #[test]
    fn only_apps_whose_package_the_list_names() {
        let mut allow = crate::trust::embedded().unwrap().first.allow;
        for app in &mut allow.apps {
            app.package = None;
        }
        assert_eq!(OfficialApp::all(&allow), []);
        let value = "org.example.bill".to_owned().try_into().unwrap();
        allow.apps[1].package = Some(Package { value, source: "P1".to_owned() });
        let apps = OfficialApp::all(&allow);
        assert_eq!(apps.len(), 1);
        assert_eq!((apps[0].package.as_str(), &apps[0].en), ("org.example.bill", &allow.apps[1].name.en));
        assert_eq!(apps[0].issuers, ["sbpdcl", "nbpdcl"]);
    }
}
