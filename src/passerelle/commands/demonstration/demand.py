"""PALIM's first wound: twelve posts by contract against a group of 120; and an employer's file to review."""

from passerelle.actions.employers.checks import hand_in_check, review_check
from passerelle.actions.employers.committing import commit_posts
from passerelle.actions.employers.opening import open_file
from passerelle.actions.vacancies.import_list import import_list
from passerelle.actions.vacancies.preview_list import source_of
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.employers.checks import CHECKS
from passerelle.domain.intake.grid import Grid, GridRow
from passerelle.records.vacancies.models import Vacancy

POSTS = 12
TITLE = "Software developer (invented post)"
EMPLOYER = "Employer of PALIM (invented)"
INVENTED = "invented for the demonstration"
COLUMNS = ("vacancy", "title", "employer", "country", "region", "isco", "posts")
ROW = ("DEMO-1", TITLE, EMPLOYER, "BE", "BE2", "2512", str(POSTS))


def commit_twelve_posts(world: World) -> None:
    """A vacancy of twelve posts, promised by contract; the employer's file is half reviewed."""
    grid = Grid("demonstration", None, (GridRow(1, COLUMNS), GridRow(2, ROW)))
    today = world.clock.today
    import_list(world.staff, world.scheme.code, source_of(grid, today=today), today=today)
    vacancy = Vacancy.objects.unscoped(WHY).select_related("employer").get(scheme=world.scheme, title=TITLE)
    commit_posts(world.staff, vacancy.number, level="contract", posts=POSTS, evidence=INVENTED)
    file = open_file(world.staff, world.scheme.code, vacancy.employer.number)
    codes = tuple(CHECKS)
    for code in codes[:4]:
        hand_in_check(world.staff, file, code, evidence=INVENTED)
    for code in codes[:2]:
        review_check(world.reviewer, file, code, verdict="accepted")
    review_check(world.reviewer, file, codes[2], verdict="sent_back", reason=INVENTED)
