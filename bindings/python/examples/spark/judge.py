"""What runs on Spark's workers: one filter a worker, batches in, batches out.

Ship this file with ``addPyFile`` and import it in the driver: then a worker imports it once, and the filter that is kept
here serves every task of that worker.
"""

from functools import lru_cache
from hashlib import sha256

import asli
import pyarrow as pa
from pyspark import SparkFiles

# The result, in Spark's words.
SCHEMA = "id string, verdict string, issuer string, codes array<string>, error string"


@lru_cache(maxsize=1)
def filter(name, digest, root):
    """The filter over the file ``name`` that ``addFile`` brought, verified here: a worker trusts no other machine.

    ``digest`` is the SHA-256 that the driver saw, so that every worker judges by the same list.
    """
    with open(SparkFiles.get(name), "rb") as file:
        bundle = file.read()
    if sha256(bundle).hexdigest() != digest:
        raise asli.ListError("this worker has another list than the driver", "integrity")
    return asli.Filter(list=bundle, root=root)


def judge(name, digest, root, now, received=None):
    """A function for ``DataFrame.mapInArrow`` that judges the columns ``sender`` and ``body`` and keeps ``id``."""

    def batches(given):
        own = filter(name, digest, root)
        for batch in given:
            # Spark gives each task one core, so one thread is right.
            checked = own.check_batch(batch, keep=["id"], received=received, now=now, threads=1)
            yield from pa.table(checked).to_batches()

    return batches
