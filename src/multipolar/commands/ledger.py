"""`multipolar ledger`: forecasts kept as they were made, resolved when data arrive, and scored."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import Day, columns, give, json_option, output_option
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.ledger.entries import Entry, Resolution
    from multipolar.ledger.store import Ledger

VARIABLE = "MULTIPOLAR_LEDGER"
"""Environment variable that names another file for the ledger."""

file_option = click.option(
    "--ledger", "file", type=click.Path(path_type=Path), metavar="FILE", help=f"The ledger's file (or {VARIABLE})."
)


def _opened(file: Path | None) -> AbstractContextManager[Ledger]:
    from multipolar.ledger.store import opened

    named = os.environ.get(VARIABLE)
    return opened(file or (Path(named) if named else Path(click.get_app_dir("multipolar")) / "ledger.sqlite"))


@click.group("ledger")
def command() -> None:
    """Forecasts kept as they were made, resolved when data arrive, and scored.

    What settles an entry is frozen when it is registered. The first resolution is the one that is scored; what later
    data would say is kept beside it and changes no score. A condition that did not come true makes an entry void.
    """


@command.command("add")
@click.argument("article", required=False)
@click.option("--published", type=Day(), metavar="DATE", help="Day of publication of the article.")
@click.option("--every", is_flag=True, help="Keep every claim that can be tested, not only forecasts.")
@click.option("--proposition", metavar="TEXT", help="A forecast of your own, or of a text, as a proposition.")
@click.option("--made", type=Day(), metavar="DATE", help="Day on which it was made; today by default.")
@click.option("--by", "speaker", default="", metavar="NAME", help="Who makes it: a publisher, an office.")
@click.option("--quote", default="", metavar="TEXT", help="The words in which it was made.")
@click.option("--probability", type=float, metavar="P", help="The probability that it holds, as stated, from 0 to 1.")
@click.option("--false", "denied", is_flag=True, help="It is said to fail, not to hold.")
@file_option
@json_option
def add(
    article: str | None,
    published: date | None,
    every: bool,
    proposition: str | None,
    made: date | None,
    speaker: str,
    quote: str,
    probability: float | None,
    denied: bool,
    file: Path | None,
    as_json: bool,
) -> None:
    """Keep the forecasts of ARTICLE, or one given as a --proposition.

    \b
    multipolar ledger add article.txt --published 2022-11-15
    multipolar ledger add --proposition "HUN in OTS by 2030" ...   (a time has to be named)
    multipolar ledger add --proposition "if capability(RUS) falls then trade(KAZ, CHN) rises by 2030" --probability 0.7
    """
    if (article is None) == (proposition is None):
        raise InputError("give an article or a --proposition", mend="One of them, not both")
    if article is not None:
        entries = _of_article(article, published, every)
    else:
        assert proposition is not None
        entries = [_own(proposition, made, speaker, quote, probability, denied)]
    with _opened(file) as ledger:
        new = ledger.add(entries)
    told = f"{len(entries)} found, {new} new"
    give([_row(entry) for entry in entries], as_json=as_json, output=None, text="\n".join([*_lines(entries, {}), told]))


def _vintage() -> str:
    from multipolar.briefs.compose import facts_digest
    from multipolar.measures.panel import Panel

    return f"facts {facts_digest()[:16]}; data {Panel.current().manifest['checksum'][:16]}"


def _of_article(article: str, published: date | None, every: bool) -> list[Entry]:
    from multipolar.checking.examine import examine
    from multipolar.ledger.register import entries_of
    from multipolar.reading import load, read

    examined = examine(read(load(article), published=published))
    return list(entries_of(examined, every=every, vintage=_vintage(), today=date.today()))


@command.command("example")
@click.argument("target", type=click.Path(path_type=Path))
def example(target: Path) -> None:
    """Write a ledger of sixteen forecasts to TARGET, to try the other commands on.

    They were written for multipolar after the pattern of statements of the past decade; nobody made them.
    """
    from multipolar.ledger.example import entries

    if target.exists():
        raise InputError("is there already", place=str(target), mend="Name a new file")
    with _opened(target) as ledger:
        count = ledger.add(entries(_vintage()))
    click.echo(f"{count} entries. Next: multipolar ledger resolve --ledger {target}")


def _own(text: str, made: date | None, speaker: str, quote: str, probability: float | None, denied: bool) -> Entry:
    from multipolar.ledger.entries import Entry, checked, identify, settled_by
    from multipolar.ledger.register import sources_of

    day = made or date.today()
    proposition, condition, due = settled_by(text, day)
    return checked(
        Entry(
            id=identify(speaker, quote, f"{condition}|{proposition}|{day}"),
            kind="forecast",
            method="own",
            made=day,
            speaker=speaker,
            publisher=speaker,
            quote=quote,
            mode="forecast",
            proposition=proposition,
            condition=condition,
            expects="false" if denied else "true",
            probability=probability,
            basis="" if probability is None else "stated",
            due=due,
            sources=sources_of(proposition, *([condition] if condition else [])),
            vintage=_vintage(),
            registered=date.today(),
        )
    )


@command.command("list")
@file_option
@json_option
@output_option
def list_(file: Path | None, as_json: bool, output: Path | None) -> None:
    """All entries, with what became of them."""
    with _opened(file) as ledger:
        entries, resolutions = ledger.entries(), ledger.resolutions()
    _give(entries, resolutions, as_json, output)


@command.command("due")
@file_option
@json_option
@output_option
def due(file: Path | None, as_json: bool, output: Path | None) -> None:
    """Entries whose time is over and that nothing has settled yet."""
    today = date.today()
    with _opened(file) as ledger:
        resolutions = ledger.resolutions()
        entries = [e for e in ledger.entries() if e.due and e.due < today and e.id not in resolutions]
    _give(entries, resolutions, as_json, output)


@command.command("confirm")
@click.argument("key")
@file_option
def confirm(key: str, file: Path | None) -> None:
    """Say that the probability of entry KEY, read from the words of a named person, is what was meant."""
    with _opened(file) as ledger:
        entry = ledger.entry(key)
        if entry.probability is None:
            raise InputError("has no probability to confirm", place=entry.id)
        ledger.confirm(entry.id, date.today())
    click.echo(f"{entry.id}: {entry.basis}, {entry.probability}, confirmed")


@command.command("resolve")
@file_option
@json_option
def resolve(file: Path | None, as_json: bool) -> None:
    """Settle what the record can settle now. What is settled stays; what later data say otherwise is told."""
    from multipolar.actors.record import memberships
    from multipolar.ledger.resolve import resolved
    from multipolar.measures.panel import Panel

    with _opened(file) as ledger:
        entries = ledger.entries()
        before = ledger.resolutions()
        found, standing = resolved(entries, Panel.current(), memberships(), _vintage(), date.today())
        ledger.resolve(found)
        after = ledger.resolutions()
    rows: list[dict[str, Any]] = []
    for row in found:
        first = after[row.entry][0]
        state = "already settled" if row.entry in before else "settled"
        if row.outcome != first.outcome:
            state = f"settled as {first.outcome}; the data now say {row.outcome}"
        rows.append({"entry": row.entry, "state": state, "outcome": first.outcome, "reason": row.reason})
    rows += [{"entry": s.entry, "state": s.state, "outcome": "", "reason": s.reason} for s in standing]
    text = "\n".join(
        f"{row['entry']}  {row['state']}{': ' + row['outcome'] if row['outcome'] else ''}  {row['reason']}"
        for row in rows
    )
    give(rows, as_json=as_json, output=None, text=text or "The ledger is empty.")


_BY: dict[str, Callable[[Entry], str]] = {
    "publisher": lambda entry: entry.publisher,
    "speaker": lambda entry: entry.speaker,
    "topic": lambda entry: entry.topic,
    "method": lambda entry: entry.method,
    "all": lambda entry: "all",
}


@command.command("score")
@click.option("--by", type=click.Choice(list(_BY)), default="all", show_default=True, help="Score each of these apart.")
@file_option
@json_option
@output_option
def score(by: str, file: Path | None, as_json: bool, output: Path | None) -> None:
    """Brier and log scores with their counts. Nobody is ranked on fewer than ten forecasts."""
    import msgspec

    from multipolar.ledger.scores import ENOUGH, scores

    with _opened(file) as ledger:
        found = scores(ledger.entries(), ledger.resolutions(), ledger.confirmed(), _BY[by])
    rows = [msgspec.to_builtins(row) | {"ranked": row.enough} for row in found]
    heading = ("", "entries", "settled", "right", "void", "scored", "Brier", "log", "base rate", "skill")
    cells = [
        (
            s.group,
            *map(str, (s.entries, s.settled, s.right, s.void, s.scored)),
            *map(_number, (s.brier, s.log, s.base_rate, s.skill)),
        )
        for s in found
    ]
    few = [s.group for s in found if not s.enough]
    notes = [f"Not ranked, with fewer than {ENOUGH} scored: {', '.join(few)}."] if few else []
    notes.append("Brier: 0 best, 1 worst. Skill: gain over always saying the base rate of the group.")
    give(rows, as_json=as_json, output=output, text="\n".join([*columns([heading, *cells]), "", *notes]))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


@command.command("export")
@click.argument("target", type=click.Path(path_type=Path), required=False)
@file_option
def export(target: Path | None, file: Path | None) -> None:
    """All of the ledger as plain text, an entry a line in a fixed order, for a version control to compare."""
    from multipolar.files import write
    from multipolar.ledger.plain import dumps

    with _opened(file) as ledger:
        text = dumps(ledger)
    if target is None:
        click.echo(text, nl=False)
    else:
        write(text, target)
        click.echo(f"Written: {target}", err=True)


@command.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@file_option
def import_(source: Path, file: Path | None) -> None:
    """Take in what `export` wrote; what is there already is left as it is."""
    from multipolar.ledger.plain import loads

    try:
        lines = loads(source.read_text(encoding="utf-8"), str(source))
    except (OSError, UnicodeError) as error:
        raise InputError(f"cannot be read ({error})", place=str(source)) from None
    with _opened(file) as ledger:
        there = ledger.resolutions()
        new = ledger.add(line.entry for line in lines)
        ledger.resolve(row for line in lines if line.entry.id not in there for row in line.resolutions)
        for line in lines:
            if line.confirmed:
                ledger.confirm(line.entry.id, date.fromisoformat(line.confirmed))
    click.echo(f"{len(lines)} entries, {new} new")


def _row(entry: Entry) -> dict[str, Any]:
    import msgspec

    row: dict[str, Any] = msgspec.to_builtins(entry)
    return row | {"sources": " ".join(entry.sources)}


def _give(entries: list[Entry], resolutions: dict[str, list[Resolution]], as_json: bool, output: Path | None) -> None:
    rows = []
    for entry in entries:
        of = resolutions.get(entry.id, [])
        told = {"outcome": of[0].outcome, "settled_on": str(of[0].on), "reason": of[0].reason} if of else {}
        empty = {"outcome": "", "settled_on": "", "reason": ""}
        rows.append(_row(entry) | empty | told | {"revised": of[-1].outcome if len(of) > 1 else ""})
    text = "\n".join(_lines(entries, resolutions)) or "No entry."
    give(rows, as_json=as_json, output=output, text=text)


def _lines(entries: list[Entry], resolutions: dict[str, list[Resolution]]) -> list[str]:
    lines = []
    for entry in entries:
        of = resolutions.get(entry.id, [])
        state = of[0].outcome if of else ("open" if entry.testable else "not testable here")
        said = f" ({entry.probability:g}, {entry.basis})" if entry.probability is not None else ""
        when = f" by {entry.due}" if entry.due else ""
        lines.append(f"{entry.id}  {entry.made}  {state}{when}{said}  {entry.speaker or 'not named'}")
        if entry.quote:
            lines.append(f"    “{entry.quote}”")
        if entry.proposition:
            given = f"if {entry.condition}: " if entry.condition else ""
            lines.append(f"    {given}{'not: ' if entry.expects == 'false' else ''}{entry.proposition}")
    return lines
