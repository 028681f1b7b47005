"""Other ways to tell a message that speaks for an electricity company, on the same messages in one run.

In: the messages that `cargo xtask evaluate --export FILE` writes (`taught`, then `tried`, which no method has seen). Out: a
table and a picture beside this file, or on standard output without --write. One thread; a message at a time; times are of
the processor, not of the wall.
"""

import argparse
import json
import pickle
import re
import sys
import tempfile
import time
import warnings
from datetime import datetime, timezone
from pathlib import Path

import asli
import fasttext
import phonenumbers
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
NOW = datetime(2026, 11, 24, 10, tzinfo=timezone.utc)
BEGIN, END = "<!-- made by peers.py --write -->", "<!-- end -->"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("messages", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table into peers.md and the picture peers.svg")
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.messages.read_text("utf-8").split("\n") if line]
    taught = [line for line in lines if line["part"] == "taught"]
    tried = [line for line in lines if line["part"] == "tried"]
    methods = [of_asli, words_in_sets, phone_numbers, tf_idf, fast_text]
    rows = [measured(*method(taught), tried) for method in methods]
    text = table(rows, taught, tried)
    if not options.write:
        print(text)
        return
    page = (HERE / "peers.md").read_text("utf-8")
    before, rest = page.split(BEGIN)
    (HERE / "peers.md").write_text(f"{before}{BEGIN}\n\n{text}\n{END}{rest.split(END)[1]}", "utf-8")
    (HERE / "peers.svg").write_text(picture(rows), "utf-8")


def of_asli(taught):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        own = asli.Filter()
    size = (REPOSITORY / "lists/embedded.tar").stat().st_size
    return "asli, the whole report", size, lambda line: own.check(line["sender"], line["body"], now=NOW).is_flagged


def words_in_sets(taught):
    """A word of electricity, one of threat and one of action, each set as one pattern: a keyword filter."""
    concepts = json.loads((REPOSITORY / "lists/common/lexicon.json").read_text("utf-8"))["concepts"]

    def one_of(*names):
        chosen = [concept["terms"] for concept in concepts if concept["concept"] in names]
        terms = {term for terms in chosen for words in terms.values() for term in words}
        longest_first = sorted(terms, key=lambda term: (-len(term), term))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)

    sets = [
        one_of("electricity", "power"),
        one_of("disconnect", "due", "kyc", "penalty", "verify", "test_payment"),
        one_of("contact", "link", "install", "pay", "remote_access", "apk"),
    ]
    size = sum(len(pattern.pattern.encode()) for pattern in sets)
    return "the lexicon as a regex set", size, lambda line: all(pattern.search(line["body"]) for pattern in sets)


def phone_numbers(taught):
    """Google's libphonenumber in Python: does the text hold a number of India?"""
    folder = Path(phonenumbers.__file__).parent
    size = sum(file.stat().st_size for file in folder.rglob("*.py") if "geodata" not in file.parts)
    found = phonenumbers.PhoneNumberMatcher
    return "phonenumbers: holds a number", size, lambda line: found(line["body"], "IN").has_next()


def tf_idf(taught):
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    model = LinearSVC(random_state=0, class_weight="balanced")
    model.fit(vectors.fit_transform([line["body"] for line in taught]), [line["claims"] for line in taught])
    size = len(pickle.dumps((vectors, model)))
    return "TF-IDF of letters, linear SVM", size, lambda line: bool(model.predict(vectors.transform([line["body"]]))[0])


def fast_text(taught):
    def one_line(text):
        return " ".join(text.lower().split())

    with tempfile.TemporaryDirectory() as folder:
        text, kept = Path(folder, "taught.txt"), Path(folder, "model.bin")
        text.write_text("".join(f"__label__{line['claims']} {one_line(line['body'])}\n" for line in taught), "utf-8")
        model = trained(str(text))
        model.save_model(str(kept))
        size = kept.stat().st_size
    return "fastText, words and letters", size, lambda line: model.predict(one_line(line["body"]))[0][0] == "__label__True"


def trained(text):
    """Letters in buckets of 2^17, a vector of 32: the size of what would go on a phone. fastText ends in NaN on some runs over the
    same lines, the more often the higher the rate: then it is trained again, slower."""
    for rate in (0.5, 0.2, 0.1, 0.05, 0.02, 0.01):
        try:
            return fasttext.train_supervised(
                text, dim=32, epoch=25, lr=rate, wordNgrams=2, minn=2, maxn=5, bucket=1 << 17, thread=1, seed=1, verbose=0
            )
        except RuntimeError as error:
            print(f"fastText at a rate of {rate}: {error}", file=sys.stderr)
    sys.exit("fastText learnt nothing")


def measured(name, size, claims, tried):
    claims(tried[0])
    start = time.process_time()
    said = [bool(claims(line)) for line in tried]
    microseconds = (time.process_time() - start) * 1e6 / len(tried)
    pairs = list(zip(said, (line["claims"] for line in tried)))
    found, wrongly = pairs.count((True, True)), pairs.count((True, False))
    missed, left = pairs.count((False, True)), pairs.count((False, False))
    print(f"{name}: {found} found, {missed} missed, {wrongly} wrongly, {left} left", file=sys.stderr)
    return {
        "name": name,
        "precision": 100 * found / max(found + wrongly, 1),
        "recall": 100 * found / max(found + missed, 1),
        "wrongly": 100 * wrongly / max(wrongly + left, 1),
        "speed": microseconds,
        "size": size,
    }


def table(rows, taught, tried):
    claims = sum(line["claims"] for line in tried)
    text = f"{len(tried):,} messages that no method has seen, {claims:,} of them claims; {len(taught):,} to learn from.\n\n"
    text += "| method | precision | recall | ordinary flagged | µs a message | bytes |\n|---|---|---|---|---|---|\n"
    for row in rows:
        text += f"| {row['name']} | {row['precision']:.1f} % | {row['recall']:.1f} % | {row['wrongly']:.1f} % "
        text += f"| {row['speed']:.0f} | {row['size']:,} |\n"
    return text


def picture(rows):
    height = 40 + 56 * len(rows)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 {height}" font-family="sans-serif" font-size="13">\n'
    svg += "<title>Precision, recall and time of a message, by method</title>\n"
    svg += f'<rect width="660" height="{height}" fill="#fff"/>\n'
    for at, (colour, label) in enumerate((("#35618e", "precision, %"), ("#d98a29", "recall, %"))):
        svg += f'<rect x="{220 + 120 * at}" y="8" width="12" height="12" fill="{colour}"/>'
        svg += f'<text x="{238 + 120 * at}" y="19">{label}</text>\n'
    for at, row in enumerate(rows):
        top = 34 + 56 * at
        svg += f'<text x="8" y="{top + 18}">{row["name"]}</text>\n'
        svg += f'<text x="8" y="{top + 34}" fill="#666">{row["speed"]:.0f} µs, {row["size"] / 1000:,.0f} kB</text>\n'
        for line, (share, colour) in enumerate(((row["precision"], "#35618e"), (row["recall"], "#d98a29"))):
            y = top + 20 * line
            svg += f'<rect x="220" y="{y}" width="{3.6 * share:.1f}" height="17" fill="{colour}"/>'
            svg += f'<text x="{226 + 3.6 * share:.1f}" y="{y + 13}">{share:.1f}</text>\n'
    return svg + "</svg>\n"


if __name__ == "__main__":
    main()
