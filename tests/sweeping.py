"""The statement sweep: a command fails at its first, second, ... statement; the database is as before or after."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection


class StruckError(Exception):
    """The fault that the sweep puts into a statement."""


def everything(*, leaving_out: frozenset[str] = frozenset()) -> dict[str, list[dict[str, Any]]]:
    """Every row of our tables."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("passerelle.records") and model._meta.label not in leaving_out
    }


def statements_of(command: Callable[[], Any]) -> int:
    """How many statements a command sends."""
    count = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        command()
    return count


def struck_at(place: int, command: Callable[[], Any]) -> BaseException | None:
    """Run a command whose statement number ``place`` fails; answers what came out of it."""
    count = 0

    def striking(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if count == place:
            raise StruckError(sql)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(striking):
            command()
    except StruckError as struck:
        return struck
    return None
