"""What the tests of the reports share."""

import pytest

pytest.register_assert_rewrite("tests.reporting.printed", "tests.reporting.recount")
