"""What can go wrong. No error quotes a message or a sender; each can be pickled, so it crosses processes."""


class AsliError(Exception):
    """The base of asli's own errors."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ListError(AsliError):
    """A list does not hold against its root, or this version cannot use it.

    ``code`` is the reason's stable name, such as ``threshold`` or ``integrity``.
    """

    @property
    def code(self) -> str:
        return self.args[1]


class ColumnError(AsliError):
    """A column is not there, is there twice, or holds something else than it should. ``column`` is its name."""

    @property
    def column(self) -> str:
        return self.args[1]


class TextError(AsliError, ValueError):
    """A string is no Unicode text. ``what`` says which: ``sender`` or ``body``."""

    @property
    def what(self) -> str:
        return self.args[1]


class DevelopmentListWarning(UserWarning):
    """The list is signed by development keys, which everybody has: its verdicts are for trying out."""
