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

    def publish(name):
        """Raises a role's version, signs it, writes it."""
        role = roles[name]
        role.signed.version += 1
        role.signed.expires = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=args.days)
        role.signatures.clear()
        for signer in signers(args.keys, keys[name], allowed[name]):
            role.sign(signer, append=True)
        role.to_file(str(files / f"{name}.json"))
        print(f"{name}: version {role.signed.version}, {len(role.signatures)} signatures")

    def pin(name):
        """Version, length and hash of a role's file as it is now."""
        return MetaFile.from_data(roles[name].signed.version, (files / f"{name}.json").read_bytes(), ["sha256"])

    for name, role, documents in (
        ("targets", targets, ("scopes.json", "common/lexicon.json", "common/claim.json")),
        (args.group, group, (f"{args.group}/allow.json", f"{args.group}/clauses.bin")),
    ):
        listed = {path: TargetFile.from_file(path, str(args.lists / path), ["sha256"]) for path in documents}
        if role.signed.targets != listed:
            role.signed.targets = listed
            publish(name)
    snapshot.signed.meta = {f"{name}.json": pin(name) for name in ("targets", args.group)}
    publish("snapshot")
    timestamp.signed.snapshot_meta = pin("snapshot")
    publish("timestamp")


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
