"""Compiles a report's snapshot: a draft with all that is counted inside, a frozen one with approved figures only."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from kemi_strategy.web.languages import in_language
from measures.figures import Measured
from measures.models import TargetVersion
from reporting.assemble import standing_at
from reporting.compiling.checks import with_standing_checks
from reporting.compiling.figures import actuals_of, missing_of, responsible
from reporting.compiling.log import changes_of
from reporting.compiling.release import RELEASE
from reporting.compiling.roles import Roles, roles_of
from reporting.compiling.titles import title_of
from reporting.compiling.words import assessments_of, cards_of, narratives_of, texts_of
from reporting.compiling.work import actions_told, projects_told
from reporting.models import Report, SectorCheck
from reporting.models.codes import ReportKind
from reporting.reach import is_of
from reporting.snapshot import (
    ActionFacts,
    DecisionFacts,
    Meeting,
    PreviousReport,
    PreviousRow,
    ProjectFacts,
    ReportFacts,
    ReportState,
    RowDetails,
    SectorFacts,
    Snapshot,
    UnitFacts,
    from_json,
    to_json,
)
from reporting.standing import Audience, Names, RowStanding, Standing, stand_nodes
from reporting.structure import names_of
from scorecard.models import Decision, User
from scorecard.models.codes import UnitKind
from scorecard.work.organisation import Organisation, organisation_of


@dataclass(frozen=True, slots=True)
class Asked:
    """How the snapshot is wanted. ``cut_off``: the moment whose knowledge it has, now where none is given."""

    state: ReportState = ReportState.DRAFT
    cut_off: dt.datetime | None = None
    frozen_at: dt.datetime | None = None
    frozen_by: User | None = None
    acknowledged: str = ""


def compile_snapshot(report: Report, asked: Asked | None = None) -> Snapshot:
    """Everything the report says, as it comes back from its text; its municipality and strategy should be selected."""
    with in_language("fi"):  # whoever asks, and on a page of whichever language: the same report
        made = _Compiler(report, asked or Asked()).snapshot()
    return from_json(to_json(with_standing_checks(made)))


def previous_report(report: Report) -> Report | None:
    """The frozen report that this one follows: of the same kind of pack, of an earlier period, as last corrected."""
    found = Report.objects.filter(
        strategy=report.strategy_id, unit=report.unit_id, period_ends__lt=report.period_ends, frozen_at__isnull=False
    )
    if report.kind in _WHOLE:
        found = found.filter(kind__in=_WHOLE)
    else:
        found = found.filter(kind=report.kind)
    return found.order_by("-period_ends", "-version").first()


_WHOLE = (ReportKind.HALF_YEAR, ReportKind.FINANCIAL_STATEMENTS)


class _Compiler:
    """One report being compiled: what is read once and used by several parts."""

    def __init__(self, report: Report, asked: Asked) -> None:
        self.report, self.asked = report, asked
        self.city = report.municipality
        self.cut_off = asked.cut_off or timezone.now()
        self.organisation: Organisation = organisation_of(self.city)
        self.below = {
            pk: {self.organisation.units[one].code for one in self.organisation.below(pk)}
            for pk in {*(one.pk for one in self.organisation.sectors), report.unit_id} - {None}
            if pk is not None
        }
        self.roles: Roles = roles_of(self.city)
        before = previous_report(report)
        self.before: Snapshot | None = from_json(before.snapshot) if before is not None else None
        self.standing = self._standing()

    def _standing(self) -> Standing:
        frozen = self.asked.state is ReportState.FROZEN
        audience = Audience.PUBLIC if frozen else Audience.INTERNAL
        found = standing_at(self.report.strategy, self.report.period, audience, known_at=self.asked.cut_off)
        rows = [_printed(row) for row in found.rows if self._belongs(row, found)]
        kept = {row.code for row in rows}
        branches = [
            replace(node.branch, links=tuple(link for link in node.branch.links if link.row in kept))
            for node in found.nodes
        ]
        if frozen:
            branches = [replace(one, links=tuple(link for link in one.links if not link.proposed)) for one in branches]
        nodes = stand_nodes(branches, rows, audience)
        return replace(found, rows=tuple(rows), nodes=nodes, known_at=self.cut_off)

    def _belongs(self, row: RowStanding, standing: Standing) -> bool:
        """Of a sector's pack the sector's rows, of a project report those that hang on projects, else every one."""
        if self.report.kind == ReportKind.PROJECT:
            return any(row.code in node.rows for node in standing.of_kind("project"))
        return self.report.unit_id is None or is_of(row, self.below[self.report.unit_id], self.report.period_ends)

    def snapshot(self) -> Snapshot:
        """All parts together."""
        standing, roles = self.standing, self.roles
        projects, actions = self._work()
        details = self._details()
        units = {one.code: names_of(one) for one in self.organisation.units.values()}
        whose = {one.row: one.responsible for one in details}
        return Snapshot(
            report=self._facts(),
            standing=standing,
            decisions=tuple(_decision(one) for one in self.report.strategy.decisions.order_by("date", "id")),
            units=tuple(self._unit_facts()),
            details=tuple(details),
            narratives=narratives_of(texts_of(self.report), self.before, roles),
            cards=cards_of(self.report, standing, self.before, roles),
            assessments=assessments_of(self.report, standing, roles),
            previous=_previous(self.before),
            sectors=self._sectors(projects, actions),
            projects=projects,
            actions=actions,
            actuals=actuals_of(self.city, standing, roles),
            changes=changes_of(self.city, standing, self._since(), roles),
            missing=missing_of(self.city, standing, units, whose),
        )

    def _since(self) -> dt.datetime:
        """From when on changes are told: since the previous report, of the first one from its period's first day."""
        if self.before is not None:
            return self.before.report.cut_off
        starts = self.report.period_starts
        return dt.datetime(starts.year, starts.month, starts.day, tzinfo=dt.UTC)

    def _facts(self) -> ReportFacts:
        report, asked = self.report, self.asked
        unit = names_of(report.unit) if report.unit is not None else None
        return ReportFacts(
            code=report.code,
            kind=ReportKind(report.kind),
            title=title_of(ReportKind(report.kind), report.period, unit),
            period=report.period,
            cut_off=self.cut_off,
            state=asked.state,
            frozen_at=asked.frozen_at,
            frozen_role=self.roles.of(asked.frozen_by.pk) if asked.frozen_by is not None else Names(""),
            version=report.version,
            supersedes=report.supersedes.code if report.supersedes is not None else "",
            correction_reason=report.correction_reason,
            meeting=Meeting(
                report.meeting_body, report.meeting_date, report.meeting_section, report.meeting_diary_number
            ),
            scope=report.unit.code if report.unit is not None else "",
            release=RELEASE,
            acknowledged=asked.acknowledged,
        )

    def _unit_facts(self) -> Iterable[UnitFacts]:
        for one in self.organisation.units.values():
            above = self.organisation.units.get(one.parent_id or 0)
            yield UnitFacts(one.code, names_of(one), one.kind, above.code if above is not None else "", one.board)

    def _work(self) -> tuple[tuple[ProjectFacts, ...], tuple[ActionFacts, ...]]:
        strategy = self.report.strategy
        projects = projects_told(strategy, self.standing, self.roles)
        actions = actions_told(strategy)
        if self.report.unit_id is None:
            return projects, actions
        own = self.below[self.report.unit_id]
        return tuple(one for one in projects if one.sector in own), tuple(one for one in actions if one.unit in own)

    def _sectors(self, projects: Sequence[ProjectFacts], actions: Sequence[ActionFacts]) -> tuple[SectorFacts, ...]:
        checks: dict[int, SectorCheck] = {}
        if self.report.pk is not None:
            found_checks = self.report.checks.filter(checked_at__lte=self.cut_off).order_by("id")
            checks = {one.unit_id: one for one in found_checks}
        found = []
        for unit in self.organisation.units.values():
            if unit.kind != UnitKind.SECTOR or self.report.unit_id not in {None, unit.pk}:
                continue
            own, check = self.below[unit.pk], checks.get(unit.pk)
            found.append(
                SectorFacts(
                    unit=unit.code,
                    rows=tuple(row.code for row in self.standing.rows if is_of(row, own, self.report.period_ends)),
                    projects=tuple(one.code for one in projects if one.sector in own),
                    actions=tuple(one.code for one in actions if one.unit in own),
                    checked_at=check.checked_at if check is not None else None,
                    checked_role=self.roles.of(check.checked_by_id) if check is not None else Names(""),
                )
            )
        return tuple(one for one in found if one.rows or one.projects or one.actions)

    def _details(self) -> list[RowDetails]:
        """Of each row whose it is, and by which decision its target stands: one query."""
        sectors = {one.pk: self.below[one.pk] for one in self.organisation.sectors}
        decided = _decisions(self.report)
        units = {one.code: names_of(one) for one in self.organisation.units.values()}
        found = []
        for row in self.standing.rows:
            facts = row.facts.indicator
            own = tuple(
                self.organisation.units[pk].code
                for pk, codes in sectors.items()
                if is_of(row, codes, self.report.period_ends)
            )
            words = responsible(facts.responsible_role, units.get(facts.responsible_code))
            found.append(RowDetails(row.code, own, words, decided.get(row.code)))
        return found


def _printed(row: RowStanding) -> RowStanding:
    """The row as it is kept: entries and weights are in the long list, and an officer is told by the role."""
    other = row.facts.other
    assessed = replace(row.facts.assessed, by="") if row.facts.assessed is not None else None
    measured, compared = _rules_of(row.facts.measured), _rules_of(other) if other is not None else None
    return replace(row, facts=replace(row.facts, measured=measured, other=compared, assessed=assessed), past=())


def _rules_of(measured: Measured) -> Measured:
    """Of what is measured the rhythm, the reporters and the rules, without any figure."""
    rules = tuple(replace(rule, weights={}) for rule in measured.rules)
    return replace(measured, entries={}, rules=rules)


def _decision(one: Decision) -> DecisionFacts:
    return DecisionFacts(one.body, one.date, one.section, one.diary_number, one.text, one.link)


def _decisions(report: Report) -> dict[str, DecisionFacts]:
    """The own decision of each row's target, where there is one: the latest valid on the period's last day."""
    found = TargetVersion.objects.filter(
        row__strategy=report.strategy_id, valid_from__lte=report.period_ends
    ).select_related("row__indicator", "decision")
    latest = {one.row.indicator.code: one.decision for one in found.order_by("valid_from", "id")}
    return {code: _decision(one) for code, one in latest.items() if one is not None}


def _previous(before: Snapshot | None) -> PreviousReport | None:
    if before is None:
        return None
    rows = tuple(
        PreviousRow(
            row.code,
            row.verdict,
            row.facts.assessed.verdict if row.facts.assessed is not None else None,
            row.figure.value,
            row.figure.period if row.figure.value is not None else None,
        )
        for row in before.standing.rows
    )
    facts = before.report
    texts = tuple((one.about, one.text) for one in before.narratives)
    return PreviousReport(facts.code, facts.title, facts.period, facts.made_at, rows, texts)
