"""What PyArrow does without."""

import subprocess
import sys
from pathlib import Path

STORED = """
import sys
import pyarrow as pa
from crawler.items import Run
from crawler.store import Store, now
Store(sys.argv[1]).append("runs", [Run("r1", "bord", now())])
rows = Store(sys.argv[1]).latest("runs")
print("pandas" in sys.modules, rows.num_rows, len(rows.to_pandas()), "pandas" in sys.modules)
"""


def test_pandas_is_imported_only_for_who_asks_for_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STORED, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["False", "1", "1", "True"], done.stderr
