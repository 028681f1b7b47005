//! Claims against scopes.
//!
//! In: the group's document and the scopes. Out: `out_of_scope`, `scope_unused`.

use super::{Document, LintCode, Lints, quoted, step};
use crate::documents::{Allow, Scope, Scopes, Texts};

pub(super) fn look(allow: &Allow, scopes: &Scopes, found: &mut Lints) {
    look_for_others(allow, scopes, found);
    let Some(scope) = scopes.groups.get(&allow.id) else {
        let known: Vec<&str> = scopes.groups.keys().map(String::as_str).collect();
        let problem = format!("scopes.json has no group {}; it has {}", quoted(&allow.id), known.join(", "));
        let fix = "add the group to scopes.json, or correct the id";
        return found.add(LintCode::OutOfScope, (Document::Allow, "/id"), &allow.id, (problem, fix));
    };
    for (field, claims) in claims(allow) {
        let allowed = of(scope, field);
        for (pointer, value) in &claims {
            if !allowed.iter().any(|allowed| allowed == *value) {
                let problem =
                    format!("{} is not in the scope of {}: every phone would refuse the list", quoted(value), allow.id);
                let fix = format!("add it to groups.{}.{field} in scopes.json (the targets keys sign that)", allow.id);
                found.add(LintCode::OutOfScope, (Document::Allow, pointer), value, (problem, fix));
            }
        }
        for (at, value) in allowed.iter().enumerate() {
            if !claims.iter().any(|(_, claimed)| *claimed == value) {
                let pointer = format!("/groups{}/{field}/{at}", step(&allow.id));
                let problem = format!("{} may be claimed and is not", quoted(value));
                let fix = "take it out, unless it is about to be used";
                found.add(LintCode::ScopeUnused, (Document::Scopes, pointer), value, (problem, fix));
            }
        }
    }
}

/// What another group claims too. Sender ids have lints of their own, helplines may be many companies'.
fn look_for_others(allow: &Allow, scopes: &Scopes, found: &mut Lints) {
    for (id, scope) in scopes.groups.iter().filter(|(id, _)| **id != allow.id) {
        for (field, claims) in claims(allow) {
            let code = match field {
                "names" | "hosts" => LintCode::ScopeOverlap,
                "apps" => LintCode::AppShared,
                _ => continue,
            };
            let theirs = of(scope, field);
            for (pointer, value) in claims {
                if theirs.iter().any(|other| other.to_lowercase() == value.to_lowercase()) {
                    let problem = format!("{} is in the scope of {id} too", quoted(value));
                    let fix = if code == LintCode::AppShared {
                        "accept it in lint.json where both groups have this app"
                    } else {
                        "leave it to one of them: nobody could tell whom a message speaks for"
                    };
                    found.add(code, (Document::Allow, pointer), value, (problem, fix));
                }
            }
        }
    }
}

type Claims<'a> = Vec<(String, &'a str)>;

/// What the document claims, by field of the scope.
fn claims(allow: &Allow) -> [(&'static str, Claims<'_>); 6] {
    let mut headers = Claims::new();
    let mut names = Claims::new();
    for (at, issuer) in allow.issuers.iter().enumerate() {
        let place = |field: &str, n: usize| format!("/issuers/{at}/{field}/{n}/value");
        headers.extend(issuer.headers.iter().enumerate().map(|(n, it)| (place("headers", n), it.value.as_str())));
        names.extend(issuer.names.iter().enumerate().map(|(n, it)| (place("names", n), it.value.as_str())));
    }
    let group = allow.group_names.iter().enumerate();
    names.extend(group.map(|(n, it)| (format!("/group_names/{n}/value"), it.value.as_str())));
    let (mut apps, mut packages) = (Claims::new(), Claims::new());
    for (at, app) in allow.apps.iter().enumerate() {
        apps.extend(app.names.iter().enumerate().map(|(n, it)| (format!("/apps/{at}/names/{n}"), it.as_str())));
        packages.extend(app.package.iter().map(|it| (format!("/apps/{at}/package/value"), it.value.as_str())));
    }
    let sites = allow.sites.iter().enumerate().map(|(n, it)| (format!("/sites/{n}/host"), it.host.as_str()));
    let lines = allow.helplines.iter().enumerate();
    let lines = lines.map(|(n, it)| (format!("/helplines/{n}/value"), it.value.as_str()));
    [
        ("headers", headers),
        ("names", names),
        ("apps", apps),
        ("packages", packages),
        ("hosts", sites.collect()),
        ("helplines", lines.collect()),
    ]
}

fn of<'a>(scope: &'a Scope, field: &str) -> &'a Texts {
    match field {
        "headers" => &scope.headers,
        "names" => &scope.names,
        "apps" => &scope.apps,
        "packages" => &scope.packages,
        "hosts" => &scope.hosts,
        _ => &scope.helplines,
    }
}
