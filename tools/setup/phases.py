"""One line per step with its seconds, and one way out for every command."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from tools.setup.system import Failed, Missing


@contextlib.contextmanager
def phase(name: str) -> Iterator[None]:
    """Name a step, then say how long it took."""
    print(f"== {name}", flush=True)
    start = time.monotonic()
    yield
    print(f"   {time.monotonic() - start:.1f} s", flush=True)


def end(main: Callable[[], int]) -> None:
    """Run a command: 0 done, 1 a step failed, 2 something is missing, 130 stopped by the user."""
    try:
        code = main()
    except Missing as error:
        print(error, file=sys.stderr)
        code = 2
    except Failed as error:
        print(error, file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
