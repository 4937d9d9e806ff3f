"""Accepts an uploaded workbook: all of its figures in one transaction, or none of them.

Everything is checked again against the ledger while it is locked: a figure that another entered after the preview stops
it all. Accepting the same upload twice writes once.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import content, named
from measures.duties import Duty
from measures.entering import Conflict, NotAccepted, enter_actual, submit_actuals
from measures.models import Actual, Upload, Window
from measures.models.codes import Source
from measures.uploads.judging import Judged
from scorecard.models import User


class Stopped(Exception):
    """Nothing was written; the text is the sentence why."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done: entries added, drafts sent, and names of figures that stay drafts until they are confirmed."""

    entered: int
    sent: int
    doubtful: Sequence[Sequence[str]]
    asked: bool

    @property
    def told(self) -> str:
        """What was done, in sentences."""
        saved = (
            _("Yksi luku tallennettiin.")
            if self.entered == 1
            else _("%(entered)s lukua tallennettiin.") % {"entered": self.entered}
        )
        found = [saved if self.entered else _("Muutoksia ei ollut: kaikki luvut ovat ennallaan.")]
        if self.asked:
            found.append(
                _("Yksi luku lähetettiin hyväksyttäväksi.")
                if self.sent == 1
                else _("%(sent)s lukua lähetettiin hyväksyttäväksi.") % {"sent": self.sent}
            )
        if self.doubtful:
            found.append(
                _("Luonnokseksi jäi, koska luku näyttää poikkeavalta: %(doubtful)s.")
                % {"doubtful": ", ".join(content(*names) for names in self.doubtful)}
            )
            found.append(_("Korjaa luku tai vahvista se kirjaussivulla."))
        return " ".join(found)


def told_of(upload: Upload) -> str:
    """What was done with an upload that has been accepted; of an older one the sentences kept at that time."""
    if not upload.told.startswith("{"):
        return upload.told
    return Accepted(**json.loads(upload.told)).told


@transaction.atomic
def enter_all(*, judged: Sequence[Judged], send: bool, by: User) -> Accepted:
    """Adds the figures of all rows as drafts and, with ``send``, sends those that can be sent.

    Raises Stopped, with nothing written, when a row is refused or in conflict, or a rule stops an entry now.
    """
    stopping = [one for one in judged if one.stops]
    if stopping:
        raise Stopped(_("Mitään ei tallennettu, koska kaikkia rivejä ei voi hyväksyä."))
    entered = {}
    for one in judged:
        if one.enters:
            entered[one.row.cell] = _enter(one, by)
    duties = [_as_entered(one, entered.get(one.row.cell)) for one in judged]
    sent = sum(_sent(window, judged, duties, by) for window in _windows(judged)) if send else 0
    kept = [
        duty for one, duty in zip(judged, duties, strict=True) if one.desk is not None and one.desk.doubtful([duty])
    ]
    return Accepted(len(entered), sent, tuple(map(_names, kept)), asked=send)


@transaction.atomic
def accept_upload(*, upload: int, judged: Sequence[Judged], send: bool, by: User) -> Upload:
    """The same of an upload, once: of one that has been accepted already nothing is written. Raises Stopped."""
    held = Upload.objects.select_for_update().filter(pk=upload).first()
    if held is None:
        raise Stopped(_("Esikatselua ei enää ole. Mitään ei tallennettu. Lähetä työkirja uudestaan."))
    if held.accepted_at is None:
        held.told = json.dumps(asdict(enter_all(judged=judged, send=send, by=by)))
        held.accepted_at, held.reading = timezone.now(), ""
        held.save(update_fields=["accepted_at", "reading", "told"])
    return held


def _names(duty: Duty) -> tuple[str, str, str]:
    indicator = duty.cell.indicator
    return indicator.name_fi, indicator.name_sv, indicator.name_en


def _enter(one: Judged, by: User) -> Actual:
    desk, duty, given = one.desk, one.duty, one.given
    if desk is None or duty is None or given is None:
        raise Stopped(_("Mitään ei tallennettu, koska riviä ei voitu lukea."))
    name = named(duty.cell.indicator)
    try:
        return enter_actual(
            cell=duty.cell,
            given=given,
            seen=one.seen,
            window=desk.window,
            by=by,
            late_reason=one.typed.text("late_reason"),
            late_text=one.typed.text("late_text").strip(),
            source=Source.WORKBOOK,
        )
    except Conflict:
        raise Stopped(
            _("%(name)s: joku muu kirjasi luvun juuri äsken. Mitään ei tallennettu.") % {"name": name}
        ) from None
    except NotAccepted as refused:
        raise Stopped(_("%(name)s: %(refused)s Mitään ei tallennettu.") % {"name": name, "refused": refused}) from None


def _as_entered(one: Judged, entry: Actual | None) -> Duty:
    if one.duty is None:
        raise Stopped(_("Mitään ei tallennettu, koska riviä ei voitu lukea."))
    return replace(one.duty, latest=entry) if entry is not None else one.duty


def _windows(judged: Collection[Judged]) -> list[Window]:
    return list(dict.fromkeys(one.desk.window for one in judged if one.desk is not None))


def _sent(window: Window, judged: Sequence[Judged], duties: Sequence[Duty], by: User) -> int:
    """Sends the drafts of the file's rows in a window that its reader sends, as the entry page does."""
    ready: list[int] = []
    for one, duty in zip(judged, duties, strict=True):
        if one.desk is not None and one.desk.window == window and one.desk.ready([duty]) and duty.latest is not None:
            ready.append(duty.latest.pk)
    if not ready:
        return 0
    try:
        return len(submit_actuals(entries=ready, window=window, by=by))
    except NotAccepted as refused:
        raise Stopped(_("%(refused)s Mitään ei tallennettu.") % {"refused": refused}) from None
