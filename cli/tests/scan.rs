//! `asli scan` and `asli check` on the files that people are handed: odd, broken, endless, interrupted.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Folder, asli, lines, stderr, stdout};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";

/// Writes a file of the folder, and scans it.
fn scan(folder: &Folder, name: &str, content: &[u8], args: &[&str]) -> std::process::Output {
    let file = folder.file(name);
    std::fs::write(&file, content).unwrap();
    asli(&[&["scan", file.to_str().unwrap()], args].concat(), "")
}

fn verdicts(output: &std::process::Output) -> Vec<Value> {
    lines(output).into_iter().map(|line| line["verdict"].clone()).collect()
}

#[test]
fn every_form_packing_and_encoding_is_read_without_being_told() {
    let folder = Folder::new("forms");
    let json =
        serde_json::json!({ "id": "a", "sender": "9876501234", "body": FAKE, "received_at": 1_795_494_600_000_u64 });
    let xml = format!(
        "<?xml version='1.0'?><smses><sms address=\"9876501234\" date=\"1795494600000\" type=\"1\" body=\"{FAKE}\"/></smses>"
    );
    let forms = [
        ("jsonl", format!("{json}\n{json}\n")),
        ("json", format!("[{json},\n {json}]\n")),
        ("csv", format!("id;sender;body\na;9876501234;\"{FAKE}\"\n;;hello\n")),
        ("xml", xml),
    ];
    for (name, text) in forms {
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = format!("\u{feff}{text}").into_bytes();
        for (encoding, bytes) in [("utf8", text.clone().into_bytes()), ("bom", marked), ("utf16", utf16)] {
            for (packing, packed) in [("plain", bytes.clone()), ("gz", gzip(&bytes)), ("zst", zstd(&bytes))] {
                let output = scan(&folder, &format!("{name}.{encoding}.{packing}"), &packed, &[]);
                let found = verdicts(&output);
                assert_eq!(found[0], "suspicious", "{name} {encoding} {packing}: {}", stderr(&output));
                assert_eq!(output.status.code(), Some(1), "{name} {encoding} {packing}");
            }
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn a_fault_has_a_line_a_code_a_field_and_what_would_be_right() {
    let folder = Folder::new("faults");
    let text = "id,body,received_at\na,hello,noon\nb,one, two,\nc,\"open,\nd,hello,2026-11-24 10:00\ne,hello,\n";
    let output = scan(&folder, "faults.csv", text.as_bytes(), &[]);
    let found: Vec<(u64, String, Value)> = lines(&output)
        .iter()
        .map(|line| {
            (line["line"].as_u64().unwrap(), line["code"].as_str().unwrap_or("-").to_owned(), line["field"].clone())
        })
        .collect();
    let time = Value::from("received_at");
    let expected = [
        (2, "time", time.clone()),
        (3, "ragged_row", Value::Null),
        (4, "malformed", Value::Null),
        (5, "time", time),
        (6, "-", Value::Null),
    ];
    assert_eq!(found, expected.map(|(line, code, field)| (line, code.to_owned(), field)));
    assert_eq!(output.status.code(), Some(2));
    let told = stdout(&output);
    assert!(told.contains("--time-zone Asia/Kolkata") && told.contains("quotation marks"), "{told}");
    let output = scan(&folder, "faults.csv", text.as_bytes(), &["--time-zone", "Asia/Kolkata"]);
    assert_eq!(lines(&output)[3]["verdict"], "unrelated");
}

#[test]
fn all_columns_have_names() {
    let folder = Folder::new("columns");
    let text = format!("Nr|From|Text|When\n7|9876501234|{FAKE}|1795494600\n");
    let names = ["--id-column", "nr", "--sender-column", "From", "--body-column", "Text", "--time-column", "When"];
    let output = scan(&folder, "x.csv", text.as_bytes(), &[&names[..], &["--delimiter", "|"]].concat());
    assert_eq!((lines(&output)[0]["id"].clone(), verdicts(&output)), ("7".into(), vec!["suspicious".into()]));
    let json = serde_json::json!({ "Nr": 7, "From": "9876501234", "Text": FAKE, "When": 1_795_494_600 }).to_string();
    let names = names.map(|name| if name == "nr" { "Nr" } else { name });
    let output = scan(&folder, "x.jsonl", json.as_bytes(), &names);
    assert_eq!((lines(&output)[0]["id"].clone(), verdicts(&output)), (7.into(), vec!["suspicious".into()]));
}

#[test]
fn an_encoding_may_be_named_and_is_never_guessed() {
    let folder = Folder::new("latin1");
    let text = b"sender,body\nX,caf\xe9\n";
    let output = scan(&folder, "x.csv", text, &[]);
    assert_eq!((&lines(&output)[0]["code"], &lines(&output)[0]["field"]), (&"encoding".into(), &"body".into()));
    assert_eq!(verdicts(&scan(&folder, "x.csv", text, &["--encoding", "windows-1252"])), ["unrelated"]);
    let utf32: Vec<u8> = "{\"body\":\"x\"}".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let output = scan(&folder, "x.jsonl", &utf32, &[]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("UTF-32"), "{}", stderr(&output));
}

#[test]
fn folders_and_special_files_are_refused_at_once() {
    let folder = Folder::new("special");
    let mut paths = vec![folder.path().to_owned(), "/dev/zero".to_owned(), "/dev/null".to_owned()];
    let pipe = folder.file("pipe").to_str().unwrap().to_owned();
    if cfg!(unix) {
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        paths.push(pipe);
    }
    for path in paths {
        let output = asli(&["scan", &path], "");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{path}");
    }
    let folder = std::fs::File::open(folder.path()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_asli")).arg("scan").stdin(folder).output().unwrap();
    assert!(output.status.code() == Some(2) && output.stdout.is_empty(), "a folder on standard input");
}

#[test]
fn sent_messages_are_passed_over_and_counted() {
    let xml =
        format!("<smses><sms address=\"X\" type=\"2\" body=\"{FAKE}\"/><mms/><sms type=\"1\" body=\"hello\"/></smses>");
    let output = asli(&["scan", "--summary"], &xml);
    assert_eq!((verdicts(&output), output.status.code()), (vec!["unrelated".into()], Some(0)));
    assert!(stderr(&output).contains("2  sent messages and MMS, passed over"), "{}", stderr(&output));
}

#[test]
fn a_file_has_a_most_and_says_where_it_was_reached() {
    let text = "{\"body\":\"hello\"}\n".repeat(100);
    let output = asli(&["scan", "--most-bytes", "1000"], &text);
    let lines = lines(&output);
    assert_eq!((lines.len(), &lines[58]["code"], output.status.code()), (59, &"too_long".into(), Some(2)));
}

/// Runs the command with so many KiB of address space, fed by `feed`.
#[cfg(target_os = "linux")]
fn in_space(kib: u64, args: &str, feed: &str) -> std::process::Output {
    let command = format!("{feed} | (ulimit -v {kib}; exec \"$ASLI\" {args})");
    let mut bash = Command::new("bash");
    bash.args(["-c", &command]).env("ASLI", env!("CARGO_BIN_EXE_asli"));
    // Each thread reserves address space of its own for a heap that it may never use.
    bash.env("RAYON_NUM_THREADS", "2").env("MALLOC_ARENA_MAX", "1").output().unwrap()
}

/// More than a small scan takes, and far less than the input.
#[cfg(target_os = "linux")]
const KIB: u64 = 320 << 10;

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_a_line_a_field_an_element_or_the_file() {
    let half = "head -c 350000000 /dev/zero | tr '\\0' a";
    let message = r#"printf '\n{"body":"hello"}\n'"#;
    let cases = [
        ("a line", "scan --format jsonl", format!("({half}; {message})"), 2),
        ("an open quote", "scan --format csv", format!("(printf 'body\\n\"'; {half}; printf '\\nhello\\n')"), 2),
        (
            "an element",
            "scan --format json",
            format!("(printf '[{{\"x\":\"'; {half}; printf '\"}},{{\"body\":\"hello\"}}]')"),
            2,
        ),
        (
            "an sms",
            "scan --format xml",
            format!("(printf '<sms body=\"'; {half}; printf '\"/><sms body=\"hello\"/>')"),
            2,
        ),
        (
            "a picture",
            "scan --format xml",
            format!("(printf '<part data=\"'; {half}; printf '\"/><sms body=\"hello\"/>')"),
            1,
        ),
    ];
    for (what, args, feed, expected) in cases {
        let output = in_space(KIB, args, &feed);
        let found = lines(&output);
        assert_eq!(found.len(), expected, "{what}: {}", stderr(&output));
        assert_eq!(found[expected - 1]["verdict"], "unrelated", "{what}");
        assert!(
            expected == 1 || found[0]["code"] == "too_long" || found[0]["code"] == "malformed",
            "{what}: {}",
            found[0]
        );
    }
    // Long lines, each a message of its own: batches are capped in bytes too.
    let body = "body=$(head -c 200000 /dev/zero | tr '\\0' a)";
    let long = format!("{body}; for i in $(seq 3000); do echo \"{{\\\"body\\\":\\\"$body\\\"}}\"; done");
    let output = in_space(KIB, "scan --summary", &long);
    assert!(stderr(&output).contains("3000  messages"), "{}", stderr(&output));
    // The test can fail: what holds the whole input does not fit.
    let held = Command::new("bash").args(["-c", &format!("ulimit -v {KIB}; x=$({half}); echo held")]).output().unwrap();
    assert!(!stdout(&held).contains("held"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_packed_bomb_is_read_in_the_same_memory() {
    let folder = Folder::new("bomb");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..512 {
        encoder.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    std::fs::write(folder.file("bomb.gz"), encoder.finish().unwrap()).unwrap();
    let args = format!("scan --format jsonl '{}'", folder.file("bomb.gz").display());
    let output = in_space(KIB, &args, "true");
    assert_eq!(lines(&output)[0]["code"], "too_long", "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_with_the_summary_of_what_was_done() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_asli"))
        .arg("scan")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than one batch, so that the first is judged; then the pipe stays open and silent.
    input.write_all("{\"body\":\"hello\"}\n".repeat(9000).as_bytes()).unwrap();
    let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut output, &mut line).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let rest = std::thread::spawn(move || std::io::Read::read_to_string(&mut output, &mut String::new()));
    let ended = child.wait().unwrap();
    rest.join().unwrap().unwrap();
    let mut told = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    assert_eq!(ended.code(), Some(130), "{told}");
    assert!(told.contains("interrupted") && told.contains("  messages"), "{told}");
    drop(input);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error_and_not_a_panic() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_asli"));
        command.args(args).stdin(Stdio::null());
        command
    };
    let folder = Folder::new("full");
    folder.write("x.jsonl", &format!("{{\"body\":\"{FAKE}\"}}\n"));
    let file = folder.file("x.jsonl");
    for args in [
        &["scan", "--summary", file.to_str().unwrap()][..],
        &["check", "--sender", "X", FAKE],
        &["check", "--json", "--sender", "X", FAKE],
        &["list", "show"],
        &["list", "verify"],
        &["completions", "bash"],
        &["man"],
        &["--version"],
    ] {
        let output = run(args).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        let silent = run(args).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(silent.code(), Some(2), "{args:?}");
    }
    let output = run(&["scan", "--summary", file.to_str().unwrap()]).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_development_list_is_said_once() {
    let output = asli(&["scan"], &"{\"body\":\"hello\"}\n".repeat(10_000));
    assert_eq!(stderr(&output).matches("development keys").count(), 1, "{}", stderr(&output));
    assert!(stderr(&asli(&["check", "--sender", "X", "hello"], "")).contains("development keys"));
}

#[test]
fn the_command_tells_its_versions_completions_and_manual() {
    let version = stdout(&asli(&["--version"], ""));
    let list = stdout(&asli(&["list", "show"], ""));
    let number = version.split("list version ").nth(1).unwrap().split([',', ')']).next().unwrap();
    assert!(version.starts_with(concat!("asli ", env!("CARGO_PKG_VERSION"))), "{version}");
    assert!(list.contains(number), "{version} {list}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&asli(&["completions", shell], "")).contains("sender-column"), "{shell}");
    }
    let folder = Folder::new("man");
    assert_eq!(asli(&["man", "--out", folder.path()], "").status.code(), Some(0));
    assert!(folder.read("asli-scan.1").contains("time\\-zone"));
    assert!(stdout(&asli(&["man"], "")).contains(".TH"));
    assert_eq!(asli(&[], "").status.code(), Some(2));
}

#[test]
fn a_long_text_from_standard_input_has_a_limit_and_an_encoding() {
    let long = "a".repeat((1 << 20) + 1);
    let output = asli(&["check", "--sender", "X", "-"], &long);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("longer"), "{}", stderr(&output));
    let output = asli(&["check", "--sender", "9876501234", "-"], &format!("\u{feff}{FAKE}\r\n"));
    assert_eq!(output.status.code(), Some(1));
    assert!(!stdout(&output).contains('\u{feff}'));
}

/// Checks `value` against a part of a JSON Schema as `schemars` writes them.
fn fits(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    let check = |schema: &Value| fits(value, schema, root);
    if let Some(name) = schema["$ref"].as_str() {
        return check(root.pointer(&name[1..]).unwrap());
    }
    if let Some(any) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let fitting = any.iter().filter(|schema| check(schema).is_ok()).count();
        return if fitting > 0 { Ok(()) } else { Err(format!("{value} fits none of {schema}")) };
    }
    if let Some(only) = schema.get("const") {
        return if only == value { Ok(()) } else { Err(format!("{value} is not {only}")) };
    }
    if let Some(several) = schema["enum"].as_array() {
        return if several.contains(value) { Ok(()) } else { Err(format!("{value} is none of {several:?}")) };
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = &schema["type"];
    if !kinds.is_null() && kinds != kind && !kinds.as_array().is_some_and(|kinds| kinds.contains(&kind.into())) {
        return Err(format!("{value} is no {kinds}"));
    }
    if let (Value::Object(fields), Value::Object(known)) = (value, &schema["properties"]) {
        for (name, field) in fields {
            let schema = known.get(name).ok_or_else(|| format!("{name} is not in the schema"))?;
            fits(field, schema, root)?;
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            fields.get(name.as_str().unwrap()).ok_or_else(|| format!("{name} is missing"))?;
        }
    }
    if let (Value::Array(items), false) = (value, schema["items"].is_null()) {
        items.iter().try_for_each(|item| fits(item, &schema["items"], root))?;
    }
    Ok(())
}

#[test]
fn what_is_printed_fits_the_published_schemas() {
    let schema = |name: &str| -> Value {
        let file = common::repository().join(format!("docs/schema/{name}.schema.json"));
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    };
    let (check, scan) = (schema("check"), schema("scan"));
    let genuine = "SBPDCL: last date of your bill is 10/12/2026. Pay by Suvidha app and get 1.5% rebate.";
    for (sender, body) in [("9876501234", FAKE), ("JM-SBPDCL-S", genuine), ("X", "hello")] {
        let output = asli(&["check", "--json", "--sender", sender, body], "");
        fits(&lines(&output)[0], &check, &check).unwrap();
    }
    let mut input: String = format!(
        "{{\"id\":[1],\"sender\":\"9876501234\",\"body\":\"{FAKE}\"}}\n{{\"body\":\"x\"}}\nno\n{{\"body\":1}}\n"
    );
    for file in ["fake/classic", "genuine/bill", "ordinary/private"] {
        input += &std::fs::read_to_string(common::repository().join(format!("tests/cases/{file}.jsonl"))).unwrap();
    }
    let found = lines(&asli(&["scan"], &input));
    assert!(found.len() > 100);
    for line in &found {
        fits(line, &scan, &scan).unwrap();
    }
    // The check can fail.
    assert!(fits(&serde_json::json!({ "line": 1, "code": "none", "field": null, "error": "" }), &scan, &scan).is_err());
    assert!(fits(&serde_json::json!({ "line": 1 }), &scan, &scan).is_err());
}
