"""A group whose ``load`` is fetched only when it is asked for: its other commands start without Django."""

import importlib
from typing import Any

import click


class WithLoad(click.Group):
    """``load`` stands in the module named by ``load_from``, under that name."""

    def __init__(self, *args: Any, load_from: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.load_from = load_from

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "load"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "load":
            return super().get_command(ctx, cmd_name)
        found = importlib.import_module(self.load_from).load
        return found if isinstance(found, click.Command) else None
