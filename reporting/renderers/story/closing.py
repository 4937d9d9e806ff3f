"""The end of the report: what is missing, which decisions the strategy stands on, and how to read it all."""

from collections.abc import Iterator

from measures.spans import write_period
from measures.workbooks.texts import clean
from reporting import signed
from reporting.renderers.story.parts import Block, Bullets, Cell, Heading, Paragraph, Section, Table, Text, Texts
from reporting.renderers.story.telling import ORDER, Telling, cell, joined
from reporting.renderers.xlsx.prose import RULES, VERDICT_TEXTS
from reporting.snapshot import MissingFigure, WhyMissing


def missing(telling: Telling) -> Section:
    """The figures that were not there."""
    found = telling.snapshot.missing
    title = telling.title("missing")
    if not found:
        return Section("missing", title, (Paragraph((Text(telling.say("missing_none")),)),))
    columns = (
        telling.column("indicator", 50),
        telling.column("unit", 36),
        telling.column("period", 22),
        telling.column("why", 30),
        telling.column("whose", 34),
    )
    names = {row.code: telling.indicator(row) for row in telling.standing.rows}
    lines = tuple(_missing(telling, one, names.get(one.indicator, Text(one.indicator))) for one in found)
    return Section("missing", title, (Table("missing", telling.say("missing_caption"), columns, lines),))


def _missing(telling: Telling, one: MissingFigure, name: Text) -> tuple[Cell, ...]:
    why = telling.say("not_approved" if one.why is WhyMissing.NOT_APPROVED else "not_given")
    return (
        cell(name),
        cell(telling.name(telling.snapshot.unit(one.unit))),
        cell(Text(write_period(one.period, telling.language))),
        cell(Text(why)),
        cell(telling.name(one.whose)),
    )


def decisions(telling: Telling) -> Section | None:
    """The decisions that the strategy stands on, in their own words; None without any."""
    found = telling.snapshot.decisions
    if not found:
        return None
    items: list[Texts] = []
    for one in found:
        told = telling.decision(one)
        items.append((told, Text(": "), telling.finnish(one.text)) if one.text else (told,))
    return Section("decisions", telling.title("decisions"), (Bullets(tuple(items)),))


def reading(telling: Telling) -> Section:
    """The rule of signs, what each verdict means, where the figures come from."""
    return Section("reading", telling.title("reading"), tuple(_reading(telling)))


def _reading(telling: Telling) -> Iterator[Block]:
    texts = VERDICT_TEXTS[telling.language]
    met = {row.verdict for row in telling.standing.rows}
    used = [one for one in ORDER if one in met]
    if used:
        yield Heading((Text(telling.say("rule")),))
        yield Paragraph((Text(signed.RULES[telling.language]),))
        yield Heading((Text(telling.say("verdicts")),))
        yield Bullets(tuple((telling.verdict(one), Text(": "), Text(texts[one])) for one in used))
    sources = _sources(telling)
    if sources:
        yield Heading((Text(telling.say("sources")),))
        yield Bullets(sources)
    if telling.language != "fi":
        yield Paragraph((Text(RULES[telling.language]["language"][1]),))
    yield Paragraph((Text(telling.say("files")),))


def _sources(telling: Telling) -> tuple[Texts, ...]:
    """Each source with the rows that come from it."""
    found: dict[str, list[Texts]] = {}
    for row in telling.standing.rows:
        source = clean(row.facts.indicator.source).strip()
        if source:
            found.setdefault(source, []).append((telling.indicator(row),))
    return tuple((telling.finnish(source), Text(": "), *joined(names)) for source, names in found.items())
