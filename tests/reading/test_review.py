"""What a reader puts right in a reading: rows go, mentions are linked anew, and what rests on them follows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from multipolar import reading
from multipolar.errors import InputError
from multipolar.reading.document import Reading
from multipolar.reading.review import Review, load_review, reviewed, rows, side_file, write_new

TEXT = """Leaders Meet in Baku

News:

On 15 October 2019 the leaders of the Turkic Council met in Baku. Hungary took part as an observer.

Comment:

Turkey is losing its influence over Azerbaijan. Belarus depends on Russia, and Russia depends on Iran.
"""


@pytest.fixture(scope="module")
def found() -> Reading:
    return reading.read(TEXT)


def decided(found: Reading, path: Path, *decisions: tuple[str, str, dict[str, Any]]) -> Review:
    """A side file in which rows, by kind and words of the quote, are decided; every row so named."""
    path.unlink(missing_ok=True)
    write_new(found, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    for kind, words, cells in decisions:
        named = [row for row in content["rows"] if row["id"].startswith(kind) and words in row["quote"]]
        assert named
        for row in named:
            row.update(cells)
    path.write_text(json.dumps(content), encoding="utf-8")
    return load_review(path, found)


def test_an_undecided_review_changes_nothing(found: Reading, tmp_path: Path) -> None:
    assert reviewed(found, decided(found, tmp_path / "r")) == (found, ())


def test_accepting_changes_nothing_and_needs_no_line(found: Reading, tmp_path: Path) -> None:
    review = decided(
        found, tmp_path / "r", *((kind, "", {"decision": "accept"}) for kind in ("claim", "role", "mention"))
    )
    assert reviewed(found, review) == (found, ())


def test_every_row_has_an_id_of_its_own_that_names_place_and_words(found: Reading) -> None:
    ids = [row["id"] for row in rows(found)]
    assert len(ids) == len(set(ids)) == len(found.claims) + len(found.roles) + len(found.meetings) + len(found.mentions)
    assert {key.split("/")[0] for key in ids} == {"claim", "role", "meeting", "mention"}
    claim = next(c for c in found.claims if "Turkey" in c.quote.text)
    (key,) = [key for key in ids if key.startswith(f"claim/{claim.quote.start}-{claim.quote.end}/")]
    assert len(key.split("/")[2]) == 8


@pytest.mark.parametrize("kind", ["claim", "role", "meeting", "mention"])
def test_rejected_rows_go(found: Reading, tmp_path: Path, kind: str) -> None:
    left, notes = reviewed(found, decided(found, tmp_path / "r", (kind, "", {"decision": "reject"})))
    gone = {"claim": left.claims, "role": left.roles, "meeting": left.meetings, "mention": left.mentions}
    assert gone[kind] == ()
    assert len(notes) == len([row for row in rows(found) if row["id"].startswith(kind)])
    assert all("rejected by a reader" in note for note in notes)


def test_chains_go_with_their_claims(found: Reading, tmp_path: Path) -> None:
    assert found.chains
    left, _ = reviewed(found, decided(found, tmp_path / "r", ("claim", "Belarus", {"decision": "reject"})))
    assert left.chains == ()


def test_what_rests_on_a_mention_follows_it(found: Reading, tmp_path: Path) -> None:
    review = decided(
        found,
        tmp_path / "r",
        ("mention", "Turkey", {"decision": "relink", "actor": "IRN"}),
        ("mention", "Hungary", {"decision": "relink", "actor": "POL"}),
    )
    changed, notes = reviewed(found, review)
    (claim,) = [c for c in changed.claims if c.quote.text.startswith("Turkey")]
    assert [a.subjects for a in claim.assertions] == [("IRN",)]
    assert {r.actor for r in changed.roles} == {"POL"}
    assert "POL" in {p.actor for m in changed.meetings for p in m.participants}
    assert "TUR" not in {m.actor for m in changed.mentions}
    assert len(notes) == 2
    assert "“Turkey”: relinked by a reader (IRN)" in "\n".join(notes)


def test_links_do_not_run_into_each_other(found: Reading, tmp_path: Path) -> None:
    review = decided(
        found,
        tmp_path / "r",
        ("mention", "Turkey", {"decision": "relink", "actor": "AZE"}),
        ("mention", "Azerbaijan", {"decision": "relink", "actor": "TUR"}),
    )
    (claim,) = [c for c in reviewed(found, review)[0].claims if c.quote.text.startswith("Turkey")]
    assert [(a.subjects, a.objects) for a in claim.assertions] == [(("AZE",), ("TUR",))]


def test_assertions_stay_where_another_mention_of_the_actor_does(tmp_path: Path) -> None:
    found = reading.read("Comment:\n\nGeorgia depends on Russia, and Armenia depends on Georgia.\n")
    first, _ = [m for m in found.mentions if m.actor == "GEO"]
    path = tmp_path / "r"
    write_new(found, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    start = f"mention/{first.quote.start}-"
    (row,) = [r for r in content["rows"] if r["id"].startswith(start)]
    row.update(decision="relink", actor="UKR")
    path.write_text(json.dumps(content), encoding="utf-8")
    changed, _ = reviewed(found, load_review(path, found))
    together = [c for c in found.claims if c.quote.text.count("Georgia") == 2]
    assert [c.assertions for c in changed.claims if c.quote in {t.quote for t in together}] == [
        c.assertions for c in together
    ]
    assert "UKR" in {m.actor for m in changed.mentions}


def test_corrections_set_what_they_name(found: Reading, tmp_path: Path) -> None:
    review = decided(
        found,
        tmp_path / "r",
        ("claim", "Turkey", {"decision": "correct", "fields": {"mode": "forecast", "speaker": "Iran"}}),
        ("role", "", {"decision": "correct", "fields": {"role": "full"}}),
        ("meeting", "", {"decision": "correct", "fields": {"kind": "talks", "organisation": ""}}),
    )
    changed, notes = reviewed(found, review)
    (claim,) = [c for c in changed.claims if c.quote.text.startswith("Turkey")]
    assert (claim.mode, claim.speaker, claim.rule) == ("forecast", "Iran", "put right by a reader")
    assert (claim.voices[-1].kind, claim.voices[-1].actor) == ("actor", "IRN")
    assert {r.role for r in changed.roles} == {"full"}
    assert {(m.kind, m.organisation) for m in changed.meetings} == {("talks", "")}
    assert len(notes) == len(review.decisions)


@pytest.mark.parametrize(("speaker", "kind"), [("the author", "author"), ("many", "many"), ("a passer-by", "someone")])
def test_a_corrected_speaker_has_a_voice(found: Reading, tmp_path: Path, speaker: str, kind: str) -> None:
    review = decided(
        found, tmp_path / "r", ("claim", "Turkey", {"decision": "correct", "fields": {"speaker": speaker}})
    )
    (claim,) = [c for c in reviewed(found, review)[0].claims if c.quote.text.startswith("Turkey")]
    assert claim.voices[-1].kind == (claim.voices[-1].kind if claim.speaker == "the author" else kind)
    assert claim.speaker == speaker


def test_an_assertion_is_put_right_or_added(found: Reading, tmp_path: Path) -> None:
    first = {"relation": "alliance", "subjects": ["TUR"], "objects": ["AZE", "GEO"]}
    more = {"assertion": 2, "relation": "dependence", "subjects": ["AZE"], "objects": ["TUR"]}
    for fields, wanted in (
        (first, [("alliance", ("TUR",), ("AZE", "GEO"))]),
        (more, [("dependence", ("AZE",), ("TUR",))]),
    ):
        review = decided(found, tmp_path / "r", ("claim", "Turkey", {"decision": "correct", "fields": fields}))
        (claim,) = [c for c in reviewed(found, review)[0].claims if c.quote.text.startswith("Turkey")]
        assert [(a.relation, a.subjects, a.objects) for a in claim.assertions][-1:] == wanted
        assert len(claim.assertions) == (2 if fields is more else 1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"assertion": 3, "relation": "alliance"}, "is the number of no assertion"),
        ({"assertion": True, "relation": "alliance"}, "is the number of no assertion"),
        ({"assertion": 2, "subjects": ["TUR"]}, "a new assertion has no relation"),
        ({"relation": "friendship in arms"}, "is no relation"),
        ({"subjects": "TUR"}, "is no actor's key"),
        ({"subjects": ["Turkey"]}, "is no actor's key"),
        ({"mode": "shouted"}, "is no mode"),
        ({"speaker": " "}, "is no speaker"),
        ({"role": "full"}, "may be mode"),
        ({}, "may be mode"),
        ([], "may be mode"),
    ],
)
def test_corrections_that_say_nothing_known_are_refused(
    found: Reading, tmp_path: Path, fields: object, said: str
) -> None:
    with pytest.raises(InputError, match=said) as caught:
        decided(found, tmp_path / "r", ("claim", "Turkey", {"decision": "correct", "fields": fields}))
    assert ", row " in caught.value.place
    assert caught.value.mend


def test_a_review_of_another_text_is_refused(found: Reading, tmp_path: Path) -> None:
    path = tmp_path / "r"
    write_new(found, path)
    other = replace(found, document=replace(found.document, sha256="0" * 64))
    with pytest.raises(InputError, match="is the review of another text"):
        load_review(path, other)


def test_a_truncated_review_is_refused_at_every_length(found: Reading, tmp_path: Path) -> None:
    path = tmp_path / "r"
    write_new(found, path)
    whole = path.read_bytes()
    for length in range(0, len(whole) - 2, max(1, len(whole) // 50)):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError, match="is not valid JSON"):
            load_review(path, found)


def test_a_byte_order_mark_does_no_harm(found: Reading, tmp_path: Path) -> None:
    path = tmp_path / "r"
    write_new(found, path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_review(path, found).decisions == {}


def test_a_review_that_cannot_be_opened_or_is_too_large_is_refused(found: Reading, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_review(tmp_path, found)
    (tmp_path / "r").write_bytes(b" " * 5_000_001)
    with pytest.raises(InputError, match="is larger than 5 MB"):
        load_review(tmp_path / "r", found)


def test_a_side_file_is_not_written_over(found: Reading, tmp_path: Path) -> None:
    path = tmp_path / "r"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is there already"):
        write_new(found, path)
    assert side_file("a/b.txt") == Path("a/b.txt.review.json")
