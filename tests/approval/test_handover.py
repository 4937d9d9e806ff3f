"""Someone leaves: what would move is shown first, and then moved in one step, with nothing recorded changed."""

import datetime as dt
from html import escape
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from measures.asking import ask_reopening
from measures.deputies import name_deputy
from measures.duties import parents_of
from measures.entering import return_actual
from measures.handover import hand_over, plan_handover
from measures.models import Actual, Window
from scorecard.models import Handover, Membership, Unit, User
from scorecard.models.codes import Role
from scorecard.permissions import access
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

PAGE = "/pikkula/hallinta/vaihdos/"


@pytest.fixture
def aino(city: DeskWorld) -> User:
    """A supervisor of the museum, who goes on for others."""
    return city.person("aino", Role.SUPERVISOR, city.museum, "Aino", "Aho")


def form(leaver: User, successor: User | None, last_day: str = "31.10.2026", **more: str) -> dict[str, str]:
    """The form as it is filled in."""
    return {
        "leaver": str(leaver.pk),
        "successor": str(successor.pk) if successor else "",
        "last_day": last_day,
    } | more


def done(
    city: DeskWorld, leaver: User, successor: User | None, last_day: str = "2026-10-31", **more: object
) -> Handover:
    """A handover by the steward."""
    facts = {"municipality": city.city, "parents": parents_of(city.city), "by": city.steward}
    return hand_over(leaver=leaver, successor=successor, last_day=dt.date.fromisoformat(last_day), **(facts | more))


def units(who: User, day: str) -> set[tuple[str, str]]:
    """The roles somebody holds on a day, with the unit's code."""
    held = access(who, "pikkula", dt.date.fromisoformat(day))
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {(post.role.value, codes.get(post.unit or 0, "")) for post in held.posts} if held else set()


def test_what_moves_is_shown_before_anything_is_done(city: DeskWorld, aino: User) -> None:
    city.draft("AUKI", "kyllä")
    returned = city.sent("KAYNNIT", "1200")
    return_actual(entry=returned.pk, reason="Tarkista.", by=city.head)
    text = browser(city.steward).get(PAGE, form(city.supervisor, aino)).text
    assert "Mitä siirtyy: Maija Mäki → Aino Aho" in text
    assert "lähiesihenkilö, Kirjasto: Aino Aho 1.11.2026 alkaen" in text
    assert "Luonnoksia 1: Kirjasto 1" in text
    assert "Palautettuja lukuja 1: Kirjasto 1" in text
    assert "Mitään ei ole vielä muutettu." in text
    assert not Handover.objects.exists()
    assert units(city.supervisor, "2026-11-01") == {("supervisor", "kirjasto")}


def test_roles_end_on_the_last_day_and_go_on_the_next(city: DeskWorld, aino: User) -> None:
    answer = browser(city.steward).post(PAGE, form(city.supervisor, aino), follow=True)
    assert "Vaihdos on tehty: Maija Mäki lopettaa ja Aino Aho jatkaa. lähiesihenkilö, Kirjasto." in answer.text
    assert units(city.supervisor, "2026-10-31") == {("supervisor", "kirjasto")}
    assert units(city.supervisor, "2026-11-01") == set()
    assert units(aino, "2026-10-31") == {("supervisor", "museo")}
    assert units(aino, "2026-11-01") == {("supervisor", "museo"), ("supervisor", "kirjasto")}
    made = Handover.objects.get()
    assert (made.done_by, made.done_at, made.roles) == (city.steward, noon("2026-10-20"), "lähiesihenkilö, Kirjasto")
    assert Membership.objects.get(user=city.supervisor).history.latest().history_user == city.steward
    assert "Maija Mäki → Aino Aho, viimeinen päivä 31.10.2026" in answer.text.split("Tehdyt vaihdokset")[1]


def test_the_successor_sees_the_drafts_and_sends_them_and_the_writer_stays(
    city: DeskWorld, aino: User, the_day: time_machine.Traveller
) -> None:
    draft = city.draft("KAYNNIT", "1200")
    returned = city.sent("AUKI", "kyllä")
    return_actual(entry=returned.pk, reason="Tarkista.", by=city.head)
    done(city, city.supervisor, aino)
    the_day.move_to(noon("2026-11-02"))
    client = browser(aino)
    page = client.get("/pikkula/kirjaus/?kausi=2026-Q3").text
    assert 'name="KAYNNIT.kirjasto.2026-Q3:value" value="1200"' in page.replace("\xa0", "")
    assert "Tarkista." in page
    assert browser(city.supervisor).get("/pikkula/kirjaus/").status_code == 404
    sent = client.post("/pikkula/kirjaus/laheta/?kausi=2026-Q3")
    assert sent.status_code == 302
    draft.refresh_from_db()
    assert (draft.entered_by, draft.submitted_by) == (city.supervisor, aino)
    assert Actual.objects.filter(entered_by=city.supervisor).count() == 2


def test_a_request_of_the_leaver_is_the_successors_to_follow(
    city: DeskWorld, aino: User, the_day: time_machine.Traveller
) -> None:
    the_day.move_to(noon("2026-11-12"))
    visits = city.visits.indicator
    ask_reopening(window=city.window, indicator=visits, unit=city.library, reason="Laskuri", by=city.supervisor)
    facts = {"municipality": city.city, "parents": parents_of(city.city), "last_day": dt.date(2026, 11, 12)}
    assert plan_handover(leaver=city.supervisor, successor=aino, **facts).requests == 1
    done(city, city.supervisor, aino, "2026-11-12")
    the_day.move_to(noon("2026-11-13"))
    page = browser(aino).get("/pikkula/kirjaus/avauspyynnot/").text
    assert "Kirjasto: Käynnit" in page
    assert "Maija Mäki 12.11.2026" in page


def test_the_drafts_of_a_head_who_left_are_sent_by_the_next_one(
    city: DeskWorld, aino: User, the_day: time_machine.Traveller
) -> None:
    """The library has no supervisor, so that nobody of the unit could send what the head entered there."""
    done(city, city.supervisor, None)
    draft = city.draft("KAYNNIT", "1200", by=city.head)
    done(city, city.head, aino)
    the_day.move_to(noon("2026-11-02"))
    browser(aino).post("/pikkula/kirjaus/laheta/?kausi=2026-Q3")
    draft.refresh_from_db()
    assert (draft.entered_by, draft.submitted_by) == (city.head, aino)


@pytest.mark.parametrize("why", ["closed", "moved", "never", "works on"])
def test_drafts_are_sent_from_above_when_their_writer_may_not_enter_them_any_more(city: DeskWorld, why: str) -> None:
    """Also when no role of the writer's has ended, and when the writer is still here with another role."""
    draft = city.draft("KAYNNIT", "1200")
    post = Membership.objects.get(user=city.supervisor)
    if why == "closed":
        User.objects.filter(pk=city.supervisor.pk).update(is_active=False)
    elif why == "moved":
        Membership.objects.create(user=city.supervisor, municipality=city.city, role=Role.SUPERVISOR, unit=city.museum)
        Membership.objects.filter(pk=post.pk).update(valid_to=dt.date(2026, 10, 19))
    elif why == "never":
        post.delete()
    browser(city.head).post("/pikkula/kirjaus/laheta/?kausi=2026-Q3")
    draft.refresh_from_db()
    assert draft.submitted_by == (None if why == "works on" else city.head)
    browser(city.head).post("/pikkula/hyvaksynta/hyvaksy/?kausi=2026-Q3", {"mita": "kaikki", "listattu": [draft.pk]})
    draft.refresh_from_db()
    assert draft.approved_at is None  # whoever sent it does not approve it


def test_a_role_to_come_moves_as_it_is_and_one_that_ends_before_stays(city: DeskWorld, aino: User) -> None:
    make = Membership.objects.create
    facts = {"user": city.supervisor, "municipality": city.city, "role": Role.DEPUTY, "unit": city.sector}
    make(**facts, valid_from=dt.date(2026, 12, 1), valid_to=dt.date(2026, 12, 10))
    ending = make(**facts, valid_from=dt.date(2026, 10, 1), valid_to=dt.date(2026, 10, 25))
    done(city, city.supervisor, aino)
    ending.refresh_from_db()
    assert ending.valid_to == dt.date(2026, 10, 25)
    assert units(city.supervisor, "2026-12-05") == set()
    found = [day for day in ("2026-11-30", "2026-12-01", "2026-12-10", "2026-12-11") if len(units(aino, day)) == 3]
    assert found == ["2026-12-01", "2026-12-10"]


def test_a_role_that_the_successor_has_is_stretched_and_not_doubled(city: DeskWorld, aino: User) -> None:
    own = Membership.objects.create(
        user=aino, municipality=city.city, role=Role.SUPERVISOR, unit=city.library, valid_to=dt.date(2026, 11, 30)
    )
    text = browser(city.steward).get(PAGE, form(city.supervisor, aino)).text
    assert "seuraajalla on jo sama rooli" in text
    done(city, city.supervisor, aino)
    own.refresh_from_db()
    assert (own.valid_from, own.valid_to) == (None, None)
    assert Membership.objects.filter(user=aino, unit=city.library).count() == 1


def test_a_successor_who_held_the_role_before_gets_a_span_of_its_own(city: DeskWorld, aino: User) -> None:
    before = Membership.objects.create(
        user=aino, municipality=city.city, role=Role.SUPERVISOR, unit=city.library,
        valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2025, 12, 31),
    )  # fmt: skip
    done(city, city.supervisor, aino)
    spans = Membership.objects.filter(user=aino, unit=city.library).order_by("valid_from")
    assert [(one.valid_from, one.valid_to) for one in spans] == [
        (before.valid_from, before.valid_to),
        (dt.date(2026, 11, 1), None),
    ]


# --- what is refused


def test_a_unit_left_without_an_approver_has_to_be_confirmed(city: DeskWorld) -> None:
    done(city, city.deputy, None)  # the head is still there
    text = browser(city.steward).get(PAGE, form(city.head, None)).text
    assert "Ilman hyväksyjää jää: Sivistys." in text
    refused = browser(city.steward).post(PAGE, form(city.head, None))
    assert refused.status_code == 422
    assert "Ilman hyväksyjää jäisi: Sivistys. Valitse seuraaja tai vahvista" in refused.text
    assert units(city.head, "2026-11-01") == {("sector_head", "sivistys")}
    assert browser(city.steward).post(PAGE, form(city.head, None, vahvistus="on")).status_code == 302
    assert units(city.head, "2026-11-01") == set()


def test_a_unit_left_without_a_supervisor_is_warned_of(city: DeskWorld) -> None:
    text = browser(city.steward).get(PAGE, form(city.supervisor, None)).text
    assert "Ilman lähiesihenkilöä jää: Kirjasto." in text
    assert "vahvistus" not in text


def test_the_last_steward_does_not_leave_without_a_successor(city: DeskWorld, aino: User) -> None:
    refused = browser(city.steward).post(PAGE, form(city.steward, None, vahvistus="on"))
    assert refused.status_code == 422
    assert "Kuntaan ei jäisi strategian pääkäyttäjää. Valitse seuraaja." in refused.text
    assert browser(city.steward).post(PAGE, form(city.steward, aino)).status_code == 302
    assert ("steward", "") in units(aino, "2026-11-01")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"leaver": ""}, "Valitse, kuka lähtee."),
        ({"leaver": "abc"}, "Valitse luettelosta."),
        ({"successor": "999999"}, "Valitse luettelosta."),
        ({"last_day": "18.10.2026"}, "Viimeinen päivä voi olla aikaisintaan eilen."),
        ({"last_day": "huomenna"}, "Kirjoita päivä muodossa"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_wrong_is_said_and_nothing_moves(
    city: DeskWorld, aino: User, change: dict[str, str], sentence: str, method: str
) -> None:
    answer = getattr(browser(city.steward), method)(PAGE, form(city.supervisor, aino) | change)
    assert answer.status_code == (422 if method == "post" else 200)
    assert sentence in answer.text
    assert "Tee vaihdos" not in answer.text
    assert not Handover.objects.exists()


def test_the_leaver_is_no_successor(city: DeskWorld) -> None:
    answer = browser(city.steward).post(PAGE, form(city.supervisor, city.supervisor))
    assert answer.status_code == 422
    assert "Seuraaja on sama henkilö kuin lähtijä." in answer.text
    with pytest.raises(ValidationError, match="sama henkilö"):
        done(city, city.supervisor, city.supervisor)


def test_an_account_not_in_use_goes_on_with_nothing(city: DeskWorld, aino: User) -> None:
    aino.is_active = False
    aino.save()
    with pytest.raises(ValidationError, match="tunnus ei ole käytössä"):
        done(city, city.supervisor, aino)


def test_sent_twice_the_second_finds_nothing_to_move(city: DeskWorld, aino: User) -> None:
    client = browser(city.steward)
    client.post(PAGE, form(city.supervisor, aino))
    again = client.post(PAGE, form(city.supervisor, aino))
    assert again.status_code == 422
    assert "Henkilöllä ei ole rooleja, jotka jatkuisivat viimeisen päivän jälkeen." in again.text
    assert Handover.objects.count() == 1
    assert Membership.objects.filter(user=aino).count() == 2


def test_half_a_handover_is_none(city: DeskWorld, aino: User, monkeypatch: pytest.MonkeyPatch) -> None:
    Membership.objects.create(user=city.supervisor, municipality=city.city, role=Role.SUPERVISOR, unit=city.museum)
    given = []

    def give_once(move: object, successor: User, by: User) -> None:
        given.append(move)
        if len(given) == 2:
            raise RuntimeError

    monkeypatch.setattr("measures.handover._give", give_once)
    with pytest.raises(RuntimeError):
        done(city, city.supervisor, aino)
    assert Membership.objects.filter(user=city.supervisor, valid_to=None).count() == 2
    assert not Handover.objects.exists()


# --- doors


def test_a_sector_head_hands_over_within_the_sector_only(city: DeskWorld, aino: User) -> None:
    far = Unit.objects.create(municipality=city.city, code="tekniikka", kind="sector", name_fi="Tekniikka")
    engineer = city.person("teppo", Role.SUPERVISOR, far, "Teppo", "Tamm")
    both = city.person("bea", Role.SUPERVISOR, city.museum, "Bea", "Berg")
    Membership.objects.create(user=both, municipality=city.city, role=Role.READER)
    client = browser(city.head)
    choices = client.get(PAGE).text.split('name="leaver"')[1].split("</select>")[0]
    names = ("Maija Mäki", "Aino Aho", "Sirpa Salo", "Teppo Tamm", "Bea Berg", "Heikki Harju", "paavo-pikkula")
    assert [name for name in names if name in choices] == ["Maija Mäki", "Aino Aho", "Sirpa Salo"]
    for leaver in (engineer, both, city.head, city.steward):
        refused = client.post(PAGE, form(leaver, aino))
        assert refused.status_code == 422
        assert "Valitse luettelosta." in refused.text
    assert client.post(PAGE, form(city.supervisor, aino)).status_code == 302
    assert Handover.objects.get().done_by == city.head


@pytest.mark.parametrize("who", ["deputy", "supervisor"])
def test_others_do_not_come_in(city: DeskWorld, aino: User, who: str) -> None:
    client = browser(getattr(city, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, form(city.supervisor, aino)).status_code == 403
    assert not Handover.objects.exists()


def test_another_citys_people_are_neither_leavers_nor_successors(city: DeskWorld) -> None:
    other = DeskWorld("toinen", "998")
    client = browser(city.steward)
    assert client.post(PAGE, form(other.supervisor, city.deputy)).status_code == 422
    assert client.post(PAGE, form(city.supervisor, other.supervisor)).status_code == 422
    assert not Handover.objects.exists()


@pytest.mark.parametrize("number", [1, 10])
def test_the_preview_costs_the_same_however_much_is_open(
    city: DeskWorld, aino: User, django_assert_max_num_queries, number: int
) -> None:
    for place in range(number):
        unit = Unit.objects.create(
            municipality=city.city, parent=city.library, code=f"y{place}", kind="result_unit", name_fi=f"Y{place}"
        )
        city.enter(city.visits, "2026-Q3", "5", unit=unit, state="draft")
    client = browser(city.steward)
    with django_assert_max_num_queries(24):
        assert f"Luonnoksia {number}:" in client.get(PAGE, form(city.supervisor, aino)).text


def test_a_handover_sent_after_the_session_ended_is_shown_again_and_not_done(city: DeskWorld, aino: User) -> None:
    told = Client().post(PAGE, form(city.supervisor, aino))
    assert told.status_code == 401
    back = f"{PAGE}?{urlencode(form(city.supervisor, aino))}"
    assert f'href="/kirjaudu/?{escape(urlencode({"next": back}))}"' in told.text
    assert "Mitä siirtyy: Maija Mäki → Aino Aho" in browser(city.steward).get(back).text
    assert not Handover.objects.exists()
    assert Client().get(PAGE).headers["Location"] == f"/kirjaudu/?next={PAGE}"


@pytest.mark.parametrize("day", ["31.12.9999", "9999-12-31"])
def test_the_last_day_of_the_calendar_is_no_fault(city: DeskWorld, aino: User, day: str) -> None:
    for answer in (
        browser(city.steward).get(PAGE, form(city.supervisor, aino, day)),
        browser(city.steward).post(PAGE, form(city.supervisor, aino, day)),
    ):
        assert "Päivä on liian kaukana." in answer.text
    assert not Handover.objects.exists()


def test_a_successor_who_stands_in_twice_anyway_gets_the_span_that_comes_first(city: DeskWorld, aino: User) -> None:
    """Stretching the later span back to the first day of the earlier one would make two of the same role and day."""
    for starts, ends in (("2026-11-01", "2026-11-02"), ("2026-12-10", "2026-12-12")):
        name_deputy(
            unit=city.sector,
            deputy=aino,
            starts=dt.date.fromisoformat(starts),
            ends=dt.date.fromisoformat(ends),
            by=city.steward,
        )
    done(city, city.deputy, aino)
    held = {("deputy", "sivistys"), ("supervisor", "museo")}
    assert all(units(aino, day) == held for day in ("2026-11-01", "2026-11-03", "2026-12-11", "2027-06-01"))
    assert units(aino, "2026-10-31") == {("supervisor", "museo")}


def test_a_form_of_another_site_does_nothing_on_the_pages_that_guard_themselves(city: DeskWorld, aino: User) -> None:
    """Their views check the token on their own, so that they can say what became of what was typed."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.steward)
    naming = {"unit": city.sector.pk, "deputy": aino.pk, "starts": "2.11.2026", "ends": "6.11.2026"}
    opening = {"period": "2026-Q4", "opens": "1.1.2027", "due": "15.1.2027", "closes": "29.1.2027"}
    assert client.post(PAGE, form(city.supervisor, aino)).status_code == 403
    assert client.post("/pikkula/hyvaksynta/sijaiset/", naming).status_code == 403
    assert client.post("/pikkula/hallinta/ikkunat/", opening).status_code == 403
    assert not Handover.objects.exists()
    assert not Membership.objects.filter(user=aino, role=Role.DEPUTY).exists()
    assert Window.objects.count() == 1
