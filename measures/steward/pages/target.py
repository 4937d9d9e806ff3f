"""The page where a target is decided or corrected: the words, how they were read, what would change, the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import LANGUAGES, content, named
from measures.above import Outlook
from measures.models import Indicator, KpiRow, TargetVersion
from measures.steward.pages.attempts import Attempt
from measures.steward.pages.words import decision_choices, indicator_choices, target_words, version_words
from measures.steward.target_forms import FIELDS_OF, NEW, NEW_DECISION, WHEN, TargetForm
from measures.steward.wordings import Ground, Read
from measures.targets import Kind, Target
from scorecard.models import Decision
from scorecard.work.fields import Field, asked


@dataclass(frozen=True, slots=True)
class Preview:
    """The target as typed: in words of the three languages, what is open in it, how the verdict would change."""

    words: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class TargetPage:
    """What the page shows. ``typed``: the fields of the kind; none before the words have been read."""

    title: str
    code: str
    name: str
    strategy: str
    row: str
    before: str
    before_words: str
    address: str
    seen: str
    first: tuple[Field, ...]
    kind: Field
    typed: tuple[Field, ...]
    binding: tuple[Field, ...]
    new_decision: tuple[Field, ...]
    adds_decision: bool
    question: str
    alternatives: tuple[str, ...]
    row_question: str
    settles: Field | None
    preview: Preview | None
    asks: Field | None
    fault: str
    faulty: bool
    read: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What the page is made of. ``corrects``: the version that is corrected, None for a new one."""

    row: KpiRow
    ground: Ground
    versions: Sequence[TargetVersion]
    indicators: Sequence[Indicator]
    decisions: Sequence[Decision]
    address: str
    row_address: str
    corrects: TargetVersion | None = None

    @property
    def others(self) -> dict[str, Indicator]:
        """The indicators it may be compared with, by their keys in the form."""
        return {str(one.pk): one for one in self.indicators}

    @property
    def before(self) -> TargetVersion | None:
        """The version that is corrected, or else the one that is valid last."""
        latest = max(self.versions, key=lambda one: (one.valid_from, one.pk), default=None)
        return self.corrects or latest

    @property
    def seen(self) -> int:
        """The latest version that has been recorded."""
        return max((one.pk for one in self.versions), default=0)


def target_form(of: Material, typed: QueryDict | Mapping[str, Any] | None = None, **initial: Any) -> TargetForm:
    """The form, filled with what is corrected or with what was typed."""
    own = [one for one in of.indicators if one.pk != of.row.indicator_id]
    return TargetForm(
        *([typed] if typed is not None else []),
        indicator=of.row.indicator,
        indicators=indicator_choices(own),
        decisions=decision_choices(of.decisions),
        fixed=of.corrects is not None,
        initial=_initial(of) | initial,
    )


def read_again(of: Material, typed: QueryDict, target: Target) -> QueryDict:
    """What was typed, with what the words say in place of what stood in the typed fields."""
    data = typed.copy()
    data["binding"] = typed.get("binding") or "binding"
    data["kind"] = target.kind.value
    for name, number in (("value", target.value), ("upper", target.upper)):
        data[name] = str(TargetForm.base_fields["value"].prepare_value(number) or "")
    other = next((one for one in of.indicators if one.code == target.other), None)
    data["op"], data["other"] = target.op or "", str(other.pk) if other is not None else ""
    data["level"], data["repeats"] = target.level or "", target.repeats.value
    data["due"] = write_day(target.due) if target.due is not None else ""
    return data


def preview_of(target: Target, of: Material, questions: tuple[str, ...], outlook: Outlook | None) -> Preview:
    """The target in the words of each language, with what is open and what would change."""
    told = tuple((language, _told(target, of, language)) for language in LANGUAGES)
    return Preview(told, questions, outlook)


def _told(target: Target, of: Material, language: str | None = None) -> str:
    """The target in words, with the name of the indicator it is compared with."""
    other = next((one for one in of.indicators if one.code == target.other), None)
    name = content(other.name_fi, other.name_sv, other.name_en, language=language) if other is not None else ""
    return target_words(target, of.row.indicator, language, name)


def target_page(
    of: Material,
    form: TargetForm,
    *,
    read: Read | None = None,
    preview: Preview | None = None,
    attempt: Attempt | None = None,
) -> TargetPage:
    """The page. ``attempt``: when saving was refused. ``read``: what came of the words, just read."""
    refused = attempt is not None
    shown = {one.name: one for one in asked(form, of.address, "tavoite").fields}
    if not refused:
        shown = {name: replace(one, fault="") for name, one in shown.items()}
    kind, before, indicator = form.kind_given, of.before, of.row.indicator
    return TargetPage(
        title=_("Korjaa tavoite") if of.corrects is not None else _("Uusi tavoite"),
        code=indicator.code,
        name=named(indicator),
        strategy=named(of.row.strategy),
        row=of.row_address,
        before=version_words(before, indicator) if before is not None else "",
        before_words=before.words if before is not None else "",
        address=of.address,
        seen=_seen(of, form, attempt),
        first=tuple(shown[name] for name in ("words", "valid_from") if name in shown),
        kind=shown["kind"],
        typed=tuple(shown[name] for name in fields_of(kind)),
        binding=tuple(shown[name] for name in ("binding", "decision")),
        new_decision=tuple(shown[name] for name in NEW_DECISION),
        adds_decision=form.data.get("decision", "") == NEW,
        question=read.question if read is not None else "",
        alternatives=_alternatives(of, read),
        row_question=of.row.question,
        settles=shown["settles"] if of.row.question else None,
        preview=preview,
        asks=shown["asks"] if preview is not None and preview.questions else None,
        fault=attempt.fault if attempt is not None else "",
        faulty=refused,
        read=kind is not None,
    )


def _alternatives(of: Material, read: Read | None) -> tuple[str, ...]:
    """What doubtful words may say, to choose from."""
    return tuple(_told(one, of) for one in read.alternatives) if read is not None else ()


def fields_of(kind: Kind | None) -> tuple[str, ...]:
    """The fields that a kind asks for; before there is one, none."""
    if kind is None:
        return ()
    return (*FIELDS_OF.get(kind, ()), *(WHEN if kind not in (Kind.WATCHED, Kind.UNDECIDED) else ()))


def _seen(of: Material, form: TargetForm, attempt: Attempt | None) -> str:
    """The version that the form was made from; after a conflict the one that is shown now."""
    fresh = not form.is_bound or (attempt is not None and attempt.conflict)
    return str(of.seen) if fresh else str(form.data.get("seen", ""))


def _initial(of: Material) -> dict[str, Any]:
    """What the form begins with: what is corrected, or what is usual."""
    one = of.corrects
    if one is None:
        return {"repeats": "year" if of.ground.adds_up else "once", "binding": "binding"}
    names = ("words", "kind", "value", "upper", "op", "level", "due", "repeats", "binding")
    told = {name: getattr(one, name) for name in names}
    return told | {"other": one.other_id or "", "decision": one.decision_id or ""}
