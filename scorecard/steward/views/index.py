"""The steward's index page: the doors to everything that is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scorecard.access import members_with
from scorecard.frame import HALLINTA, inside_frame
from scorecard.permissions import Access, Right
from scorecard.steward.rooms import groups_of


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """The rooms in groups, each with a sentence."""
    context = {"groups": groups_of(access), "frame": inside_frame(request, access, HALLINTA)}
    return render(request, "steward/index.html", context)
