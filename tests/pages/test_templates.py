"""Templates show plain values: every page of the demo is rendered with the database out of reach."""

import dataclasses
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models
from django.db.models import QuerySet
from django.template import Context, Template
from django.test import signals

from scorecard.models import User

ADDRESSES = [
    ("", "/"),
    ("", "/nain-tila-lasketaan/"),
    ("", "/saavutettavuusseloste/"),
    ("", "/sanasto/"),
    ("paakayttaja", "/kemi/hallinta/palaute/"),
    ("paakayttaja", "/kemi/hallinta/tulkinnat/"),
    ("paakayttaja", "/kemi/hallinta/tulkinnat/kemi-2023/K08/"),
    ("paakayttaja", "/kemi/hallinta/ihmiset/"),
    ("", "/kemi/"),
    ("", "/simo/"),
    ("", "/kemi/mittarit/K09/"),
    ("", "/kemi/tavoitteet/"),
    ("", "/kemi/tavoitteet/viisas-ideoiva/"),
    ("", "/kemi/mittarit/?haku=työ&tila=behind"),
    ("", "/kemi/projektit/"),
    ("", "/kemi/projektit/esimerkki-lahikirjastot/"),
    ("", "/kemi/toimenpiteet/?toimiala=hyvinvointi"),
    ("", "/kemi/toimenpiteet/t01/"),
    ("", "/kemi/toimialat/"),
    ("valtuutettu", "/kemi/toimialat/hyvinvointi/"),
    ("johto", "/kemi/tilannekuva/"),
    ("johto", "/kemi/tilannekuva/?strategia=kemi-hyvinvointi-2023"),
    ("johto", "/kemi/tilannekuva/mittarit/K10/"),
    ("johto", "/kemi/tilannekuva/ajantasaisuus/"),
    ("johto", "/kemi/tilannekuva/tavoitteet/viisas/"),
    ("tarkastaja", "/kemi/tilannekuva/mittarit/K09/historia/?kausi=2026-Q3"),
    ("toimialajohtaja", "/kemi/hyvaksynta/"),
    ("paakayttaja", "/kemi/hallinta/ikkunat/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/K09/"),
    ("paakayttaja", "/kemi/hallinta/rivit/"),
    ("paakayttaja", "/kemi/hallinta/rivit/kemi-2023/K09/"),
    ("talous", "/kemi/raportit/"),
    ("kokkola", "/kokkola/tilannekuva/"),
    ("valvoja", "/kemi/kirjaus/"),
    ("paakayttaja", "/kemi/kirjaus/"),
    ("kokkola", "/kokkola/"),
    ("toimialajohtaja", "/kemi/tyo/projektit/"),
    ("paakayttaja", "/kemi/tyo/projektit/kemi-2023/uso/"),
    ("valvoja", "/kemi/tyo/toimenpiteet/"),
    ("paakayttaja", "/kemi/tyo/toimenpiteet/kemi-hyvinvointi-2023/t02/"),
    ("johto", "/kemi/tyo/teemat/"),
    ("johto", "/kemi/lautakunnat/"),
    ("valtuutettu", "/kemi/lautakunnat/hyvinvointi/"),
    ("paakayttaja", "/kemi/lautakunnat/vapaa-sivistystyo/?kausi=2025"),
]


def refuse(execute, sql, params, many, context):
    """In place of the database."""
    raise AssertionError(f"A template asked: {sql}")


@pytest.mark.parametrize(("who", "address"), ADDRESSES)
def test_no_template_asks_the_database(demo, as_reader, monkeypatch, who: str, address: str) -> None:
    reader = as_reader(who)
    render = Template._render

    def guarded(self: Template, context: Context) -> str:
        with connection.execute_wrapper(refuse):
            return render(self, context)

    monkeypatch.setattr(Template, "_render", guarded)
    assert reader.get(address).status_code == 200


def test_a_template_that_asked_would_be_seen(db) -> None:
    with connection.execute_wrapper(refuse), pytest.raises(AssertionError, match="A template asked"):
        Template("{{ people.count }}").render(Context({"people": User.objects.all()}))


@pytest.mark.parametrize(("who", "address"), ADDRESSES)
def test_templates_get_plain_values(demo, as_reader, who: str, address: str) -> None:
    seen: list[object] = []

    def look(sender: object, context: Context, **told: object) -> None:
        seen.extend(value for name in ("page", "frame", "doors") if (value := context.get(name)) is not None)

    signals.template_rendered.connect(look)
    as_reader(who).get(address)
    signals.template_rendered.disconnect(look)
    assert seen
    for value in seen:
        assert_plain(value)


def assert_plain(value: object) -> None:
    """No record and no query, however deep."""
    assert not isinstance(value, (models.Model, QuerySet, models.Manager))
    if isinstance(value, (tuple, list)):
        for one in value:
            assert_plain(one)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            assert_plain(getattr(value, one.name))


def test_templates_and_style_sheets_are_short_enough_to_read() -> None:
    templates = list(Path(settings.BASE_DIR, "templates").rglob("*.html"))
    sheets = list(Path(settings.BASE_DIR, "static", "css").glob("*.css"))
    assert templates
    assert sheets
    long = [path.name for path in templates if len(path.read_text().splitlines()) > 120]
    long += [path.name for path in sheets if len(path.read_text().splitlines()) > 350]
    assert not long


def test_no_form_is_included_without_its_security_token() -> None:
    """What is included with «only» does not know the token, and a browser's form would be refused."""
    folder = Path(settings.BASE_DIR, "templates")
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    forms = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    assert len(forms) > 20
    included = re.compile(r'{% include "([^"]+)"(?:(?!csrf_token=)[^%])* only %}')
    assert not [(name, one) for name, text in texts.items() for one in included.findall(text) if one in forms]
