"""A previewed workbook is accepted as a whole or not at all, once, and by the rules of the entry page."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from measures.entering import approve_actuals
from measures.models import Actual, Upload
from measures.models.codes import Source
from tests.entry.office import Office, plain
from tests.uploads.filling import Filled, accepted, sent

DRAFTS, SENT = {}, {"laheta": "1"}


@pytest.fixture
def two(office: Office) -> Office:
    """Two counts are asked."""
    office.row("A1", name_fi="Kävijät")
    office.row("A2", name_fi="Lainat")
    return office


def test_all_figures_become_drafts_of_the_sender(two: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=0.1 + 0.2).type("A2", text="1 234 kpl").saved())
    page = accepted(anna, preview, **DRAFTS)
    assert page.redirect_chain == [("/pikkula/kirjaus/?kausi=2026-Q3", 302)]
    assert "2 lukua tallennettiin." in page.text
    first, second = Actual.objects.order_by("indicator__code")
    assert (first.value, first.text_entered) == (Decimal("0.3"), "0,3")
    assert (second.value, second.text_entered) == (Decimal(1234), "1 234 kpl")
    for entry in (first, second):
        assert (entry.source, entry.entered_by, entry.submitted_at) == (Source.WORKBOOK, two.anna, None)


def test_they_are_sent_when_that_is_asked(two: Office, anna: Client) -> None:
    page = accepted(anna, sent(anna, Filled.of(anna).type("A1", text=4).type("A2", text=5).saved()), **SENT)
    assert "2 lukua tallennettiin. 2 lukua lähetettiin hyväksyttäväksi." in page.text
    assert Actual.objects.filter(submitted_by=two.anna).count() == 2


def test_an_unconfirmed_doubtful_figure_stays_a_draft_and_that_is_said(two: Office, anna: Client) -> None:
    two.enter(two.world.strategy.rows.get(indicator__code="A1"), "5", period="2026-Q2")
    preview = sent(anna, Filled.of(anna).type("A1", text=500).type("A2", text=5).saved())
    page = plain(accepted(anna, preview, **SENT).text)
    assert "2 lukua tallennettiin. Yksi luku lähetettiin hyväksyttäväksi. Luonnokseksi jäi" in page
    assert "Luonnokseksi jäi, koska luku näyttää poikkeavalta: Kävijät." in page
    stays = Actual.objects.get(indicator__code="A1", period_ends="2026-09-30")
    assert stays.submitted_at is None
    filled = Filled.of(anna).type("A1", "Vahvistus", text="Festivaali toi väkeä")
    assert "Yksi luku lähetettiin" in accepted(anna, sent(anna, filled.saved()), **SENT).text
    confirmed = two.latest(two.world.strategy.rows.get(indicator__code="A1"))
    assert (confirmed.value, confirmed.confirmation) == (500, "Festivaali toi väkeä")
    assert confirmed.submitted_at is not None


def test_one_refused_row_stops_all(two: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=4).type("A2", text="noin 5").saved())
    answer = accepted(anna, preview, **SENT)
    assert answer.status_code == 422
    assert "Mitään ei tallennettu, koska kaikkia rivejä ei voi hyväksyä." in answer.text
    assert not Actual.objects.exists()


def test_a_figure_entered_after_the_preview_stops_all(two: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=4).type("A2", text=5).saved())
    two.enter(two.world.strategy.rows.get(indicator__code="A2"), "41", state="draft")
    answer = accepted(anna, preview, **SENT)
    assert answer.status_code == 422
    assert "ristiriita" in answer.text
    assert "41 kpl" in plain(answer.text)
    assert Actual.objects.count() == 1


def test_a_rule_met_while_writing_takes_everything_back(
    two: Office, anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second figure is entered by another between checking and writing: the first is not kept either."""
    preview = sent(anna, Filled.of(anna).type("A1", text=4).type("A2", text=5).saved())
    from measures.uploads import accepting

    entered = accepting.enter_actual

    def late(**given: object) -> Actual:
        if given["cell"].indicator.code == "A2":
            two.enter(two.world.strategy.rows.get(indicator__code="A2"), "41", state="draft")
        return entered(**given)

    monkeypatch.setattr(accepting, "enter_actual", late)
    answer = accepted(anna, preview, **SENT)
    assert answer.status_code == 422
    assert "Lainat: joku muu kirjasi luvun juuri äsken. Mitään ei tallennettu." in answer.text
    assert not Actual.objects.exists()
    assert Upload.objects.get().accepted_at is None


def test_accepting_twice_writes_once(two: Office, anna: Client) -> None:
    preview = sent(anna, Filled.of(anna).type("A1", text=4).saved())
    accepted(anna, preview, **SENT)
    again = accepted(anna, preview, **SENT)
    assert "Yksi luku tallennettiin. Yksi luku lähetettiin hyväksyttäväksi." in again.text
    assert Actual.objects.count() == 1
    assert "Tämä työkirja on jo hyväksytty." in anna.get(preview.wsgi_request.path).text
    assert anna.get(f"{preview.wsgi_request.path}korjattava.xlsx").status_code == 404


def test_what_was_read_is_let_go_once_accepted_and_its_digest_stays(two: Office, anna: Client) -> None:
    accepted(anna, sent(anna, Filled.of(anna).type("A1", text=4).saved()), **DRAFTS)
    upload = Upload.objects.get()
    assert (upload.reading, len(upload.digest)) == ("", 64)
    assert upload.accepted_at is not None


def test_sending_the_same_file_again_changes_nothing(two: Office, anna: Client) -> None:
    content = Filled.of(anna).type("A1", text=4).saved()
    accepted(anna, sent(anna, content), **DRAFTS)
    assert "kaikki luvut ovat ennallaan" in sent(anna, content).text


def test_only_drafts_of_the_file_are_sent(two: Office, anna: Client) -> None:
    two.enter(two.world.strategy.rows.get(indicator__code="A2"), "41", state="draft")
    filled = Filled.of(anna).type("A1", text=4)
    filled.sheet.delete_rows(filled.row("A2"))
    accepted(anna, sent(anna, filled.saved()), **SENT)
    assert list(Actual.objects.filter(submitted_at__isnull=False).values_list("indicator__code", flat=True)) == ["A1"]


def test_an_approved_figure_changes_with_its_reason(two: Office, anna: Client) -> None:
    old = two.enter(two.world.strategy.rows.get(indicator__code="A1"), "38")
    filled = Filled.of(anna).type("A1", text=41).type("A1", "Muutoksen syy", text="muu")
    filled.type("A1", "Muutoksen perustelu", text="Laskuri oli rikki")
    accepted(anna, sent(anna, filled.saved()), **SENT)
    new = two.latest(two.world.strategy.rows.get(indicator__code="A1"))
    assert (new.value, new.supersedes_id, new.late_reason, new.late_reason_text) == (
        41, old.pk, "other", "Laskuri oli rikki",
    )  # fmt: skip


def test_nobody_approves_a_figure_of_their_own_workbook(two: Office, anna: Client) -> None:
    accepted(anna, sent(anna, Filled.of(anna).type("A1", text=4).saved()), **SENT)
    entry = Actual.objects.get()
    assert approve_actuals(entries=[entry.pk], by=two.anna) == []
    # Not even past the verb: the database knows a figure from a scorecard that came approved.
    entry.approved_at, entry.approved_by = timezone.now() + timezone.timedelta(seconds=1), two.anna
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(update_fields=["approved_at", "approved_by"])
    assert [one.pk for one in approve_actuals(entries=[entry.pk], by=two.world.head)] == [entry.pk]
