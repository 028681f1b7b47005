"""A million messages by polars, DuckDB, pandas and Spark, beside `asli scan`: time and equal counts, in one run.

    python million.py FOLDER --asli target/release/asli [--rows 1000000] [--corpora FOLDER]

The messages are those of tests/cases and, where they are at hand, of two public corpora; each is repeated with other digits,
by a seed. Every engine runs as a process of its own, by default with one thread and then with two. A second of the processor is what
it and its children used, so the figure by core also holds on a busy machine.
"""

import argparse
import csv
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
import warnings
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
NOW = "2026-11-24T10:00:00+00:00"
SENDERS = ["+919812345670", "VM-ABCDEF-S", ""]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--asli", type=Path, help="the command, built for release")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--corpora", type=Path, default=REPOSITORY / "../shared/corpora")
    parser.add_argument("--engines", default="scan,polars,duckdb,pandas,spark")
    parser.add_argument("--cores", default="1,2", help="numbers of threads to run each engine with")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.one:
        print(json.dumps(ENGINES[options.one](folder, options.threads)))
        return
    folder.mkdir(parents=True, exist_ok=True)
    make(folder, options.rows, options.corpora)
    rows, counts = [], []
    for engine in options.engines.split(","):
        for threads in map(int, options.cores.split(",")):
            row = scan(options, folder, threads) if engine == "scan" else run(engine, folder, threads)
            rows.append(row)
            counts.append(row["counts"])
            print(line(row, options.rows), flush=True)
    same = all(count == counts[0] for count in counts)
    print(f"\ncounts are {'equal' if same else 'NOT equal'}: {json.dumps(counts[0])}")
    for row in () if same else rows:
        print(f"{row['engine']}: {json.dumps(row['counts'])}")
    sys.exit(not same)


def make(folder, count, corpora):
    """Writes the messages as Parquet and as JSON lines."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    sources = messages(corpora)
    rng = random.Random(2026)
    digits = re.compile(r"\d")
    ids, senders, bodies = [], [], []
    for at in range(count):
        sender, body = sources[at] if at < len(sources) else rng.choice(sources)
        if at >= len(sources):
            body = digits.sub(lambda _: rng.choice("0123456789"), body)
        ids.append(at)
        senders.append(sender)
        bodies.append(body)
    table = pa.table({"id": ids, "sender": senders, "body": bodies})
    parquet.write_table(table, folder / "messages.parquet", row_group_size=64 * 1024)
    with open(folder / "messages.jsonl", "w", encoding="utf-8") as file:
        for id, sender, body in zip(ids, senders, bodies):
            file.write(json.dumps({"id": id, "sender": sender, "body": body}, ensure_ascii=False) + "\n")
    print(f"{count:,} messages from {len(sources):,}, {sum(len(body) for body in bodies) / count:.0f} characters each\n")
    print("| engine | threads | seconds | messages a second | processor, s | messages a second and core |")
    print("|---|---|---|---|---|---|", flush=True)


def messages(corpora):
    found = []
    for file in sorted((REPOSITORY / "tests/cases").rglob("*.jsonl"), key=Path.as_posix):
        cases = (json.loads(text) for text in file.read_text("utf-8").split("\n") if text.strip())
        found += [(case["sender"], case["body"]) for case in cases]
    bodies = []
    if (corpora / "uci-sms-spam.tsv").exists():
        lines = (corpora / "uci-sms-spam.tsv").read_text("utf-8").splitlines()
        bodies += [text.split("\t", 1)[1] for text in lines if "\t" in text]
    if (corpora / "india-spam-ham.csv").exists():
        with open(corpora / "india-spam-ham.csv", encoding="utf-8", newline="") as file:
            bodies += [row[0] for row in list(csv.reader(file))[1:] if row]
    return found + [(SENDERS[at % 3], body) for at, body in enumerate(bodies)]


def scan(options, folder, threads):
    command = [options.asli, "scan", "--summary", "--at", NOW, folder / "messages.jsonl"]
    environment = {**os.environ, "RAYON_NUM_THREADS": str(threads)}
    before, start = cpu(), time.perf_counter()
    ran = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wall = time.perf_counter() - start
    counts = {name: 0 for name in ("genuine", "unconfirmed", "suspicious", "unrelated")}
    for text in ran.stderr.split("messages by finding")[0].splitlines():
        number, _, name = text.strip().partition("  ")
        if name in counts:
            counts[name] = int(number)
    return {"engine": "asli scan", "threads": threads, "wall": wall, "cpu": cpu() - before, "counts": counts}


def run(engine, folder, threads):
    command = [sys.executable, __file__, folder, "--one", engine, "--threads", str(threads)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    seconds = {}
    while process.poll() is None:
        seconds.update(session(process.pid))
        time.sleep(0.1)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{engine} failed")
    counts = json.loads(process.stdout.read().splitlines()[-1])
    assert not counts.pop("error", 0)
    return {"engine": engine, "threads": threads, "wall": wall, "cpu": sum(seconds.values()), "counts": counts}


def session(leader):
    """Seconds of the processor by process, of a session: Spark's JVM and workers are nobody's children to wait for."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found[stat.parent.name] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def line(row, count):
    wall, core = row["wall"], row["cpu"]
    return (
        f"| {row['engine']} | {row['threads']} | {wall:.1f} | {count / wall:,.0f} | {core:.1f} | {count / core:,.0f} |"
    )


def checked(table, threads):
    import asli

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        own = asli.Filter()
    return own.check_batch(table, keep=["id"], threads=threads, now=datetime.fromisoformat(NOW)).counts()


def polars(folder, threads):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    return checked(pl.read_parquet(folder / "messages.parquet"), threads)


def duckdb(folder, threads):
    import duckdb as db

    connection = db.connect(config={"threads": threads})
    return checked(connection.read_parquet(str(folder / "messages.parquet")), threads)


def pandas(folder, threads):
    import pandas as pd

    return checked(pd.read_parquet(folder / "messages.parquet"), threads)


def spark(folder, threads):
    """The example, with a worker a core; the start of the JVM counts."""
    program = REPOSITORY / "bindings/python/examples/spark/scan.py"
    lists = ["--list", REPOSITORY / "lists/embedded.tar", "--root", REPOSITORY / "lists/metadata/1.root.json"]
    settings = f"--master local[{threads}] --conf spark.ui.enabled=false --driver-memory 2g pyspark-shell"
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": settings, "PYSPARK_PYTHON": sys.executable}
    command = [sys.executable, program, folder / "messages.parquet", folder / "judged", "--now", NOW, *lists]
    ran = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    counts = {name: 0 for name in ("genuine", "unconfirmed", "suspicious", "unrelated")}
    return {**counts, **json.loads(ran.stdout.splitlines()[-1])}


ENGINES = {"polars": polars, "duckdb": duckdb, "pandas": pandas, "spark": spark}

if __name__ == "__main__":
    main()
