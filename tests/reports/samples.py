"""A snapshot made by hand for the tests of what is printed: every kind of target and verdict, every part of a report.

``sample()`` is a frozen half-year report of 2025 of a made-up city; ``sample(hostile=True)`` the same with every text
replaced by one of ``HOSTILE``. Numbers are small enough to be worked out by hand:

- M1 residents, hold 19 400, 19 240 at the end of June: behind; M2 unemployment at most 10 by 31.12.2025 from 13,5, now
  12,1; M3 surplus over 2 milj. € each year, 1,5 so far; M4 satisfied pupils 3/4 and 5/8 of two schools = 8/12, at least
  60 % each period: met; M5 a system in use by 2026, not yet; M6 a level, hyvä reached; M7 watched; M8 undecided;
  M9 a figure lacking of one of two units.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle
from typing import Any

from measures.figures import Measured
from measures.periods import Period
from measures.verdicts import Verdict
from reporting.snapshot import (
    About,
    AboutKind,
    ActionFacts,
    ActualFacts,
    AssessmentFacts,
    CardState,
    ChangedField,
    ChangeFacts,
    DecisionFacts,
    DeviationCard,
    Meeting,
    MilestoneFacts,
    MissingFigure,
    Narrative,
    NoteFacts,
    PreviousReport,
    PreviousRow,
    ProjectFacts,
    ReportFacts,
    ReportKind,
    ReportState,
    RowDetails,
    SectorFacts,
    Snapshot,
    UnitFacts,
    WhyMissing,
    from_json,
    to_json,
)
from reporting.standing import Names
from tests.reports.sample_rows import CUT_OFF, PERIOD, standing_made

FROZEN_AT = dt.datetime(2025, 8, 19, 6, 15, 30, 250000, tzinfo=dt.UTC)
HEAD = Names("toimialajohtaja, Sivistystoimiala", "sektordirektör, Bildningssektorn", "sector head, Education")
STEWARD = Names("strategian pääkäyttäjä", "strategins huvudanvändare", "steward of the strategy")
HOSTILE = (
    "=cmd|'/C calc'!A0",
    "<b>lihava</b><script>alert(1)</script>",
    "{{ settings.SECRET_KEY }} {% now 'Y' %}",
    "\u202eoikealta\u202c vasemmalle \u2066eristetty\u2069 \u200f",
    "pitkä teksti " * 800,
    "emoji 👩🏽‍🚒🏳️‍🌈 ja ääkköset äöå ŠšŽž čđ",
    "ohjaus\x01merkkejä\x0b\x1f\x7f ja \ufffe",
    "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "'heittomerkki", "＝１＋１",
    "rivi yksi\r\nrivi kaksi\rrivi kolme\n\n\nrivi neljä",
    "&amp; ]]> <![CDATA[ <!-- -- --> &#x0; %s %(x)s {0} \\x41 $(id) `id`",
    "yksipitkäsanailmanvälejä" * 120,
)  # fmt: skip
"""Texts that must come out of every format as text, whole where the format can hold them."""


def sample(*, hostile: bool = False, state: ReportState = ReportState.FROZEN) -> Snapshot:
    """The sample, as it is after having been written and read back."""
    made = _snapshot(state)
    if hostile:
        made = poisoned(made)
    return from_json(to_json(made))


def poisoned(made: Snapshot) -> Snapshot:
    """The snapshot with every text that people write replaced by a hostile one; codes and numbers stay."""
    found: Snapshot = _poison(made, cycle(HOSTILE))
    return found


_PROSE = frozenset({
    "words", "question", "text", "note", "title", "before", "after", "reason", "correction_reason", "body", "board",
    "diary_number", "section", "responsible", "schedule", "sdg", "responsible_role", "responsible_unit", "source_text",
    "acknowledged", "fi", "sv", "en",
})  # fmt: skip


def _poison(value: Any, texts: Iterator[str], name: str = "") -> Any:
    if isinstance(value, tuple):
        return tuple(_poison(one, texts, name) for one in value)
    if isinstance(value, str) and type(value) is str and name in _PROSE and value:
        return next(texts)
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Period, Measured)):
        kept = [one.name for one in dataclasses.fields(value) if one.init]
        changed = {one: _poison(getattr(value, one), texts, one) for one in kept}
        return dataclasses.replace(value, **changed)
    return value


# --- The rest --------------------------------------------------------------------------------------------------------

COUNCIL = DecisionFacts(
    "Kaupunginvaltuusto",
    dt.date(2023, 12, 4),
    "110",
    "MAL/123/2023",
    "Valtuusto hyväksyi strategian. Lisäys: Oulu2026 huomioidaan projekteissa.",
    "https://malli.example/paatos/110",
)


def _actuals() -> tuple[ActualFacts, ...]:
    given = {"entered_at": CUT_OFF - dt.timedelta(days=30), "entered_role": Names("lähiesihenkilö, Koulu A")}
    approved = {"approved_at": CUT_OFF - dt.timedelta(days=20), "approved_role": HEAD, "source": "web"}
    second = Period.parse("2025-Q2")
    return (
        ActualFacts("M1", "", second, Decimal(19240), note="Ennakkotieto", **given, **approved),
        ActualFacts("M2", "", second, Decimal("12.1"), **given, **approved),
        ActualFacts("M3", "", second, Decimal("0.7"), forecast=Decimal("2.6"), **given, **approved),
        ActualFacts("M4", "koulu-a", second, None, Decimal(3), Decimal(4), **given, **approved),
        ActualFacts("M4", "koulu-b", second, None, Decimal(5), Decimal(8), **given, **approved),
        ActualFacts("M5", "", second, False, **given, **approved),
        ActualFacts("M6", "", second, "hyvä", **given, **approved),
        ActualFacts("M7", "", second, Decimal("1350.5"), **given, **approved),
        ActualFacts(
            "M9",
            "koulu-b",
            Period.parse("2024-Q4"),
            why_empty="not_measured",
            note="Mittari puuttui",
            **given,
            **approved,
        ),
    )


def _report(state: ReportState) -> ReportFacts:
    frozen = {"frozen_at": FROZEN_AT, "frozen_role": STEWARD} if state is ReportState.FROZEN else {}
    return ReportFacts(
        code="2025-H1-2",
        kind=ReportKind.HALF_YEAR,
        title=Names("Puolivuotiskatsaus 2025", "Halvårsrapport 2025", "Half-year review 2025"),
        period=PERIOD,
        cut_off=CUT_OFF,
        state=state,
        version=2,
        supersedes="2025-H1",
        correction_reason="Työttömyysasteen luku oli väärältä kuukaudelta.",
        meeting=Meeting("Kaupunginhallitus", dt.date(2025, 9, 1), "201", "MAL/77/2025"),
        release="0.1.0",
        acknowledged="Koulu B:n luku saadaan vasta syyskuussa.",
        **frozen,
    )


def _narratives() -> tuple[Narrative, ...]:
    at = CUT_OFF - dt.timedelta(days=3)
    return (
        Narrative(
            About(AboutKind.WHOLE),
            Names("Kausi sujui hyvin.\n\nTalous vahvistui.", "Perioden gick bra."),
            STEWARD,
            at,
            Names("Edellinen kausi oli vaikea."),
        ),
        Narrative(
            About(AboutKind.PROPOSAL), Names("Kaupunginhallitus päättää merkitä katsauksen tiedoksi."), STEWARD, at
        ),
        Narrative(
            About(AboutKind.GOAL, "viisas"), Names("Viisas kaupunki eteni.", "", "The wise city advanced."), STEWARD, at
        ),
        Narrative(About(AboutKind.ROW, "M1"), Names("Muuttotappio jatkui."), HEAD, at, Names("Väkiluku pysyi.")),
        Narrative(About(AboutKind.PROJECT, "P1"), Names("Valmennukset alkoivat."), HEAD, at),
        Narrative(
            About(AboutKind.SECTOR, "sivistys"), Names("Koulut toimivat."), HEAD, at, Names("Koulut remontissa.")
        ),
    )


def _cards() -> tuple[DeviationCard, ...]:
    at = CUT_OFF - dt.timedelta(days=5)
    head = Names("toimialajohtaja")
    return (
        DeviationCard(
            "M1",
            Names("Muuttotappio"),
            Names("Asuntomarkkinointi aloitetaan"),
            head,
            dt.date(2025, 12, 31),
            carried_from="2024",
            role=HEAD,
            written_at=at,
        ),
        DeviationCard(
            "M2",
            Names("Teollisuuden lomautukset"),
            Names("Työllisyyspalvelut"),
            head,
            dt.date(2025, 10, 31),
            CardState.ACCEPTED,
            "",
            "Kaupunginvaltuusto",
            dt.date(2025, 6, 16),
            "88",
            dt.date(2025, 12, 31),
            role=HEAD,
            written_at=at,
        ),
        DeviationCard(
            "M9",
            Names("Influenssa"),
            Names("Sijaisjärjestelyt"),
            head,
            None,
            CardState.CLOSED,
            closing=Names("Poissaolot palasivat tavalliselle tasolle."),
            role=HEAD,
            written_at=at,
        ),
    )


def _work() -> dict[str, Any]:
    note = NoteFacts(Names("Valmennukset aloitettu kahdessa yksikössä."), "running", PERIOD, CUT_OFF, HEAD)
    before = NoteFacts(Names("Valmisteltu."), "planned", Period(2024), CUT_OFF - dt.timedelta(days=180), HEAD)
    milestones = (
        MilestoneFacts(Names("Aloitustilaisuus", "Startmöte"), dt.date(2025, 2, 3), "done", dt.date(2025, 2, 4)),
        MilestoneFacts(Names("Valmennus")),
    )
    return {
        "projects": (
            ProjectFacts(
                "P1",
                Names("Muutosohjelma", "Förändringsprogrammet"),
                "sivistys",
                ("viisas", "johtaminen"),
                "kehitysjohtaja",
                dt.date(2025, 1, 1),
                None,
                "running",
                True,
                milestones,
                note,
                before,
            ),
            ProjectFacts("P2", Names("Keskustan kehittäminen")),
        ),
        "actions": (
            ActionFacts(
                "T1",
                Names("Lukutaitokampanja", "Läskampanj"),
                "koulu-a",
                ("valittava",),
                "rehtori",
                "2025–2026",
                "4, 10",
                "running",
            ),
            ActionFacts("T2", Names("Energiakatselmus")),
        ),
        "sectors": (
            SectorFacts("sivistys", ("M4", "M9"), ("P1",), ("T1",), CUT_OFF - dt.timedelta(days=1), HEAD),
            SectorFacts("hallinto", ("M1", "M2", "M3")),
        ),
    }


def _known() -> dict[str, Any]:
    return {
        "decisions": (COUNCIL, DecisionFacts("Kaupunginhallitus", dt.date(2024, 5, 28), "15")),
        "units": (
            UnitFacts("sivistys", Names("Sivistystoimiala", "Bildningssektorn"), "sector", "", "Sivistyslautakunta"),
            UnitFacts("hallinto", Names("Hallinto"), "sector", "", "Kaupunginhallitus"),
            UnitFacts("koulu-a", Names("Koulu A", "Skola A", "School A"), "result_unit", "sivistys"),
            UnitFacts("koulu-b", Names("Koulu B"), "result_unit", "sivistys"),
        ),
        "details": (
            *(RowDetails(code, ("hallinto",), Names("talousjohtaja, Hallinto")) for code in ("M1", "M2")),
            RowDetails("M3", ("hallinto",), Names("talousjohtaja, Hallinto"), COUNCIL),
            *(RowDetails(code, ("sivistys",), HEAD) for code in ("M4", "M5", "M6", "M7", "M8", "M9")),
        ),
    }


def _previous() -> PreviousReport:
    last = Period.parse("2024-Q4")
    rows = (
        PreviousRow("M1", Verdict.MET, None, Decimal(19400), last),
        PreviousRow("M2", Verdict.BEHIND, Verdict.ON_TRACK, Decimal("12.8"), last),
        PreviousRow("M6", Verdict.MISSED, None, "heikko", last),
    )
    title = Names("Tilinpäätös 2024", "Bokslut 2024")
    return PreviousReport("2024", title, Period(2024), FROZEN_AT - dt.timedelta(days=150), rows)


def _changes() -> tuple[ChangeFacts, ...]:
    target, actual = Names("tavoite", "mål", "target"), Names("toteuma", "utfall", "actual")
    value = ChangedField(Names("arvo", "värde", "value"), "11", "10")
    numerator = ChangedField(Names("osoittaja", "täljare", "numerator"), "2", "3")
    then, lately = CUT_OFF - dt.timedelta(days=40), CUT_OFF - dt.timedelta(days=2)
    return (
        ChangeFacts(then, STEWARD, target, "M2 · enintään 10 %", "changed", (value,)),
        ChangeFacts(lately, HEAD, actual, "M4 · Koulu A", "changed", (numerator,), "virhe: luettiin väärin"),
    )


def _snapshot(state: ReportState) -> Snapshot:
    own = AssessmentFacts("M1", Verdict.ON_TRACK, Names("Rakennusluvat ennakoivat kasvua."), STEWARD, CUT_OFF)
    whose = Names("lähiesihenkilö, Koulu B")
    return Snapshot(
        report=_report(state),
        standing=standing_made(),
        narratives=_narratives(),
        cards=_cards(),
        assessments=(own,),
        previous=_previous(),
        actuals=_actuals(),
        changes=_changes(),
        missing=(MissingFigure("M9", "koulu-b", Period.parse("2025-Q2"), WhyMissing.NOT_GIVEN, whose),),
        **_known(),
        **_work(),
    )
