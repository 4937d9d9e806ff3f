"""A report as it is read on the web: made from the snapshot alone, in the reader's language; nothing live is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import HELSINKI, write_day, write_moment
from kemi_strategy.web.languages import Words, later
from measures.spans import write_period
from measures.verdicts import Verdict
from reporting.gathering import gathered
from reporting.pages.counts import Badge, Tally, tally
from reporting.pages.issue.cards import late_words
from reporting.pages.issue.told import Field, Told, figures_of, told_of
from reporting.renderers.formats import LANGUAGES
from reporting.renderers.report_words import CARD_STATES, EXAMPLE, VERDICTS, WORK_STATES, notices
from reporting.renderers.story import PARTS
from reporting.renderers.story.binding import binding, proposal
from reporting.renderers.story.telling import Telling
from reporting.sentences import reason_sentence
from reporting.signed import plain_rule
from reporting.snapshot import AboutKind, CardState, DeviationCard, Snapshot
from reporting.standing import Names, RowStanding

_KINDS = Words(
    {
        "pdf": "PDF",
        "docx": "Word",
        "xlsx": "Excel",
        "csv": later("CSV, mittarit"),
        "data.csv": later("CSV, yksiköiden luvut"),
        "json": "JSON",
    }
)
"""What the formats are called, in the order of how many ask for them."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in the reader's language; ``language`` is Finnish where it has not been given in theirs."""

    text: str
    language: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A deviation card in words."""

    state: str
    cause: str
    done: str
    who: str
    late: str
    decided: str
    carried: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the report."""

    code: str
    name: str
    figures: tuple[Field, ...]
    badge: Badge
    reason: str
    before: str
    own: str
    own_reason: str
    told: Prose | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one heading, a goal with its text, a sector or a project."""

    title: str
    told: Prose | None = None
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    badge_words: str = ""
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One kept file, and the language it is in."""

    words: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a report and not in it: its files, its corrections, what the reader may do, its SHA-256."""

    sha256: str = ""
    files: tuple[File, ...] = ()
    newer: str = ""
    newer_address: str = ""
    older_address: str = ""
    preview: bool = False
    correct: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole page."""

    municipality: str
    code: str
    title: str
    strategy: str
    language: str
    notices: tuple[str, ...]
    example: str
    facts: tuple[tuple[str, str], ...]
    whole: Prose | None
    proposal: Told | None
    binding: Told | None
    goals: tuple[Part, ...]
    groups: tuple[Part, ...]
    signs: str
    changed: tuple[str, ...]
    projects: tuple[Part, ...]
    sectors: tuple[Part, ...]
    missing: tuple[str, ...]
    decisions: tuple[str, ...]
    changes: tuple[str, ...]
    tally: Tally
    around: Around


def reading_page(snapshot: Snapshot, language: str, around: Around) -> Reading:
    """The page, in a language."""
    return _Page(snapshot, language).page(around)


def files_of(municipality: str, code: str, made: Iterable[tuple[str, str]]) -> tuple[File, ...]:
    """The files that are there, by language, the one that is read first of all."""
    there = set(made)
    return tuple(
        File(_KINDS[kind], reverse("raportin-tiedosto", args=[municipality, code, language, kind]), language)
        for language in LANGUAGES
        for kind in _KINDS
        if (kind, language) in there
    )


class _Page:
    """The page being made."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot, self.language = snapshot, language
        self.telling = Telling(snapshot, language)
        self.before = {one.row: one for one in snapshot.previous.rows} if snapshot.previous is not None else {}

    def page(self, around: Around) -> Reading:
        """All of it."""
        report, standing = self.snapshot.report, self.snapshot.standing
        noticed, example = notices(self.snapshot, self.language), EXAMPLE[self.language]
        signs = _("Poikkeama tavoitteesta: %(rule)s Sen alla on muutos lähtötasosta.") % {
            "rule": plain_rule(self.language)
        }
        return Reading(
            municipality=standing.strategy.municipality,
            code=report.code,
            title=self.named(report.title),
            strategy=f"{self.named(standing.strategy.municipality_names)}: {self.named(standing.strategy.names)}",
            language=self.language,
            notices=tuple(words for words in noticed if words != example),
            example=example if example in noticed else "",
            facts=tuple(self._facts()),
            whole=self.told(AboutKind.WHOLE),
            proposal=told_of(proposal(self.telling)),
            binding=told_of(binding(self.telling), signs) if binding in PARTS[report.kind] else None,
            goals=tuple(self._goals()),
            groups=tuple(self._groups()),
            signs=signs,
            changed=tuple(self._changed()),
            projects=tuple(self._projects()),
            sectors=tuple(self._sectors()),
            missing=tuple(self._missing()),
            decisions=tuple(self.telling.decision(one).words for one in self.snapshot.decisions),
            changes=tuple(self._changes()),
            tally=self.tally(standing.tally),
            around=around,
        )

    def named(self, names: Names) -> str:
        """A name in the reader's language."""
        return names.in_language(self.language)

    def verdict(self, verdict: Verdict) -> str:
        """A verdict's word."""
        return VERDICTS[self.language][verdict]

    def tally(self, numbers: Mapping[Verdict, int]) -> Tally:
        """Counts of verdicts with their words in the reader's language."""
        found = tally(numbers)
        counts = tuple(
            replace(one, badge=Badge(one.badge.code, self.verdict(Verdict(one.badge.code)))) for one in found.counts
        )
        return replace(found, counts=counts, words=", ".join(f"{one.number} {one.badge.word}" for one in counts))

    def told(self, kind: AboutKind, code: str = "") -> Prose | None:
        """What is written of a thing."""
        found = self.snapshot.narrative(kind, code)
        if found is None:
            return None
        own = getattr(found.text, self.language)
        return Prose(own or found.text.told, self.language if own else "fi", self.named(found.role))

    def _facts(self) -> Iterable[tuple[str, str]]:
        report = self.snapshot.report
        yield _("Kausi"), f"{write_day(report.period.starts)}–{write_day(report.period.ends)}"
        yield _("Tiedot hetkeltä"), write_moment(report.cut_off)
        if report.frozen_at is not None:
            yield _("Jäädytetty"), f"{write_moment(report.frozen_at)}, {self.named(report.frozen_role)}"
        meeting = self.telling.dealt(report.meeting.body, report.meeting.date, report.meeting.section).words
        if meeting:
            yield _("Käsittely"), meeting
        if report.meeting.diary_number:
            yield _("Diaarinumero"), report.meeting.diary_number
        if report.acknowledged:
            yield _("Jäädytetty puutteista huolimatta"), report.acknowledged

    def _goals(self) -> Iterable[Part]:
        for node in self.snapshot.standing.of_kind("goal"):
            told = self.told(AboutKind.GOAL, node.branch.code)
            covered = _("%(number)s mittaria arvioitavissa") % {"number": node.coverage}
            words = _("mittarien yhteyksiä päämäärään ei ole vahvistettu") if node.gap else covered
            yield Part(self.named(node.branch.names), told, badge_words=words, tally=self.tally(node.tally))

    def _groups(self) -> Iterable[Part]:
        for node, rows in gathered(self.snapshot.standing):
            title = self.named(node.branch.names) if node is not None else _("Muut mittarit")
            yield Part(title, rows=tuple(self._row(row) for row in rows))

    def _row(self, row: RowStanding) -> Row:
        own, before = self.snapshot.assessment(row.code), self.before.get(row.code)
        return Row(
            code=row.code,
            name=self.named(row.facts.indicator.names),
            figures=figures_of(self.telling, row),
            badge=Badge(row.verdict.value, self.verdict(row.verdict)),
            reason=reason_sentence(row, self.language),
            before=self.verdict(before.verdict) if before is not None else "",
            own=self.verdict(own.verdict) if own is not None else "",
            own_reason=f"{self.named(own.reason)} ({self.named(own.role)})" if own is not None else "",
            told=self.told(AboutKind.ROW, row.code),
            cards=tuple(self._card(one) for one in self.snapshot.cards_of(row.code)),
        )

    def _card(self, one: DeviationCard) -> Card:
        who = self.named(one.responsible)
        accepted = one.state is CardState.ACCEPTED
        decided = self.named(one.closing)
        if accepted:
            decided = self.telling.dealt(one.body, one.decided_on, one.section).words
        if accepted and one.expires is not None:
            decided = _("%(decision)s, voimassa %(day)s asti") % {"decision": decided, "day": write_day(one.expires)}
        return Card(
            state=CARD_STATES[self.language][one.state],
            cause=self.named(one.cause),
            done=self.named(one.done),
            late=late_words(one.state, one.date, self.snapshot.report.cut_off.astimezone(HELSINKI).date()),
            who=f"{who}, {write_day(one.date)}" if one.date is not None else who,
            decided=decided,
            carried=one.carried_from,
        )

    def _changed(self) -> Iterable[str]:
        for row, before in self.snapshot.changed_rows():
            yield _("%(name)s: %(before)s → %(now)s") % {
                "name": f"{row.code} {self.named(row.facts.indicator.names)}",
                "before": self.verdict(before.verdict),
                "now": self.verdict(row.verdict),
            }

    def _projects(self) -> Iterable[Part]:
        for one in self.snapshot.projects:
            lines = [_("palvelee Oulu2026:ta")] if one.serves_oulu2026 else []
            done = sum(step.state == "done" for step in one.milestones)
            if one.milestones:
                lines.append(
                    _("virstanpylväistä valmiina %(done)s/%(all)s") % {"done": done, "all": len(one.milestones)}
                )
            if one.note is not None:
                lines.append(self.named(one.note.text))
            state = WORK_STATES[self.language].get(one.state, one.state)
            told = self.told(AboutKind.PROJECT, one.code)
            yield Part(self.named(one.names), told, lines=tuple(lines), badge_words=state)

    def _sectors(self) -> Iterable[Part]:
        for one in self.snapshot.sectors:
            checked = _("ei tarkastettu")
            if one.checked_at is not None:
                moment = write_moment(one.checked_at)
                checked = _("tarkastettu %(when)s, %(role)s") % {"when": moment, "role": self.named(one.checked_role)}
            told = self.told(AboutKind.SECTOR, one.unit)
            yield Part(self.named(self.snapshot.unit(one.unit)), told, badge_words=checked)

    def _missing(self) -> Iterable[str]:
        names = {row.code: self.named(row.facts.indicator.names) for row in self.snapshot.standing.rows}
        for one in self.snapshot.missing:
            unit = self.named(self.snapshot.unit(one.unit))
            yield f"{one.indicator} {names[one.indicator]}, {unit}, {write_period(one.period, self.language)}"

    def _changes(self) -> Iterable[str]:
        for one in self.snapshot.changes:
            fields = "; ".join(
                f"{self.named(part.name)}: {part.before or '–'} → {part.after or '–'}" for part in one.fields
            )
            head = f"{write_day(one.at)} {self.named(one.kind)}: {one.title}"
            yield " · ".join(part for part in (head, fields, one.reason, self.named(one.role)) if part)
