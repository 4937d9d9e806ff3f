"""Pages that anybody may read: the accessibility statement with its feedback form, the service, its words."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.speaking import LANGUAGES, named, spoken
from scorecard.about.forms import FeedbackForm
from scorecard.about.keeping import SPAN, TooMany, receive_feedback
from scorecard.about.pages import statement_page
from scorecard.about.terms import glossary
from scorecard.expired import token_is_stale
from scorecard.frame import Frame, reader_name
from scorecard.models import Feedback, Municipality
from scorecard.permissions import homes

STATEMENT = "saavutettavuusseloste"


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest) -> HttpResponse:
    """The accessibility statement; a POST takes in feedback. A form with an old token is shown again as typed."""
    places = _places(request)
    offered = [(code, named(one)) for code, one in places.items()]
    if request.method != "POST":
        return _shown(request, FeedbackForm(places=offered, initial=_first_guess(request, places)))
    form = FeedbackForm(request.POST, places=offered)
    if not form.is_valid():
        return _shown(request, form, status=422)
    if token_is_stale(request):
        form.add_error(None, _("Lomake oli vanhentunut, eikä palautetta lähetetty. Tekstisi on tallella: lähetä se."))
        return _shown(request, form, status=422)
    facts = form.cleaned_data | {"municipality": places.get(form.cleaned_data["municipality"])}
    try:
        return _thanked(request, receive_feedback(**facts, sender=_sender(request), language=spoken()))
    except TooMany:
        form.add_error(None, _("Lähetit juuri monta palautetta. Tekstisi on tallella: lähetä se tunnin kuluttua."))
        return _shown(request, form, status=429)


@require_safe
@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """What the service is."""
    return render(request, "about/about.html", {"frame": _frame(request)})


@require_safe
@login_not_required
def words(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    return render(request, "about/glossary.html", {"page": glossary(), "frame": _frame(request)})


def _shown(request: HttpRequest, form: FeedbackForm, status: int = 200) -> HttpResponse:
    said = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": statement_page(form), "said": said, "frame": _frame(request)}
    answer = render(request, "about/statement.html", context, status=status)
    if status == 429:
        answer.headers["Retry-After"] = str(int(SPAN.total_seconds()))
    return answer


def _thanked(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    due = write_day(feedback.due)
    thanks = _("Kiitos, palautteesi on vastaanotettu.")
    if feedback.email:
        thanks += " " + _("Vastaamme viimeistään %(due)s.") % {"due": due}
    else:
        thanks += " " + _("Et antanut sähköpostiosoitetta, joten emme voi lähettää sinulle vastausta.")
    messages.success(request, thanks)
    return HttpResponseRedirect(f"{reverse(STATEMENT)}#palaute")


def _frame(request: HttpRequest) -> Frame:
    return Frame(reader=reader_name(request))


def _places(request: HttpRequest) -> dict[str, Municipality]:
    """The municipalities that feedback may be about: published ones and the reader's own, by code."""
    found = {one.code: one for one in Municipality.objects.filter(published=True).order_by("name_fi")}
    if request.user.is_authenticated:
        found |= {access.municipality.code: access.municipality for access in homes(request.user, today())}
    return found


def _first_guess(request: HttpRequest, places: dict[str, Municipality]) -> dict[str, str]:
    """The page that the reader came from, whose municipality it is, and who is signed in."""
    came = urlsplit(request.headers.get("Referer", ""))
    own = came.netloc == request.get_host() and came.path != reverse(STATEMENT)
    page = came.path[:300] if own else ""
    path = page.split("/")[1:]
    within = path[1:] if path and path[0] in LANGUAGES else path
    code = within[0] if len(within) > 1 else ""
    guess = {"page": page, "municipality": code if code in places else ""}
    if request.user.is_authenticated:
        guess |= {"name": request.user.get_full_name(), "email": request.user.email}
    return guess


def _sender(request: HttpRequest) -> str:
    """A nickname of whoever sends, of use for a day: by it repeated sending is seen, and nobody is found."""
    who = f"user {request.user.pk}" if request.user.is_authenticated else f"address {_address(request)}"
    return salted_hmac("feedback", f"{today()} {who}", algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """The visitor's network address. In service a proxy adds it behind whatever the visitor claims."""
    told = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
