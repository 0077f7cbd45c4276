"""What the user did wrong, said in one sentence."""

from __future__ import annotations


class InputError(ValueError):
    """An option, profile or file of the user is wrong; the message says which, and what was expected."""
