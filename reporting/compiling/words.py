"""What people have written into a report: its texts, the deviation cards of its rows, the officers' assessments."""

from collections.abc import Mapping

from measures.models import Assessment
from measures.verdicts import Verdict
from reporting.compiling.roles import Roles
from reporting.models import Deviation, Report, ReportText
from reporting.snapshot import (
    About,
    AboutKind,
    AssessmentFacts,
    CardState,
    DeviationCard,
    Narrative,
    Snapshot,
)
from reporting.standing import Names, Standing

type Written = Mapping[About, ReportText]


def texts_of(report: Report) -> dict[About, ReportText]:
    """The latest wording of each text of a report; nothing is written in one that is not kept. One query."""
    if not report.pk:
        return {}
    latest = ReportText.objects.filter(report=report, superseded_by=None).select_related("written_by")
    return {About(AboutKind(one.about_kind), one.about_code): one for one in latest.order_by("id")}


def narratives_of(texts: Written, previous: Snapshot | None, roles: Roles) -> tuple[Narrative, ...]:
    """What has been written, beside what the previous report said of the same thing."""
    before = {one.about: one.text for one in previous.narratives} if previous is not None else {}
    order = list(AboutKind)
    said = [about for about, text in texts.items() if is_said(text)]
    abouts = sorted(said, key=lambda one: (order.index(one.kind), one.code))
    return tuple(_narrative(about, texts[about], before.get(about, Names("")), roles) for about in abouts)


def is_said(text: ReportText) -> bool:
    """Does the latest wording say anything? A text may have been taken back by leaving it empty."""
    return bool(text.text_fi or text.text_sv or text.text_en)


def _narrative(about: About, text: ReportText, before: Names, roles: Roles) -> Narrative:
    words = Names(text.text_fi or text.text_sv or text.text_en, text.text_sv, text.text_en)
    return Narrative(about, words, roles.of(text.written_by_id), text.written_at, before)


def cards_of(report: Report, standing: Standing, previous: Snapshot | None, roles: Roles) -> tuple[DeviationCard, ...]:
    """The cards of the report's rows: those that are open, and those closed or decided since the previous report.

    As known at the report's moment; one query. A card that the previous report had is carried from there on.
    """
    versions = Deviation.objects.filter(
        row__strategy=report.strategy_id, written_at__lte=standing.known_at
    ).select_related("row__indicator")
    latest: dict[int, Deviation] = {}
    first: dict[int, Deviation] = {}
    for one in versions.order_by("id"):
        root = first.get(one.supersedes_id or 0, one)
        first[one.pk] = root
        latest[root.pk] = one
    since = previous.report.cut_off if previous is not None else None
    shown_before = {one.row: one.carried_from or previous.report.code for one in previous.cards} if previous else {}
    carried = {
        one.pk: shown_before.get(one.row.indicator.code, "")
        for one in latest.values()
        if since is not None and first[one.pk].written_at <= since
    }
    codes = {row.code: place for place, row in enumerate(standing.rows)}
    shown = [
        one
        for one in latest.values()
        if one.row.indicator.code in codes
        and (one.state != CardState.CLOSED or since is None or one.written_at > since)
    ]
    shown.sort(key=lambda one: (codes[one.row.indicator.code], one.pk))
    return tuple(_card(one, carried.get(one.pk, ""), roles) for one in shown)


def _card(one: Deviation, carried: str, roles: Roles) -> DeviationCard:
    return DeviationCard(
        row=one.row.indicator.code,
        cause=Names(one.cause),
        done=Names(one.done),
        responsible=Names(one.responsible),
        date=one.date,
        state=CardState(one.state),
        carried_from=carried,
        body=one.body,
        decided_on=one.decided_on,
        section=one.section,
        expires=one.expires,
        closing=Names(one.closing),
        role=roles.of(one.written_by_id),
        written_at=one.written_at,
    )


def assessments_of(report: Report, standing: Standing, roles: Roles) -> tuple[AssessmentFacts, ...]:
    """The officers' assessments that the Standing has, with the role of whoever gave them: one query."""
    with_own = [row for row in standing.rows if row.facts.assessed is not None]
    found = Assessment.objects.filter(
        row__strategy=report.strategy_id,
        row__indicator__code__in=[row.code for row in with_own],
        assessed_at__in=[row.facts.assessed.at for row in with_own if row.facts.assessed is not None],
    )
    known = found.values_list("row__indicator__code", "assessed_at", "assessed_by_id")
    given = {(code, at): person for code, at, person in known}
    return tuple(
        AssessmentFacts(
            row.code, Verdict(own.verdict), Names(own.reason), roles.of(given.get((row.code, own.at))), own.at
        )
        for row in with_own
        if (own := row.facts.assessed) is not None and own.at is not None
    )
