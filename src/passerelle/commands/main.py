"""The command ``passerelle``: nouns and verbs, each loaded only when it is called."""

import importlib
from collections.abc import Sequence

import click

# Name -> module:attribute. Loading late keeps the bare file commands free of Django and quick to start.
COMMANDS = {
    "assign": "passerelle.commands.assign:assign",
    "audit-draw": "passerelle.commands.audits:audit_draw",
    "bench": "passerelle.commands.bench:bench",
    "cards": "passerelle.commands.cards:cards",
    "classifications": "passerelle.commands.classifications:classifications",
    "database": "passerelle.commands.database:database",
    "demo": "passerelle.commands.demo:demo",
    "followups": "passerelle.commands.followups:followups",
    "import": "passerelle.commands.intake:import_list",
    "jobs": "passerelle.jobs.command:jobs",
    "match": "passerelle.commands.match:match",
    "partnerships": "passerelle.commands.partnerships:partnerships",
    "pathways": "passerelle.commands.pathways:pathways",
    "qualifications": "passerelle.commands.qualifications:qualifications",
    "privacy": "passerelle.commands.privacy:privacy",
    "simulate": "passerelle.commands.simulate:simulate",
    "quotas": "passerelle.commands.quotas:quotas",
    "schemes": "passerelle.commands.schemes:schemes",
    "shortages": "passerelle.commands.shortages:shortages",
    "stable": "passerelle.commands.stable:stable",
    "template": "passerelle.commands.intake:template",
    "verify": "passerelle.commands.verify:verify",
}


class LateGroup(click.Group):
    """A group whose commands are looked up in ``COMMANDS``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load one command; ``None`` for a name that there is not."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="passerelle")
def passerelle() -> None:
    """Runs Talent Partnerships: schemes, vacancies, candidates, explained matching.

    Exit: 0 done, 1 data or state refused, 2 wrong usage or something missing, 4 rules cannot all be met,
    5 stopped by a limit with a valid answer.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    passerelle(args=list(arguments) if arguments is not None else None, prog_name="passerelle")
