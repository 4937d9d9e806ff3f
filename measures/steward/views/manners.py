"""What the steward's views have in common: the page with the way to it, and what a verb refused put on its form."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.swaps import page_or_part
from measures.steward.fields import fields_at_fault
from scorecard.frame import HALLINTA, inside_frame
from scorecard.permissions import Access
from scorecard.steward.rooms import steps_to

INDICATORS, ROWS = "hallinta-mittarit", "hallinta-rivit"


def shown(
    request: HttpRequest,
    access: Access,
    template: str,
    page: object,
    *below: tuple[str, str],
    refused: bool = False,
    swaps: bool = False,
) -> HttpResponse:
    """A page with the way down to it, and what is to be said after the step before; 422 when a step was refused."""
    told = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": page, "steps": steps_to(access, *below), "told": told}
    context["frame"] = inside_frame(request, access, HALLINTA)
    return (page_or_part if swaps else render)(request, template, context, status=422 if refused else 200)


def indicators_step(access: Access) -> tuple[str, str]:
    """The way to the list of indicators."""
    return _("Mittarit"), reverse(INDICATORS, args=[access.municipality.code])


def rows_step(access: Access) -> tuple[str, str]:
    """The way to the rows of strategies."""
    return _("Mittarit strategioissa"), reverse(ROWS, args=[access.municipality.code])


def put_on(form: Form, refused: ValidationError) -> None:
    """What a verb refused, on the fields it is about, or on the whole form."""
    told = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    fields_at_fault(form, told)
