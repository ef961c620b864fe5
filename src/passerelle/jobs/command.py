"""``passerelle jobs work``: the worker as a command."""

import logging
import os

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings.dev")
django.setup()

from passerelle.jobs.worker import Worker  # noqa: E402  # knows models, so Django comes first


@click.group()
def jobs() -> None:
    """Background work: runs that wait, messages that must go out."""


@jobs.command()
@click.option("--once", is_flag=True, help="Stop when nothing is left to do.")
def work(once: bool) -> None:
    """Carry out waiting runs and send waiting messages until stopped (SIGTERM or Ctrl-C)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    worker = Worker()
    worker.listen()
    worker.work(once=once)
