"""The public page of one project or action: who answers, what is served, how far the work is, and its indicators."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import content
from kemi_strategy.web.speaking import named as name_of_record
from reporting.pages.choices import Choice, period_choices
from reporting.pages.definition import Fact
from reporting.pages.places import Places
from reporting.pages.public.lines import RowLine, Step, crumbs, row_lines
from reporting.pages.public.messages import message
from reporting.pages.public.work import ServedGoal, served_goals
from reporting.standing import Standing, tallied
from scorecard.models import Action, ActionNode, Project, ProjectNode
from scorecard.work.pages.parts import MilestoneLine, State, days_of, milestone_line, milestones_in_short, state_of


@dataclass(frozen=True, slots=True)
class WorkPage:
    """What the page shows. ``rows_said``: how its indicators stand; ``left_out``: what has not been confirmed yet."""

    strategy: str
    at: str
    above: tuple[Step, ...]
    name: str
    kind: str
    message: str
    description: str
    state: State
    oulu2026: bool
    facts: tuple[Fact, ...]
    served: tuple[ServedGoal, ...]
    left_out: str
    milestones: tuple[MilestoneLine, ...]
    periods: tuple[Choice, ...]
    rows_said: str
    lines: tuple[RowLine, ...]


def project_page(project: Project, standing: Standing, places: Places, sector: str, today: dt.date) -> WorkPage:
    """The page of a project. ``sector``: the address of its sector's page. Notes of reviews are not told here: they
    become public in a published report.
    """
    milestones = list(project.milestones.all())
    above = [Step(_("Projektit"), places.of_strategy().public("julkiset-projektit"))]
    if project.sector is not None and sector:
        above.append(Step(name_of_record(project.sector), sector))
    facts = (
        (_("Toimiala"), name_of_record(project.sector) if project.sector is not None else _("ei toimialaa")),
        (_("Vastuurooli"), project.responsible_role or _("ei kerrottu")),
        (_("Aika"), days_of(project)),
        (_("Strategia tai ohjelma"), standing.strategy.names.told),
    )
    page = _page(project, _("Projekti"), standing, places, today)
    done = (
        [_("virstanpylväistä %(milestones)s") % {"milestones": milestones_in_short(milestones)}] if milestones else []
    )
    return replace(
        page,
        message=_sentence(_("Projekti"), page, done),
        above=crumbs(places, *above),
        description=content(project.description),
        oulu2026=project.serves_oulu2026,
        facts=_facts(facts),
        milestones=tuple(milestone_line(one) for one in milestones),
    )


def action_page(action: Action, standing: Standing, places: Places, today: dt.date) -> WorkPage:
    """The page of an action."""
    facts = (
        (_("Yksikkö"), name_of_record(action.unit) if action.unit is not None else _("ei yksikköä")),
        (_("Vastuuroolit"), action.responsible_roles or _("ei kerrottu")),
        (_("Aikataulu"), action.schedule or _("ei kerrottu")),
        (_("Kestävän kehityksen tavoitteet (SDG)"), action.sdg),
        (_("Strategia tai ohjelma"), standing.strategy.names.told),
    )
    page = _page(action, _("Toimenpide"), standing, places, today)
    return replace(
        page,
        message=_sentence(_("Toimenpide"), page, []),
        above=crumbs(places, Step(_("Toimenpiteet"), places.of_strategy().public("julkiset-toimenpiteet"))),
        facts=_facts(facts),
    )


def _page(work: Project | Action, kind: str, standing: Standing, places: Places, today: dt.date) -> WorkPage:
    """What projects and actions have in common."""
    links: list[ProjectNode | ActionNode] = list(work.links.all())
    which = "project" if isinstance(work, Project) else "action"
    node = next((one for one in standing.of_kind(which) if one.branch.code == work.code), None)
    rows = [standing.row(code) for code in node.rows] if node is not None else []
    return WorkPage(
        strategy=standing.strategy.names.told,
        at=write_day(standing.period.ends),
        above=(),
        name=name_of_record(work),
        kind=kind,
        message="",
        description="",
        state=state_of(work.state),
        oulu2026=False,
        facts=(),
        served=served_goals(links, places),
        left_out=_left_out(sum(link.proposed for link in links)),
        milestones=(),
        periods=period_choices(standing.period, standing.strategy.valid_from, today) if rows else (),
        rows_said=message(tallied(rows)) if rows else "",
        lines=row_lines(rows, places),
    )


def _facts(lines: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for label, text in lines if text)


def _sentence(subject: str, page: WorkPage, done: Sequence[str]) -> str:
    """How far the work is, in one sentence: «Projekti on käynnissä; virstanpylväistä 2/5 valmiina.»"""
    if page.state.code == "unsaid":
        state = _("%(subject)s: tilaa ei ole kerrottu") % {"subject": subject}
    else:
        state = _("%(subject)s on %(state)s") % {"subject": subject, "state": page.state.word}
    return f"{'; '.join([state, *done])}."


def _left_out(number: int) -> str:
    """What is not told because it is only proposed."""
    if not number:
        return ""
    if number == 1:
        return _("Yksi ehdotettu yhteys ei ole mukana, ennen kuin se on vahvistettu.")
    return _("%(number)s ehdotettua yhteyttä ei ole mukana, ennen kuin ne on vahvistettu.") % {"number": number}
