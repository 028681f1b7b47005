"""TUF repositories made by python-tuf: an implementation that shares no code with asli.

In: documents, keys, versions. Out: the files of one bundle, by path, and the bundle itself.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from copy import deepcopy
from datetime import datetime, timezone
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    MetaFile,
    Metadata,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

EXPIRES = datetime(2027, 12, 31, tzinfo=timezone.utc)
TOP_LEVEL = ("root", "timestamp", "snapshot", "targets")


def derived_key(name: str, kind: str = "ed25519") -> CryptoSigner:
    """A key made from its name: the same at every run. For tests only."""
    seed = hashlib.sha256(b"asli test key " + name.encode()).digest()
    if kind == "ed25519":
        private = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    else:
        private = ec.derive_private_key(int.from_bytes(seed, "big") >> 8, ec.SECP256R1())
    return named(CryptoSigner(private), name)


def key_from_pem(path: Path, name: str) -> CryptoSigner:
    """A key from an unencrypted PKCS#8 file."""
    return named(CryptoSigner(load_pem_private_key(path.read_bytes(), None)), name)


def named(signer: CryptoSigner, name: str) -> CryptoSigner:
    signer.public_key.unrecognized_fields["x-asli-name"] = name
    return signer


class Repository:
    """One repository: its keys by role, its documents, its metadata."""

    def __init__(
        self,
        group: str,
        keys: dict[str, list[CryptoSigner]],
        documents: dict[str, bytes],
        consistent: bool = False,
        **root_fields,
    ):
        self.group, self.keys, self.documents = group, keys, dict(documents)
        self.roots: dict[int, Metadata] = {}
        root = Root(version=1, expires=EXPIRES, consistent_snapshot=consistent, unrecognized_fields=dict(root_fields))
        for role in TOP_LEVEL:
            root.roles[role].threshold = threshold(keys[role])
            for signer in keys[role]:
                root.add_key(signer.public_key, role)
        self.root = Metadata(root)
        self.sign_root()
        self.targets = Metadata(Targets(version=1, expires=EXPIRES))
        self.list = Metadata(Targets(version=1, expires=EXPIRES))
        self.snapshot = Metadata(Snapshot(version=1, expires=EXPIRES))
        self.timestamp = Metadata(Timestamp(version=1, expires=EXPIRES))
        own = {signer.public_key.keyid: signer.public_key for signer in keys[group]}
        role = DelegatedRole(group, list(own), threshold(keys[group]), terminating=True, paths=[f"{group}/*"])
        self.targets.signed.delegations = Delegations(own, {group: role})
        self.add_documents()

    def copy(self) -> Repository:
        return deepcopy_keeping_keys(self)

    def add_documents(self) -> None:
        """Enters the documents in the role that their path belongs to."""
        for role in (self.targets, self.list):
            role.signed.targets.clear()
        for path, content in self.documents.items():
            role = self.list if path.startswith(f"{self.group}/") else self.targets
            role.signed.targets[path] = TargetFile.from_data(path, content, ["sha256"])

    def next_root(self, signers: list[CryptoSigner] | None = None) -> None:
        """Raises the root's version and signs it; the old root stays in the chain."""
        self.root.signed.version += 1
        self.sign_root(signers)

    def sign_root(self, signers: list[CryptoSigner] | None = None) -> None:
        sign(self.root, signers or self.keys["root"][:2])
        self.roots[self.root.signed.version] = deepcopy(self.root)

    def replace_key(self, role: str, at: int, signer: CryptoSigner) -> None:
        """Gives a top-level role another key; the root is to be signed afterwards."""
        self.keys = {name: list(keys) for name, keys in self.keys.items()}
        self.root.signed.revoke_key(self.keys[role][at].public_key.keyid, role)
        self.root.signed.add_key(signer.public_key, role)
        self.keys[role][at] = signer

    def bump(self, *roles: str) -> Repository:
        """Raises the versions of roles by one; sign afterwards."""
        for role in roles:
            getattr(self, role).signed.version += 1
        return self

    def next(self, **documents: bytes) -> Repository:
        """A copy one version on, with changed documents, signed."""
        twin = self.copy().bump("timestamp", "snapshot", "targets", "list")
        twin.documents.update(documents)
        twin.add_documents()
        return twin.sign()

    def sign(self, list_by=None, targets_by=None, snapshot_by=None, timestamp_by=None) -> Repository:
        """Pins upwards (list and targets in snapshot, snapshot in timestamp) and signs everything but the root."""
        sign(self.list, list_by or self.keys[self.group][:2])
        sign(self.targets, targets_by or self.keys["targets"][:2])
        return self.sign_online(snapshot_by, timestamp_by)

    def sign_online(self, snapshot_by=None, timestamp_by=None) -> Repository:
        """The part of signing that is done by the keys that are online."""
        self.pin_targets()
        sign(self.snapshot, snapshot_by or self.keys["snapshot"][:1])
        self.pin_snapshot()
        sign(self.timestamp, timestamp_by or self.keys["timestamp"][:1])
        return self

    def pin_targets(self) -> None:
        for name, role in (("targets", self.targets), (self.group, self.list)):
            self.snapshot.signed.meta[f"{name}.json"] = pinned(role)

    def pin_snapshot(self) -> None:
        self.timestamp.signed.snapshot_meta = pinned(self.snapshot)

    def files(self) -> dict[str, bytes]:
        """The bundle's files by path."""
        files = {f"metadata/{version}.root.json": as_bytes(root) for version, root in sorted(self.roots.items())}
        files["metadata/timestamp.json"] = as_bytes(self.timestamp)
        consistent = self.root.signed.consistent_snapshot
        for name, role in (("snapshot", self.snapshot), ("targets", self.targets), (self.group, self.list)):
            prefix = f"{role.signed.version}." if consistent else ""
            files[f"metadata/{prefix}{name}.json"] = as_bytes(role)
        for path, content in self.documents.items():
            folder, _, name = path.rpartition("/")
            prefix = hashlib.sha256(content).hexdigest() + "." if consistent else ""
            files[f"targets/{folder}/{prefix}{name}" if folder else f"targets/{prefix}{name}"] = content
        return files


def threshold(keys: list[CryptoSigner]) -> int:
    """2 of 3, 1 of 1."""
    return (len(keys) + 1) // 2


def sign(role: Metadata, signers: list[CryptoSigner]) -> None:
    role.signatures.clear()
    for signer in signers:
        role.sign(signer, append=True)


def pinned(role: Metadata) -> MetaFile:
    return MetaFile.from_data(role.signed.version, as_bytes(role), ["sha256"])


def as_bytes(role: Metadata) -> bytes:
    return role.to_bytes(JSONSerializer(compact=True))


def deepcopy_keeping_keys(repository: Repository) -> Repository:
    """Private keys cannot be copied, and need not be."""
    twin = object.__new__(Repository)
    for name, value in vars(repository).items():
        shared = name in ("keys", "documents", "group")
        setattr(twin, name, type(value)(value) if shared else deepcopy(value))
    return twin


def pack(files: dict[str, bytes]) -> bytes:
    """One uncompressed ustar archive, the same bytes for the same files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(content), 0o644
            tar.addfile(entry, io.BytesIO(content))
    return out.getvalue()
