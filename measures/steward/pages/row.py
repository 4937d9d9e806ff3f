"""One row as its steward keeps it: baseline, near-miss band, what it hangs on, its targets over time, its end."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.speaking import named
from measures.above import Frozen
from measures.labels import BINDINGS, READINGS
from measures.models import KpiRow, RowLink, TargetVersion
from measures.models.codes import Reading
from measures.pages.entries import name_of
from measures.quantities import write_number
from measures.questions import WHICH_GOAL, own_question
from measures.reported import reported_in, used_by
from measures.steward.finding import Hook
from measures.steward.forms import LastDayForm, LinksForm, ProposalForm, RowForm
from measures.steward.pages.attempts import NO_ATTEMPT, Attempt, form_of
from measures.steward.pages.rows import in_force_on
from measures.steward.pages.words import decision_words, version_words
from measures.targets import Binding
from scorecard.work.fields import Asked

FACTS = ("baseline_value", "baseline_date", "baseline_words", "baseline_comparable", "band_percent", "band_absolute")


@dataclass(frozen=True, slots=True)
class LinkLine:
    """What the row hangs on. ``settle``: of a proposed one the address where it is confirmed or dropped."""

    name: str
    kind: str
    proposed: bool
    question: str
    settle: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A target version: as judged and in the decision's words. ``correct``: where it may still be corrected.

    ``state``: in force, to come, past or corrected; ``reports``: the frozen reports that judge by it.
    """

    since: str
    target: str
    words: str
    binding: str
    decision: str
    written: str
    state: str
    in_force: bool
    corrected: bool
    reports: str
    correct: str


@dataclass(frozen=True, slots=True)
class RowPage:
    """What the page shows."""

    code: str
    name: str
    strategy: str
    indicator: str
    facts: tuple[tuple[str, str], ...]
    reading: str
    proposed: bool
    question: str
    change: Asked
    links: tuple[LinkLine, ...]
    hang: Asked
    suggest: Asked | None
    versions: tuple[VersionLine, ...]
    decide: str
    ended: str
    resume: str
    retire: Asked
    remove: str
    reports: str
    fault: str
    changes: str


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is made of."""

    code: str
    row: KpiRow
    links: Sequence[RowLink]
    hooks: Sequence[Hook]
    versions: Sequence[TargetVersion]
    today: dt.date
    attempt: Attempt = field(default=NO_ATTEMPT)

    def place(self, step: str = "", *more: object) -> str:
        """An address of the row's."""
        name = f"hallinta-rivi-{step}" if step else "hallinta-rivi"
        return reverse(name, args=[self.code, self.row.strategy.code, self.row.indicator.code, *more])

    def target_place(self, step: str, *more: object) -> str:
        """An address of its targets."""
        place = [self.code, self.row.strategy.code, self.row.indicator.code]
        return reverse(f"hallinta-tavoite-{step}", args=[*place, *more])

    def hung(self, *, proposed: bool) -> set[str]:
        """The keys of what the row hangs on."""
        return {key_of(link) for link in self.links if link.proposed == proposed}


def key_of(link: RowLink) -> str:
    """The key of what a link leads to, as in a form."""
    kind = "node" if link.node_id else "project" if link.project_id else "action"
    return f"{kind}-{getattr(link, f'{kind}_id')}"


def row_page(of: Material) -> RowPage:
    """The page."""
    row, attempt = of.row, of.attempt
    told: Any = row
    reports = reported_in(row, of.versions)
    seen, links_seen = told.seen, told.links_seen or 0
    depths = {hook.key: hook.depth for hook in of.hooks}
    taken = of.hung(proposed=True) | of.hung(proposed=False)
    free = [hook for hook in of.hooks if hook.key not in taken and not hook.retired]
    return RowPage(
        code=row.indicator.code,
        name=named(row.indicator),
        strategy=named(row.strategy),
        indicator=reverse("hallinta-mittari", args=[of.code, row.indicator.code]),
        facts=tuple(_facts(row)),
        reading=_reading(row),
        proposed=row.reading == Reading.PROPOSED,
        question=_question(of),
        change=form_of(attempt, "tiedot", row_form(row), of.place("muokkaa"), seen),
        links=tuple(_links(of)),
        hang=form_of(attempt, "kohteet", links_form(of), of.place("kohteet"), links_seen, depths=depths),
        suggest=form_of(attempt, "ehdota", proposal_form(of), of.place("ehdota"), "") if free else None,
        versions=tuple(_versions(of, reports)),
        decide=of.target_place("uusi"),
        ended=write_day(row.last_day) if row.last_day is not None else "",
        resume=of.place("jatka") if row.last_day is not None else "",
        retire=form_of(attempt, "paata", LastDayForm(), of.place("paata"), seen),
        remove=of.place("poista"),
        reports=", ".join(sorted(one.code for one in reports)),
        fault=attempt.fault,
        changes=f"{reverse('muutokset', args=[of.code])}?mittari={row.indicator.code}",
    )


def row_form(row: KpiRow, typed: QueryDict | None = None) -> RowForm:
    """The form of baseline and band, filled with what stands or with what was typed."""
    initial = {name: getattr(row, name) for name in FACTS}
    unit = "" if row.indicator.scale else row.indicator.measure_unit
    given = [typed] if typed is not None else []
    return RowForm(*given, unit=unit, decimals=row.indicator.decimals, initial=initial)


def links_form(of: Material, typed: QueryDict | None = None) -> LinksForm:
    """The form of what the row surely hangs on. Proposed ones are settled elsewhere and not to be ticked."""
    proposed, sure = of.hung(proposed=True), of.hung(proposed=False)
    things = [
        (hook.key, _hook_words(hook))
        for hook in of.hooks
        if hook.key not in proposed and (hook.key in sure or not hook.retired)
    ]
    given = [typed] if typed is not None else []
    return LinksForm(*given, things=things, initial={"things": [key for key, _words in things if key in sure]})


def proposal_form(of: Material, typed: QueryDict | None = None) -> ProposalForm:
    """The form of a proposed link."""
    taken = of.hung(proposed=True) | of.hung(proposed=False)
    things = [(hook.key, _hook_words(hook)) for hook in of.hooks if hook.key not in taken and not hook.retired]
    return ProposalForm(*([typed] if typed is not None else []), things=things)


def _hook_words(hook: Hook) -> str:
    words = {"project": _("projekti: %(name)s"), "action": _("toimenpide: %(name)s"), "benefit": _("hyöty: %(name)s")}
    words["value"] = _("arvo: %(name)s")
    return words[hook.kind] % {"name": hook.name} if hook.kind in words else hook.name


def _question(of: Material) -> str:
    """What is asked of the row; without the goal where the proposed links ask of each themselves."""
    asked = any(link.proposed and link.question == WHICH_GOAL for link in of.links)
    return own_question(of.row.question) if asked else of.row.question


def _facts(row: KpiRow) -> Iterator[tuple[str, str]]:
    unit, decimals = row.indicator.measure_unit, row.indicator.decimals
    value = row.baseline_value
    number = write_number(value, unit=unit, decimals=_places(value, decimals)) if value is not None else _("ei lukua")
    yield _("Lähtötaso"), number
    yield _("Lähtötason päivä"), write_day(row.baseline_date) if row.baseline_date is not None else _("ei kerrottu")
    yield _("Lähtötaso päätöksen sanoin"), row.baseline_words or "–"
    yield _("Vertailukelpoinen"), _("kyllä") if row.baseline_comparable else _("ei: osuutta ei lasketa")
    percent = write_number(row.band_percent.normalize(), unit="%")
    absolute = row.band_absolute
    yield (
        _("Lähes saavutettu"),
        _("enintään %(limit)s tavoitteesta")
        % {
            "limit": percent
            if absolute is None
            else write_number(absolute, unit=unit, decimals=_places(absolute, decimals))
        },
    )


def _places(value: Any, decimals: int) -> int:
    return decimals if value is None else max(decimals, -int(value.normalize().as_tuple().exponent))


def _reading(row: KpiRow) -> str:
    word = READINGS[Reading(row.reading)]
    if row.confirmed_at is None or row.confirmed_by is None:
        return word
    return _("%(reading)s: %(person)s %(moment)s") % {
        "reading": word,
        "person": name_of(row.confirmed_by),
        "moment": write_moment(row.confirmed_at),
    }


def _links(of: Material) -> Iterator[LinkLine]:
    order = {hook.key: place for place, hook in enumerate(of.hooks)}
    for link in sorted(of.links, key=lambda one: order.get(key_of(one), len(order))):
        thing = link.node or link.project or link.action
        kind = "" if link.node_id else _("projekti") if link.project_id else _("toimenpide")
        settle = of.place("ehdotus", link.pk) if link.proposed else ""
        yield LinkLine(named(thing) if thing is not None else "", kind, link.proposed, link.question, settle)


def _versions(of: Material, reports: Sequence[Frozen]) -> Iterator[VersionLine]:
    now = in_force_on(of.versions, of.today)
    superseded = {one.supersedes_id for one in of.versions}
    for one in sorted(of.versions, key=lambda each: (each.valid_from, each.pk), reverse=True):
        used = used_by(one, of.versions, reports)
        last = one.pk not in superseded
        yield VersionLine(
            since=write_day(one.valid_from),
            target=version_words(one, of.row.indicator),
            words=one.words,
            binding=BINDINGS[Binding(one.binding)],
            decision=decision_words(one.decision) if one.decision is not None else "",
            written=f"{name_of(one.recorded_by)} {write_moment(one.recorded_at)}",
            state=_state(one, now, of.today, last=last),
            in_force=now is not None and one.pk == now.pk,
            corrected=not last,
            reports=", ".join(sorted(each.code for each in used)),
            correct=of.target_place("korjaa", one.pk) if last and not used else "",
        )


def _state(one: TargetVersion, now: TargetVersion | None, today: dt.date, *, last: bool) -> str:
    if not last:
        return _("korjattu")
    if now is not None and one.pk == now.pk:
        return _("voimassa")
    return _("tulossa") if one.valid_from > today else _("päättynyt")
