"""asli ("genuine"): tells genuine electricity SMS from fakes, without a network.

>>> import asli
>>> filter = asli.Filter()
>>> report = filter.check("+919876501234", "Your power will be cut tonight, call officer 98765 43210")
>>> report.verdict
'suspicious'

``Filter.check_batch`` takes whole tables of pyarrow, polars, DuckDB or pandas.
"""

from ._asli import (
    ADVICE,
    ELEMENTS,
    FINDING_CODES,
    LIST_STATES,
    VERDICTS,
    Checked,
    Company,
    Evidence,
    Filter,
    Finding,
    Proof,
    Report,
    Span,
    __version__,
    advice_text,
)
from ._errors import AsliError, ColumnError, DevelopmentListWarning, ListError, TextError

__all__ = [
    "ADVICE",
    "ELEMENTS",
    "FINDING_CODES",
    "LIST_STATES",
    "VERDICTS",
    "AsliError",
    "Checked",
    "ColumnError",
    "Company",
    "DevelopmentListWarning",
    "Evidence",
    "Filter",
    "Finding",
    "ListError",
    "Proof",
    "Report",
    "Span",
    "TextError",
    "__version__",
    "advice_text",
]
