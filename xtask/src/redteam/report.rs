//! What came of the attacks.
//!
//! In: attacks with their verdicts. Out: a [`Row`] for each kind, and the page `docs/red-team.md`.

use super::kinds::{Attack, Kind};
use asli::Verdict;
use std::fmt::Write;

/// What came of one kind.
pub(super) struct Row {
    pub(super) name: &'static str,
    says: &'static str,
    /// Attacks by verdict: genuine, suspicious, unconfirmed, unrelated.
    counts: [usize; 4],
    /// The attacks that were genuine.
    pub(super) genuine: Vec<String>,
    /// Changes that are no attack by the rule, and were genuine.
    pub(super) harmless: Vec<String>,
    /// Changes that are no attack by the rule.
    tried: usize,
    example: String,
}

const VERDICTS: [Verdict; 4] = [Verdict::Genuine, Verdict::Suspicious, Verdict::Unconfirmed, Verdict::Unrelated];

impl Row {
    pub(super) fn new(kind: &Kind, judged: Vec<(Attack, Verdict)>) -> Self {
        let mut row = Self {
            name: kind.name,
            says: kind.says,
            counts: [0; 4],
            genuine: Vec::new(),
            harmless: Vec::new(),
            tried: 0,
            example: String::new(),
        };
        for (attack, verdict) in judged {
            let is_genuine = verdict == Verdict::Genuine;
            if attack.counts {
                for (count, known) in row.counts.iter_mut().zip(VERDICTS) {
                    *count += usize::from(verdict == known);
                }
                let is_better = row.example.is_empty() || attack.body.len() < row.example.len();
                if is_better && attack.body.chars().all(|c| !c.is_control()) {
                    row.example.clone_from(&attack.body);
                }
                if is_genuine {
                    row.genuine.push(attack.body);
                }
            } else {
                row.tried += 1;
                if is_genuine {
                    row.harmless.push(attack.body);
                }
            }
        }
        row
    }

    /// How many attacks there were.
    pub(super) fn attacks(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The figures in one line.
    pub(super) fn line(&self) -> String {
        let [genuine, suspicious, unconfirmed, unrelated] = self.counts;
        let (name, attacks, tried, harmless) = (self.name, self.attacks(), self.tried, self.harmless.len());
        format!(
            "{name:18} {attacks:6} attacks: {genuine} genuine, {suspicious} suspicious, {unconfirmed} unconfirmed, \
             {unrelated} unrelated; {tried} changes that are none: {harmless} genuine"
        )
    }
}

/// The page.
pub(super) fn markdown(rows: &[Row], list: u64, attacks: usize, seed: u64) -> String {
    let mut page = format!("{HEAD}\n## Figures\n\nList version {list}; ");
    let total: usize = rows.iter().map(Row::attacks).sum();
    let genuine: usize = rows.iter().map(|row| row.genuine.len()).sum();
    let _ = write!(
        page,
        "`cargo xtask redteam --attacks {attacks} --seed {seed} --write`: **{} of {} attacks are genuine.**\n\n\
         | kind | what it does | attacks | genuine | suspicious | unconfirmed | unrelated |\n|---|---|---:|---:|---:|---:|---:|\n",
        thousands(genuine),
        thousands(total)
    );
    for row in rows {
        let [genuine, suspicious, unconfirmed, unrelated] = row.counts.map(thousands);
        let (name, says, attacks) = (row.name, row.says, thousands(row.attacks()));
        let _ = writeln!(
            page,
            "| `{name}` | {says} | {attacks} | {genuine} | {suspicious} | {unconfirmed} | {unrelated} |"
        );
    }
    page.push_str("\nChanges that the rule below does not count, tried all the same:\n\n| kind | tried | genuine |\n|---|---:|---:|\n");
    for row in rows.iter().filter(|row| row.tried > 0) {
        let _ = writeln!(page, "| `{}` | {} | {} |", row.name, thousands(row.tried), thousands(row.harmless.len()));
    }
    page.push_str("\n## One example each\n\nThe shortest of its kind.\n\n");
    for row in rows {
        let _ = writeln!(page, "* `{}`: {}", row.name, quoted(&row.example));
    }
    let open: Vec<&Row> = rows.iter().filter(|row| !row.genuine.is_empty()).collect();
    if !open.is_empty() {
        page.push_str("\n## Genuine, and to be closed\n\n");
    }
    for row in open {
        for body in row.genuine.iter().take(MOST_SHOWN) {
            let _ = writeln!(page, "* `{}`: {}", row.name, quoted(body));
        }
    }
    page.push_str(RULES);
    page
}

/// Of each kind, so many genuine attacks are shown on the page; the command prints all.
const MOST_SHOWN: usize = 10;

/// A message as code; what is not seen by its number.
pub(super) fn quoted(text: &str) -> String {
    let is_seen = |c: char| {
        c == ' ' || c.is_ascii_graphic() || ('\u{900}'..='\u{97f}').contains(&c) || "₹–—’‘“”·…。．․०１".contains(c)
    };
    let mut quoted = String::from("`");
    for c in text.chars() {
        match c {
            '`' => quoted.push('\''),
            '\n' => quoted.push_str("\\n"),
            _ if is_seen(c) => quoted.push(c),
            _ => quoted.extend(c.escape_unicode()),
        }
    }
    quoted.push('`');
    quoted
}

/// `12,345`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

const HEAD: &str = "# Red team

Messages made to be `genuine` and to mislead all the same: what the built-in list says of them. Written by
`cargo xtask redteam --write`; a smaller run of the same kinds is part of the tests.

Each attack comes from an official header (`JM-SBPDCL-S`, `JM-NBPDCL-S`), in English, Hindi or Hindi in Latin letters,
and no two are alike. The seed and the number of an attack decide it, on every machine.

* **Texts** (from `spelled-channel` to `number-words`) are placed behind, before and within messages of `tests/cases` that
  are genuine, and behind `SBPDCL: payment of Rs 512.00 received. `.
* **Changes** (all others) are genuine messages with something done to them.
* The genuine messages are checked first: were the list to prove few of them, no attack on it would mean anything.

How to read it: *genuine* must be 0, and the command fails where it is not. *Suspicious* and *unconfirmed* are both
flagged: the reader is warned, or told to pay in the official app only. From an official header nothing is *unrelated*.
";

const RULES: &str = "
## What counts as an attack

A text always counts, but \"number\" behind the word \"bill\", which labels the number of a bill, and \"tell nobody\" in a
warning of fakes, which is said of the password. A change counts by a rule that knows nothing of the clauses:

* `salad-words`, `salad-phrases`, `danger-in-place` count where they hold a word of a fixed list (channels, persons, money,
  fear, isolation, orders, cutting: `DANGER` and `CUT` in `xtask/src/redteam/salad/words.rs`) that the genuine message
  beside them does not hold. Words of cutting say nothing new beside a notice that supply is cut, in whatever language.
  What names a cut only to keep it away (\"to avoid disconnection\") threatens nobody; the heading of a notice before an account, a sum and a
  last date makes the notice that the company sends; \"number\" before a number of the message labels it; a word of a channel
  beside an official name is bound to that, with a small word between or none (\"click on\" an official site); words of
  cutting beside \"rebate\" are said of it; a warning of fakes names what it warns of (`WARNED`); \"free\" says nothing new
  in a message of free units, nor do \"counter\" and \"office\" in one of a counter's hours. Notices here are those of a cut, of
  an outage and of the hours of a counter. Without any such word, chance may write a sentence that the company could send.
* `joined` counts where one half says that money came and the other that it is owed or that supply is cut, both in words
  of a fixed list, and one of the two messages is a receipt. Other halves may make a whole that says nothing new.
* `slots-swapped` counts where the two values are of different forms: money with its sign, a date, an account, a share
  with its sign. A few digits of an account may be any number, an account behind \"consumer\" says whose it is, and a day in a
  receipt when it was. Two values with nothing but marks between say the same in either order. A bare number may be a
  reading, a bill number or a sum by turns; a rebate, or what the reader is said to save, may be a share or a sum of at most
  500 rupees, and a value before \"up to\" and \"rebate\" (\"tak chhoot\") is a rebate; a bill is issued on a day; an official
  channel in a wrong place does not lead the reader to anyone else. Two fields of a list that no word labels
  (\"12 December - Rs 899 - Suvidha\") say the same when they change places.
* `negation` counts where an order, a receipt, a condition, a date or a cut is turned. That there is no rebate, or
  nothing is due, harms nobody.
* `number-in-slot` holds numbers of ten digits or more: a short number behind the label of a value is that value.
* `unseen` puts no joiner behind a virama, where Hindi needs it.

Changes that do not count are tried and counted by themselves, above; the command prints those that are genuine.
";
