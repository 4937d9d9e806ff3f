"""What the steward's views have in common: taking a step with a form, saying what was done, showing a page."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scorecard.frame import HALLINTA, inside_frame
from scorecard.permissions import Access
from scorecard.steward.pages.parts import Attempt
from scorecard.steward.rooms import steps_to
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.views.manners import CHANGED


def take(form: Form, of: str, step: Callable[[dict[str, Any]], object], *, key: int = 0) -> Attempt | None:
    """Takes the step that a form asks for; None when it was taken, else what is to be shown again and why."""
    if not form.is_valid():
        return Attempt(of, form, key)
    try:
        step(form.cleaned_data)
    except ChangedMeanwhile:
        return Attempt(of, form, key, conflict=True, fault=CHANGED)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return Attempt(of, form, key)
    return None


def shown(
    request: HttpRequest,
    access: Access,
    template: str,
    page: object,
    *steps: tuple[str, str],
    refused: bool = False,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A page of the steward's with the way down to it (``steps``: words and address); 422 when a step was refused."""
    context = {
        "page": page,
        "steps": steps_to(access, *steps),
        "told": " ".join(str(message) for message in messages.get_messages(request)),
        "frame": inside_frame(request, access, HALLINTA),
        **(more or {}),
    }
    return render(request, template, context, status=422 if refused else 200)
