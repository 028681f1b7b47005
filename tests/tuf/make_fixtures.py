"""Makes `fixtures.json`, the attacks that `tests/tuf.rs` plays: `python tests/tuf/make_fixtures.py [OUT]`.

Every byte of metadata in it is made and signed by python-tuf. Texts are kept once each
(`blobs`); a bundle is a map from path to blob; a case is a series of steps from a built-in bundle on.
"""

import hashlib
import json
import sys
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from pathlib import Path

from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.metadata import DelegatedRole, Metadata, TargetFile, Targets

from repository import EXPIRES, Repository, as_bytes, derived_key, key_from_pem, pinned, sign

HERE = Path(__file__).parent
LISTS = HERE.parents[1] / "lists"
NOW = "2026-11-25T10:00:00Z"
LATER = "2028-01-01T00:00:00Z"
ALLOW, CLAUSES = "bihar/allow.json", "bihar/clauses.bin"
LEXICON, SCOPES, CLAIM = "common/lexicon.json", "scopes.json", "common/claim.json"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Fixtures:
    def __init__(self):
        self.blobs: dict[str, str] = {}
        self.bundles: dict[str, dict[str, str]] = {}
        self.cases: list[dict] = []

    def bundle(self, name: str, files) -> str:
        files = files.files() if isinstance(files, Repository) else files
        self.bundles[name] = {path: self.blob(content) for path, content in files.items()}
        return name

    def blob(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()[:16]
        self.blobs[name] = content.decode()
        return name

    def case(self, name: str, embedded: str, *steps: dict, pinned: str | None = None) -> None:
        """Where `pinned` is not given, the built-in bundle's first root is."""
        case = {"name": name, "embedded": embedded, "steps": list(steps)}
        self.cases.append(case | ({"pinned": pinned} if pinned else {}))

    def refused(self, name: str, embedded: str, files, error: str, says: str, now: str = NOW) -> None:
        """A case of one step: the bundle `name` is refused, the error speaking of `says`."""
        self.case(name, embedded, refuse(self.bundle(name, files), error, says, now))


def take(bundle: str, now: str = NOW, **then) -> dict:
    return {"import": bundle, "now": now, "result": "updated", **then}


def same(bundle: str, now: str = NOW) -> dict:
    return {"import": bundle, "now": now, "result": "unchanged"}


def refuse(bundle: str, error: str, says: str, now: str = NOW) -> dict:
    return {"import": bundle, "now": now, "result": error, "says": says}


def status(now: str, state: str, **more) -> dict:
    return {"status": now, "state": state, **more}


def short_documents() -> dict[str, bytes]:
    """The real documents with fewer words: enough to compile."""
    allow, lexicon, scopes = (json.loads((LISTS / path).read_bytes()) for path in (ALLOW, LEXICON, SCOPES))
    allow["issued"] = "2026-11-24T00:00:00Z"
    allow["holidays"], allow["neighbours"] = allow["holidays"][:2], []
    allow["kinds"] = allow["kinds"][:1]
    allow["group_names"] = allow["group_names"][:1]
    for issuer in allow["issuers"]:
        issuer["names"] = issuer["names"][:1]
    for slot in allow["slots"].values():
        for terms in (slot.get("labels", slot), slot):
            for language in ("en", "hi", "latn"):
                if language in terms:
                    terms[language] = terms[language][:1]
    allow["sources"] = dict(list(allow["sources"].items())[:1])
    for concept in lexicon["concepts"]:
        concept["terms"] = {"en": concept["terms"]["en"][:1], "hi": [], "latn": []}
    lexicon["numbers"], lexicon["other_utilities"], lexicon["sources"] = lexicon["numbers"][:3], [], {}
    lexicon["never"] = []
    for field in ("tlds", "shorteners", "upi_handles", "brand_words"):
        lexicon[field] = lexicon[field][:2]
    scopes["groups"]["bihar"]["names"] = sorted(
        {name["value"] for issuer in allow["issuers"] for name in issuer["names"]}
        | {name["value"] for name in allow["group_names"]}
    )
    claim = {"schema": 1, "threshold": 1000, "alone": 1000, "senders": {}, "combinations": [], "talk": {}, "step": 1,
             "grams": "?"}
    kinds = [kind["id"] for kind in allow["kinds"]]
    return {SCOPES: text(scopes), LEXICON: text(lexicon), CLAIM: text(claim), ALLOW: text(allow), CLAUSES: no_clauses(kinds)}


def no_clauses(kinds: list[str]) -> bytes:
    """Compiled clauses that say nothing: all sections are empty but that of the kinds (src/grammar/tables.rs)."""
    sections = [b""] * 27
    sections[24] = "\n".join(kinds).encode()
    return b"asli clauses 8\n\0" + b"".join(len(section).to_bytes(4, "little") + section for section in sections)


def text(document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def changed(document: bytes, change) -> bytes:
    value = json.loads(document)
    change(value)
    return text(value)


def issued(documents: dict[str, bytes], at: str) -> bytes:
    return changed(documents[ALLOW], lambda allow: allow.update(issued=at))


def keys(tag: str = "") -> dict:
    kinds = {"a": "ed25519", "b": "p256", "c": "ed25519"}
    several = {role: [derived_key(f"{role} {n}{tag}", kind) for n, kind in kinds.items()]
               for role in ("root", "targets", "bihar")}
    return several | {role: [derived_key(f"{role}{tag}")] for role in ("snapshot", "timestamp")}


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "fixtures.json"
    made = Fixtures()
    documents = short_documents()
    first = Repository("bihar", keys(), documents).sign()
    second = first.next(**{ALLOW: issued(documents, "2026-11-25T00:00:00Z")})
    third = second.next()
    for name, repository in (("one", first), ("two", second), ("three", third)):
        made.bundle(name, repository)
    life(made, first, second)
    rollbacks(made, first, second)
    mixtures(made, first, second)
    quorums(made, first)
    pins(made, first)
    roots(made, first)
    development(made, first)
    clocks(made, first, second, documents)
    claims(made, first, documents)
    groups(made, first, documents)
    forms(made, first, documents)
    result = {"blobs": made.blobs, "bundles": made.bundles, "cases": made.cases}
    out.write_text(json.dumps(result, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    print(f"{out}: {len(made.cases)} cases, {len(made.bundles)} bundles, {out.stat().st_size} bytes")


def life(made: Fixtures, first: Repository, second: Repository) -> None:
    made.case("a newer list is taken in, the same one changes nothing", "one", take("two", version=2), same("two"))
    made.case("versions may be left out", "one", take("three", version=3))
    made.case("not marked, so not for development", "one", status(NOW, "fresh", development=False, signers=2))
    marked = Repository("bihar", keys(), first.documents, **{"x-asli-development": True}).sign()
    made.case("marked as for development", made.bundle("marked", marked), status(NOW, "fresh", development=True))
    unmarked = marked.copy()
    del unmarked.root.signed.unrecognized_fields["x-asli-development"]
    unmarked.next_root()
    made.case("a development root cannot shed its mark", made.bundle("unmarked", unmarked.next()),
              status(NOW, "fresh", development=True))
    consistent = Repository("bihar", keys(), first.documents, consistent=True).sign()
    made.case("consistent snapshots", made.bundle("consistent one", consistent),
              take(made.bundle("consistent two", consistent.next()), version=2))
    lesser = second.copy()
    lesser.snapshot.signed.version += 5
    made.case("another list under the same timestamp version is not taken in", "two",
              same(made.bundle("same timestamp", lesser.sign())))


def rollbacks(made: Fixtures, first: Repository, second: Repository) -> None:
    made.case("rollback of the timestamp", "two", refuse("one", "rollback", "timestamp"))
    made.case("rollback after an import", "one", take("two"), refuse("one", "rollback", "timestamp"))
    snapshot = second.copy().bump("timestamp")
    snapshot.snapshot, snapshot.targets, snapshot.list = first.snapshot, first.targets, first.list
    snapshot.documents = first.documents
    snapshot.pin_snapshot()
    sign(snapshot.timestamp, snapshot.keys["timestamp"])
    made.refused("rollback of the snapshot", "two", snapshot, "rollback", "snapshot")
    targets = second.copy().bump("timestamp", "snapshot")
    targets.targets = first.targets
    made.refused("rollback of the targets", "two", targets.sign_online(), "rollback", "targets")
    group = second.copy().bump("timestamp", "snapshot")
    group.list, group.documents = first.list, first.documents
    made.refused("rollback of the group's role", "two", group.sign_online(), "rollback", "bihar")
    rotated = second.copy()
    rotated.next_root()
    made.bundle("root two", rotated.next())
    made.refused("rollback of the root", "root two", second.next().next().next(), "rollback", "root")
    ahead = first.copy()
    ahead.timestamp.signed.version = ahead.snapshot.signed.version = 2**31
    made.bundle("fast-forwarded", ahead.sign())
    made.case("fast-forwarded by a thief: other versions are refused", "one",
              take("fast-forwarded"), refuse("two", "rollback", "timestamp"))
    recovered = second.copy()
    for role in ("timestamp", "snapshot"):
        recovered.replace_key(role, 0, derived_key(f"{role} new"))
    recovered.next_root()
    made.case("fast-forwarded by a thief: new keys in a new root recover", "one",
              take("fast-forwarded"), take(made.bundle("recovered", recovered.next()), version=3))
    half = second.copy()
    half.replace_key("timestamp", 0, derived_key("timestamp new"))
    half.next_root()
    half.list = deepcopy(first.list)
    half.documents = first.documents
    made.refused("new online keys do not lower the group's floor", "two",
                 half.bump("timestamp", "snapshot").sign_online(), "rollback", "bihar")


def mixtures(made: Fixtures, first: Repository, second: Repository) -> None:
    old, new = first.files(), second.files()
    for path in ("metadata/snapshot.json", "metadata/targets.json", "metadata/bihar.json", "targets/bihar/allow.json"):
        made.refused(f"mix-and-match: the old {path}", "one", new | {path: old[path]}, "integrity", path)
    made.refused("mix-and-match: the new snapshot under the old timestamp", "one",
                 old | {"metadata/snapshot.json": new["metadata/snapshot.json"]}, "integrity", "snapshot.json")
    longer = new | {"targets/bihar/allow.json": new["targets/bihar/allow.json"] + b" "}
    made.refused("a document longer than signed", "one", longer, "integrity", "allow.json")
    made.refused("an old snapshot beside the new one", "one",
                 new | {"metadata/1.snapshot.json": old["metadata/snapshot.json"]}, "stray", "1.snapshot.json")
    made.refused("a document that nobody signed", "one", new | {"targets/extra.json": b"{}"}, "stray", "extra.json")
    unpinned = second.copy().bump("timestamp", "snapshot")
    unpinned.pin_targets()
    del unpinned.snapshot.signed.meta["bihar.json"]
    sign(unpinned.snapshot, unpinned.keys["snapshot"])
    unpinned.pin_snapshot()
    sign(unpinned.timestamp, unpinned.keys["timestamp"])
    made.refused("a snapshot that leaves the group's role out", "one", unpinned, "missing", "bihar/allow.json")


def pins(made: Fixtures, first: Repository) -> None:
    """Version and hash: two files of one version may both have been signed."""
    def unhashed(repository: Repository, of_snapshot: bool) -> Repository:
        pin = repository.timestamp.signed.snapshot_meta
        if of_snapshot:
            pin = repository.snapshot.signed.meta["bihar.json"]
        pin.hashes = None
        if of_snapshot:
            sign(repository.snapshot, repository.keys["snapshot"])
            repository.pin_snapshot()
        sign(repository.timestamp, repository.keys["timestamp"])
        return repository

    made.refused("the timestamp pins the snapshot by its version only", "one", unhashed(first.next(), False),
                 "malformed", "timestamp.json pins snapshot.json")
    made.refused("the snapshot pins a role by its version only", "one", unhashed(first.next(), True),
                 "malformed", "snapshot.json pins bihar.json")
    by_version = Repository("bihar", keys(), first.documents, **{"x-asli-version-pins": True}).sign()
    made.bundle("by version one", by_version)
    made.case("a root that says so may pin by version only", "by version one",
              take(made.bundle("by version two", unhashed(unhashed(by_version.next(), True), False)), version=2))
    new, other = first.next(), first.next()
    other.targets.signed.unrecognized_fields["x-draft"] = True
    other.sign()
    for path in ("metadata/targets.json", "metadata/snapshot.json"):
        made.refused(f"another signed {path} of the same version", "one",
                     new.files() | {path: other.files()[path]}, "integrity", path)
    wrong = first.next()
    wrong.snapshot.signed.meta["targets.json"].hashes = {"sha256": "00" * 32}
    sign(wrong.snapshot, wrong.keys["snapshot"])
    wrong.pin_snapshot()
    sign(wrong.timestamp, wrong.keys["timestamp"])
    made.refused("the snapshot pins another hash", "one", wrong, "integrity", "targets.json")


def development(made: Fixtures, first: Repository) -> None:
    """Keys that everybody has, in every role of a root of one's own."""
    public = lambda name: key_from_pem(LISTS / f"keys/dev/{name}.pem", f"renamed {name}")  # noqa: E731
    says = "development key"
    for role in ("root", "targets", "snapshot", "timestamp"):
        for name in ("snapshot", "root-b", "bihar-a"):
            named = first.copy()
            named.replace_key(role, 0, public(name))
            signers = first.keys["root"][:2] + ([named.keys["root"][0]] if role == "root" else [])
            named.next_root(signers)
            made.refused(f"a new root names development key {name} for {role}", "one", named.next(), "keys", says)
            if name == "snapshot":
                left = named.copy()
                left.replace_key(role, 0, first.keys[role][0])
                left.next_root(list({own.public_key.keyid: own for own in signers + first.keys["root"][:2]}.values()))
                made.refused(f"a root on the way names a development key for {role}", "one", left.next(), "keys", says)
    idle = first.copy()
    key = public("timestamp").public_key
    idle.root.signed.keys[key.keyid] = key
    idle.next_root()
    made.refused("a new root carries a development key for no role", "one", idle.next(), "keys", says)
    disguised = first.copy()
    disguised.replace_key("snapshot", 0, twin(public("snapshot"), "33" * 32))
    disguised.next_root()
    made.refused("a development key under an id of its own", "one", disguised.next(), "keys", says)
    delegated = first.copy().bump("timestamp", "snapshot", "targets", "list")
    role = delegated.targets.signed.delegations.roles["bihar"]
    own = public("bihar-c")
    delegated.targets.signed.delegations.keys[own.public_key.keyid] = own.public_key
    role.keyids.append(own.public_key.keyid)
    made.refused("the group's keys hold a development key", "one", delegated.sign(), "keys", says)
    later = first.copy()
    later.root.signed.unrecognized_fields["x-asli-development"] = True
    later.next_root()
    unmarked = later.copy()
    del unmarked.root.signed.unrecognized_fields["x-asli-development"]
    unmarked.next_root()
    made.case("a mark on the way to the newest root is seen", "one",
              take(made.bundle("marked on the way", unmarked.next()), version=2), status(NOW, "fresh", development=True))


def quorums(made: Fixtures, first: Repository) -> None:
    key = first.keys
    next_ = lambda: first.copy().bump("timestamp", "snapshot", "targets", "list")  # noqa: E731
    made.refused("the list signed by one key of two", "one", next_().sign(list_by=key["bihar"][:1]),
                 "threshold", "bihar has 1")
    made.refused("the list signed by the targets keys", "one", next_().sign(list_by=key["targets"]),
                 "threshold", "bihar has 0")
    made.refused("the targets signed by one key of two", "one", next_().sign(targets_by=key["targets"][:1]),
                 "threshold", "targets has 1")
    made.refused("the snapshot signed by the timestamp's key", "one", next_().sign(snapshot_by=key["timestamp"]),
                 "threshold", "snapshot has 0")
    made.refused("the timestamp signed by the snapshot's key", "one", next_().sign(timestamp_by=key["snapshot"]),
                 "threshold", "timestamp has 0")
    twice = next_().sign()
    twice = twice.files()
    value = json.loads(twice["metadata/timestamp.json"])
    value["signatures"] *= 2
    made.refused("one signature twice", "one", twice | {"metadata/timestamp.json": text(value)},
                 "duplicate_signature", "timestamp")
    doubled = next_()
    role = doubled.targets.signed.delegations.roles["bihar"]
    pair = [key["bihar"][0], twin(key["bihar"][0], "00" * 32)]
    doubled.targets.signed.delegations.keys = {own.public_key.keyid: own.public_key for own in pair}
    role.keyids = [own.public_key.keyid for own in pair]
    made.refused("one key of the group under two ids", "one", doubled.sign(list_by=pair), "keys", "bihar")
    written = next_()
    pair = [key["bihar"][1], twin(key["bihar"][1], "11" * 32)]
    pem = pair[1].public_key.keyval
    pem["public"] = pem["public"].replace("\n", "\r\n")
    written.targets.signed.delegations.keys = {own.public_key.keyid: own.public_key for own in pair}
    written.targets.signed.delegations.roles["bihar"].keyids = [own.public_key.keyid for own in pair]
    made.refused("one key of the group, written in two ways", "one", written.sign(list_by=pair), "keys", "bihar")
    revoked = next_()
    delegations = revoked.targets.signed.delegations
    delegations.roles["bihar"].keyids = [signer.public_key.keyid for signer in key["bihar"][1:]]
    made.refused("the list signed with a key that was revoked", "one", revoked.sign(list_by=key["bihar"][:2]),
                 "threshold", "bihar has 1")


def twin(signer: CryptoSigner, keyid: str) -> CryptoSigner:
    """The same private key under another id."""
    key = signer.public_key
    other = SSlibKey(keyid, key.keytype, key.scheme, dict(key.keyval), dict(key.unrecognized_fields))
    return CryptoSigner(signer._private_key, other)


def roots(made: Fixtures, first: Repository) -> None:
    def stepped(steps: int) -> Repository:
        repository = first.copy()
        for step in range(steps):
            old = repository.keys["root"][:2]
            repository.replace_key("root", step % 3, derived_key(f"root step {step}"))
            repository.next_root(list({s.public_key.keyid: s for s in old + repository.keys["root"][:2]}.values()))
        return repository.next()

    many = stepped(33)
    files = many.files()
    within = {path: content for path, content in files.items() if path != "metadata/34.root.json"}
    made.case("a chain of 32 roots, keys changing at each step", "one", take(made.bundle("32 steps", within), version=2))
    made.refused("a chain of 33 roots", "one", files, "too_large", "33 root steps")
    three = stepped(3).files()
    gap = {path: content for path, content in three.items() if path != "metadata/3.root.json"}
    made.refused("a gap in the chain of roots", "one", gap, "root_chain", "root 4 follows root 2")
    start = {path: content for path, content in three.items() if path != "metadata/2.root.json"}
    made.refused("a chain that starts too late", "one", start, "root_chain", "root 3 follows root 1")
    renamed = gap | {"metadata/3.root.json": gap["metadata/4.root.json"]}
    del renamed["metadata/4.root.json"]
    made.refused("a root under another version's name", "one", renamed, "root_chain", "3.root.json")
    for name, signers, says in (
        ("a new root signed by the new keys only", lambda old, new: new, "root has 0"),
        ("a new root signed by the old keys only", lambda old, new: old, "root has 0"),
        ("a new root signed by one old key", lambda old, new: [old[0], *new], "root has 1"),
    ):
        taken = first.copy()
        old = taken.keys["root"][:2]
        for at in range(3):
            taken.replace_key("root", at, derived_key(f"root taken {at}"))
        taken.next_root(signers(old, taken.keys["root"][:2]))
        made.refused(name, "one", taken.next(), "threshold", says)
    doubled = first.copy()
    pair = [doubled.keys["targets"][0], twin(doubled.keys["targets"][0], "22" * 32)]
    doubled.root.signed.keys[pair[1].public_key.keyid] = pair[1].public_key
    doubled.root.signed.roles["targets"].keyids = [own.public_key.keyid for own in pair]
    doubled.next_root()
    made.refused("a new root with one key under two ids", "one", doubled.next().sign(targets_by=pair), "keys", "targets")
    healed = doubled.copy()
    healed.root.signed.roles["targets"].keyids = [signer.public_key.keyid for signer in healed.keys["targets"]]
    healed.next_root()
    made.refused("a root on the way with one key under two ids", "one", healed.next(), "keys", "targets")
    for name, content, error, says in (
        ("0.root.json", b"garbage", "malformed", "0.root.json"),
        ("0.root.json", first.files()["metadata/1.root.json"], "root_chain", "0.root.json"),
        ("01.root.json", first.files()["metadata/1.root.json"], "stray", "01.root.json"),
        ("+1.root.json", first.files()["metadata/1.root.json"], "stray", "+1.root.json"),
        ("root.json", first.files()["metadata/1.root.json"], "stray", "metadata/root.json"),
        ("jharkhand.json", first.files()["metadata/bihar.json"], "stray", "jharkhand.json"),
    ):
        case = f"a file {name} that nothing vouches for, {len(content)} bytes"
        made.refused(case, "one", first.next().files() | {f"metadata/{name}": content}, error, says)
    weak = first.copy()
    key = weak.keys["snapshot"][0].public_key
    weak.root.signed.keys[key.keyid] = SSlibKey(key.keyid, "rsa", "rsassa-pss-sha256", dict(key.keyval))
    weak.next_root()
    made.refused("a key of another scheme", "one", weak.next(), "keys", "snapshot")
    stranger = Repository("bihar", keys(" of a stranger"), first.documents).sign()
    made.refused("another issuer's bundle", "one", stranger.next(), "root_chain", "root 1 is not the pinned one")
    headless = {path: content for path, content in stranger.next().files().items() if not path.endswith("root.json")}
    made.refused("another issuer's bundle without its root", "one", headless, "threshold", "timestamp has 0")
    old = first.copy()
    old.root.signed.expires = utc("2026-11-25T00:00:00Z")
    old.sign_root()
    made.bundle("expired root", old)
    renewed = old.copy()
    renewed.root.signed.expires = EXPIRES
    renewed.next_root()
    made.case("an expired root leads to one in force", "expired root",
              refuse(made.bundle("expired root two", old.next()), "expired", "root"),
              take(made.bundle("renewed root", renewed.next()), version=2))
    shed = first.copy()
    shed.root.signed.roles["root"].threshold = 3
    shed.next_root(shed.keys["root"])
    made.refused("a raised threshold of the root counts for the root itself", "one",
                 resigned(shed, shed.keys["root"][:2]), "threshold", "root has 2")


def resigned(repository: Repository, signers) -> Repository:
    repository = repository.next()
    repository.sign_root(signers)
    return repository


def clocks(made: Fixtures, first: Repository, second: Repository, documents: dict[str, bytes]) -> None:
    soon = utc("2026-12-01T00:00:00Z")
    made.case("freeze: the same bundle for ever", "one", same("one"), refuse("one", "expired", "expired", LATER))
    for name in ("root", "timestamp", "snapshot", "targets", "list"):
        short = first.copy().bump("timestamp", "snapshot", "targets", "list")
        getattr(short, name).signed.expires = soon
        if name == "root":
            short.next_root()
        bundle = made.bundle(f"{name} expires soon", short.sign())
        role = "bihar" if name == "list" else name
        made.case(f"expired at import: {role}", "one",
                  refuse(bundle, "expired", role, "2026-12-02T00:00:00Z"),
                  refuse(bundle, "expired", role, "2026-12-01T00:00:00Z"),
                  take(bundle, "2026-11-30T23:59:59Z", version=2),
                  status("2026-11-30T23:59:59Z", "fresh"), status("2026-12-01T00:00:00Z", "stale"))
    made.case("expired later", "one", take("two"), status(NOW, "fresh"), status("2027-12-30T23:59:59Z", "fresh"),
              status("2027-12-31T00:00:00Z", "stale"), status("2028-02-28T23:59:59Z", "stale"),
              status("2028-02-29T00:00:00Z", "expired"), status(NOW, "fresh"))
    past = "1970-01-01T00:00:00Z"
    made.case("clock set back", "one", status(past, "fresh", clock_suspect=True), take("two", past, version=2),
              status("2026-11-24T12:00:00Z", "fresh", clock_suspect=True), status(NOW, "fresh", clock_suspect=False))
    made.bundle("issued late", second.next(**{ALLOW: issued(documents, "2027-06-01T00:00:00Z")}))
    overdue = second.next().next()
    overdue.timestamp.signed.expires = utc("2027-01-01T00:00:00Z")
    made.case("clock set back: what expired before the list in force was issued stays expired", "one",
              take("issued late", "2027-06-02T00:00:00Z"),
              refuse(made.bundle("overdue", overdue.sign()), "expired", "timestamp", past))
    made.case("clock far ahead leaves no trace", "one", refuse("two", "expired", "expired", "2040-01-01T00:00:00Z"),
              status("2040-01-01T00:00:00Z", "expired", clock_suspect=False), status(NOW, "fresh"), take("two", version=2))
    backwards = first.next(**{ALLOW: issued(documents, (EXPIRES + timedelta(days=1)).isoformat())})
    made.refused("issued after it expires", "one", backwards, "malformed", "issued after")


def claims(made: Fixtures, first: Repository, documents: dict[str, bytes]) -> None:
    def claim(name: str, change, says: str, error: str = "out_of_scope") -> None:
        made.refused(name, "one", first.next(**{ALLOW: changed(documents[ALLOW], change)}), error, says)

    claim("a header outside the scope", lambda a: a["issuers"][0]["headers"][0].update(value="HDFCBK"), "HDFCBK")
    claim("a name outside the scope", lambda a: a["issuers"][0]["names"][0].update(value="State Bank"), "State Bank")
    claim("an app outside the scope", lambda a: a["apps"][0]["names"].append("AnyDesk"), "AnyDesk")
    claim("a host outside the scope", lambda a: a["sites"][0].update(host="sbpdcl.example"), "sbpdcl.example")
    claim("a helpline outside the scope", lambda a: a["helplines"][0].update(value="9876543210"), "9876543210")
    claim("a group outside the scope", lambda a: a.update(id="jharkhand"), "jharkhand")
    claim("a document with a field that is not known", lambda a: a.update(extra=1), "allow.json", "malformed")
    claim("a document without a field that is needed", lambda a: a.pop("nouns"), "missing field `nouns`", "malformed")
    claim("a noun that is a number to call", lambda a: a["nouns"]["office"].update(en="98765 43210"), "nouns.office", "rules")
    claim("a document of a newer schema", lambda a: a.update(schema=2), "schema 2", "rules")
    claim("a pattern that does not compile", lambda a: a["slots"]["reference"].update(pattern="("), "reference", "rules")
    foreign = first.copy().bump("timestamp", "snapshot", "targets", "list")
    foreign.list.signed.targets[SCOPES] = TargetFile.from_data(SCOPES, documents[SCOPES], ["sha256"])
    made.refused("a group's role lists a path outside its delegation", "one", foreign.sign(), "out_of_scope", SCOPES)
    taken = first.copy().bump("timestamp", "snapshot", "targets", "list")
    taken.list.signed.targets[LEXICON] = taken.targets.signed.targets.pop(LEXICON)
    made.refused("a group's role takes over the lexicon", "one", taken.sign(), "out_of_scope", LEXICON)
    generous = first.copy().bump("timestamp", "snapshot", "targets", "list")
    generous.targets.signed.delegations.roles["bihar"].paths = ["*", "*/*"]
    generous.list.signed.targets[SCOPES] = generous.targets.signed.targets.pop(SCOPES)
    made.refused("a group that was delegated everything signs its own scopes", "one", generous.sign(),
                 "out_of_scope", SCOPES)
    elsewhere = first.copy().bump("timestamp", "snapshot", "targets", "list")
    elsewhere.targets.signed.delegations.roles["bihar"].paths = ["jharkhand/*"]
    made.refused("a delegation for other paths", "one", elsewhere.sign(), "missing", ALLOW)
    two = changed(documents[SCOPES], lambda s: s["groups"].update(other=s["groups"]["bihar"]))
    made.refused("two groups", "one", first.next(**{SCOPES: two}), "malformed", "default")
    named = changed(documents[SCOPES], lambda s: s.update(default="other"))
    made.refused("a default that is no group", "one", first.next(**{SCOPES: named}), "malformed", "default")
    absent = changed(two, lambda s: s.update(default="bihar"))
    made.refused("a group without documents", "one", first.next(**{SCOPES: absent}), "missing", "other/allow.json")


def groups(made: Fixtures, first: Repository, documents: dict[str, bytes]) -> None:
    """A second group with keys of its own, beside the first."""
    own = [derived_key(f"other {n}", kind) for n, kind in (("a", "ed25519"), ("b", "p256"), ("c", "ed25519"))]
    sourced = lambda value: [{"value": value, "source": "P1"}]
    shown = {"en": "Otherland Power", "hi": "Otherland Power"}

    def claim(allow: dict) -> None:
        issuer = {"id": "otherx", "name": shown, "headers": sourced("OTHERX"), "names": sourced("Otherland Power")}
        allow.update(id="other", name=shown, issuers=[issuer], group_names=[], apps=[], helplines=[],
                     sites=[{"host": "otherland.example", "source": "P1"}], neighbours=[])

    def beside(change=lambda allow, scope: None, by=own, more=lambda role: None) -> dict[str, bytes]:
        allow = json.loads(documents[ALLOW])
        claim(allow)
        scope = {"headers": ["OTHERX"], "names": ["Otherland Power"], "hosts": ["otherland.example"], "apps": [],
                 "helplines": []}
        change(allow, scope)
        scopes = changed(documents[SCOPES], lambda s: (s.update(default="bihar"), s["groups"].update(other=scope)))
        of_group = {"other/allow.json": text(allow), "other/clauses.bin": documents[CLAUSES]}
        twin = first.copy().bump("timestamp", "snapshot", "targets", "list")
        twin.documents[SCOPES] = scopes
        twin.add_documents()
        delegations = twin.targets.signed.delegations
        delegations.keys.update({signer.public_key.keyid: signer.public_key for signer in own})
        delegations.roles["other"] = DelegatedRole(
            "other", [signer.public_key.keyid for signer in own], 2, terminating=True, paths=["other/*"])
        role = Metadata(Targets(version=1, expires=EXPIRES))
        role.signed.targets = {path: TargetFile.from_data(path, content, ["sha256"]) for path, content in of_group.items()}
        more(role.signed)
        sign(role, by[:2])
        twin.snapshot.signed.meta["other.json"] = pinned(role)
        files = twin.sign().files() | {"metadata/other.json": as_bytes(role)}
        return files | {f"targets/{path}": content for path, content in of_group.items()}

    def refused(name: str, error: str, says: str, **how) -> None:
        made.refused(name, "one", beside(**how), error, says)

    made.case("a second group is taken in", "one", take(made.bundle("both groups", beside()), version=2))
    refused("a second group signed by the first one's keys", "threshold", "other", by=first.keys["bihar"])
    refused("a second group's role lists a document of the first", "out_of_scope", ALLOW,
            more=lambda role: role.targets.update({ALLOW: TargetFile.from_data(ALLOW, documents[ALLOW], ["sha256"])}))
    refused("a second group claims a sender id of the first", "out_of_scope", "NBPDCL",
            change=lambda allow, scope: allow["issuers"][0].update(headers=sourced("NBPDCL")))
    refused("two scopes hold one sender id", "clash", "NBPDCL",
            change=lambda allow, scope: scope["headers"].append("NBPDCL"))
    refused("two scopes hold sender ids that look alike", "clash", "N8PDC1",
            change=lambda allow, scope: scope["headers"].append("N8PDC1"))
    refused("a site below another group's", "clash", "pay.sbpdcl.co.in",
            change=lambda allow, scope: scope["hosts"].append("pay.sbpdcl.co.in"))
    refused("a second group shows itself under the first one's name", "clash", "SBPDCL",
            change=lambda allow, scope: allow["issuers"][0].update(name={"en": "SBPDCL office", "hi": "x"}))
    refused("a second group's issuer has an id of the first", "clash", "sbpdcl",
            change=lambda allow, scope: allow["issuers"][0].update(id="sbpdcl"))
    refused("a second group's rules do not compile", "rules", "reference",
            change=lambda allow, scope: allow["slots"]["reference"].update(pattern="("))


def forms(made: Fixtures, first: Repository, documents: dict[str, bytes]) -> None:
    crowd = first.copy().bump("timestamp", "snapshot", "targets", "list")
    delegations = crowd.targets.signed.delegations
    for at in range(256):
        delegations.roles[f"group{at}"] = DelegatedRole(
            f"group{at}", list(delegations.keys), 2, terminating=True, paths=[f"group{at}/*"])
    made.refused("257 delegations", "one", crowd.sign(), "too_large", "257 delegations")
    files = first.next().files()
    newer = json.loads(files["metadata/timestamp.json"])
    newer["signed"]["spec_version"] = "2.0.0"
    made.refused("metadata of TUF 2", "one", files | {"metadata/timestamp.json": text(newer)}, "malformed", "timestamp")
    for name, content in (("no JSON", b"{"), ("no object", b"[]"), ("nothing", b""),
                          ("another role", files["metadata/snapshot.json"])):
        made.refused(f"timestamp: {name}", "one", files | {"metadata/timestamp.json": content}, "malformed", "timestamp")
    for path in files:
        if not path.endswith("root.json"):
            less = {other: content for other, content in files.items() if other != path}
            made.refused(f"without {path}", "one", less, "missing", path)


main()
