"""``passerelle audit-draw``: draws a kept sample again and says whether it is the same."""

import click

import passerelle.commands.database_access  # noqa: F401  # before anything that knows a model
from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.protection.audits import redraw


@click.command()
@click.argument("number")
@json_option
@run_or_exit
def audit_draw(number: str, as_json: bool) -> None:
    """Draw the sample of audit NUMBER again from its kept seed and frame; exit 1 when it is another."""
    try:
        found = redraw(SYSTEM, number)
    except NotPermitted:
        raise Refused([Problem("unknown_audit", Text("There is no audit with this number."))]) from None
    if as_json:
        answer({"holds": found.holds, "drawn": list(found.drawn)})
    else:
        click.echo("\n".join([*found.drawn, "holds" if found.holds else "does not hold"]))
    leave(Exit.DONE if found.holds else Exit.REFUSED)
