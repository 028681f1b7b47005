//! What one module of Rust says of other modules.
//!
//! In: its items, parsed by `syn`. Out: [`Module`]: the paths that it names, what it binds by `use`, what it defines,
//! and its submodules. Code that only tests build is left out, wherever it stands; paths in macros are read from
//! their tokens.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use std::collections::HashSet;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ImplItem, Item, Lit, Meta, Token, UseTree};

/// A path as it is written, and the line of its last name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// What a module says.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) named: Vec<Named>,
    /// Names that `use` brings in, with their path.
    pub(super) bound: Vec<(String, Vec<String>)>,
    /// Modules of which `use` brings in all names.
    pub(super) globs: Vec<Vec<String>>,
    /// Names of its own items.
    pub(super) defined: HashSet<String>,
    pub(super) submodules: Vec<Submodule>,
}

/// A `mod`.
#[derive(Debug)]
pub(super) struct Submodule {
    pub(super) name: String,
    /// What stands between its braces; `None` where it is a file.
    pub(super) inline: Option<Module>,
    /// The file that an attribute names.
    pub(super) path: Option<String>,
}

impl Module {
    /// Reads the text of a file.
    pub(super) fn parse(text: &str) -> syn::Result<Self> {
        Ok(Self::of_items(&syn::parse_file(text)?.items))
    }

    fn of_items(items: &[Item]) -> Self {
        let mut module = Self::default();
        for item in items.iter().filter(|item| !attributes(item).iter().any(is_for_tests)) {
            match item {
                Item::Mod(item) => module.submodules.push(Submodule {
                    name: item.ident.to_string(),
                    inline: item.content.as_ref().map(|(_, items)| Self::of_items(items)),
                    path: item.attrs.iter().find_map(file),
                }),
                Item::Use(item) => module.bind(&item.tree, &mut Vec::new()),
                _ => module.defined.extend(name(item)),
            }
            if !matches!(item, Item::Mod(_)) {
                Paths(&mut module.named).visit_item(item);
            }
        }
        module
    }

    /// Notes what a `use` binds.
    fn bind(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        let with = |name: &dyn ToString| prefix.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.bind(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.bind(tree, prefix)),
            UseTree::Glob(_) => self.globs.push(prefix.clone()),
            UseTree::Name(name) if name.ident == "self" => {
                self.bound.extend(prefix.last().map(|last| (last.clone(), prefix.clone())));
            }
            UseTree::Name(name) => self.bound.push((name.ident.to_string(), with(&name.ident))),
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.bound.push((rename.rename.to_string(), prefix.clone()));
            }
            UseTree::Rename(rename) => self.bound.push((rename.rename.to_string(), with(&rename.ident))),
        }
    }
}

/// Gathers paths of several names; one name alone is no import.
struct Paths<'a>(&'a mut Vec<Named>);

impl Paths<'_> {
    fn add(&mut self, path: Vec<String>, line: usize) {
        if path.len() > 1 {
            self.0.push(Named { path, line });
        }
    }

    fn add_tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_tree(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(tree, prefix)),
            UseTree::Name(name) if name.ident == "self" => self.add(prefix.clone(), line(&name.ident)),
            UseTree::Rename(rename) if rename.ident == "self" => self.add(prefix.clone(), line(&rename.ident)),
            UseTree::Name(syn::UseName { ident }) | UseTree::Rename(syn::UseRename { ident, .. }) => {
                self.add(prefix.iter().cloned().chain([ident.to_string()]).collect(), line(ident));
            }
            UseTree::Glob(glob) => self.add(prefix.iter().cloned().chain(["*".to_owned()]).collect(), line(glob)),
        }
    }

    /// The paths among the tokens of a macro.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut at = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.add(std::mem::take(&mut path), at);
                    }
                    at = line(&ident);
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && colons < 2 => {
                    colons += if colons == 1 || punct.spacing() == Spacing::Joint { 1 } else { 3 };
                }
                other => {
                    self.add(std::mem::take(&mut path), at);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(group.stream());
                    }
                }
            }
        }
        self.add(path, at);
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !attributes(item).iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(names, path.segments.last().map_or(0, |last| line(&last.ident)));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.add_tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

fn line(spanned: &impl Spanned) -> usize {
    spanned.span().start().line
}

/// The file that `#[path = "…"]` names.
fn file(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    match &meta.value {
        Expr::Lit(literal) if meta.path.is_ident("path") => match &literal.lit {
            Lit::Str(path) => Some(path.value()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an attribute leaves its item out of every build but that of the tests.
fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("test")
        || attribute.path().is_ident("cfg") && attribute.parse_args::<Meta>().is_ok_and(|meta| needs_test(&meta))
}

/// Whether a condition holds in tests only.
fn needs_test(meta: &Meta) -> bool {
    let inner = || match meta {
        Meta::List(list) => list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default(),
        _ => Punctuated::new(),
    };
    match meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => inner().iter().any(needs_test),
        Meta::List(list) if list.path.is_ident("any") => inner().iter().all(needs_test),
        _ => false,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn named(text: &str) -> Vec<String> {
        let module = Module::parse(text).unwrap();
        module.named.iter().map(|named| format!("{}@{}", named.path.join("::"), named.line)).collect()
    }

    #[test]
    fn nested_braces_and_restricted_uses() {
        let text = "pub(crate) use crate::a::{self, b::{C, D as E},\n    f::*};\npub(in crate::z) fn g() {}\n";
        assert_eq!(named(text), ["crate::a@1", "crate::a::b::C@1", "crate::a::b::D@1", "crate::a::f::*@2"]);
        let module = Module::parse(text).unwrap();
        let bound: Vec<&str> = module.bound.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(bound, ["a", "C", "E"]);
        assert_eq!(module.globs, [["crate", "a", "f"]]);
        assert!(module.defined.contains("g"));
    }

    #[test]
    fn paths_in_expressions_types_and_functions() {
        assert_eq!(
            named("fn f(a: crate::a::B) -> Vec<super::C> {\n    use crate::d;\n    crate::e::f();\n}"),
            ["crate::a::B@1", "super::C@1", "crate::d@2", "crate::e::f@3"]
        );
    }

    #[test]
    fn paths_in_macros() {
        assert_eq!(
            named("fn f() { matches!(x, crate::a::B | Some(self::c::D)); let y = vec![a: b, c]; }"),
            ["crate::a::B@1", "self::c::D@1"]
        );
        assert_eq!(named("macro_rules! m { () => { $crate::a::B } }"), ["crate::a::B@1"]);
    }

    #[test]
    fn tests_are_left_out() {
        for tests in [
            "#[cfg(test)] mod tests { use crate::a::B; }",
            "#[cfg(test)] mod tests;",
            "#[cfg(all(test, unix))] use crate::a::B;",
            "struct S; impl S { #[cfg(test)] fn f() { crate::a::b(); } }",
            "#[test] fn f() { crate::a::b(); }",
        ] {
            let module = Module::parse(tests).unwrap();
            assert!(module.named.is_empty() && module.submodules.is_empty() && module.bound.is_empty(), "{tests}");
        }
        for kept in ["#[cfg(not(test))] use crate::a::B;", "#[cfg(any(test, feature = \"x\"))] use crate::a::B;"] {
            assert_eq!(named(kept), ["crate::a::B@1"]);
        }
    }

    #[test]
    fn submodules_with_and_without_braces() {
        let module = Module::parse("mod a;\nmod b { use crate::c::D; }\n#[path = \"x.rs\"] mod e;").unwrap();
        let names: Vec<_> = module.submodules.iter().map(|module| (module.name.as_str(), &module.path)).collect();
        assert_eq!(names, [("a", &None), ("b", &None), ("e", &Some("x.rs".to_owned()))]);
        assert_eq!(module.submodules[1].inline.as_ref().unwrap().named.len(), 1);
    }
}
