"""Signs `lists/` with the development keys by python-tuf: `python tests/tuf/sign_lists.py`.

What `asli list sign` and `asli list pack` do, by an implementation that shares no code with them.
"""

import sys
from pathlib import Path

from repository import Repository, as_bytes, key_from_pem, pack

LISTS = Path(__file__).parents[2] / "lists"
DOCUMENTS = ("scopes.json", "common/claim.json", "common/lexicon.json", "bihar/allow.json", "bihar/clauses.bin")


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else LISTS
    dev = LISTS / "keys/dev"
    keys = {role: [key_from_pem(dev / f"{role}-{n}.pem", f"development {role} {n}") for n in "abc"]
            for role in ("root", "targets", "bihar")}
    keys |= {role: [key_from_pem(dev / f"{role}.pem", f"development {role}")] for role in ("snapshot", "timestamp")}
    documents = {path: (LISTS / path).read_bytes() for path in DOCUMENTS}
    repository = Repository("bihar", keys, documents, **{"x-asli-development": True})
    # Ed25519 throughout: P-256 takes eight times as long to verify, and the list is verified at every start.
    repository.sign_root(keys["root"][::2])
    repository.sign(targets_by=keys["targets"][::2], list_by=keys["bihar"][::2])
    (out / "metadata").mkdir(parents=True, exist_ok=True)
    for version, root in repository.roots.items():
        (out / f"metadata/{version}.root.json").write_bytes(as_bytes(root))
    files = repository.files()
    for path, content in files.items():
        if path.startswith("metadata/"):
            (out / path).write_bytes(content)
    (out / "embedded.tar").write_bytes(pack(files))


main()
