"""The page where a report is frozen: what is lacking, what freezing changes, the meeting; then how the files come."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from measures.verdicts import Verdict
from reporting.models import Report
from reporting.pages.counts import Badge, badge
from reporting.pages.issue.draft import where_mended
from reporting.pages.issue.lacking import lacks_of
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.needs import PRINTING
from reporting.sentences import value_text
from reporting.snapshot import Snapshot
from reporting.standing import RowStanding


@dataclass(frozen=True, slots=True)
class Differs:
    """A row that stands otherwise when only approved figures and confirmed readings count."""

    name: str
    before: str
    before_badge: Badge
    after: str
    after_badge: Badge


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is lacking, and where it is put right."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Freezing:
    """The page. ``given``: what was typed, kept when the freezing was refused.

    ``left_out``: the draft lacks more, since it judges readings that nobody has confirmed.
    """

    code: str
    title: str
    lacking: tuple[Lacking, ...]
    left_out: bool
    differs: tuple[Differs, ...]
    address: str
    back: str
    given: dict[str, str]
    fault: str = ""


def freezing_page(
    draft: Snapshot, frozen: Snapshot, municipality: str, given: dict[str, str], fault: str = ""
) -> Freezing:
    """``draft``: with what waits for approval; ``frozen``: as it would be frozen now."""
    report, lacks = draft.report, lacks_of(frozen)
    meeting, back = report.meeting, reverse("raportti", args=[municipality, report.code])
    usual = {
        "toimielin": meeting.body,
        "kokouspaiva": write_day(meeting.date) if meeting.date is not None else "",
        "pykala": meeting.section,
        "diaarinumero": meeting.diary_number,
        "perustelu": "",
        "julkaise": "",
    }
    return Freezing(
        code=report.code,
        title=report.title.told,
        lacking=tuple(Lacking(one.words, where_mended(one, municipality, back)) for one in lacks),
        left_out=len(lacks) < len(lacks_of(draft)),
        differs=tuple(_differences(draft, frozen)),
        address=reverse("raportin-jaadytys", args=[municipality, report.code]),
        back=back,
        given=usual | given,
        fault=fault,
    )


def _differences(draft: Snapshot, frozen: Snapshot) -> Collection[Differs]:
    found = []
    for before in draft.standing.rows:
        after = frozen.standing.row(before.code)
        if (before.verdict, before.figure.value) != (after.verdict, after.figure.value):
            name = f"{before.code} {before.facts.indicator.names.told}"
            found.append(Differs(name, _shown(before), badge(before.verdict), _shown(after), badge(after.verdict)))
    return found


def _shown(row: RowStanding) -> str:
    lacking = row.verdict is Verdict.MISSING and row.figure.value is None
    return _("ei lukua") if lacking else value_text(row.figure.value, row, unit=True)


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of the last try to make the files.

    ``stalled``: nothing has come of it for long although it has not failed. ``to_install``: the machine that makes the
    files lacks something for some of them.
    """

    failed: bool = False
    stalled: bool = False
    to_install: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How the files of a frozen report come: done of all, whether it goes on, what failed.

    ``poll``: where the page asks again; empty when there is nothing to wait for. ``to_install``: what the machine that
    makes the files lacks.
    """

    code: str
    done: int
    of: int
    ready: bool
    failed: bool
    stalled: bool
    poll: str
    retry: str
    publish: str
    published: bool
    lacking: tuple[str, ...]
    to_install: str = ""


def progress_of(
    report: Report, made: Collection[tuple[str, str]], municipality: str, fate: Fate, *, freezes: bool
) -> Progress:
    """``made``: the formats and languages that are there."""
    wanted = [(kind, language) for kind in FORMATS for language in LANGUAGES]
    lacking = [one for one in wanted if one not in made]
    ready = not lacking
    args = [municipality, report.code]
    return Progress(
        code=report.code,
        done=len(wanted) - len(lacking),
        of=len(wanted),
        ready=ready,
        failed=fate.failed and not ready,
        stalled=fate.stalled and not ready and not fate.failed,
        poll="" if ready or fate.failed or fate.stalled else reverse("raportin-valmistuminen", args=args),
        retry=reverse("raportin-valmistuminen", args=args) if freezes and not ready else "",
        publish=reverse("raportin-julkaisu", args=args) if freezes and ready and report.published_at is None else "",
        published=report.published_at is not None,
        lacking=tuple(f"{kind} ({language})" for kind, language in lacking),
        to_install=" ".join(PRINTING) if fate.to_install and not ready else "",
    )
