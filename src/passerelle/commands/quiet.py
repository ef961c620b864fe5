"""Standard output holds answers only: what a solver library prints itself goes to standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def only_answers() -> Iterator[None]:
    """Point file descriptor 1 at standard error while a solver works (HiGHS prints past Python)."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
