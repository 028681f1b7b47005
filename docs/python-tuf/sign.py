"""Signs a list with python-tuf in place of `asli list sign`.

    python sign.py LISTS GROUP --keys KEY.pem [KEY.pem ...] [--days 365]

In: the folder of a list (documents, metadata/) and private keys. Out: metadata with raised versions, signed by
those keys. Then `asli list pack --lists LISTS` makes the bundle.
"""

import argparse
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, TargetFile


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("lists", type=Path)
    arguments.add_argument("group")
    arguments.add_argument("--keys", type=Path, nargs="+", required=True)
    arguments.add_argument("--days", type=int, default=365)
    args = arguments.parse_args()
    files = args.lists / "metadata"
    root = Metadata.from_file(str(max(files.glob("*.root.json"), key=lambda file: int(file.name.split(".")[0]))))
    roles = {name: Metadata.from_file(str(files / f"{name}.json"))
             for name in ("targets", args.group, "snapshot", "timestamp")}
    targets, group, snapshot, timestamp = roles.values()
    keys = {name: root.signed.keys | {} for name in roles}
    keys[args.group] = targets.signed.delegations.keys
    allowed = {name: root.signed.roles[name].keyids for name in ("targets", "snapshot", "timestamp")}
    allowed[args.group] = targets.signed.delegations.roles[args.group].keyids

    changed = set()
    for name, role, documents in (
        ("targets", targets, ("scopes.json", "common/lexicon.json", "common/claim.json")),
        (args.group, group, (f"{args.group}/allow.json", f"{args.group}/words.txt")),
    ):
        listed = {path: TargetFile.from_file(path, str(args.lists / path), ["sha256"]) for path in documents}
        if role.signed.targets != listed:
            role.signed.targets = listed
            changed.add(name)
    snapshot.signed.meta = {f"{name}.json": MetaFile(roles[name].signed.version + (name in changed))
                            for name in ("targets", args.group)}
    timestamp.signed.snapshot_meta = MetaFile(snapshot.signed.version + 1)
    changed |= {"snapshot", "timestamp"}

    for name in changed:
        roles[name].signed.version += 1
        roles[name].signed.expires = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=args.days)
        roles[name].signatures.clear()
        for signer in signers(args.keys, keys[name], allowed[name]):
            roles[name].sign(signer, append=True)
        roles[name].to_file(str(files / f"{name}.json"))
        print(f"{name}: version {roles[name].signed.version}, {len(roles[name].signatures)} signatures")


def signers(files, keys, allowed):
    """The signers among `files` that may sign. For a token, yield `Signer.from_priv_key_uri("hsm:…", key)` here."""
    for file in files:
        private = load_pem_private_key(file.read_bytes(), None)
        for keyid in allowed:
            try:
                yield CryptoSigner(private, keys[keyid])
            except ValueError:  # another key
                continue


main()
