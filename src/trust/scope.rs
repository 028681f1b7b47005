//! Which group may claim what.
//!
//! In: an issuer document and the scopes. Out: nothing, or the first claim that is out of scope.

use super::ListError;
use crate::documents::{Allow, Scopes, Texts};
use rustc_hash::FxHashSet;

pub(super) fn check(allow: &Allow, scopes: &Scopes) -> Result<(), ListError> {
    let Some(scope) = scopes.groups.get(&allow.id) else {
        return Err(outside("group", &allow.id));
    };
    let headers = allow.issuers.iter().flat_map(|issuer| &issuer.headers).map(|header| header.value.as_str());
    let names = allow.issuers.iter().flat_map(|issuer| &issuer.names).chain(&allow.group_names);
    let apps = allow.apps.iter().flat_map(|app| &app.names).map(String::as_str);
    within("header", headers, &scope.headers)?;
    within("name", names.map(|name| name.value.as_str()), &scope.names)?;
    within("app", apps, &scope.apps)?;
    let packages = allow.apps.iter().filter_map(|app| app.package.as_ref());
    within("package", packages.map(|package| package.value.as_str()), &scope.packages)?;
    within("host", allow.sites.iter().map(|site| site.host.as_str()), &scope.hosts)?;
    within("helpline", allow.helplines.iter().map(|line| line.value.as_str()), &scope.helplines)
}

fn within<'a>(field: &'static str, mut claimed: impl Iterator<Item = &'a str>, scope: &Texts) -> Result<(), ListError> {
    let scope: FxHashSet<&str> = scope.iter().collect();
    match claimed.find(|value| !scope.contains(value)) {
        Some(value) => Err(outside(field, value)),
        None => Ok(()),
    }
}

fn outside(field: &'static str, value: &str) -> ListError {
    ListError::OutOfScope { field, value: value.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{ListError, check};
    use crate::documents::{Package, Scope, Scopes};
    use std::collections::BTreeMap;

    #[test]
    fn a_package_is_a_claim_that_needs_its_scope() {
        let mut allow = crate::trust::embedded().unwrap().allow;
        let texts = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        let mut scope = Scope {
            headers: texts(allow.issuers.iter().flat_map(|it| &it.headers).map(|it| it.value.as_str()).collect()),
            names: allow
                .issuers
                .iter()
                .flat_map(|it| &it.names)
                .chain(&allow.group_names)
                .map(|it| it.value.clone())
                .collect(),
            hosts: allow.sites.iter().map(|site| site.host.clone()).collect(),
            apps: allow.apps.iter().flat_map(|app| app.names.clone()).collect(),
            helplines: allow.helplines.iter().map(|line| line.value.clone()).collect(),
            packages: texts(vec!["org.example.bill"]),
        };
        let checked = |allow: &_, scope: &Scope| {
            check(allow, &Scopes { schema: 1, groups: BTreeMap::from([("bihar".to_owned(), scope.clone())]) })
        };
        let value = "org.example.bill".to_owned().try_into().unwrap();
        allow.apps[0].package = Some(Package { value, source: "P1".to_owned() });
        assert_eq!(checked(&allow, &scope), Ok(()));
        scope.packages = texts(vec!["org.example.other"]);
        let outside = ListError::OutOfScope { field: "package", value: "org.example.bill".to_owned() };
        assert_eq!(checked(&allow, &scope), Err(outside));
    }
}
