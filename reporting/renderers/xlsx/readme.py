"""The sheet «Lue minut»: what the file is, of what time, how many rows it holds, and how to read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.workbooks.ink import ALERT, LABEL, PROSE, SUBTITLE, TITLE
from reporting import signed
from reporting.gathering import is_binding
from reporting.renderers.report_words import VERDICTS, notices
from reporting.renderers.xlsx.leaf import Leaf
from reporting.renderers.xlsx.paper import TITLE_POINTS
from reporting.renderers.xlsx.pen import Content, Number
from reporting.renderers.xlsx.prose import RULES, SHEET_TEXTS, TITLES, VERDICT_TEXTS
from reporting.renderers.xlsx.telling import ORDER, Telling
from reporting.renderers.xlsx.words import SHEETS
from reporting.snapshot import Meeting

WIDTHS = (34.0, 110.0)
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Sizes:
    """On which row each size stands, and the largest number of each control sum."""

    sheet: str
    rows: dict[str, int]
    largest: dict[str, Decimal]

    def cell(self, key: str) -> str:
        """The cell of a size, as a formula names it."""
        return f"'{self.sheet}'!$B${self.rows[key]}"


def write_readme(leaf: Leaf, telling: Telling) -> Sizes:
    """Fills the sheet up to where texts that were cut are told of; they are not known yet."""
    titles = TITLES[telling.language]
    leaf.widths = list(WIDTHS)
    leaf.line([(1, telling.name(telling.snapshot.report.title), TITLE)], TITLE_POINTS)
    for notice in notices(telling.snapshot, telling.language):
        leaf.spread([(1, 1, telling.say("notice"), ALERT), (2, 2, notice, ALERT)])
    _block(leaf, titles["about"], list(_about(telling, titles)))
    sizes = _sizes(leaf, telling, titles)
    texts = SHEET_TEXTS[telling.language]
    _block(leaf, titles["sheets"], [(SHEETS[telling.language][key], text) for key, text in texts.items()])
    rule = (titles["rule"], signed.RULES[telling.language])
    _block(leaf, titles["rules"], [rule, *RULES[telling.language].values()])
    verdicts = VERDICT_TEXTS[telling.language]
    _block(leaf, titles["verdicts"], [(VERDICTS[telling.language][one], verdicts[one]) for one in ORDER])
    decisions = [(telling.decision(one), one.text) for one in telling.snapshot.decisions]
    if decisions:
        _block(leaf, titles["decisions"], decisions)
    return sizes


def write_cuts(leaf: Leaf, telling: Telling, cut: Sequence[str]) -> None:
    """Says what did not fit; comes last, when all the rest has been written."""
    titles = TITLES[telling.language]
    lines: list[tuple[str, Content]] = [(titles["cut_count"], Number(len(cut)))]
    if cut:
        more = "; …" if len(cut) > MOST_PLACES else ""
        lines.append((titles["cut_places"], "; ".join(cut[:MOST_PLACES]) + more))
    _block(leaf, titles["cut"], lines)
    leaf.lay_out()


def _block(leaf: Leaf, heading: str, lines: Sequence[tuple[str, Content]]) -> int:
    """A heading with its lines, after an empty row; gives the row of the first line."""
    leaf.skip()
    first = leaf.line([(1, heading, SUBTITLE)]) + 1
    for label, content in lines:
        leaf.spread([(1, 1, label, LABEL), (2, 2, content, PROSE)])
    return first


def _about(telling: Telling, titles: dict[str, str]) -> Iterator[tuple[str, Content]]:
    report, facts = telling.snapshot.report, telling.standing.strategy
    period = report.period
    yield titles["municipality"], telling.name(facts.municipality_names)
    yield titles["strategy"], telling.name(facts.names)
    if report.scope:
        yield titles["scope"], telling.name(telling.snapshot.unit(report.scope))
    yield titles["report"], report.code
    yield titles["version"], Number(report.version)
    yield titles["period"], f"{telling.day(period.starts)} – {telling.day(period.ends)} ({period.code})"
    yield titles["as_of"], period.ends
    yield titles["cut_off"], report.cut_off
    if report.frozen_at is not None:
        yield titles["frozen"], report.frozen_at
        yield titles["frozen_by"], telling.name(report.frozen_role)
    if meeting := _meeting(telling, report.meeting):
        yield titles["meeting"], meeting
    if report.meeting.diary_number:
        yield titles["diary"], report.meeting.diary_number
    yield titles["release"], report.release


def _meeting(telling: Telling, meeting: Meeting) -> str:
    if not meeting.body:
        return ""
    phrase = "section" if meeting.section else "no_section"
    return telling.say(
        phrase, body=telling.body(meeting.body), date=telling.day(meeting.date), section=meeting.section
    ).strip()


def _sizes(leaf: Leaf, telling: Telling, titles: dict[str, str]) -> Sizes:
    snapshot, rows = telling.snapshot, telling.standing.rows
    sums, largest = _sums(telling)
    told: dict[str, Number] = {
        "rows": Number(len(rows)),
        "binding": Number(sum(is_binding(row) for row in rows)),
        "sectors": Number(len(snapshot.sectors)),
        "projects": Number(len(snapshot.projects)),
        "actions": Number(len(snapshot.actions)),
        "actuals": Number(len(telling.given)),
        "log": Number(sum(max(1, len(one.fields)) for one in snapshot.changes)),
        "pending": Number(sum(row.pending for row in rows)),
        "proposed": Number(sum(row.proposed for row in rows)),
        **{key: Number(value, 2) for key, value in sums.items()},
    }
    first = _block(leaf, titles["sizes"], [(titles[key], number) for key, number in told.items()])
    return Sizes(leaf.name, {key: first + place for place, key in enumerate(told)}, largest)


def _sums(telling: Telling) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Sums of all values, numerators and denominators that stand as numbers, whatever their units: control sums."""
    sums = dict.fromkeys(("values", "numerators", "denominators"), Decimal())
    largest = dict(sums)
    for one in telling.given:
        numbers = (one.value, one.numerator, one.denominator)
        for key, number in zip(sums, numbers, strict=True):
            if isinstance(number, Decimal) and telling.fits(one, number):
                sums[key] += number
                largest[key] = max(largest[key], abs(number))
    return sums, largest
