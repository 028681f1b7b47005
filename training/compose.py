#!/usr/bin/env python3
"""Writes training/composed/*.jsonl from the hand-written parts in training/parts.

In:  parts/<split>-<label>-<language>.txt, lines of `opening|…`, `pretext:<kind>|…`, `payload|…`, `closing|…`;
     parts/<split>-ordinary-{banks,boards}.txt, lines of `row|sender|name|help|site`, `format:<kind>|…`, `payee|…`.
Out: one JSON object per message, the same bytes on every machine. `--check` writes nothing and exits 1 if the files differ.
"""
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
# How many messages each file of parts gives.
AMOUNTS = {
    "train-claim-en": 230, "train-claim-hi-Latn": 200, "train-claim-hi": 140,
    "test-claim-en": 70, "test-claim-hi-Latn": 70,
    "train-ordinary-en": 130, "train-ordinary-hi-Latn": 140, "train-ordinary-hi": 85,
    "test-ordinary-en": 45, "test-ordinary-hi-Latn": 45,
    "train-claim-en-short": 160, "train-claim-hi-Latn-short": 260, "train-claim-hi-short": 90,
    "train-ordinary-en-short": 90, "train-ordinary-hi-Latn-short": 190,
    "train-ordinary-banks": 110, "test-ordinary-banks": 45,
    "train-ordinary-boards": 140, "test-ordinary-boards": 55,
}
BUSINESSES = ["VK-PAYBIL", "AD-RUMMYC", "JM-LOANFN", "VM-SHPKRT", "AX-INFOSM", "DM-UPDATE", "CP-ALERTS", "VM-ELCBIL"]
LOOKALIKES = ["SB-PDCL", "SBPDC1", "VK-SBPDCI", "NBPDC1", "JM-NBPOCL", "AD-SBPDLC", "VM-SBPDCO", "TX-BIJLEE"]
SHORT = {
    "your": "ur", "you": "u", "please": "plz", "kindly": "kndly", "tonight": "2nite", "today": "2day", "electricity": "elctrcty",
    "immediately": "immdtly", "payment": "pymnt", "number": "no", "update": "updt", "not": "nt", "will": "wil", "aapka": "apka",
    "aapki": "apki", "hai": "h", "nahi": "nhi", "kare": "kro", "bheje": "bhejo", "phone": "fon", "connection": "conn", "and": "n",
    "meter": "mtr", "message": "msg", "recharge": "rchrg", "bijli": "bjli", "what": "wat", "this": "dis", "office": "ofc",
}


class Dice:
    """Random numbers from SHA-256, the same in every version of Python."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0

    def below(self, limit):
        self.count += 1
        word = hashlib.sha256(f"{self.seed}/{self.count}".encode()).digest()[:8]
        return int.from_bytes(word, "big") % limit

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, percent):
        return self.below(100) < percent

    def digits(self, count):
        return "".join(str(self.below(10)) for _ in range(count))


def mobile(dice):
    return dice.pick("6789") + dice.digits(9)


def amount(dice):
    return 90 + dice.below(2600)


def date(dice):
    day, month = 1 + dice.below(28), dice.pick([11, 12])
    name = {11: "Nov", 12: "Dec"}[month]
    return dice.pick([f"{day:02}/{month}/2026", f"{day:02}-{month}-26", f"{day:02}.{month}.2026", f"{day}-{name}-26", f"{day} {name}"])


def spaced_mobile(dice):
    number = mobile(dice)
    return dice.pick([f"{number[:5]} {number[5:]}", f"+91{number}", f"{number[:4]}-{number[4:7]}-{number[7:]}"])


BLANKS = {
    "m": mobile,
    "ms": spaced_mobile,
    "rs": lambda dice: str(amount(dice)),
    "rsc": lambda dice: f"{1000 + amount(dice) * 4:,}",
    "rs2": lambda dice: f"{amount(dice):,}.{dice.pick(['00', '00', '50', dice.digits(2)])}",
    "d": date,
    "u": lambda dice: str(40 + dice.below(340)),
    "t": lambda dice: f"{6 + dice.below(6)}{dice.pick(['', ':30', '.30', ':00', ':45'])}",
    "ca": lambda dice: dice.pick(["10", "20", "11", "60"]) + dice.digits(dice.pick([7, 9, 10])),
    "ac": lambda dice: dice.digits(4),
    "acc": lambda dice: dice.pick("1235") + dice.digits(dice.pick([10, 11, 13])),
    "ref": lambda dice: "6" + dice.digits(11),
    "otp": lambda dice: dice.pick("123456789") + dice.digits(5),
    "std": lambda dice: dice.pick(["0612-2", "0621-2", "0641-2", "0631-2"]) + dice.digits(6),
    "x": lambda dice: dice.digits(3),
}


def fill(text, dice, row):
    def blank(found):
        name = found.group(1)
        return row[name] if name in row else BLANKS[name](dice)

    return re.sub(r"\{([a-z0-9]+)\}", blank, text)


def swap(word, dice):
    at = 1 + dice.below(len(word) - 3)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def damage(word):
    """Without a letter from its middle, and the two beside it the other way round."""
    at = len(word) // 2
    word = word[:at] + word[at + 1:]
    at = min(len(word) // 2, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def change_words(body, change):
    """Changes plain words only: an address, a link and a number stay."""
    return re.sub(r"(?<![\w@./*])[A-Za-z]+(?![\w@/]|\.\w)", lambda found: change(found.group()), body)


def restyle(body, dice):
    """Writes some messages as hurried people write them; claims and ordinary ones alike."""
    style = dice.below(14)
    if style == 0:
        return change_words(body, lambda word: SHORT.get(word.lower(), word.lower()))
    if style == 1:
        return change_words(body, lambda word: word[0] + re.sub("[aeiou]", "", word[1:]) if len(word) > 4 else word)
    if style == 2:
        return change_words(body, lambda word: swap(word, dice) if len(word) > 4 and dice.chance(40) else word)
    if style == 3:
        return change_words(body, str.upper)
    if style >= 12:
        return change_words(body, lambda word: damage(word) if len(word) > 3 else word)
    if style == 4:
        return re.sub(r"[.,!:]( |$)", r"\1", body).lower() if "http" not in body else body
    return body


def sender(label, dice):
    if label == "ordinary" or dice.chance(60):
        return dice.pick(["+91", "+91", "", "0"]) + mobile(dice)
    return dice.pick([dice.pick(BUSINESSES), dice.pick(LOOKALIKES), ""])


def read_parts(path):
    parts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, text = line.split("|", 1)
        name, _, kind = name.partition(":")
        parts.setdefault(name, []).append((kind, text))
    return parts


def sentence(parts, label, dice):
    kind, pretext = dice.pick(parts["pretext"])
    _, payload = dice.pick(parts["payload"])
    pieces = [pretext, payload] if dice.chance(80) else [payload, pretext]
    if dice.chance(65):
        pieces.insert(0, dice.pick(parts["opening"])[1])
    if dice.chance(45):
        pieces.append(dice.pick(parts["closing"])[1])
    stop = dice.pick([". ", ". ", " ", ", ", " - ", "\n"])
    first = pieces[0]
    body = (first + " " if len(pieces) > 2 else first + stop) + stop.join(pieces[1:])
    return kind, sender(label, dice), restyle(fill(body, dice, {}), dice), (pretext, payload)


def table(parts, dice):
    _, line = dice.pick(parts["row"])
    header, name, helpline, *site = line.split("|")
    kind, text = dice.pick(parts["format"])
    row = {"name": name, "help": helpline, "site": site[0] if site else ""}
    if "payee" in parts:
        row["payee"] = dice.pick(parts["payee"])[1]
    return kind, header, fill(text, dice, row), (text, name, row.get("payee", "") if dice.chance(50) else "")


def plain(body):
    """The message without its digits, case and marks: two messages with the same are one message."""
    return " ".join(re.sub(r"[\W\d_]+", " ", body.lower()).split())


def compose(name, taken):
    split, label, rest = name.split("-", 2)
    parts = read_parts(HERE / "parts" / f"{name}.txt")
    count, tries, pairs, messages = AMOUNTS[name], 0, set(), []
    while len(messages) < count:
        tries += 1
        if tries > count * 50:
            sys.exit(f"{name}: the parts give fewer than {count} messages")
        dice = Dice(f"{name}/{tries}")
        made = table(parts, dice) if "row" in parts else sentence(parts, label, dice)
        kind, header, body, pair = made
        if pair in pairs or plain(body) in taken:
            continue
        pairs.add(pair)
        taken.add(plain(body))
        when = f"2026-{dice.pick([11, 12])}-{1 + dice.below(28):02}T{7 + dice.below(15):02}:{dice.below(60):02}:{dice.below(60):02}+05:30"
        messages.append({
            "id": f"composed-{name}-{len(messages) + 1:03}", "sender": header, "body": body, "received_at": when, "label": label,
            "kind": kind, "language": "en" if "row" in parts else rest.removesuffix("-short"), "author": f"composed-{split}", "source": f"parts-{name}", "split": split,
        })
    return messages


def main():
    check, same, taken = "--check" in sys.argv[1:], True, set()
    for written in sorted(HERE.glob("claim/*.jsonl")) + sorted(HERE.glob("ordinary/*.jsonl")):
        taken.update(plain(json.loads(line)["body"]) for line in written.read_text(encoding="utf-8").splitlines())
    for label in ("claim", "ordinary"):
        lines = [
            json.dumps(message, ensure_ascii=False) + "\n"
            for name in AMOUNTS if f"-{label}-" in name for message in compose(name, taken)
        ]
        path, text = HERE / "composed" / f"{label}.jsonl", "".join(lines)
        if check:
            same = same and path.exists() and path.read_text(encoding="utf-8") == text
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(lines)} messages")
    if not same:
        sys.exit("training/composed is not what training/compose.py writes")


if __name__ == "__main__":
    main()
