"""Reckons the weights of the reader's classifiers from the labelled messages: `make learn`.

What a classifier looks at is written down while the reader reads. What is right, a message's label says; of
its numbers, the reading itself, if it is as labelled. Held-back sets are not used.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import bot.data
from bot.understanding import Directory, Understanding, project, read, reader
from bot.understanding.counts import amounts
from bot.understanding.counts.amount import HEADS
from bot.understanding.events import items
from bot.understanding.events.event import Event
from bot.understanding.events.kinds import APART
from bot.understanding.intents import certain
from bot.understanding.intents.reading import Reading
from bot.understanding.learned import likely_heads
from bot.understanding.learned.classifiers import Likelihood
from bot.understanding.learned.looks import features, looks_of, looks_of_event
from bot.understanding.result import Intent, Item
from bot.understanding.text.lexicon import LEXICON
from bot.understanding.text.numbers import Number, find_numbers
from bot.understanding.text.plain import normalise
from tests.understanding.score import exact
from tests.understanding.sets import (
    DEVELOPMENT,
    EXAMPLES,
    ZONE,
    Labelled,
    directory,
    free_speech,
    messages,
    schools,
)

LEARNED = Path(bot.data.__file__).parent / "learned"
HOW = {"intents": (2, 10.0), "kinds": (2, 2.0), "single": (2, 1.0), "heads": (2, 1.0)}
"""For each classifier how many samples must have a feature, and scikit-learn's `C`, the trust in them."""
_SLIGHT = 10
"""A feature that adds less than so many hundredths to every class is left out."""
_UNSURE = Likelihood(0, {})
"""A classifier that is sure of nothing: the grammars decide."""
_OF_ONE = ("date", "school", "audience")
"""The fields by which an item is known to be the labelled one."""
_TAKEN_BACK = {"repair", "misspoken", "prevails", "exact", "unlike"}
"""Groups of words that take a figure back."""


class Sample(NamedTuple):
    """What a classifier looked at, and what was right."""

    features: set[str]
    right: str | bool


class Seen(NamedTuple):
    """A message as it was read, and what the classifiers were asked meanwhile."""

    said: Understanding
    looks: str
    events: list[tuple[set[str], int]]
    """How what was held looks, and how many items each event of it gave."""
    numbers: list[tuple[Number, set[str]]]


def samples(
    labelled: Iterable[tuple[dict[str, Any], Directory]], heads: Likelihood
) -> dict[str, list[Sample]]:
    """The samples of each classifier that some messages give, each read with its directory.

    What the grammars alone do not read as labelled is read again with a classifier of numbers.
    """
    found: dict[str, list[Sample]] = {name: [] for name in HOW}
    for message, known in labelled:
        seen = _see(message, known, _UNSURE)
        if not _exact(message, seen):
            seen = _see(message, known, heads)
        found["intents"].append(Sample(features(seen.looks), message["intent"]))
        if message["intent"] == "log":
            found["single"].append(Sample(features(seen.looks), len(message["items"]) == 1))
            found["kinds"] += _kinds(seen, message)
        if _exact(message, seen):
            found["heads"] += _numbers(seen, message)
    return found


def _all(names: list[str]) -> Iterator[tuple[dict[str, Any], Directory]]:
    """The messages of the sets that are named, or of all that may be looked at."""
    for folder in [DEVELOPMENT[name] for name in names] or [EXAMPLES, *DEVELOPMENT.values()]:
        for message in messages(folder):
            yield message, directory(folder).plus(schools(message.get("schools", [])))
    if not names:
        for message in free_speech():
            yield message, directory(EXAMPLES)


def _see(message: dict[str, Any], known: Directory, heads: Likelihood) -> Seen:
    """A message as it is read with this classifier of numbers."""
    looks: list[str] = []
    events: list[tuple[set[str], int]] = []
    numbers: list[tuple[Number, set[str]]] = []

    def finding(masked: str) -> Iterator[Number]:
        for number in find_numbers(masked):
            if number.value is not None:
                numbers.append((number, likely_heads.features(masked, number)))
            yield number

    def surely(reading: Reading) -> Intent | None:
        looks.append(looks_of(reading.text, reading.clauses))
        return certain.surely(reading)

    def items_of(event: Event, coming: bool = False) -> list[Item]:
        given = items.items_of(event, coming)
        if not coming:
            events.append((features(looks_of_event(event)), len(given)))
        return given

    with (
        patch.object(reader, "items_of", items_of),
        patch.object(items, "settle", lambda kind, _: kind),
        patch.object(likely_heads, "HEADS", heads),
        patch.object(amounts, "find_numbers", finding),
        patch.object(reader, "surely", surely),
    ):
        said = read(message["text"], datetime.fromisoformat(message["sent_at"]), known, ZONE)
    return Seen(said, looks[0], events, numbers)


def _exact(message: dict[str, Any], seen: Seen) -> bool:
    return exact(Labelled(message["id"], message["text"], (), message, project(seen.said)))


def _kinds(seen: Seen, message: dict[str, Any]) -> Iterator[Sample]:
    """The events of a report whose items are those labelled, but perhaps for their kinds."""
    found, labelled = project(seen.said)["items"], message["items"]
    if not len(found) == len(labelled) == sum(given for _, given in seen.events):
        return
    pairs = zip(found, labelled, strict=True)
    for looks, given in seen.events:
        told = list(islice(pairs, given))
        if told and all(one[field] == right[field] for one, right in told for field in _OF_ONE):
            yield Sample(looks, told[0][1]["kind"])


def _numbers(seen: Seen, message: dict[str, Any]) -> Iterator[Sample]:
    """The numbers of a message: which counted heads.

    Those of a correction do if they are read so, the old as the new. Those advised are counted as heads, and
    as cases; heads told of in a legal matter are neither here nor there, and so are those that may have been
    taken back.
    """
    counted: dict[int, bool] = {}
    for item in (*seen.said.items, *seen.said.plans):
        for found in item.found:
            if found.field in (*HEADS, "some"):
                advised = item.kind == "consultation" and found.value == item.cases
                counted[found.start] = item.kind not in APART or advised
    corrected = {found.start for found in seen.said.found if found.field in HEADS}
    repaired = not _TAKEN_BACK.isdisjoint(LEXICON.find(normalise(message["text"])))
    for number, looks in seen.numbers:
        if seen.said.intent in ("log", "plan"):
            heads = counted.get(number.start, number.value == seen.said.audience_together)
            if heads or not (repaired or number.start in counted):
                yield Sample(looks, bool(heads))
        elif "audience" in message.get("fix", {}) and number.start in corrected:
            yield Sample(looks, True)


def learn(known: list[Sample], least: int, trust: float) -> dict[str, Any]:
    """A classifier as it is stored; `least` and `trust` as in `HOW`."""
    often = Counter(feature for sample in known for feature in sample.features)
    table = DictVectorizer()
    matrix = table.fit_transform(
        [{f: 1 for f in sorted(sample.features) if often[f] >= least} for sample in known]
    )
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(C=trust, max_iter=2000).fit(matrix, [sample.right for sample in known])
    bias, columns = (100 * model.intercept_).round().astype(int), (100 * model.coef_.T).round().astype(int)
    weights = {
        feature: column.tolist()
        for feature, column in zip(table.feature_names_, columns, strict=True)
        if abs(column).max() >= _SLIGHT
    }
    if len(bias) == 1:  # what is so or not
        return {"bias": bias.item(), "weights": {feature: column[0] for feature, column in weights.items()}}
    return {"classes": model.classes_.tolist(), "bias": bias.tolist(), "weights": weights}


def write(name: str, learned: dict[str, Any]) -> None:
    """Stores a classifier, a feature on each line."""
    lines = ",\n".join(f"{json.dumps(f, ensure_ascii=False)}: {row}" for f, row in learned["weights"].items())
    text = json.dumps({**learned, "weights": None}).replace("null", f"{{\n{lines}\n}}")
    (LEARNED / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Learns from all messages that may be looked at, or only from the sets that are named."""
    labelled = list(_all(names))
    first = samples(labelled, _UNSURE)["heads"]
    heads = Likelihood(**learn(first, *HOW["heads"]))
    for name, known in samples(labelled, heads).items():
        learned = learn(known, *HOW[name])
        write(name, learned)
        sys.stdout.write(f"{name}: {len(known)} samples, {len(learned['weights'])} features\n")


if __name__ == "__main__":
    main(sys.argv[1:])
