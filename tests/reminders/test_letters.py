"""The letter: its exact words in three languages, one for everything, and links that open the very cell."""

import datetime as dt
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives

from measures.entering import return_actual
from measures.models import Actual
from scorecard.models import Membership
from scorecard.models.codes import Role
from tests.approval.desk_world import browser
from tests.reminders.post_world import SITE, PostWorld, change, letters, run
from tests.world import noon

FINNISH = """Hei Maija Mäki,

Sinulta odotetaan seuraavia asioita strategian mittareissa. Jokainen linkki vie suoraan oikean luvun kohdalle.

Pikkula

Palautettu korjattavaksi, kausi heinä–syyskuu 2026:

- Käynnit · Kirjasto
  http://127.0.0.1:8000/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-KAYNNIT.kirjasto.2026-Q3

Kirjattava viimeistään 27.10.2026, kausi heinä–syyskuu 2026:

- Omatoimiaukiolo · Kirjasto
  http://127.0.0.1:8000/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-AUKI.kirjasto.2026-Q3

- Poissaolo-% · Kirjasto (luonnos, ei vielä lähetetty)
  http://127.0.0.1:8000/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-POISSA.kirjasto.2026-Q3

—
Saat viestin, koska roolisi on kirjata tai hyväksyä nämä luvut. Muistutus tulee 7 päivää ja päivää ennen määräpäivää, \
sen jälkeen viikon välein, ja kun luku palautetaan tai uusi luku odottaa hyväksyntääsi. Päivässä tulee enintään yksi \
viesti.

Jos luvut eivät kuulu sinulle, kerro siitä strategian pääkäyttäjälle. Tähän viestiin ei voi vastata.
"""

SWEDISH = """Hej Maija Mäki,

Följande väntar på dig i strategins indikatorer. Varje länk leder direkt till rätt siffra.

Lillby

Försenat, perioden juli–september 2026: siffrorna skulle ha kommit senast 27.10.2026, registreringen stängs 10.11.2026:

- Omatoimiaukiolo* · Biblioteket
  http://127.0.0.1:8000/sv/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-AUKI.kirjasto.2026-Q3

- Besök · Biblioteket
  http://127.0.0.1:8000/sv/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-KAYNNIT.kirjasto.2026-Q3

- Poissaolo-%* · Biblioteket
  http://127.0.0.1:8000/sv/pikkula/kirjaus/?kausi=2026-Q3&yksikko=kirjasto#rivi-POISSA.kirjasto.2026-Q3

* Namnet finns i tjänsten bara på finska.

—
Du får meddelandet för att det hör till din roll att registrera eller godkänna siffrorna. Påminnelsen kommer 7 dagar \
och en dag före sista dagen, därefter varje vecka, samt när en siffra returneras eller en ny siffra väntar på ditt \
godkännande. Du får högst ett meddelande om dagen.

Om siffrorna inte hör till dig, meddela strategins huvudanvändare. Det går inte att svara på det här meddelandet.
"""

ENGLISH = """Hello Heikki Harju,

The following is waiting for you in the strategy’s indicators. Each link takes you straight to the figure in question.

Pikkula

Waiting for your approval, July–September 2026:

- Visits · Kirjasto*
  http://127.0.0.1:8000/en/pikkula/hyvaksynta/?kausi=2026-Q3#luku-{entry}

* The service has this name in Finnish only.

—
You receive this message because entering or approving these figures belongs to your role. Reminders come 7 days and \
one day before the due day, weekly after it, and when a figure is returned or a new one waits for your approval. You \
get at most one message a day.

If the figures are not yours, please tell the steward of the strategy. This message cannot be replied to.
"""


def letter_to(name: str) -> EmailMultiAlternatives:
    """The letter that somebody got on this run."""
    run()
    (found,) = [one for one in letters() if one.to == [f"{name}@pikkula.example"]]
    return found


def test_the_finnish_letter(city: PostWorld) -> None:
    entry = city.sent("KAYNNIT", "12000")
    return_actual(entry=entry.pk, reason="Nolla liikaa?", by=city.head)
    city.draft("POISSA", "3/40")
    letter = letter_to("maija")
    assert letter.subject == "Korjaa 1 palautettu luku, kirjaa 2 lukua viimeistään 27.10.2026 – Pikkula"
    assert letter.body == FINNISH


def test_the_swedish_letter(city: PostWorld, the_day: time_machine.Traveller) -> None:
    change(city.supervisor, language="sv")
    for record, name in ((city.city, "Lillby"), (city.library, "Biblioteket"), (city.visits.indicator, "Besök")):
        record.name_sv = name
        record.save()
    the_day.move_to(noon("2026-10-28"))
    letter = letter_to("maija")
    assert letter.subject == "Registrera 3 försenade siffror (sista dagen var 27.10.2026) – Lillby"
    assert letter.body == SWEDISH


def test_the_english_letter(city: PostWorld) -> None:
    change(city.head, language="en")
    city.visits.indicator.name_en = "Visits"
    city.visits.indicator.save()
    entry = city.sent("KAYNNIT", "1200")
    letter = letter_to("heikki")
    assert letter.subject == "Approve 1 figure – Pikkula"
    assert letter.body == ENGLISH.format(entry=entry.pk)


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fi", "Korjaa 1 palautettu luku, kirjaa 2 lukua viimeistään 27.10.2026, hyväksy 1 luku – Pikkula"),
        ("sv", "Rätta 1 returnerad siffra, registrera 2 siffror senast 27.10.2026, godkänn 1 siffra – Pikkula"),
        ("en", "Correct 1 returned figure, enter 2 figures by 27 October 2026, approve 1 figure – Pikkula"),
    ],
)
def test_one_letter_tells_everything(city: PostWorld, language: str, subject: str) -> None:
    change(city.supervisor, language=language)
    Membership.objects.create(user=city.supervisor, municipality=city.city, role=Role.DEPUTY, unit=city.museum)
    entry = city.sent("KAYNNIT", "12000")
    return_actual(entry=entry.pk, reason="Nolla liikaa?", by=city.head)
    city.enter(city.visits, "2026-Q3", "10", unit=city.museum, state="submitted")
    assert letter_to("maija").subject == subject


def test_of_several_municipalities_there_is_one_letter_and_none_of_a_foreign_one(city: PostWorld) -> None:
    other, third = PostWorld("toinen", "998"), PostWorld("kolmas", "997")
    Membership.objects.create(user=city.supervisor, municipality=other.city, role=Role.SUPERVISOR, unit=other.library)
    third.sent("KAYNNIT", "1")
    letter = letter_to("maija")
    assert letter.subject == "Kirjaa 6 lukua viimeistään 27.10.2026 – Pikkula, Toinen"
    assert "/toinen/kirjaus/" in letter.body
    assert "kolmas" not in letter.body.lower()


def test_months_are_told_apart_where_the_window_asks_for_three(city: PostWorld) -> None:
    city.row("KUUKAUSI", units=[city.library], frequency="month", name_fi="Lainat")
    body = letter_to("maija").body
    for month, code in (("heinäkuu", "07"), ("elokuu", "08"), ("syyskuu", "09")):
        assert f"- Lainat · Kirjasto · {month} 2026\n" in body
        assert f"#rivi-KUUKAUSI.kirjasto.2026-{code}\n" in body


def test_a_long_list_is_cut_and_the_rest_counted(city: PostWorld) -> None:
    for number in range(58):
        city.row(f"M{number:02}", units=[city.library], name_fi=f"Mittari {number:02}")
    letter = letter_to("maija")
    assert letter.subject.startswith("Kirjaa 61 lukua viimeistään")
    assert letter.body.count("#rivi-") == 50
    assert f"Lisäksi 11 lukua:\n  {SITE}/pikkula/kirjaus/?kausi=2026-Q3\n" in letter.body


def links(letter: EmailMultiAlternatives) -> list[str]:
    """The addresses in the text; the HTML has the same ones."""
    found = re.findall(r"https?://\S+", letter.body)
    html = str(letter.alternatives[0].content)
    assert set(found) <= set(map(unescape, re.findall(r'href="([^"]+)"', html)))
    return found


def test_links_open_the_very_cell(city: PostWorld) -> None:
    city.sent("KAYNNIT", "1200")
    city.row("VAKILUKU", name_fi="Väkiluku", responsible_unit=city.library)
    run()
    sent = {one.to[0].split("@")[0]: one for one in letters()}
    opened = 0
    for name, person in (("maija", city.supervisor), ("heikki", city.head)):
        for link in links(sent[name]):
            place = urlsplit(link)
            answer = browser(person).get(f"{place.path}?{place.query}")
            assert answer.status_code == 200
            assert f'id="{place.fragment}"' in answer.text
            opened += 1
    assert opened == 4


def test_the_html_says_its_language_and_fetches_nothing(city: PostWorld) -> None:
    change(city.supervisor, language="sv")
    html = str(letter_to("maija").alternatives[0].content)
    assert '<html lang="sv">' in html
    assert '<span lang="fi">Kirjasto</span>*' in html
    assert not re.search(r"<img|<link|<script|url\(|src=", html)


def test_a_name_is_text_and_never_markup_or_a_second_header(city: PostWorld) -> None:
    city.city.name_fi = "Pikkula\r\nBcc: kaikki@muualla.example"
    city.city.save()
    city.visits.indicator.name_fi = "<b>Käynnit</b> & muut"
    city.visits.indicator.save()
    letter = letter_to("maija")
    assert letter.message()["Bcc"] is None
    assert letter.subject == "Kirjaa 3 lukua viimeistään 27.10.2026 – Pikkula Bcc: kaikki@muualla.example"
    assert "- <b>Käynnit</b> & muut · Kirjasto" in letter.body
    assert "&lt;b&gt;Käynnit&lt;/b&gt; &amp; muut" in str(letter.alternatives[0].content)


def test_no_figure_travels_by_mail(city: PostWorld) -> None:
    entry = city.sent("KAYNNIT", "4321")
    city.sent("POISSA", "3/40")
    return_actual(entry=entry.pk, reason="Onko 4321 oikein?", by=city.head)
    run()
    for letter in letters():
        assert "4321" not in letter.body + str(letter.alternatives[0].content)
    assert Actual.objects.count() == 2


def test_headers_say_that_a_machine_wrote_it(city: PostWorld) -> None:
    message = letter_to("maija").message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fi"
    assert re.fullmatch(r"<muistutus-\d+@127\.0\.0\.1>", message["Message-ID"])
    assert message["From"] == "Strategiamittaristo <strategia@kunta.example>"


def test_a_day_in_march_is_written_in_each_language() -> None:
    from measures.languages import day_in

    day = dt.date(2026, 3, 5)
    assert [day_in(day, one) for one in ("fi", "sv", "en")] == ["5.3.2026", "5.3.2026", "5 March 2026"]
