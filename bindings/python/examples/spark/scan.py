"""Judges a pile of messages on Spark: ``python scan.py IN OUT --list list.tar --root root.json``.

IN is a folder of Parquet, or JSON lines (``*.jsonl``), with the columns ``id``, ``sender``, ``body``. OUT becomes a folder
of Parquet with a row for each row of IN: ``id``, ``verdict``, ``issuer``, ``codes`` and ``error``. The counts go to standard
output as JSON.
"""

import argparse
import json
import sys
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path

import asli
from pyspark.sql import SparkSession

sys.path.insert(0, str(Path(__file__).parent))
import judge


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--list", required=True, type=Path, help="the bundle to judge by")
    parser.add_argument("--root", required=True, type=Path, help="its root.json, from a place of its own")
    parser.add_argument("--now", type=datetime.fromisoformat, default=datetime.now(timezone.utc))
    parser.add_argument("--stale", action="store_true", help="judge by a list that has expired, too")
    return parser.parse_args()


def messages(spark, path):
    """The three columns as text. A line of JSON that is none becomes a row without a body, which is a row with an error."""
    if path.endswith(".jsonl"):
        return spark.read.schema("id string, sender string, body string").json(path)
    return spark.read.parquet(path).selectExpr("cast(id as string) id", "sender", "body")


def main():
    options = arguments()
    root, bundle = options.root.read_bytes(), options.list.read_bytes()
    # A list that does not hold, or is too old, ends the job here, before a worker starts.
    state = asli.Filter(list=bundle, root=root).state(options.now)
    if state != "fresh" and not options.stale:
        sys.exit(f"the list is {state}: fetch a newer one, or give --stale")

    spark = SparkSession.builder.appName("asli").getOrCreate()
    spark.sparkContext.addFile(str(options.list.resolve()))
    spark.sparkContext.addPyFile(str(Path(judge.__file__).resolve()))
    work = judge.judge(options.list.name, sha256(bundle).hexdigest(), root, options.now)
    messages(spark, options.input).mapInArrow(work, judge.SCHEMA).write.mode("overwrite").parquet(options.output)

    judged = spark.read.parquet(options.output)
    counts = judged.selectExpr("coalesce(verdict, 'error') verdict").groupBy("verdict").count().collect()
    print(json.dumps({row["verdict"]: row["count"] for row in counts}, sort_keys=True))
    spark.stop()


if __name__ == "__main__":
    main()
