"""An indicator's charts and figures as files: what stands around a picture, and the table of all its figures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.labels import VERDICTS
from measures.periods import Period
from measures.rollup import Part, Rolled
from measures.spans import write_period
from measures.targets import Value
from reporting.charts.files import Around, file_svg
from reporting.pages.parts import before_target, figure_state, target_then, why_words
from reporting.pages.pictures import painted
from reporting.pages.rows import unit_words
from reporting.precision import decimals_shown
from reporting.sentences import headline, reason_sentence, value_text
from reporting.standing import Audience, RowStanding, Standing
from reporting.tables import Amount, Content, Table


def chart_file(standing: Standing) -> str:
    """The charts of the one row as an SVG of its own; empty when there is nothing to draw."""
    row = standing.rows[0]
    charts = [one.wide for one in painted(row, standing.period.ends)]
    return file_svg(charts, _around(standing, row)) if charts else ""


def _around(standing: Standing, row: RowStanding) -> Around:
    strategy = standing.strategy
    source = row.facts.indicator.source
    below = [
        f"{VERDICTS[row.verdict].capitalize()}. {reason_sentence(row)}",
        _of_what(standing.audience)
        % {
            "municipality": strategy.municipality_names.told,
            "strategy": strategy.names.told,
            "indicator": row.facts.indicator.names.told,
            "code": row.code,
            "day": write_day(standing.period.ends),
        },
        _("Lähde: %(source)s.") % {"source": source} if source else "",
        _("Toteumat ovat esimerkkejä.") if strategy.example_data else "",
    ]
    return Around(headline(row), tuple(line for line in below if line))


def _of_what(audience: Audience) -> str:
    if audience is Audience.PUBLIC:
        return _("%(municipality)s, %(strategy)s. %(indicator)s (%(code)s), tilanne %(day)s, hyväksytyt luvut.")
    return _(
        "%(municipality)s, %(strategy)s. %(indicator)s (%(code)s), tilanne %(day)s, "
        "hyväksytyt ja hyväksyntää odottavat luvut."
    )


def figures_table(standing: Standing, units: Mapping[str, str]) -> Table:
    """Every period with its figure, target, verdict and the parts of the units, earliest first."""
    row = standing.rows[0]
    codes = list(dict.fromkeys(part.unit for _, rolled in row.series for part in rolled.parts if part.unit is not None))
    heads = [
        _("Kausi"),
        _("Luku"),
        _("Vuoden alusta"),
        _("Mittayksikkö"),
        _("Tavoite"),
        _("Tilanne kauden lopussa"),
        _("Luvun tila"),
    ]
    heads += [_("Yksiköitä"), *(units.get(code, code) for code in codes)]
    return Table("luvut", _("Luvut kausittain"), heads, (), _lines(row, codes))


def _lines(row: RowStanding, codes: list[str]) -> Iterator[list[Content]]:
    past = dict(row.past)
    for period, rolled in row.series:
        yield [*_line(row, period, rolled, past[period]), *_unit_cells(row, rolled, codes)]


def _line(row: RowStanding, period: Period, rolled: Rolled, past: RowStanding) -> list[Content]:
    so_far = _content(past.figure.value, row) if row.figure.adds_up else None
    return [
        write_period(period),
        _content(rolled.value, row),
        so_far,
        unit_words(row.facts.indicator.unit),
        target_then(row, past),
        None if before_target(row, past) else VERDICTS[past.verdict],
        figure_state(rolled),
        rolled.coverage if rolled.expected > 1 else None,
    ]


def _unit_cells(row: RowStanding, rolled: Rolled, codes: list[str]) -> list[Content]:
    parts = {part.unit: part for part in rolled.parts}
    return [_part(row, parts.get(code)) for code in codes]


def _part(row: RowStanding, part: Part | None) -> Content:
    if part is None:
        return _("ei raportoi")
    if part.value is None:
        return why_words((part,)) if part.due or part.why_empty else None
    return _content(part.value, row)


def _content(value: Value | None, row: RowStanding) -> Content:
    """A number as a number, a word as a word, nothing as nothing."""
    if value is None:
        return None
    return Amount(value, decimals_shown(row)) if isinstance(value, Decimal) else value_text(value, row)
