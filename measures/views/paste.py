"""Pasting a block from Excel into the entry grid: it is placed, read and shown; saving it is another step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from measures.duties import units_of
from measures.grid import grid_of
from measures.pages.paste import PastePage, paste_page, refused_page
from measures.pasting import NotPlaced, place
from measures.views.entry import desk_for_writing
from measures.views.expired import signed_in_at
from measures.views.keeping import is_of_htmx
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right

TEMPLATE = "measures/paste.html"
START, BLOCK = "alku", "lohko"


@require_POST
@signed_in_at("kirjaus")
@members_with(Right.ENTER)
def preview(request: HttpRequest, access: Access) -> HttpResponse:
    """What the block would do; nothing is written. 422 when it has no place at all."""
    desk = desk_for_writing(request, access)
    text = request.POST.get(BLOCK, "")
    page: PastePage
    try:
        units = units_of(desk.municipality).values()
        page = paste_page(desk, place(grid_of(desk.duties), request.POST.get(START, ""), text, list(units)))
    except NotPlaced as refused:
        page = refused_page(desk, str(refused), text)
    in_part = is_of_htmx(request)
    context: dict[str, object] = {"page": page, "swapped": in_part}
    if not in_part:
        context["frame"] = inside_frame(request, access, "kirjaus")
    return render(request, f"{TEMPLATE}#osa" if in_part else TEMPLATE, context, status=422 if page.fault else 200)
