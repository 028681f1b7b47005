from collections.abc import Callable, Sequence
from datetime import datetime
from os import PathLike
from typing import Any, Literal, Protocol, Union, final

Verdict = Literal["genuine", "unconfirmed", "suspicious", "unrelated"]
Severity = Literal["danger", "warning", "notice"]
ListState = Literal["fresh", "stale", "expired"]
Lang = Literal["en", "hi"]
Source = Union[str, PathLike[str], bytes]

class ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

__version__: str
VERDICTS: tuple[Verdict, ...]
FINDING_CODES: tuple[str, ...]
ELEMENTS: tuple[str, ...]
ADVICE: tuple[str, ...]
LIST_STATES: tuple[ListState, ...]

@final
class Filter:
    """Checks messages against one signed list: the built-in one, or ``list`` verified from ``root``."""

    def __new__(cls, list: Source | None = None, root: Source | None = None) -> Filter: ...
    def check(
        self, sender: str, body: str, received: datetime | None = None, *, now: datetime | None = None
    ) -> Report:
        """Checks one message."""

    def check_batch(
        self,
        table: ArrowStream | ArrowArray,
        *,
        sender: str | None = "sender",
        body: str = "body",
        received: str | None = None,
        keep: Sequence[str] = (),
        spans: bool = False,
        now: datetime | None = None,
        threads: int | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> Checked:
        """Checks every row of a table, and gives a table with as many rows in the same order."""

    @property
    def list_version(self) -> int: ...
    @property
    def list_sha256(self) -> str: ...
    @property
    def issued(self) -> datetime: ...
    @property
    def expires(self) -> datetime: ...
    @property
    def development(self) -> bool: ...
    def state(self, now: datetime | None = None) -> ListState: ...

@final
class Report:
    """What asli says of one message."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def is_flagged(self) -> bool: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def template(self) -> str | None: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def proof(self) -> tuple[Proof, ...]: ...
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...
    @property
    def advice(self) -> tuple[str, ...]: ...
    @property
    def truncated(self) -> bool: ...
    @property
    def list_version(self) -> int: ...
    @property
    def list_state(self) -> ListState: ...
    @property
    def checked_at(self) -> datetime: ...
    def headline(self, lang: Lang = "en") -> str: ...
    def to_json(self) -> str:
        """The report as JSON, byte for byte what ``asli check --json`` prints."""

@final
class Span:
    """A place in the text: ``body[span.start:span.end]``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def byte_start(self) -> int: ...
    @property
    def byte_end(self) -> int: ...

@final
class Finding:
    """One thing found."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def value(self) -> str | None: ...
    def text(self, lang: Lang = "en") -> str: ...

@final
class Proof:
    """One clause of the proof."""

    @property
    def element(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def value(self) -> str: ...
    def text(self, lang: Lang = "en") -> str: ...

@final
class Evidence:
    """A piece of evidence that the message speaks for a company."""

    @property
    def piece(self) -> str: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def weight(self) -> int: ...
    def text(self, lang: Lang = "en") -> str: ...

@final
class Checked:
    """The result of ``Filter.check_batch``: a table that every Arrow library reads."""

    def __len__(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def counts(self) -> dict[str, int]: ...
    def to_pyarrow(self) -> Any: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

def advice_text(advice: str, lang: Lang = "en") -> str:
    """What the reader should do, as a sentence."""
