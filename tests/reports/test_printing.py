"""A machine that cannot print: everything else is made, and whoever reads is told what to install."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reporting.models import Report, ReportFile
from reporting.renderers import needs
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.needs import Lacking
from reporting.renderers.pdf import libraries
from reporting.renderers.pdf.libraries import ensure_libraries
from tests.reports.office import Office, worker

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
OTHERS = (len(FORMATS) - 1) * len(LANGUAGES)
HINT = "Asenna ne (apt-get install libpangoft2-1.0-0 libharfbuzz-subset0) ja yritä uudelleen."


@pytest.fixture
def unable(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Pango is not on this machine."""
    monkeypatch.setattr(libraries, "LIBRARIES", (*libraries.LIBRARIES, "libpango-that-is-not-there.so.0"))
    monkeypatch.setattr("sys.platform", "linux")
    return monkeypatch


def test_what_is_lacking_is_named(unable):
    with pytest.raises(Lacking, match=r"libpango-that-is-not-there.so.0 not found: apt-get install libpangoft2-1.0-0"):
        ensure_libraries()


def test_nothing_is_lacking_here():
    ensure_libraries()


def test_freezing_makes_the_other_files_and_says_what_to_install(city: Office, unable: pytest.MonkeyPatch):
    city.freeze(publishes_itself=True)
    worker()
    assert ReportFile.objects.count() == OTHERS
    assert not ReportFile.objects.filter(format="pdf").exists()
    assert Report.objects.get().published_at is None
    page = city.as_(city.steward).get(city.place).text
    assert "Osan tekeminen epäonnistui: pdf (fi), pdf (sv), pdf (en)." in page
    assert HINT in page
    unable.undo()
    city.as_(city.steward).post(f"{city.place}valmistuminen/")
    worker()
    assert Report.objects.get().published_at is not None
    assert HINT not in city.as_(city.steward).get(city.place).text


def test_the_command_says_it_and_writes_nothing(city: Office, unable: pytest.MonkeyPatch, tmp_path: Path):
    path = tmp_path / "raportti.pdf"
    asked = {"strategy": city.strategy.code, "period": "2026-H1", "format": "pdf", "out": path}
    with pytest.raises(CommandError, match=r"ei voi tehdä tällä koneella.*apt-get install libpangoft2-1.0-0"):
        call_command("export_report", **asked, stdout=StringIO())
    assert not path.exists()
    unable.undo()
    call_command("export_report", **asked, stdout=StringIO())
    assert path.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize("place", [".ci/venv.sh", "docker-compose.yml", "README.md"])
def test_what_to_install_is_the_same_everywhere(place):
    told = (ROOT / place).read_text(encoding="utf-8")
    assert " ".join(needs.PRINTING) in told
    if place.endswith(".sh"):
        assert " ".join(libraries.LIBRARIES) in told
