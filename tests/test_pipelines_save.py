"""Save: posts are written in batches, before the row of their thread, and a full disk loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.store import Store
from pipelines import save as saving
from pipelines.save import Save
from tests.visits import visit


def test_posts_are_on_disk_before_the_thread_that_says_so(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(Store, "append", lambda _self, dataset, _records: order.append(dataset))
    save = step(Save)
    save.process_item(visit("een"))
    save.close_spider()
    assert order == ["posts", "threads"]


def test_posts_that_cannot_be_written_leave_no_thread_row(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save = step(Save)
    save.process_item(visit("een"))
    append = Store.append

    def full(self: Store, dataset: Any, records: Any) -> int:
        if dataset == "posts":
            raise OSError(28, "No space left on device")
        return append(self, dataset, records)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "append", full)
        with pytest.raises(OSError, match="No space"):
            save.save()
    assert not Store(str(tmp_path / "data")).exists("threads")
    assert save.crawler.stats.get_value("webcare/unsaved") == 1, "the run log counts what was not written"
    save.save()
    assert save.crawler.stats.get_value("webcare/unsaved") == 0
    assert Store(str(tmp_path / "data")).latest("posts").num_rows == 1, "nothing is lost when it can be written again"


def test_batch_is_written_when_it_is_large(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(saving, "BATCH", 3)
    save = step(Save)
    save.process_item(visit("een", "twee"))
    assert not Store(str(tmp_path / "data")).exists("posts")
    save.process_item(visit("een", "twee"))
    assert Store(str(tmp_path / "data")).read("posts").num_rows == 4


def test_batch_is_written_when_it_is_old(
    step: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save = step(Save)
    monkeypatch.setattr(saving, "SECONDS", -1.0)
    save.process_item(visit("een"))
    assert Store(str(tmp_path / "data")).read("posts").num_rows == 1
