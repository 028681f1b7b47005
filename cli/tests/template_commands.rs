//! The commands of `asli list template`, and a list with templates that is signed.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::templates::{download, lists, template};
use common::{Folder, asli, issuer, lines, stderr, stdout};
use serde_json::{Value, json};

const AT: &str = "2026-11-29T10:00:00+05:30";

#[test]
fn import_says_what_it_left_out_and_keeps_what_was_confirmed() {
    let folder = lists("template-import");
    let file = download();
    let first = template(&folder, "import", &[file.to_str().unwrap()]);
    let text = stdout(&first);
    assert!(text.contains("line 42: left out: its status is \"Rejected\""), "{text}");
    assert!(text.contains("line 43: left out: none of its sender ids (VKMART)"), "{text}");
    assert!(text.contains("40 new, 0 changed, 0 as before, 2 left out"), "{text}");
    let waiting = template(&folder, "confirm", &[]);
    assert_eq!(waiting.status.code(), Some(1));
    assert!(stdout(&waiting).contains("1 {#numeric#}        amount?"), "{}", stdout(&waiting));
    let id = "1107160000000000001";
    assert_eq!(template(&folder, "confirm", &[id]).status.code(), Some(1), "39 wait");
    let again = stdout(&template(&folder, "import", &[file.to_str().unwrap()]));
    assert!(again.contains("0 new, 0 changed, 40 as before"), "{again}");
    let confirmed = |folder: &Folder| {
        let document: Value = serde_json::from_str(&folder.read("bihar/templates.json")).unwrap();
        document["templates"][0]["blanks"][0]["confirmed"].clone()
    };
    assert_eq!(confirmed(&folder), true);
    let changed = std::fs::read_to_string(&file).unwrap().replacen("Pay by the Suvidha app and", "Pay now and", 1);
    folder.write("changed.csv", &changed);
    let output = stdout(&template(&folder, "import", &[folder.file("changed.csv").to_str().unwrap()]));
    assert!(output.contains("0 new, 1 changed, 39 as before"), "{output}");
    assert_eq!(confirmed(&folder), false, "a new text is confirmed anew");
}

#[test]
fn columns_are_found_by_name_or_named() {
    let folder = lists("template-columns");
    folder.write("a.csv", "Nummer;Absender;Wortlaut\n1107;SBPDCL;\"SBPDCL: dues Rs #number# are \n pending today\"\n");
    let file = folder.file("a.csv");
    let refused = template(&folder, "import", &[file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--column id=NAME"), "{}", stderr(&refused));
    let given = ["--column", "id=Nummer", "--column", "header=absender", "--column", "content=Wortlaut"];
    let output = template(&folder, "import", &[&[file.to_str().unwrap()], &given[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(folder.read("bihar/templates.json").contains("Rs {#number#} are \\n pending"));
    folder.write("b.csv", "Template Id,Header,Content\n1.10716E+18,SBPDCL,SBPDCL: dues of Rs {#numeric#}\n");
    let rounded = template(&folder, "import", &[folder.file("b.csv").to_str().unwrap()]);
    assert!(stdout(&rounded).contains("a spreadsheet has rounded its id"), "{}", stdout(&rounded));
}

#[test]
fn lint_and_drafts_refuse_what_nobody_has_confirmed() {
    let folder = lists("template-unconfirmed");
    let add = |id: &str, text: &str| {
        let output = template(&folder, "add", &["--id", id, "--header", "SBPDCL", text]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    };
    add("1", "SBPDCL: your bill of Rs {#numeric#} is ready.");
    add("2", "SBPDCL: your bill is at {#url#} today.");
    add("3", "SBPDCL: your bill of Rs {#var#} is due.");
    let lint = || stdout(&asli(&["list", "lint", "--today", "2026-11-29", "--lists", folder.path()], ""));
    let text = lint();
    assert!(text.contains("error[template_unconfirmed] /templates/0/blanks/0"), "{text}");
    assert!(text.contains("template 1: the role of blank 1 was guessed, and nobody has confirmed it"), "{text}");
    let draft = asli(&["check", "--lists", folder.path(), "--sender", "JM-SBPDCL-S", "hello"], "");
    assert_eq!(draft.status.code(), Some(2));
    assert!(stderr(&draft).contains("template 1: the role of blank 1 was guessed"), "{}", stderr(&draft));
    assert_eq!(template(&folder, "confirm", &["--all"]).status.code(), Some(0));
    let text = lint();
    assert!(text.contains("error[template_open] /templates/1/blanks/0"), "{text}");
    assert!(text.contains("error[template_open] /templates/2/blanks/0"), "{text}");
    assert!(!text.contains("template_unconfirmed"), "{text}");
    template(&folder, "confirm", &["2", "--values", "1=bijlibill.online"]);
    assert!(lint().contains("a value of blank 1 is no official one of this list"));
    template(&folder, "confirm", &["2", "--values", "1=sbpdcl.co.in"]);
    template(&folder, "confirm", &["3", "--tag", "1=numeric"]);
    let text = lint();
    assert!(!text.contains("error[template"), "{text}");
}

#[test]
fn a_template_that_says_what_no_company_may_is_refused() {
    let folder = lists("template-forbidden");
    for (id, text) in [
        ("1", "SBPDCL: your bill of Rs {#numeric#} is due. Call our officer today."),
        ("2", "SBPDCL: your bill of Rs {#numeric#} is due. Pay 9876543210 by wallet."),
        ("3", "SBPDCL: your bill of Rs {#numeric#} is due. Thank you."),
        ("4", "SBPDCL: your bill of Rs {#numeric#} is due. Pay at the counter in cash."),
    ] {
        template(&folder, "add", &["--id", id, "--header", "SBPDCL", text]);
    }
    template(&folder, "confirm", &["--all"]);
    let output = asli(&["list", "lint", "--today", "2026-11-29", "--lists", folder.path(), "--json"], "");
    let found: Vec<Value> = lines(&output).into_iter().filter(|lint| lint["code"] == "template_forbidden").collect();
    let of =
        |id: &str| found.iter().filter(|lint| lint["value"].as_str().unwrap().starts_with(&format!("{id}: "))).count();
    assert!(of("1") > 0 && of("2") > 0 && of("4") > 0, "{found:?}");
    assert_eq!(of("3"), 0, "{found:?}");
}

#[test]
fn lint_warns_of_templates_that_prove_nothing() {
    let folder = lists("template-warnings");
    for (id, text) in [
        ("1", "SBPDCL: your bill of Rs {#numeric#} is due."),
        ("2", "sbpdcl  your bill of rs. {#numeric#} is due!"),
        ("3", "SBPDCL: we have news of your bill {#numeric#} today."),
    ] {
        template(&folder, "add", &["--id", id, "--header", "SBPDCL", text]);
    }
    template(&folder, "confirm", &["3", "--role", "1=amount"]);
    template(&folder, "confirm", &["--all"]);
    let text = stdout(&asli(&["list", "lint", "--today", "2026-11-29", "--lists", folder.path()], ""));
    assert!(text.contains("template 2 has the text and sender id of template 1"), "{text}");
    assert!(text.contains("warning[template_unproven] /templates/2/text"), "{text}");
    assert!(text.contains("a message of template 3 from SBPDCL is unconfirmed: value_implausible"), "{text}");
}

#[test]
fn test_says_which_template_a_message_is_and_where_the_nearest_stops() {
    let folder = lists("template-test");
    template(&folder, "add", &["--id", "7", "--header", "SBPDCL", "SBPDCL: your bill of Rs {#numeric#} is due."]);
    template(&folder, "confirm", &["7"]);
    folder.write(
        "pile.csv",
        "sender,body\nJM-SBPDCL-S,SBPDCL: your bill of Rs 512 is due.\nJM-SBPDCL-S,SBPDCL: your bill of Rs 512 is late\n\
         JM-SBPDCL-S,SBPDCL: your bill of Rs soon\nJM-NBPDCL-S,hello\n",
    );
    let pile = folder.file("pile.csv");
    let output = template(&folder, "test", &[pile.to_str().unwrap(), "--at", AT]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("line 2: 7\n"), "{text}");
    assert!(text.contains("line 3: none; 7 is nearest and stops at \"late\", where it has due"), "{text}");
    assert!(text.contains("line 4: none; 7 is nearest and stops at \"soon\", where it has <amount>"), "{text}");
    assert!(text.contains("line 5: none; its sender has no templates"), "{text}");
    assert!(text.contains("1 of 4 messages are registered templates"), "{text}");
    let explained = asli(
        &[
            "explain",
            "--lists",
            folder.path(),
            "--sender",
            "JM-SBPDCL-S",
            "--at",
            AT,
            "SBPDCL: your bill of Rs 512 is due",
        ],
        "",
    );
    assert!(stdout(&explained).contains("registered template 7"), "{}", stdout(&explained));
}

#[test]
fn a_list_with_templates_is_signed_and_its_document_cannot_be_taken_out() {
    let folder = issuer("template-sign", &[]);
    folder.write("testland/clauses.txt", "slot bare amount amount = (?<amount>[0-9]{1,6})\n");
    template(
        &folder,
        "add",
        &["--id", "7", "--header", "TSTPWR", "Testland Power Company: your bill of Rs {#numeric#} is due."],
    );
    let keys: Vec<String> = ["issuer/testland-asha", "issuer/testland-ravi", "online/snapshot", "online/timestamp"]
        .map(|key| folder.key(key))
        .into();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let sign = || asli(&[&["list", "sign", "--lists", folder.path(), "--keys"], &keys[..]].concat(), "");
    let refused = sign();
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("nobody has confirmed it"), "{}", stderr(&refused));
    template(&folder, "confirm", &["7"]);
    let signed = sign();
    assert_eq!(signed.status.code(), Some(0), "{}{}", stdout(&signed), stderr(&signed));
    let bundle = folder.file("signed.tar");
    let (bundle, lists) = (bundle.to_str().unwrap(), folder.path());
    assert_eq!(asli(&["list", "pack", "--lists", lists, "--out", bundle], "").status.code(), Some(0));
    let root = folder.file("metadata/1.root.json");
    let check = |bundle: &str| {
        let body = "Testland Power Company: your bill of Rs 512 is due.";
        asli(
            &["check", "--json", "--list", bundle, "--root", root.to_str().unwrap(), "--sender", "JM-TSTPWR-S", body],
            "",
        )
    };
    let report = &lines(&check(bundle))[0];
    assert_eq!((&report["verdict"], &report["template"]), (&json!("genuine"), &json!("7")), "{report}");
    // Without the document the clauses alone would decide: a bundle that lacks it is refused.
    let mut files = asli::allowlist::Bundle::unpack(&std::fs::read(bundle).unwrap()).unwrap();
    files.remove("targets/testland/templates.json").unwrap();
    let stripped = folder.file("stripped.tar");
    std::fs::write(&stripped, files.pack().unwrap()).unwrap();
    let refused = check(stripped.to_str().unwrap());
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("templates.json"), "{}", stderr(&refused));
}
