"""Clients that race: threads with database connections of their own, let go at the same moment."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def race(clients: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each client got: its answer, or the exception that it met."""
    answers: list[Any] = [None] * len(clients)
    barrier = threading.Barrier(len(clients))

    def run(place: int, client: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=60)
            answers[place] = client()
        except Exception as met:
            answers[place] = met
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, client)) for place, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers
