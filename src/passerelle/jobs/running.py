"""While a run is carried out: signs of life beside it, and an orderly end when the worker must stop."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone

from passerelle.actions.queue.runs import give_back, still_working

BEAT = 10.0  # seconds between two signs of life, well inside the lease


class Stopped(BaseException):
    """The worker was told to stop while it worked; no handler of ordinary errors may swallow it."""


@contextmanager
def under_way(number: str) -> Iterator[None]:
    """Show that the run's worker is alive; when told to stop, put the run back among the waiting."""
    done = threading.Event()
    beating = threading.Thread(target=_beat, args=(number, done), daemon=True)
    beating.start()
    try:
        yield
    except Stopped:
        give_back(number, now=timezone.now())
        raise
    finally:
        done.set()
        beating.join()


def _beat(number: str, done: threading.Event) -> None:
    try:
        while not done.wait(BEAT):
            try:
                still_working(number, now=timezone.now())
            except DatabaseError:
                continue  # a busy database costs one beat of many
    finally:
        connection.close()
