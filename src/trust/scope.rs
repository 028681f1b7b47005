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
