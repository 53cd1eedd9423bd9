"""How fast the record answers, beside its peers: `python benchmarks/record.py`.

Peers are measured where they are installed (`pip install country_converter pycountry flashtext2`); each ratio is of
medians within one run on one machine. Ready means: from a fresh interpreter to the first answer.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
from datetime import date

from timing import in_process, median

from multipolar.actors.names import Name, NameMatcher
from multipolar.actors.record import shipped
from multipolar.articles import catalogue, data
from multipolar.dates import Span

NAMES = 20_000
TEXT_BYTES = 5_000_000

_OPEN = "from multipolar.actors.record import shipped; r = shipped(); r.registry"
READY = {
    "multipolar: registry and name matcher": f"{_OPEN}; r.matcher",
    "multipolar: memberships too": f"{_OPEN}; r.matcher; r.memberships",
    "country_converter": "import country_converter; country_converter.CountryConverter()",
    "pycountry": "import pycountry; pycountry.countries.get(alpha_3='KAZ')",
}


def ready() -> None:
    """From a fresh interpreter to the first answer."""
    taken = {}
    for what, code in READY.items():
        if importlib.util.find_spec(what.partition(":")[0]) is not None:
            try:
                taken[what] = in_process(code)
            except subprocess.CalledProcessError:
                print(f"ready, {what}: installed, but it does not run here")
    ours = taken["multipolar: registry and name matcher"]
    for what, seconds in taken.items():
        print(f"ready, {what}: {seconds * 1e3:.0f} ms ({seconds / ours:.2f} of ours)")


def questions() -> None:
    """Membership and code questions with the record open."""
    record, day = shipped(), date(2014, 1, 1)
    record.memberships.everyone(day)
    many = 2_000
    one = median(lambda: [record.memberships.role("KAZ", "UN", day) for _ in range(many)]) / many
    print(f"one membership question: {one * 1e3:.4f} ms")
    rows = len(record.memberships.everyone(day))
    print(f"all {rows} memberships of a day: {median(lambda: record.memberships.everyone(day)) * 1e3:.1f} ms")
    keys = [key for key, state in record.registry.states.items() if state.status == "UN member"]
    ours = median(lambda: [record.codes.convert(key, "iso3", "isonum", day) for key in keys]) / len(keys)
    print(f"one code as of a day: {ours * 1e6:.1f} µs")
    if importlib.util.find_spec("pycountry"):
        import pycountry

        theirs = median(lambda: [pycountry.countries.get(alpha_3=key).numeric for key in keys]) / len(keys)
        print(f"one code, pycountry (today only): {theirs * 1e6:.1f} µs ({theirs / ours:.2f} of ours)")
    if importlib.util.find_spec("country_converter"):
        import country_converter

        try:
            converter = country_converter.CountryConverter()
        except TypeError:  # 1.3.2 on pandas 3
            return
        theirs = median(lambda: converter.convert(keys, src="ISO3", to="ISOnumeric"), 3) / len(keys)
        print(f"one code, country_converter (today only): {theirs * 1e6:.1f} µs ({theirs / ours:.2f} of ours)")


def matching() -> None:
    """Finding 20,000 names in five megabytes of the bundled articles."""
    record = shipped()
    always = Span(None, None)
    people = [Name(h.person, h.actor, "person", always, "") for h in record.offices.holders]
    names = [*record.names, *people]
    names += [Name(f"{n.text} {number}", n.actor, "city", always, "") for number in range(9) for n in record.names]
    names = names[:NAMES]
    text = "\n".join(data(entry).decode() for entry in catalogue())
    text = (text * (TEXT_BYTES // len(text) + 1))[:TEXT_BYTES]
    matcher = NameMatcher(names)
    ours = median(lambda: matcher.find(text), 3)
    print(f"{len(names)} names: {TEXT_BYTES / 1e6 / ours:.1f} MB/s, {len(matcher.find(text))} hits")
    longest = sorted({name.text for name in names}, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")
    part = text[: TEXT_BYTES // 500]
    theirs = median(lambda: pattern.findall(part), 1) * 500
    print(f"the same as one regular expression: {TEXT_BYTES / 1e6 / theirs:.3f} MB/s ({theirs / ours:.0f} of ours)")
    if importlib.util.find_spec("flashtext2"):
        from flashtext2 import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=True)
        processor.add_keywords_from_iter(longest)
        theirs = median(lambda: processor.extract_keywords(text), 3)
        print(f"flashtext2: {TEXT_BYTES / 1e6 / theirs:.1f} MB/s ({theirs / ours:.2f} of ours)")


if __name__ == "__main__":
    ready()
    questions()
    matching()
