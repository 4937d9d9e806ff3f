"""A table pasted from a document: its columns and rows looked at, and the confirmed rows handed on as an import."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from measures.importing.background import set_going
from measures.importing.keeping import receive_sheets
from measures.importing.table_pages import table_page
from measures.importing.tables import Pasted, Proposal, proposals_of, read_table, sheets_from
from measures.models import Indicator
from measures.sheets import same_word
from measures.views.expired import signed_in_at
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Strategy, User
from scorecard.permissions import Access, Right
from scorecard.steward.rooms import steps_to

_TEXT, _STRATEGY, _TAKE = "taulukko", "strategia", "tallenna"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_at("tuonti-liita")
@members_with(Right.IMPORT_SCORECARD)
def paste(request: HttpRequest, access: Access) -> HttpResponse:
    """Reads what is pasted anew each time; with ``tallenna`` hands the confirmed rows on as an import."""
    strategies = list(Strategy.objects.filter(municipality=access.municipality).order_by("kind", "code"))
    text, chosen = request.POST.get(_TEXT, ""), request.POST.get(_STRATEGY, "")
    pasted = read_table(text, _columns(request))
    proposals = _proposals(request, access, pasted)
    fault = _fault(request, proposals, {one.code for one in strategies}) if request.method == "POST" else ""
    if _TAKE in request.POST and not fault:
        one = receive_sheets(
            municipality=access.municipality, name=_("Liitetty taulukko"), sheets=sheets_from(proposals, chosen),
            language=get_language() or "fi", by=cast(User, request.user),
        )  # fmt: skip
        set_going(one)
        return HttpResponseRedirect(reverse("tuonti-nayta", args=[access.municipality.code, one.pk]))
    page = table_page(access.municipality, strategies, chosen, pasted, proposals, text, fault)
    steps = steps_to(access, (_("Tuonti ja vienti"), page.back))
    context = {"page": page, "steps": steps, "frame": inside_frame(request, access, "tuonti")}
    return render(request, "measures/import_table.html", context, status=422 if fault else 200)


def _columns(request: HttpRequest) -> list[str]:
    found: list[str] = []
    while (name := f"s{len(found)}") in request.POST:
        found.append(request.POST[name])
    return found


def _proposals(request: HttpRequest, access: Access, pasted: Pasted) -> list[Proposal]:
    if not pasted.rows:
        return []
    own = Indicator.objects.filter(municipality=access.municipality).values_list("code", "name_fi")
    codes = {code: same_word(name) for code, name in own}
    names = {name: code for code, name in codes.items()}
    # Other columns give other rows: what was typed into them is of the columns chosen before.
    said = request.POST.dict() if _TAKE in request.POST or "rivit" in request.POST else {}
    return proposals_of(pasted, names, codes, said)


def _fault(request: HttpRequest, proposals: list[Proposal], strategies: set[str]) -> str:
    if not proposals:
        return _("Taulukossa ei ole rivejä. Kopioi taulukko asiakirjasta otsikkoriveineen ja liitä se kenttään.")
    if request.POST.get(_STRATEGY, "") not in strategies:
        return _("Valitse, mihin strategiaan rivit kuuluvat.")
    if _TAKE not in request.POST:
        return ""
    confirmed = [one for one in proposals if one.confirmed]
    if not confirmed:
        return _("Et vahvistanut yhtään riviä. Merkitse rivit, jotka tallennetaan.")
    if any(not one.name or not one.code for one in confirmed):
        return _("Vahvistetulta riviltä puuttuu mittarin nimi tai koodi. Täydennä se tai jätä rivi pois.")
    if len({one.code for one in confirmed}) < len(confirmed):
        return _("Kahdella vahvistetulla rivillä on sama koodi. Anna kummallekin oma koodi.")
    return ""
