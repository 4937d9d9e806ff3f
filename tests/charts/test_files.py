"""Charts and figures to download: whole by themselves, of approved figures for the public, safe in a spreadsheet."""

import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from measures.models import Actual, Indicator

SVG = "{http://www.w3.org/2000/svg}"
BEGINS = b"\x89PNG\r\n\x1a\n"


def lines(answer) -> list[list[str]]:
    """A file's lines as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))


def test_the_svg_stands_alone(demo, client: Client) -> None:
    answer = client.get("/kemi/mittarit/K02/kuvio.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == 'attachment; filename="kemi-K02-2026-Q3.svg"'
    svg = ET.fromstring(answer.text)
    words = [one.text for one in svg.iter(f"{SVG}text")]
    assert words[0] == "Yritysten määrä nousi 927:stä 928:aan; tavoite on vähintään 930\xa0kpl."
    assert {"tavoite vähintään 930", "lähtötaso 927"} <= set(words)
    assert any("tilanne 30.9.2026, hyväksytyt luvut." in str(one) for one in words)
    assert len(list(svg.iter(f"{SVG}circle"))) == 15
    assert not re.search(r"class=|style=|href|<style|<script|@import|url\(", answer.text)


def test_what_adds_up_has_the_year_and_the_whole_series_in_one_file(demo, client: Client) -> None:
    svg = ET.fromstring(client.get("/kemi/mittarit/K03/kuvio.svg").text)
    first, second = svg.findall(f"{SVG}svg")
    assert float(second.get("y", "")) >= float(first.get("y", "")) + 280
    assert float(svg.get("height", "")) > float(second.get("y", "")) + 280


def test_the_png_has_the_letters_of_the_product(demo, client: Client) -> None:
    answer = client.get("/kemi/mittarit/K02/kuvio.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(BEGINS)
    width = int.from_bytes(answer.content[16:20])
    assert width == 2 * (1120 + 2 * 24)
    assert answer.content == client.get("/kemi/mittarit/K02/kuvio.png").content


def test_letters_are_drawn_and_not_left_out() -> None:
    from reporting.charts.files import Around, file_svg, png_of

    blank, told = (png_of(file_svg([], Around(words, ()))) for words in (" ", "Äänekoski – čšŋ −5 €"))
    assert len(told) > 2 * len(blank)


def test_the_figures_as_csv(demo, client: Client) -> None:
    head, *rows = lines(client.get("/kemi/mittarit/K03/luvut.csv"))
    assert head[:4] == ["Kausi", "Luku", "Vuoden alusta", "Mittayksikkö"]
    assert head[4:] == ["Tavoite", "Tilanne kauden lopussa", "Luvun tila", "Yksiköitä"]
    assert rows[-1] == ["7–9/2026", "24000", "71657", "yöpymistä", "vähintään 100\xa0000", "etenee", "hyväksytty", ""]
    assert len(rows) == 15


def test_each_unit_has_its_column(demo, as_reader) -> None:
    head, *rows = lines(as_reader("johto").get("/kemi/tilannekuva/mittarit/K09/luvut.csv"))
    assert len(head) == 8 + 18
    last = dict(zip(head, rows[-1], strict=True))
    assert (last["Kirjasto"], last["Yksiköitä"], last["Luvun tila"]) == ("puuttuu", "17/18", "odottaa hyväksyntää")
    assert re.fullmatch(r"3,6\d*", last["Lukio"])


def test_the_public_gets_approved_figures_only(demo, client: Client, as_reader) -> None:
    head, *rows = lines(client.get("/kemi/mittarit/K09/luvut.csv"))
    last = dict(zip(head, rows[-1], strict=True))
    assert last["Lukio"] == "puuttuu"
    for address in ("kuvio.svg", "kuvio/", "luvut.csv"):
        assert "odottaa" not in client.get(f"/kemi/mittarit/K09/{address}").text
    assert "odottaa hyväksyntää" in as_reader("johto").get("/kemi/tilannekuva/mittarit/K09/kuvio.svg").text


def test_a_unit_called_like_a_formula_is_text(demo, client: Client) -> None:
    from scorecard.models import Unit

    Unit.objects.filter(code="kirjasto").update(name_fi="=1+1")
    assert "'=1+1" in lines(client.get("/kemi/mittarit/K09/luvut.csv"))[0]


def test_the_period_and_the_day_asked_go_along(demo, as_reader) -> None:
    reader = as_reader("johto")
    page = reader.get("/kemi/tilannekuva/mittarit/K02/?kausi=2025-Q2").text
    assert "/kemi/tilannekuva/mittarit/K02/luvut.csv?kausi=2025-Q2" in page
    rows = lines(reader.get("/kemi/tilannekuva/mittarit/K02/luvut.csv?kausi=2025-Q2"))
    assert rows[-1][0] == "4–6/2025"
    assert reader.get("/kemi/tilannekuva/mittarit/K02/luvut.csv?tiedossa=31.2.2026").status_code == 404


@pytest.mark.parametrize("end", ["kuvio.svg", "kuvio.png"])
def test_without_figures_there_is_no_picture(demo, client: Client, end: str) -> None:
    answer = client.get(f"/kemi/mittarit/K21/{end}")
    assert answer.status_code == 404
    assert "Mittarille ei ole vielä kirjattu lukuja" in answer.text


@pytest.mark.parametrize("end", ["kuvio/", "kuvio.svg", "kuvio.png", "luvut.csv"])
@pytest.mark.parametrize("code", ["K03", "K09"])
def test_queries(demo, client: Client, code: str, end: str, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        answer = client.get(f"/kemi/mittarit/{code}/{end}")
        assert answer.status_code == 200
        assert answer.content


def test_the_page_to_explore_has_the_figures_for_its_script_and_the_painted_chart(demo, client: Client) -> None:
    import json

    page = client.get("/kemi/mittarit/K02/kuvio/").text
    data = json.loads(re.search(r'<script id="kuvion-tiedot"[^>]*>(.+?)</script>', page)[1])
    series, target, baseline = data["data"]
    assert series["y"][-1] == 928
    assert (target["name"], baseline["name"]) == ("tavoite vähintään 930", "lähtötaso 927")
    assert data["layout"]["separators"] == ",\xa0"
    assert data["told"][-1] == "7–9/2026: 928"
    marks = dict(zip(data["layout"]["xaxis"]["tickvals"], data["layout"]["xaxis"]["ticktext"], strict=True))
    assert marks["2026-09-30"] == "7–9/2026"
    assert len(marks) <= 9
    assert set(series["x"]) >= set(marks) - {"2030-12-31"}
    assert data["layout"]["yaxis"]["dtick"] == 1
    rate = client.get("/kemi/mittarit/K12/kuvio/").text
    assert '"dtick"' not in rate, "a rate between 13,0 and 13,7 has marks of its tenths"
    assert 'class="chart"' in page
    assert "plotly" in page
    assert "plotly" not in client.get("/kemi/mittarit/K02/").text


def test_the_drawing_script_alone_is_served_out_of_its_package() -> None:
    assert str(finders.find("plotly/plotly.min.js")).endswith("plotly.min.js")
    assert not any(finders.find("plotly/widgetbundle.js", find_all=True))
    served = [one for finder in finders.get_finders() for one in finder.list([])]
    names = [path for path, storage in served if getattr(storage, "prefix", "") == "plotly"]
    assert names == ["plotly.min.js"]


def test_a_series_of_words_can_be_explored(demo, as_reader) -> None:
    assert Indicator.objects.filter(code="H28").exists()
    assert Actual.objects.filter(indicator__code="H28").exists()
    page = as_reader("johto").get("/kemi/tilannekuva/mittarit/H28/kuvio/").text
    assert '"ticktext": ["ei", "kyll\\u00e4"]' in page
