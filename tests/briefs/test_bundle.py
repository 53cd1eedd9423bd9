"""A brief with all it takes to make it again; and what changed between two briefs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.brief import Brief, QuoteRow
from multipolar.briefs.compare import compare
from multipolar.briefs.data import dumps, loads
from multipolar.briefs.pairing import pairs
from multipolar.briefs.unbundle import unpack
from multipolar.cli import root
from multipolar.errors import InputError
from tests.briefs.fixture import BRIEF

ARTICLE = """A summit in the steppe

News

The summit of the Organization of Turkic States was held in Samarkand on 11 November 2022. It was attended by the
presidents of Uzbekistan, Kazakhstan and Turkey, and by Hungary as an observer.

Comment

Most of the Turkic states are members of the CIS. Russia fell into a severe collapse.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(root, [str(word) for word in words])


def bundle(article: Path, *options: str) -> Path:
    target = article.with_suffix(".zip")
    output = ("-o", article.with_suffix(".json"))
    done = run("brief", article, "--published", "2022-11-15", "--bundle", target, *output, *options)
    assert done.exit_code == 0, done.output
    return target


def test_a_bundle_holds_what_it_takes(article: Path) -> None:
    path = bundle(article, "--with-text")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        evidence = archive.read("data/evidence.csv").decode()
    assert {"README.txt", "brief.html", "brief.json", "article.txt", "manifest.json", "data/ties-trade.csv"} <= names
    assert set(manifest["files"]) == names - {"manifest.json"}
    assert manifest["options"]["published"] == "2022-11-15"
    assert manifest["commands"][0] == "multipolar brief ARTICLE --published 2022-11-15 --with-text -o brief.json"
    assert {"polars", "numpy"} <= set(manifest["dependencies"])
    assert all(row["licence"] for row in manifest["datasets"])
    assert "HUN" in evidence
    assert "capability(RUS)" in evidence


def test_without_the_text_it_is_not_there(article: Path) -> None:
    with zipfile.ZipFile(bundle(article)) as archive:
        assert "article.txt" not in archive.namelist()
        assert b"in the steppe\n\nNews" not in b"".join(archive.read(name) for name in archive.namelist())


def test_the_same_article_gives_the_same_bundle(article: Path) -> None:
    first = bundle(article, "--with-text").read_bytes()
    assert bundle(article, "--with-text").read_bytes() == first


@pytest.mark.parametrize("text", [True, False], ids=["with its text", "with the article"])
def test_the_brief_is_made_again_from_its_bundle(article: Path, text: bool) -> None:
    path = bundle(article, *(["--with-text"] if text else []))
    done = run("replicate", path, *([] if text else [article]))
    assert done.exit_code == 0, done.output
    assert done.output.startswith("The same brief: ")


def test_the_view_of_borders_goes_along(article: Path) -> None:
    path = bundle(article, "--with-text", "--borders", "visionscarto")
    held = unpack(path)
    assert held.brief.map is not None
    assert held.brief.map.view == "visionscarto"
    assert "--borders visionscarto" in held.manifest.commands[0]
    assert "data/map.csv" in held.manifest.files
    assert run("replicate", path).exit_code == 0


def test_without_text_and_article_it_says_what_is_missing(article: Path) -> None:
    done = run("replicate", bundle(article))
    assert done.exit_code != 0
    assert "does not hold the text" in str(done.exception)


def test_another_text_is_told_and_is_not_the_same(article: Path) -> None:
    path = bundle(article)
    article.write_text(ARTICLE.replace("Most of the Turkic states", "All of the Turkic states"), encoding="utf-8")
    done = run("replicate", path, article, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert not found["same"]
    assert any("document" in line for line in found["differences"])
    told = found["comparison"]
    assert [row["what"] for row in told["made"]] == ["the text"]
    assert {row["why"] for row in told["changes"] if row["kind"] == "quote"} == {"the text"}


def test_corrections_go_along(article: Path) -> None:
    assert run("read", article, "--review", "--published", "2022-11-15").exit_code == 0
    side = article.with_name("article.txt.review.json")
    decisions = json.loads(side.read_text(encoding="utf-8"))
    rows = next(value for value in decisions.values() if isinstance(value, list) and value)
    rows[-1]["decision"] = "reject"
    side.write_text(json.dumps(decisions), encoding="utf-8")
    path = bundle(article, "--with-text")
    side.unlink()
    assert unpack(path).review
    assert run("replicate", path).output.startswith("The same brief: ")


def archive(files: dict[str, bytes], tmp_path: Path) -> Path:
    path = tmp_path / "made.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "a/../../b", "..\\evil.txt"])
def test_a_path_out_of_the_bundle_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="leads out of it"):
        unpack(archive({name: b"x"}, tmp_path))


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as out:
        entry = zipfile.ZipInfo("article.txt")
        entry.external_attr = 0o120777 << 16
        out.writestr(entry, "/etc/passwd")
    with pytest.raises(InputError, match="leads out of it"):
        unpack(path)


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    path = archive({f"{n}.txt": b"\0" * 20_000_000 for n in range(3)}, tmp_path)
    assert path.stat().st_size < 200_000
    with pytest.raises(InputError, match="is larger than 40 MB unpacked"):
        unpack(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"<html>", b"PK\x03\x04" + b"\0" * 50])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "soup.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match="is no bundle"):
        unpack(path)


def test_a_missing_bundle_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.zip", tmp_path):
        with pytest.raises(InputError, match=f"{path.name}: cannot be read"):
            unpack(path)


def test_a_file_that_was_changed_is_found(article: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle(article)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    files["brief.html"] += b" "
    with pytest.raises(InputError, match=r"brief\.html was changed"):
        unpack(archive(files, tmp_path))


def test_a_file_beside_the_manifest_or_lost_is_found(article: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle(article)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    for other in (files | {"evil.sh": b""}, {name: files[name] for name in files if name != "brief.html"}):
        with pytest.raises(InputError, match="other files than its manifest lists"):
            unpack(archive(other, tmp_path))


@pytest.mark.parametrize("name", ["..", "../../evil.review.json", "a\0.review.json", "/etc/evil.review.json", "x"])
def test_the_name_of_a_side_file_leads_nowhere(article: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(bundle(article)) as held:
        files = {entry: held.read(entry) for entry in held.namelist()}
    manifest = json.loads(files["manifest.json"])
    manifest["article"]["review"] = name
    files["manifest.json"] = json.dumps(manifest).encode()
    with pytest.raises(InputError, match="names a side file that is none"):
        unpack(archive(files, tmp_path))


def test_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("brief.json", "1")
        out.writestr("brief.json", "2")
    with pytest.raises(InputError, match="one name twice"):
        unpack(path)


def test_a_bundle_with_a_byte_changed_anywhere_is_refused_or_the_same(article: Path, tmp_path: Path) -> None:
    """What a byte can change and leave the bundle good is what no reader of it sees, as the day of an entry."""
    path = bundle(article, "--with-text")
    good, held = path.read_bytes(), unpack(path)
    rng = random.Random(7)
    refused = 0
    for _ in range(150):
        bad = bytearray(good)
        place = rng.choice([rng.randrange(len(bad)), len(bad) - 1 - rng.randrange(1500)])
        bad[place] ^= rng.randrange(1, 256)
        path.write_bytes(bad)
        try:
            assert unpack(path) == held
        except InputError:
            refused += 1
    assert refused > 50


def test_the_bundle_holds_the_numbers_of_its_figures_and_who_was_in_what(article: Path) -> None:
    path = bundle(article)
    brief = unpack(path).brief
    assert brief.overlap is not None
    with zipfile.ZipFile(path) as held:
        memberships = list(csv.DictReader(io.StringIO(held.read("data/memberships.csv").decode())))
        names = held.namelist()
        manifest = json.loads(held.read("manifest.json"))
    hungary = {row["organisation"]: row["role"] for row in memberships if row["state"] == "HUN"}
    assert hungary["OTS"] == "observer"  # since 2018: turkicstates.org
    assert len(memberships) == len(brief.overlap.states) * len(brief.overlap.organisations)
    assert sum(name.startswith("data/claim-") for name in names) == len(brief.series) > 0
    assert (manifest["facts"], manifest["data"]) == (brief.manifest.facts, brief.manifest.data)


def test_the_authors_name_goes_along_where_it_was_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n"))
    meta = '<meta name="author" content="Ada Example"><title>A summit in the steppe</title>'
    page.write_text(f"<html><head>{meta}</head><body><article><p>By Ada Example</p>{body}</article></body></html>")
    with zipfile.ZipFile(bundle(page)) as held:
        assert b"Ada Example" not in held.read("manifest.json")
    path = bundle(page, "--with-text", "--byline")
    assert unpack(path).brief.document.byline == "Ada Example"
    assert run("replicate", path).exit_code == 0


def test_other_libraries_are_told(article: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle(article)) as held:
        files = {entry: held.read(entry) for entry in held.namelist()}
    brief = json.loads(files["brief.json"])
    brief["irregularities"] = ["Something else."]
    files["brief.json"] = json.dumps(brief).encode()
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["brief.json"] = hashlib.sha256(files["brief.json"]).hexdigest()
    manifest["dependencies"]["polars"] = "0.1"
    files["manifest.json"] = json.dumps(manifest).encode()
    done = run("replicate", archive(files, tmp_path), article)
    assert done.exit_code == 1
    assert "polars was 0.1, is " in done.output
    assert "Parts of brief.json that differ: irregularities" in done.output


def test_a_bundle_of_another_schema_is_refused(article: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle(article)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    files["manifest.json"] = files["manifest.json"].replace(b"multipolar bundle 1", b"multipolar bundle 9")
    with pytest.raises(InputError, match="This version reads 'multipolar bundle 1'"):
        unpack(archive(files, tmp_path))


def changed(brief: Brief, **manifest: str) -> Brief:
    return msgspec.structs.replace(brief, manifest=msgspec.structs.replace(brief.manifest, **manifest))


def with_claim(brief: Brief, place: int, **fields: Any) -> Brief:
    claims = list(brief.claims)
    claims[place] = msgspec.structs.replace(claims[place], **fields)
    return msgspec.structs.replace(brief, claims=tuple(claims))


def test_a_brief_is_the_same_as_itself() -> None:
    found = compare(BRIEF, loads(dumps(BRIEF)))
    assert found.same
    assert not found.made


def test_a_verdict_that_changed_with_its_evidence_is_laid_to_the_data() -> None:
    check = BRIEF.claims[3].checks[0]
    evidence = (msgspec.structs.replace(check.evidence[0], value=0.9), *check.evidence[1:])
    new = with_claim(
        changed(BRIEF, data="2021"),
        3,
        verdict="proxies consistent",
        checks=(msgspec.structs.replace(check, result="holds", evidence=evidence),),
    )
    (change,) = [row for row in compare(BRIEF, new).changes if row.kind == "verdict"]
    assert change.why == "the data"
    assert change.before.startswith("proxies inconsistent: ")
    assert change.after.startswith("proxies consistent: ")


def test_a_membership_that_changed_is_laid_to_the_facts() -> None:
    role = BRIEF.roles[0]
    assert role.check is not None
    other = msgspec.structs.replace(role, check=msgspec.structs.replace(role.check, result="fails"))
    new = msgspec.structs.replace(changed(BRIEF, facts="2021"), roles=(other, *BRIEF.roles[1:]))
    (change,) = compare(BRIEF, new).changes
    assert (change.kind, change.why) == ("membership", "the facts")
    assert change.what == "Borvia: observer, Council of the Middle Sea"


def test_a_claim_that_is_gone_is_laid_to_the_reader() -> None:
    new = msgspec.structs.replace(changed(BRIEF, reader="rules 2"), claims=BRIEF.claims[:-1])
    (change,) = [row for row in compare(BRIEF, new).changes if row.kind == "claim"]
    assert change.why == "the reader"
    assert change.after == ""


def test_a_claim_whose_quote_was_cut_otherwise_is_the_same_claim() -> None:
    quote = BRIEF.claims[0].quote
    shorter = msgspec.structs.replace(quote, start=quote.start + 4, text=quote.text[4:])
    (change,) = compare(BRIEF, with_claim(changed(BRIEF, reader="rules 2"), 0, quote=shorter)).changes
    assert (change.kind, change.why) == ("quote", "the reader")
    assert (change.before, change.after) == (quote.text, shorter.text)


def test_a_claim_that_was_reworded_in_another_version_of_the_text_is_the_same_claim() -> None:
    quote = BRIEF.claims[0].quote
    other = msgspec.structs.replace(quote, start=9000, end=9000 + len(quote.text) + 6, text=f"Truly {quote.text}")
    new = with_claim(BRIEF, 0, quote=other)
    new = msgspec.structs.replace(new, document=msgspec.structs.replace(new.document, sha256="0" * 64))
    (change,) = compare(BRIEF, new).changes
    assert (change.kind, change.why) == ("quote", "the text")


def test_the_same_words_twice_are_two_claims() -> None:
    twice = msgspec.structs.replace(BRIEF, claims=(*BRIEF.claims, BRIEF.claims[0]))
    (gone,) = compare(twice, BRIEF).changes
    (come,) = compare(BRIEF, twice).changes
    assert (gone.kind, gone.after, come.kind, come.before) == ("claim", "", "claim", "")


@given(st.lists(st.integers(0, 8), max_size=8), st.lists(st.integers(0, 8), max_size=8), st.booleans())
def test_every_claim_is_in_one_pair(first: list[int], second: list[int], same_text: bool) -> None:
    def brief(starts: list[int], sha256: str) -> Brief:
        claim = BRIEF.claims[0]
        claims = tuple(
            msgspec.structs.replace(claim, number=n, quote=QuoteRow(s, s + 4, "abcdefghijklm"[s : s + 4]))
            for n, s in enumerate(starts)
        )
        document = msgspec.structs.replace(BRIEF.document, sha256=sha256)
        return msgspec.structs.replace(BRIEF, claims=claims, document=document)

    old, new = brief(first, "a"), brief(second, "a" if same_text else "b")
    found = list(pairs(old, new))
    assert sorted(before.number for before, _ in found if before) == list(range(len(first)))
    assert sorted(after.number for _, after in found if after) == list(range(len(second)))
    assert all(before or after for before, after in found)
    if first == second:
        assert all(before == after for before, after in found)


def test_a_role_in_the_matrix_that_changed_is_told() -> None:
    shared = BRIEF.overlap
    assert shared is not None
    rows = (("guest", *shared.roles[0][1:]), *shared.roles[1:])
    new = msgspec.structs.replace(changed(BRIEF, facts="2021"), overlap=msgspec.structs.replace(shared, roles=rows))
    (change,) = compare(BRIEF, new).changes
    assert (change.kind, change.after, change.why) == ("membership", "guest", "the facts")


def test_an_omission_with_other_numbers_is_one_change() -> None:
    first, *rest = BRIEF.first.omitted
    other = msgspec.structs.replace(first, text=f"{first.text} Or so.")
    new = changed(BRIEF, data="2021")
    new = msgspec.structs.replace(new, first=msgspec.structs.replace(new.first, omitted=(other, *rest)))
    (change,) = compare(BRIEF, new).changes
    assert (change.kind, change.before, change.after, change.why) == ("omission", first.text, other.text, "the data")


def test_another_correction_is_told_as_a_ground() -> None:
    told = "1 correction of a reader was used (a.review.json)."
    old = msgspec.structs.replace(BRIEF, irregularities=(told, "A claim was rejected."))
    new = msgspec.structs.replace(BRIEF, irregularities=(told, "A role was rejected."))
    (row,) = compare(old, new).made
    assert row.what == "corrections of a reader"


def test_a_change_without_a_ground_says_so() -> None:
    new = with_claim(BRIEF, 0, mode="forecast")
    (change,) = compare(BRIEF, new).changes
    assert change.why == "nothing that the briefs name"


def test_the_command_line_compares(article: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    assert run("brief", article, "--published", "2022-11-15", "-o", old).exit_code == 0
    same = run("brief", article, "--published", "2022-11-15", "--compare", old)
    assert "Nothing that the brief says." in same.output
    other = run("brief", article, "--published", "2015-01-01", "--compare", old, "--json")
    found = json.loads(other.stdout)
    assert {row["what"] for row in found["made"]} >= {"the day of publication", "the day asked about"}
    assert found["changes"]


@pytest.mark.parametrize("text", ["", "{}", '{"manifest": 1}', "[" * 5000])
def test_what_is_no_brief_cannot_be_compared(article: Path, tmp_path: Path, text: str) -> None:
    old = tmp_path / "old.json"
    old.write_text(text, encoding="utf-8")
    done = run("brief", article, "--compare", old)
    assert done.exit_code != 0
    assert "is not a brief" in str(done.exception)


@pytest.mark.parametrize("schema", ["multipolar brief 1", "multipolar brief 9"])
def test_a_brief_of_another_schema_is_named_even_where_its_fields_are_others(
    article: Path, tmp_path: Path, schema: str
) -> None:
    old = tmp_path / "old.json"
    old.write_text(json.dumps({"manifest": {"schema": schema, "more": 1}, "pages": []}), encoding="utf-8")
    done = run("brief", article, "--compare", old)
    assert f"brief of schema '{schema}'" in str(done.exception)


def test_a_comparison_with_a_missing_file_names_it(article: Path, tmp_path: Path) -> None:
    done = run("brief", article, "--compare", tmp_path / "nowhere.json")
    assert "nowhere.json" in str(done.exception)
