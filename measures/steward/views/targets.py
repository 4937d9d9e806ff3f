"""A target is decided or corrected: its words are read, what was read is looked at, and then it is written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import NotAllowed, Unknown
from kemi_strategy.web.languages import in_language, later
from measures.above import Outlook, outlook_with
from measures.models import KpiRow, TargetVersion
from measures.reported import reported_in, used_by
from measures.rollup import AcrossTime
from measures.steward.finding import decisions_of, indicators_of, row_of, rules_of, targets_of
from measures.steward.keeping.targets import Decided, add_decision, correct_target, decide_target
from measures.steward.pages.attempts import Attempt
from measures.steward.pages.target import Material, preview_of, read_again, target_form, target_page
from measures.steward.target_forms import NEW, NEW_DECISION, TargetForm
from measures.steward.views.manners import put_on, rows_step, shown
from measures.steward.wordings import Ground, Read, questions_of, read_words
from measures.targets import Kind, Target
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Decision
from scorecard.permissions import Access, Right
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.views.manners import done, seen_in, writer

CHANGED = later(
    "Joku muu ehti kirjata tälle riville tavoitteen. Mitään ei tallennettu. Kirjoittamasi on tallella: katso uusin "
    "tavoite alla ja tallenna omasi, jos se on yhä tarpeen."
)
OPEN = later(
    "Tavoitteessa on avoin kysymys, joten sitä ei vielä tallennettu. Korjaa tavoitetta, tai rastita alta, että se "
    "tallennetaan kysymyksineen."
)
READ, CHOOSE, SHOW, SAVE = "lue", "vaihtoehto-", "nayta", "tallenna"


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("hallinta-rivi", "strategy", "row")
@members_with(Right.MANAGE_STRUCTURE)
def new(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Decides a new target of a row, valid from a day."""
    return _answered(request, access, _material(access, strategy, row))


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("hallinta-rivi", "strategy", "row")
@members_with(Right.MANAGE_STRUCTURE)
def correct(request: HttpRequest, access: Access, strategy: str, row: str, version: int) -> HttpResponse:
    """Corrects a target that no frozen report uses."""
    of = _material(access, strategy, row, version)
    if of.corrects is not None and used_by(of.corrects, of.versions, reported_in(of.row, of.versions)):
        raise NotAllowed(
            _("Jäädytetty raportti käyttää tätä tavoitetta, joten sitä ei korjata. Kirjaa uusi tavoite ja sen päätös.")
        )
    return _answered(request, access, of)


def _answered(request: HttpRequest, access: Access, of: Material) -> HttpResponse:
    """The page of the step asked for. Only saving writes anything."""
    if request.method != "POST":
        return _shown(request, access, of, target_form(of))
    step = request.POST.get("teko", READ)
    if step == READ or step.startswith(CHOOSE):
        read = read_words(request.POST.get("words", ""), of.ground)
        target = _chosen(read, step)
        form = target_form(of, read_again(of, request.POST, target))
        return _shown(request, access, of, form, read=read if target == read.target else None)
    form = target_form(of, request.POST)
    if step == SHOW:
        return _shown(request, access, of, form)
    if step != SAVE or not form.is_valid():
        attempt = None if form.is_valid() else Attempt("tavoite", form)
        return _shown(request, access, of, form, attempt=attempt)
    return _saved(request, access, of, form)


def _chosen(read: Read, step: str) -> Target:
    """What the words say, or the one of the alternatives that was chosen."""
    number = step.removeprefix(CHOOSE)
    known = number.isascii() and number.isdecimal() and int(number) < len(read.alternatives)
    return read.alternatives[int(number)] if known else read.target


def _saved(request: HttpRequest, access: Access, of: Material, form: TargetForm) -> HttpResponse:
    target = form.target(of.others)
    if _questions(target, of) and not form.cleaned_data["asks"]:
        return _shown(request, access, of, form, attempt=Attempt("tavoite", form, fault=OPEN))
    try:
        _write(request, of, form, target)
    except ChangedMeanwhile:
        fresh = _again(access, of)
        return _shown(request, access, fresh, form, attempt=Attempt("tavoite", form, conflict=True, fault=CHANGED))
    except ValidationError as refused:
        put_on(form, refused)
        return _shown(request, access, of, form, attempt=Attempt("tavoite", form))
    return done(
        request, f"{of.row_address}#tavoitteet", _("Tavoite on tallennettu. Aiemmat tavoitteet ovat ennallaan.")
    )


@transaction.atomic
def _write(request: HttpRequest, of: Material, form: TargetForm, target: Target) -> TargetVersion:
    by, seen, found = writer(request), seen_in(request), form.cleaned_data
    with in_language("fi"):
        questions = " ".join(_questions(target, of))
    decided = Decided(
        target=target,
        valid_from=of.corrects.valid_from if of.corrects is not None else found["valid_from"],
        other=of.others.get(str(found.get("other") or "")) if target.kind is Kind.COMPARE else None,
        decision=_decision(request, of, found),
        questions=questions,
        settles=found["settles"],
    )
    if of.corrects is not None:
        return correct_target(version=of.corrects, seen=seen, decided=decided, by=by)
    return decide_target(row=of.row, seen=seen, decided=decided, by=by)


def _decision(request: HttpRequest, of: Material, found: dict[str, Any]) -> Decision | None:
    """The decision chosen, or the new one that was written."""
    if found["decision"] == NEW:
        return add_decision(row=of.row, facts={name: found[name] for name in NEW_DECISION}, by=writer(request))
    return next((one for one in of.decisions if str(one.pk) == found["decision"]), None)


def _questions(target: Target, of: Material) -> tuple[str, ...]:
    """What is open in the target; of an undecided one why its words could not be read."""
    found = questions_of(target, of.ground)
    if target.kind is Kind.UNDECIDED and target.words:
        return (read_words(target.words, of.ground).question, *found[1:]) if found else found
    return found


def _outlook(target: Target, of: Material, form: TargetForm) -> Outlook | None:
    """How the row would stand with the target, which is not written."""
    version = TargetVersion(
        row=of.row,
        valid_from=form.cleaned_data.get("valid_from") or today(),
        kind=target.kind,
        value=target.value,
        upper=target.upper,
        op=target.op or "",
        other=of.others.get(form.cleaned_data.get("other") or "") if target.kind is Kind.COMPARE else None,
        level=target.level or "",
        words=target.words,
        due=target.due,
        repeats=target.repeats,
        binding=target.binding,
    )
    return outlook_with(version)


def _shown(
    request: HttpRequest,
    access: Access,
    of: Material,
    form: TargetForm,
    *,
    read: Read | None = None,
    attempt: Attempt | None = None,
) -> HttpResponse:
    """The page; with what the target means and changes, once it is whole."""
    preview = None
    if form.is_bound and form.target_is_whole:
        target = form.target(of.others)
        preview = preview_of(target, of, _questions(target, of), _outlook(target, of, form))
    page = target_page(of, form, read=read, preview=preview, attempt=attempt)
    below = (rows_step(access), (f"{page.code} {page.name}", of.row_address))
    return shown(request, access, "steward/target.html", page, *below, refused=attempt is not None)


def _material(access: Access, strategy: str, code: str, version: int | None = None) -> Material:
    row = row_of(access.municipality, strategy, code)
    versions, rules, others = targets_of([row]), rules_of(row.indicator), indicators_of(access.municipality)
    corrects = _last_of_its_day(versions, version) if version is not None else None
    place = [access.municipality.code, strategy, code]
    name = "hallinta-tavoite-uusi" if version is None else "hallinta-tavoite-korjaa"
    adds_up = bool(rules) and rules[-1].across_time == AcrossTime.SUM
    return Material(
        row=row,
        ground=Ground(row, adds_up, others),
        versions=versions,
        indicators=others,
        decisions=decisions_of(access.municipality, row.strategy_id),
        address=reverse(name, args=[*place, *([version] if version is not None else [])]),
        row_address=reverse("hallinta-rivi", args=place),
        corrects=corrects,
    )


def _last_of_its_day(versions: list[TargetVersion], version: int) -> TargetVersion:
    """The version asked for; of one that has been corrected already, that correction."""
    asked = next((one for one in versions if one.pk == version), None)
    if asked is None:
        raise Unknown(_("Tällaista tavoitetta ei ole tällä rivillä."))
    return [one for one in versions if one.valid_from == asked.valid_from][-1]


def _again(access: Access, of: Material) -> Material:
    """The same as it stands by now."""
    row: KpiRow = of.row
    return _material(access, row.strategy.code, row.indicator.code, of.corrects.pk if of.corrects is not None else None)
