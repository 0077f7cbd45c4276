"""Where the team's own records lie: a folder beside the data, on this machine or in an object store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pyarrow.fs as pafs


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or folder in an object store, with the few habits of a ``Path`` that the records need."""

    filesystem: pafs.FileSystem
    path: str

    def __truediv__(self, name: str) -> Remote:
        return Remote(self.filesystem, f"{self.path}/{name}")

    def __str__(self) -> str:
        return self.path

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    def exists(self) -> bool:
        """Whether there is such a file; an object store knows no empty folders."""
        return bool(self.filesystem.get_file_info(self.path).is_file)

    def read_bytes(self) -> bytes:
        """The whole content."""
        with self.filesystem.open_input_stream(self.path) as stream:
            content: bytes = stream.read()
        return content

    def write_bytes(self, content: bytes) -> None:
        """Writes the whole content; an object is seen whole or not at all."""
        self.filesystem.create_dir(self.path.rpartition("/")[0], recursive=True)
        with self.filesystem.open_output_stream(self.path) as stream:
            stream.write(content)


Records: TypeAlias = Path | Remote
"""The folder of the records, or one of its files."""


def records_of(data: str) -> Records:
    """The folder of the records beside the data.

    Raises:
        StoreError: the address is of no kind that we know.
    """
    if "://" not in data:
        return Path(data) / "journal"
    from crawler.store import Store

    store = Store(data)
    return Remote(store.filesystem, f"{store.root}/journal")
