"""Goals and themes as the steward keeps them: in their order and places, retired and not lost, never in a circle."""

import datetime as dt

import pytest

from measures.periods import Period
from reporting.assemble import standing_at
from scorecard.models import Decision, Node, Strategy
from tests.work.workshop import Workshop, browser, made_by, seen_in


@pytest.fixture
def tree(city: Workshop) -> str:
    """The tree of the city's strategy as a draft: valittava, viisas (ideat, oppiva)."""
    Strategy.objects.filter(pk=city.strategy.pk).update(state="draft")
    city.strategy.refresh_from_db()
    return f"/{city.city.code}/hallinta/strategiat/{city.strategy.code}/tavoitteet/"


@pytest.fixture
def adopted(city: Workshop, tree: str) -> Decision:
    """The same when it has been adopted, with its decision."""
    Strategy.objects.filter(pk=city.strategy.pk).update(state="adopted")
    return Decision.objects.create(
        strategy=city.strategy, body="Valtuusto", date=dt.date(2026, 9, 28), section="7", text="Muutettiin."
    )


def order(text: str) -> list[str]:
    """The names in the tree, in order."""
    return [part.split("</a>")[0].split(">")[-1] for part in text.split('class="what">')[1:]]


def move(client, tree: str, node: Node, way: str, seen: str = ""):
    address = f"{tree}{node.code}/siirra/"
    return client.post(address, {"suunta": way, "seen": seen or seen_in(client.get(tree).text, address)}, follow=True)


def test_a_node_is_added_last_below_the_one_chosen(city: Workshop, tree: str) -> None:
    client = browser(city.steward)
    form = {"name_fi": "Kokeileva Kemi", "name_sv": "Kemi prövar", "kind": "theme", "parent": str(city.wise.pk)}
    assert client.post(tree, form).status_code == 302
    made = Node.objects.get(code="kokeileva-kemi")
    assert (made.parent, made.name_sv, made.decision) == (city.wise, "Kemi prövar", None)
    assert made_by(made) == [("+", "paavo-pikkula")]
    assert order(client.get(tree).text) == ["valittava", "viisas", "ideat", "oppiva", "Kokeileva Kemi"]
    twice = client.post(tree, form)
    assert "Samassa paikassa on jo tämän niminen kohta." in twice.text
    assert 'value="Kokeileva Kemi"' in twice.text


def test_nodes_go_up_and_down_and_a_form_sent_twice_moves_once(city: Workshop, tree: str) -> None:
    client = browser(city.steward)
    assert order(client.get(tree).text) == ["valittava", "viisas", "ideat", "oppiva"]
    seen = seen_in(client.get(tree).text, f"{tree}viisas/siirra/")
    move(client, tree, city.wise, "ylos", seen)
    assert order(client.get(tree).text) == ["viisas", "ideat", "oppiva", "valittava"]
    answer = client.post(f"{tree}viisas/siirra/", {"suunta": "ylos", "seen": seen})
    assert answer.status_code == 422
    assert "Kohta oli jo siirretty." in answer.text
    move(client, tree, city.ideas, "alas")
    assert order(client.get(tree).text) == ["viisas", "oppiva", "ideat", "valittava"]


def test_a_node_moves_below_another_but_never_below_itself(city: Workshop, tree: str) -> None:
    client = browser(city.steward)
    address = f"{tree}ideat/"
    form = {"name_fi": "Ideat", "kind": "theme", "parent": str(city.caring.pk)}
    client.post(address, form | {"seen": seen_in(client.get(address).text, address)})
    city.ideas.refresh_from_db()
    assert (city.ideas.name_fi, city.ideas.parent) == ("Ideat", city.caring)
    address = f"{tree}valittava/"
    form = {"name_fi": "valittava", "kind": "goal", "parent": str(city.ideas.pk)}
    answer = client.post(address, form | {"seen": seen_in(client.get(address).text, address)})
    assert answer.status_code == 422
    assert "Valitse luettelosta." in answer.text
    city.caring.refresh_from_db()
    assert city.caring.parent is None


def test_a_circle_is_refused_below_the_form_too(city: Workshop, tree: str) -> None:
    from django.core.exceptions import ValidationError

    from scorecard.steward.keeping.nodes import change_node

    with pytest.raises(ValidationError, match="oman alakohtansa"):
        change_node(node=city.wise, seen=0, facts={"parent": city.ideas}, by=city.steward)


def test_what_has_anything_below_or_hanging_is_not_taken_away(city: Workshop, tree: str) -> None:
    client = browser(city.steward)
    city.row("K1", on=[city.learning])
    for code in ("viisas", "oppiva", "ideat"):
        answer = client.post(f"{tree}{code}/poista/")
        assert answer.status_code == 422
        assert "Päätä sen voimassaolo" in answer.text
    assert client.post(f"{tree}valittava/poista/").status_code == 302
    assert not Node.objects.filter(code="valittava").exists()
    assert [one.history_type for one in Node.history.filter(code="valittava")] == ["-", "+"]


def test_a_retired_goal_is_shown_of_earlier_periods_and_not_of_later_ones(city: Workshop, tree: str) -> None:
    city.row("K1", on=[city.learning])
    client = browser(city.steward)
    answer = client.post(f"{tree}viisas/paata/", {"last_day": "30.9.2026"}, follow=True)
    assert "Voimassaolo on päätetty." in answer.text
    for node in (city.wise, city.ideas, city.learning):
        node.refresh_from_db()
        assert node.valid_to == dt.date(2026, 9, 30)

    def codes(period: str) -> list[str]:
        found = standing_at(city.strategy, Period.parse(period))
        return sorted(one.branch.code for one in found.nodes)

    assert codes("2026-Q3") == ["ideat", "oppiva", "valittava", "viisas"]
    assert codes("2026") == ["valittava"]
    known = dt.datetime(2026, 10, 19, 9, tzinfo=dt.UTC)
    then = standing_at(city.strategy, Period.parse("2026"), known_at=known)
    assert sorted(one.branch.code for one in then.nodes) == ["ideat", "oppiva", "valittava", "viisas"]


def test_nothing_new_is_put_below_a_retired_goal(city: Workshop, tree: str) -> None:
    Node.objects.filter(pk__in=[city.wise.pk, city.ideas.pk]).update(valid_to=dt.date(2026, 10, 19))
    Node.objects.filter(pk=city.caring.pk).update(valid_to=dt.date(2026, 12, 31))
    client = browser(city.steward)
    answer = client.post(tree, {"name_fi": "Myöhäinen", "kind": "theme", "parent": str(city.wise.pk)})
    assert answer.status_code == 422
    assert "Valitse luettelosta." in answer.text
    page = client.get(tree).text
    assert f'<option value="{city.caring.pk}"' in page
    assert f'<option value="{city.wise.pk}"' not in page
    assert 'id="kohta-viisas" class="depth-0 ended"' in page
    assert 'id="kohta-valittava" class="depth-0"' in page
    own = client.get(f"{tree}oppiva/").text
    assert f'<option value="{city.wise.pk}" selected' in own
    assert f'<option value="{city.ideas.pk}"' not in own


def test_an_adopted_strategy_changes_by_a_decision(city: Workshop, tree: str, adopted: Decision) -> None:
    client = browser(city.steward)
    address = f"{tree}ideat/"
    form = {"name_fi": "Ideoiva", "kind": "theme", "parent": str(city.wise.pk)}
    form["seen"] = seen_in(client.get(address).text, address)
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "valitse päätös, johon muutos perustuu" in answer.text
    assert client.post(address, form | {"decision": str(adopted.pk)}).status_code == 302
    city.ideas.refresh_from_db()
    assert (city.ideas.name_fi, city.ideas.decision) == ("Ideoiva", adopted)
    assert "Perustuu päätökseen Valtuusto 28.9.2026 § 7." in client.get(address).text


def test_a_slip_is_corrected_without_a_decision(city: Workshop, tree: str, adopted: Decision) -> None:
    client = browser(city.steward)
    address = f"{tree}ideat/"
    form = {"name_fi": "Ideat!", "kind": "theme", "parent": str(city.wise.pk), "decision": "-"}
    client.post(address, form | {"seen": seen_in(client.get(address).text, address)})
    city.ideas.refresh_from_db()
    assert (city.ideas.name_fi, city.ideas.decision) == ("Ideat!", None)


def test_to_an_adopted_strategy_a_goal_is_added_from_the_day_of_its_decision(
    city: Workshop, tree: str, adopted: Decision
) -> None:
    client = browser(city.steward)
    form = {"name_fi": "Vihreä", "kind": "goal"}
    assert client.post(tree, form).status_code == 422
    assert client.post(tree, form | {"decision": "-"}).status_code == 422
    client.post(tree, form | {"decision": str(adopted.pk)})
    made = Node.objects.get(code="vihrea")
    assert (made.valid_from, made.decision) == (dt.date(2026, 9, 28), adopted)
    # What the council decided is not taken away; what was added by mistake is.
    assert "Hyväksytyn strategian kohtaa ei poisteta." in client.post(f"{tree}valittava/poista/").text
    assert client.post(f"{tree}vihrea/poista/").status_code == 302


def test_of_two_stewards_the_second_sees_both_names(city: Workshop, tree: str) -> None:
    client = browser(city.steward)
    address = f"{tree}ideat/"
    seen = seen_in(client.get(address).text, address)
    form = {"kind": "theme", "parent": str(city.wise.pk), "seen": seen}
    client.post(address, form | {"name_fi": "Ensin"})
    answer = client.post(address, form | {"name_fi": "Sitten"})
    assert answer.status_code == 422
    both = answer.text.split('<table class="both">')[1].split("</table>")[0]
    assert "Ensin" in both
    assert "Sitten" in both
    city.ideas.refresh_from_db()
    assert city.ideas.name_fi == "Ensin"


def test_the_tree_asks_the_database_equally_often_of_few_and_of_many(
    city: Workshop, tree: str, django_assert_max_num_queries
) -> None:
    client = browser(city.steward)
    for number in range(40):
        city.node(f"kohta{number}", "theme", city.wise)
    with django_assert_max_num_queries(8):
        assert len(order(client.get(tree).text)) == 44


def test_others_may_not(city: Workshop, tree: str) -> None:
    for person in (city.head, city.management, city.auditor):
        assert browser(person).get(tree).status_code == 403
        assert browser(person).post(tree, {"name_fi": "x", "kind": "goal"}).status_code == 403
