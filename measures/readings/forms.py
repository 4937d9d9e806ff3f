"""The form of another reading: the kind of target with its value, bounds, day and repetition, as people write them."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import read_day, write_day
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named, spoken
from measures.labels import DIRECTIONS, REPEATS
from measures.models import KpiRow
from measures.models.codes import ValueType
from measures.phrases import Context
from measures.quantities import Refused, read_number, write_number
from measures.steward.target_forms import COMPARISONS, FIELDS_OF, KINDS
from measures.targets import LIMIT_KINDS, Kind, Repeats, Target

# Codes, since a sign of comparison in an attribute would look like a tag.
_OPS = {"more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}
_NUMBERS = tuple(kind for kind in Kind if kind not in {Kind.DONE, Kind.LEVEL, Kind.UNDECIDED})
_KINDS = {
    ValueType.NUMBER: _NUMBERS,
    ValueType.YES_NO: (Kind.DONE, Kind.WATCHED),
    ValueType.LEVEL: (Kind.LEVEL, Kind.HOLD, Kind.MOVES_UP, Kind.MOVES_DOWN, Kind.WATCHED),
}
_WITH_VALUE = LIMIT_KINDS | {Kind.BETWEEN, Kind.CHANGE_BY}
_NOT_CHOSEN = later("Valitse luettelosta.")


class _Choice(forms.ChoiceField):
    """One of a list; with nothing chosen first where it may be left open."""

    def __init__(self, label: str, choices: list[tuple[str, str]], *, needed: bool = True) -> None:
        super().__init__(label=label, choices=choices if needed else [("", _("valitse")), *choices], required=needed)
        self.error_messages |= {"required": str(_NOT_CHOSEN), "invalid_choice": str(_NOT_CHOSEN)}


class ReadingForm(forms.Form):
    """What the words of a target mean. Fields that the indicator cannot have are left out; what was typed is kept."""

    value = forms.CharField(label=later("Arvo"), required=False, max_length=60)
    upper = forms.CharField(label=later("Yläraja"), required=False, max_length=60)
    due = forms.CharField(label=later("Määräpäivä"), required=False, max_length=20)

    def __init__(self, typed: Any, *, row: KpiRow, context: Context, others: Iterable[KpiRow], **facts: Any) -> None:
        super().__init__(typed, **facts)
        self.row, self.context = row, context
        self.others = {one.indicator.code: one.indicator for one in others if one.pk != row.pk}
        kinds = _KINDS[ValueType(row.indicator.value_type)]
        self.fields["kind"] = _Choice(
            _("Tavoitteen laji"), [("", _("valitse laji")), *((kind.value, KINDS[kind]) for kind in kinds)]
        )
        self.fields["repeats"] = _Choice(_("Toistuu"), [(one.value, REPEATS[one]) for one in Repeats])
        if context.scale:
            self.fields["level"] = _Choice(_("Tavoitetaso"), [(word, word) for word in context.scale], needed=False)
        if Kind.COMPARE in kinds and self.others:
            found = [(code, f"{code} {named(one)}") for code, one in self.others.items()]
            compared = [(code, COMPARISONS[op]) for code, op in _OPS.items()]
            self.fields["op"] = _Choice(_("Vertailu"), compared, needed=False)
            self.fields["other"] = _Choice(_("Toinen mittari"), found, needed=False)
        if row.indicator.value_type != ValueType.NUMBER:
            del self.fields["value"], self.fields["upper"]
        else:
            change = self.kind_given is Kind.CHANGE_BY
            self.fields["value"].label = _("Alaraja") if self.kind_given is Kind.BETWEEN else _("Arvo")
            self.fields["value"].help_text = (
                _("Muutos prosentteina etumerkkeineen.") if change else _("Luku mittarin yksikössä.")
            )
        self.fields["due"].help_text = _("pp.kk.vvvv, tyhjä jos päivää ei ole")
        self.order_fields(["kind", "value", "upper", "op", "other", "level", "due", "repeats"])

    @property
    def kind_given(self) -> Kind | None:
        """The kind that was chosen; None before one has been, and of one that the indicator cannot have."""
        code = str(self["kind"].value() or "")
        return Kind(code) if code and code in dict(cast(Any, self.fields["kind"]).choices) else None

    @property
    def names_shown(self) -> tuple[str, ...]:
        """The fields that the chosen kind asks for."""
        kind = self.kind_given
        if kind is None:
            return ()
        when = () if kind is Kind.WATCHED else ("due", "repeats")
        return tuple(name for name in (*FIELDS_OF.get(kind, ()), *when) if name in self.fields)

    def clean_due(self) -> dt.date | None:
        """The day, None for nothing."""
        text = self.cleaned_data["due"].strip()
        day = read_day(text)
        if text and day is None:
            raise forms.ValidationError(_("Kirjoita päivä muodossa pp.kk.vvvv, esimerkiksi 6.12.2026."))
        return day

    def clean(self) -> dict[str, Any]:
        """The whole as one target; its faults at the field they are about."""
        found = super().clean() or {}
        if not self.errors:
            found["target"] = self._target(Kind(found["kind"]), found)
        return found

    def _target(self, kind: Kind, found: dict[str, Any]) -> Target:
        target = Target(
            kind,
            self._number("value", kind),
            self._number("upper", kind) if kind is Kind.BETWEEN else None,
            op=_OPS.get(found.get("op", "")) if kind is Kind.COMPARE else None,
            other=found.get("other") if kind is Kind.COMPARE else None,
            level=found.get("level") if kind is Kind.LEVEL else None,
            scale=self.context.scale if kind is Kind.LEVEL else (),
            due=found["due"],
            repeats=Repeats(found["repeats"]),
        )
        if not self.errors:
            self._refuse_unsound(target)
        return target

    def _number(self, name: str, kind: Kind) -> Decimal | None:
        """The number of a kind that has one; of *hold* it may be left out."""
        text = str(self.cleaned_data.get(name) or "").strip()
        if kind not in _WITH_VALUE | {Kind.HOLD} or name not in self.fields:
            return None
        if not text and kind is Kind.HOLD:
            return None
        unit = "%" if kind is Kind.CHANGE_BY else self.context.unit
        try:
            return read_number(text, unit=unit, decimals=self.context.decimals).value
        except Refused as refused:
            self.add_error(name, refused.sentence(spoken()))
            return None

    def _refuse_unsound(self, target: Target) -> None:
        if target.kind is Kind.COMPARE and not (target.op and target.other):
            self.add_error("other", _("Valitse vertailumerkki ja toinen mittari."))
        if target.kind is Kind.LEVEL and not target.level:
            self.add_error("level", str(_NOT_CHOSEN))
        if target.kind is Kind.BETWEEN and (target.value or 0) > (target.upper or 0):
            self.add_error("upper", _("Yläraja on alarajaa pienempi."))
        if target.against(self.context.direction):
            self.add_error(
                "kind",
                _("Tavoitteen laji on vastoin mittarin suuntaa (%(direction)s). Tarkista kumpi on oikein.")
                % {"direction": DIRECTIONS[self.context.direction]},
            )
        if self.context.adds_up and target.kind is not Kind.WATCHED and not target.calendar_fits():
            self.add_error(
                "due", _("Luku kertyy kalenterivuoden ajan: tavoite on vuosittainen tai sen määräpäivä on 31.12.")
            )


def typed_of(target: Target) -> dict[str, str]:
    """A target as it would be typed into the form."""
    return {
        "kind": target.kind.value,
        "value": _written(target.value),
        "upper": _written(target.upper),
        "op": {sign: code for code, sign in _OPS.items()}.get(target.op or "", ""),
        "other": target.other or "",
        "level": target.level or "",
        "due": write_day(target.due, "fi") if target.due is not None else "",
        "repeats": target.repeats.value,
    }


def _written(number: Decimal | None) -> str:
    return write_number(number) if number is not None else ""
