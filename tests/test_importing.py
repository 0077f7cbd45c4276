"""What platforms export themselves goes through the same steps as what is crawled."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.profile import Profile, ProfileError, load
from tests.loopback import posts, runs, stored_bytes
from webcare.__main__ import main
from webcare.importing import import_posts
from webcare.platform_exports import ImportingError, read_rows

EXCEL = (
    "Reactie-ID;Datum;Naam;Reactie;Permalink\r\n"
    '7;20-11-2026 14:05;Klant Een;"Het UWV belt niet; bel mij op 06-12345678";https://fb.example/7\r\n'
    "8;20-11-2026 15:00;Proef;We bellen u morgen ^RN;https://fb.example/8\r\n"
    "9;20-11-2026 16:00;Klant Twee;;https://fb.example/9\r\n"
)
ARCHIVE = [
    {"tweet": {"id_str": "51", "full_text": "Wachten op UWV", "created_at": "Fri Nov 20 13:05:09 +0000 2026"}},
    {"tweet": {"id_str": "52", "full_text": "Nog steeds UWV", "created_at": "Fri Nov 20 14:05:09 +0000 2026"}},
]
META = {
    "comments_v2": [
        {
            "timestamp": 1795187109,
            "title": "Klant heeft gereageerd",
            "data": [{"comment": {"timestamp": 1795187109, "comment": "UWV, ge\u00c3\u00abrgerd!", "author": "Klant"}}],
        }
    ]
}
TEAM = (
    '[[team.accounts]]\nsource = "facebook"\nname = "Proef"\n[[team.accounts]]\nsource = "linkedin"\nname = "Proef"\n'
)


@pytest.fixture
def proef(profile_file: Callable[[str], Path]) -> Profile:
    return load(profile_file(TEAM))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def stored(data: Path) -> dict[str, dict[str, Any]]:
    return {post["post_id"]: post for post in posts(data)}


def test_import_is_read_masked_and_labelled_like_a_crawl(proef: Profile, tmp_path: Path) -> None:
    data, file = tmp_path / "data", write(tmp_path / "reacties.csv", EXCEL.encode("utf-8-sig"))
    run = import_posts(proef, str(data), file, "facebook")
    assert (run.outcome, run.posts_read, run.posts_new, run.posts_matched) == ("complete", 2, 2, 1)
    post, answer = stored(data)["7"], stored(data)["8"]
    assert (answer["author"], answer["is_team"], answer["adviser"]) == ("Proef", True, "RN")
    assert (post["source"], post["post_id"], post["kind"], post["terms"]) == ("facebook", "7", "social", ["UWV"])
    assert (str(post["posted_at"]), post["precision"]) == ("2026-11-20 13:05:00+00:00", "minute")
    assert "belt niet; bel mij op" in post["text"]
    assert post["pii"] == ["phone"]
    assert "06-12345678" not in stored_bytes(data)
    assert "Klant Een" not in stored_bytes(data)
    assert [row["source"] for row in runs(data)] == ["facebook"]


def test_second_import_stores_only_what_is_new_or_changed(proef: Profile, tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "reacties.csv"
    import_posts(proef, str(data), write(file, EXCEL), "facebook")
    again = import_posts(proef, str(data), file, "facebook")
    changed = (
        EXCEL.replace("Het UWV belt niet", "Het UWV belde net")
        + "10;20-11-2026 17:00;X;Dag UWV;https://fb.example/10\r\n"
    )
    third = import_posts(proef, str(data), write(file, changed), "facebook")
    assert (again.posts_new, again.posts_changed) == (0, 0)
    assert (third.posts_new, third.posts_changed) == (1, 1)
    assert sorted(stored(data)) == ["10", "7", "8"]
    assert stored(data)["7"]["text"].startswith("Het UWV belde net")


def test_an_id_that_stands_there_twice_is_told_and_its_first_post_kept(
    proef: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = EXCEL.replace("\r\n8;", "\r\n7;") + "7;20-11-2026 17:00;X;Dag UWV;https://fb.example/10\r\n"
    file, data = write(tmp_path / "reacties.csv", twice), tmp_path / "data"
    told = ("--source", "facebook", "--profile", str(proef.path), "--data", str(data))
    monkeypatch.setattr(sys, "argv", ["webcare", "import", str(file), *told])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert "facebook: Overgeslagen: 2 keer een bericht met een id dat al in het bestand stond, als eerste 7;" in (
        " ".join(capsys.readouterr().out.split())
    )
    assert [row["outcome"] for row in runs(data)] == ["complete"]
    assert "belt niet" in stored(data)["7"]["text"]
    assert list(stored(data)) == ["7"]


def test_archive_of_x_and_of_meta_are_read(proef: Profile, tmp_path: Path) -> None:
    data = tmp_path / "data"
    archive = write(tmp_path / "tweets.js", f"window.YTD.tweets.part0 = {json.dumps(ARCHIVE)}")
    import_posts(proef, str(data), archive, "twitter")
    import_posts(proef, str(data), write(tmp_path / "comments.json", json.dumps(META)), "facebook")
    by_text = {post["text"]: post for post in posts(data)}
    assert sorted(by_text) == ["Nog steeds UWV", "UWV, geërgerd!", "Wachten op UWV"]
    assert str(by_text["Wachten op UWV"]["posted_at"]) == "2026-11-20 13:05:09+00:00"
    assert str(by_text["UWV, geërgerd!"]["posted_at"]) == "2026-11-20 15:05:09+00:00"
    assert by_text["Wachten op UWV"]["post_id"] == "51"


def test_comments_within_a_post_belong_to_its_thread(proef: Profile, tmp_path: Path) -> None:
    reply = {"id": "3", "message": "Fijn ^BV", "from": {"name": "Proef"}, "created_time": "2026-11-20T12:00:00+0000"}
    comment = {"id": "2", "message": "Waar?", "created_time": "2026-11-20T11:00:00+0000", "replies": [reply]}
    post = {"id": "1", "message": "Open dag bij UWV", "created_time": "2026-11-20T10:00:00+0000"}
    file = write(tmp_path / "posts.json", json.dumps({"data": [{**post, "comments": {"data": [comment]}}]}))
    import_posts(proef, str(tmp_path / "data"), file, "linkedin")
    found = stored(tmp_path / "data")
    assert {post_id: post["thread_id"] for post_id, post in found.items()} == {"1": "1", "2": "1", "3": "1"}
    assert (found["3"]["is_team"], found["3"]["adviser"], found["2"]["match_reason"]) == (True, "BV", "thread")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_table_is_read_in_any_common_form(tmp_path: Path, encoding: str, separator: str) -> None:
    table = (
        separator.join(("ID", "Created At", "Text")) + "\n" + separator.join(("1", "2026-11-20", "één vraag")) + "\n"
    )
    (row,) = read_rows(write(tmp_path / "t.csv", table.encode(encoding)))
    assert row == {"post_id": "1", "posted": "2026-11-20", "text": "één vraag"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "holds no post"),
        ("naam;datum\nx;y\n", "no column or key with the text; expected one of text"),
        ('{"a": 1\n{"b": 2}\n', "line 1 is no JSON"),
        ('{"meta": {"result_count": 0}}', "holds no post"),
    ],
)
def test_file_that_cannot_be_imported_is_told_in_one_sentence(
    proef: Profile, tmp_path: Path, content: str, told: str
) -> None:
    file = write(tmp_path / "fout.txt", content)
    with pytest.raises(ImportingError, match=told) as error:
        import_posts(proef, str(tmp_path / "data"), file, "facebook")
    assert str(error.value).startswith(f"{file}: ")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "data").exists()


def test_source_or_file_that_is_not_there_is_told(proef: Profile, tmp_path: Path) -> None:
    file = write(tmp_path / "reacties.csv", EXCEL)
    with pytest.raises(ProfileError, match="no source hyves"):
        import_posts(proef, str(tmp_path / "data"), file, "hyves")
    with pytest.raises(ImportingError, match="cannot be read"):
        import_posts(proef, str(tmp_path / "data"), tmp_path / "weg.csv", "facebook")


def test_cell_that_is_too_long_is_said_in_one_sentence(tmp_path: Path) -> None:
    file = write(tmp_path / "lang.csv", f"id;tekst;naam\n1;{'a ' * 100_000};Klant\n")
    with pytest.raises(ImportingError, match=r"lang\.csv: behind line 1 stands no CSV \(field larger"):
        list(read_rows(file))


def test_comments_come_behind_their_post(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"UWV {n}", "comments": [{"id": f"{n}a", "text": "Ja"}]} for n in range(3)]
    found = [row["post_id"] for row in read_rows(write(tmp_path / "posts.json", json.dumps({"data": rows})))]
    assert found == ["0", "0a", "1", "1a", "2", "2a"]
