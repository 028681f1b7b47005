//! Which group may claim what.
//!
//! In: the groups' documents and the scopes. Out: nothing, or the first claim that is out of scope or that two groups
//! make. What a message is told to belong to a group by, and what a report says of it, is no two groups' own: sender
//! ids (also where they only look alike), names, sites, and the ids of issuers.

use super::ListError;
use crate::documents::{Allow, Localized, Nouns, Scopes, Texts};
use crate::rules::GroupDocuments;
use crate::text::visual_class;
use rustc_hash::{FxHashMap, FxHashSet};

/// More words of a name for people are not read.
const MOST_WORDS: usize = 24;

/// The ids of the groups: the default one first, then the others.
pub(super) fn in_order(scopes: &Scopes) -> Result<Vec<&str>, ListError> {
    let all = || scopes.groups.keys().map(String::as_str);
    let default = match (&scopes.default, scopes.groups.len()) {
        (Some(default), _) => all().find(|id| id == default),
        (None, 1) => all().next(),
        (None, _) => None,
    };
    let default = default.ok_or_else(|| ListError::malformed("the scopes name no group as the default"))?;
    Ok(std::iter::once(default).chain(all().filter(|id| *id != default)).collect())
}

/// Checks `groups`, in the order of [`in_order`].
pub(super) fn check(groups: &[GroupDocuments], scopes: &Scopes) -> Result<(), ListError> {
    for (group, id) in groups.iter().zip(in_order(scopes)?) {
        if group.allow.id != id {
            return Err(outside("group", &group.allow.id));
        }
        of_group(&group.allow, scopes)?;
    }
    if groups.len() > 1 { apart(groups, scopes) } else { Ok(()) }
}

fn of_group(allow: &Allow, scopes: &Scopes) -> Result<(), ListError> {
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

/// What is claimed, by whom: refuses what another group has.
#[derive(Default)]
struct Owners<'a>(FxHashMap<String, &'a str>);

impl<'a> Owners<'a> {
    fn claim(&mut self, field: &'static str, value: &str, key: String, group: &'a str) -> Result<(), ListError> {
        match *self.0.entry(key).or_insert(group) {
            owner if owner == group => Ok(()),
            owner => Err(clash(field, value, owner, group)),
        }
    }
}

fn clash(field: &'static str, value: &str, one: &str, other: &str) -> ListError {
    ListError::Clash { field, value: value.to_owned(), groups: [one.to_owned(), other.to_owned()] }
}

/// Refuses scopes, and what groups call themselves, of which two groups could be meant.
fn apart(groups: &[GroupDocuments], scopes: &Scopes) -> Result<(), ListError> {
    let (mut headers, mut names, mut hosts) = (Owners::default(), Owners::default(), Owners::default());
    for (id, scope) in &scopes.groups {
        for header in scope.headers.iter() {
            headers.claim("header", header, visual_class(&header.to_ascii_lowercase()), id)?;
        }
        for name in scope.names.iter() {
            names.claim("name", name, folded(name), id)?;
        }
        for host in scope.hosts.iter() {
            hosts.claim("host", host, host.to_ascii_lowercase(), id)?;
        }
    }
    for (id, host) in scopes.groups.iter().flat_map(|(id, scope)| scope.hosts.iter().map(move |host| (id, host))) {
        // A site below another group's is that group's.
        let above = host.char_indices().filter(|(_, c)| *c == '.').filter_map(|(dot, _)| host.get(dot + 1..));
        let owner = above.filter_map(|above| hosts.0.get(above)).find(|owner| **owner != id);
        if let Some(owner) = owner {
            return Err(clash("host", host, owner, id));
        }
    }
    let mut ids = Owners::default();
    for group in groups {
        let id = group.allow.id.as_str();
        for issuer in &group.allow.issuers {
            ids.claim("issuer", &issuer.id, issuer.id.to_ascii_lowercase(), id)?;
            let header = visual_class(&issuer.id.to_ascii_lowercase());
            if let Some(owner) = headers.0.get(&header).filter(|owner| **owner != id) {
                return Err(clash("issuer", &issuer.id, owner, id));
            }
        }
        let apps = group.allow.apps.iter().map(|app| &app.name);
        let Nouns { company, office, supply } = &group.allow.nouns;
        let issuers = group.allow.issuers.iter().flat_map(|issuer| [Some(&issuer.name), issuer.short_name.as_ref()]);
        let shown = [&group.allow.name, company, office, supply].into_iter().chain(issuers.flatten()).chain(apps);
        for Localized { en, hi } in shown {
            for shown in [en, hi] {
                if let Some(owner) = names_held(shown, &names).find(|owner| *owner != id) {
                    return Err(clash("name", shown, owner, id));
                }
            }
        }
    }
    Ok(())
}

/// The groups whose names are words of `shown`, in a row.
fn names_held<'a>(shown: &str, names: &Owners<'a>) -> impl Iterator<Item = &'a str> {
    let words: Vec<String> = folded(shown).split(' ').take(MOST_WORDS).map(str::to_owned).collect();
    let runs = (0..words.len()).flat_map(|first| (first + 1..=words.len()).map(move |behind| first..behind));
    let held: Vec<&'a str> = runs.filter_map(|run| names.0.get(&words.get(run)?.join(" ")).copied()).collect();
    held.into_iter()
}

/// A name as it is compared: its words, in lower case, without the marks between them.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '।' | '–' | '—');
    lower.split(is_mark).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::documents::{App, Package, Scope, Sourced};

    fn shown(name: &str) -> Localized {
        Localized { en: name.to_owned(), hi: name.to_owned() }
    }

    /// The built-in group, and one of another land that `change` may spoil; what stands against the two.
    fn beside_the_built_in(change: impl Fn(&mut Allow, &mut Scope)) -> Result<(), ListError> {
        let built_in = crate::trust::embedded().unwrap().first;
        let mut scopes: Scopes = serde_json::from_str(include_str!("../../lists/scopes.json")).unwrap();
        let mut other = built_in.clone();
        let sourced = |value: &str| vec![Sourced { value: value.to_owned(), source: "T".to_owned() }];
        let allow = &mut other.allow;
        "otherland".clone_into(&mut allow.id);
        allow.name = shown("Otherland Power");
        allow.issuers.truncate(1);
        let issuer = &mut allow.issuers[0];
        "otherx".clone_into(&mut issuer.id);
        (issuer.name, issuer.short_name) = (shown("Otherland Power"), None);
        (issuer.headers, issuer.names) = (sourced("OTHERX"), sourced("Otherland Power"));
        (allow.group_names, allow.apps, allow.helplines) = (Vec::new(), Vec::new(), Vec::new());
        allow.sites.truncate(1);
        "otherland.example".clone_into(&mut allow.sites[0].host);
        let texts = |value: &str| [value].into_iter().collect::<Texts>();
        let mut scope = Scope {
            headers: texts("OTHERX"),
            names: texts("Otherland Power"),
            hosts: texts("otherland.example"),
            apps: Texts::default(),
            helplines: Texts::default(),
            packages: Texts::default(),
        };
        change(allow, &mut scope);
        scopes.groups.insert("otherland".to_owned(), scope);
        scopes.default = Some("bihar".to_owned());
        check(&[built_in, other], &scopes)
    }

    #[test]
    fn a_package_is_a_claim_that_needs_its_scope() {
        let claims = |scoped: &'static str| {
            beside_the_built_in(|allow, scope| {
                let value = "org.example.bill".to_owned().try_into().unwrap();
                let package = Some(Package { value, source: "T".to_owned() });
                let names = vec!["Otherland App".to_owned()];
                allow.apps = vec![App { name: shown("Otherland App"), names, source: "T".to_owned(), package }];
                scope.apps = ["Otherland App"].into_iter().collect();
                scope.packages = [scoped].into_iter().collect();
            })
        };
        assert_eq!(claims("org.example.bill"), Ok(()));
        let outside = ListError::OutOfScope { field: "package", value: "org.example.bill".to_owned() };
        assert_eq!(claims("org.example.other"), Err(outside));
    }

    fn more(texts: &Texts, value: &str) -> Texts {
        texts.iter().chain([value]).collect()
    }

    #[track_caller]
    fn clashes(field: &str, change: impl Fn(&mut Allow, &mut Scope)) {
        let found = beside_the_built_in(change);
        assert!(matches!(&found, Err(ListError::Clash { field: of, .. }) if *of == field), "{found:?}");
    }

    #[test]
    fn two_groups_with_nothing_in_common_are_taken() {
        assert_eq!(beside_the_built_in(|_, _| {}), Ok(()));
    }

    #[test]
    fn what_tells_groups_apart_is_no_two_groups_own() {
        clashes("header", |_, scope| scope.headers = more(&scope.headers, "NBPDCL"));
        clashes("header", |_, scope| scope.headers = more(&scope.headers, "SBPDC1"));
        clashes("name", |_, scope| scope.names = more(&scope.names, "south  bihar POWER"));
        clashes("host", |_, scope| scope.hosts = more(&scope.hosts, "sbpdcl.co.in"));
        clashes("host", |_, scope| scope.hosts = more(&scope.hosts, "pay.sbpdcl.co.in"));
        clashes("host", |_, scope| scope.hosts = more(&scope.hosts, "gov.in"));
    }

    #[test]
    fn no_group_shows_itself_under_the_name_of_another() {
        clashes("issuer", |allow, _| "sbpdcl".clone_into(&mut allow.issuers[0].id));
        clashes("issuer", |allow, _| "sbpdc1".clone_into(&mut allow.issuers[0].id));
        clashes("name", |allow, _| "Power, South Bihar Power!".clone_into(&mut allow.issuers[0].name.en));
        clashes("name", |allow, _| "एसबीपीडीसीएल".clone_into(&mut allow.name.hi));
        clashes("name", |allow, _| "the SBPDCL office".clone_into(&mut allow.nouns.office.en));
        clashes("name", |allow, _| allow.issuers[0].short_name = Some(shown("SBPDCL")));
    }

    #[test]
    fn what_a_group_claims_is_in_its_own_scope_not_in_anothers() {
        let claimed = beside_the_built_in(|allow, _| "NBPDCL".clone_into(&mut allow.issuers[0].headers[0].value));
        assert_eq!(claimed, Err(outside("header", "NBPDCL")));
    }

    #[test]
    fn a_list_of_several_groups_names_its_default_which_comes_first() {
        let scope = |text: &str| serde_json::from_str::<Scopes>(text);
        let empty = r#"{"headers": [], "names": [], "hosts": [], "apps": [], "helplines": []}"#;
        let two =
            |default: &str| scope(&format!(r#"{{"schema": 1, {default} "groups": {{"a": {empty}, "b": {empty}}}}}"#));
        assert_eq!(in_order(&two(r#""default": "b","#).unwrap()).unwrap(), ["b", "a"]);
        assert!(in_order(&two("").unwrap()).is_err());
        assert!(in_order(&two(r#""default": "c","#).unwrap()).is_err());
        let one = scope(&format!(r#"{{"schema": 1, "groups": {{"a": {empty}}}}}"#)).unwrap();
        assert_eq!(in_order(&one).unwrap(), ["a"]);
    }
}
