"""The page of deputies as plain values: who stands in where and when, and the form of naming one."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named as name_of_record
from measures.deputies import has_ended, span_words
from measures.pages.entries import name_of
from measures.pages.fields import AskedField, asked_fields, faults_of
from scorecard.models import Membership

_PAST = 20
"""Deputies of earlier days that are still listed."""


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """A deputy: ``state`` is voimassa, tulossa or päättynyt; ``named`` by whom and when."""

    id: int
    name: str
    unit: str
    days: str
    state: str
    named: str
    can_end: bool


@dataclass(frozen=True, slots=True)
class DeputiesPage:
    """What the page shows: those of today and to come, the last ones before, the form."""

    now: tuple[DeputyLine, ...]
    past: tuple[DeputyLine, ...]
    fields: tuple[AskedField, ...]
    fault: str
    faulty: bool


def deputies_page(
    posts: Iterable[Membership], named: Mapping[int, str], form: Form, today: dt.date, fault: str = ""
) -> DeputiesPage:
    """The page; ``named`` says of each role who gave it and when."""
    lines = [_line(post, named.get(post.pk, ""), today) for post in posts]
    return DeputiesPage(
        now=tuple(one for one in lines if one.can_end),
        past=tuple(one for one in lines if not one.can_end)[:_PAST],
        fields=asked_fields(form, "sijainen"),
        fault=fault or faults_of(form),
        faulty=form.is_bound,
    )


def _line(post: Membership, named: str, today: dt.date) -> DeputyLine:
    ended = has_ended(post, today)
    begun = post.valid_from is None or post.valid_from <= today
    state = _("päättynyt") if ended else _("voimassa") if begun else _("tulossa")
    unit = name_of_record(post.unit) if post.unit is not None else ""
    return DeputyLine(post.pk, name_of(post.user), unit, span_words(post), state, named, not ended)
