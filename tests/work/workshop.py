"""A small city with two sectors, their people, a tree of goals and themes, a project and an action."""

import re

from django.test import Client

from scorecard.models import (
    Action,
    ActionNode,
    Membership,
    Node,
    Project,
    ProjectNode,
    ReportingOccasion,
    Strategy,
    Unit,
    User,
)
from scorecard.models.codes import Role
from scorecard.work.keeping.milestones import add_milestone
from tests.world import World


class Workshop(World):
    """Sectors ``sivistys`` (result area ``vapaa`` with ``kirjasto`` and ``museo``) and ``tekniikka``."""

    def __init__(self, code: str = "pikkula", number: str = "999") -> None:
        super().__init__(code, number)
        self.sector = self.unit("sivistys", "sector", board="Sivistyslautakunta")
        self.area = self.unit("vapaa", "result_area", self.sector)
        self.library = self.unit("kirjasto", "result_unit", self.area)
        self.museum = self.unit("museo", "result_unit", self.area)
        self.technics = self.unit("tekniikka", "sector")
        self.supervisor = self.person("maija", Role.SUPERVISOR, self.library, "Maija Mäki")
        self.head = self.person("heikki", Role.SECTOR_HEAD, self.sector, "Heikki Harju")
        self.deputy = self.person("sirpa", Role.DEPUTY, self.sector, "Sirpa Salo")
        self.other_head = self.person("teemu", Role.SECTOR_HEAD, self.technics, "Teemu Torni")
        self.steward = self.person("paavo", Role.STEWARD, None, "Paavo Pesonen")
        self.management = self.person("johanna", Role.MANAGEMENT)
        self.auditor = self.person("aulis", Role.AUDITOR)
        self.finance = self.person("taina", Role.FINANCE)
        self.reader = self.person("lasse", Role.READER)
        self.wise = self.node("viisas")
        self.ideas = self.node("ideat", "theme", self.wise)
        self.learning = self.node("oppiva", "theme", self.wise)
        self.caring = self.node("valittava")
        for order, occasion in enumerate(("half_year_review", "financial_statements"), start=1):
            ReportingOccasion.objects.create(strategy=self.strategy, occasion=occasion, order=order)
        self.project = self.a_project("silta", "Silta kouluun", self.sector)
        self.action = self.an_action("pajat", "Kokeilupajat", self.library, on=[self.ideas])

    def unit(self, code: str, kind: str, above: Unit | None = None, board: str = "") -> Unit:
        """A unit, after those there are."""
        return Unit.objects.create(
            municipality=self.city,
            code=code,
            kind=kind,
            name_fi=code.title(),
            parent=above,
            board=board,
            order=Unit.objects.count(),
        )

    def person(self, name: str, role: Role, unit: Unit | None = None, full: str = "") -> User:
        """Somebody with a role."""
        first, _, last = full.partition(" ")
        user = User.objects.create_user(f"{name}-{self.city.code}", first_name=first, last_name=last)
        Membership.objects.create(user=user, municipality=self.city, role=role, unit=unit)
        return user

    def a_project(self, code: str, name: str, sector: Unit | None, **facts: object) -> Project:
        """A project that is running."""
        given = {"state": "running"} | facts
        return Project.objects.create(strategy=self.strategy, sector=sector, code=code, name_fi=name, **given)

    def an_action(
        self, code: str, name: str, unit: Unit | None, *, on: list[Node] = (), strategy: Strategy | None = None, **facts
    ) -> Action:
        """An action with what it serves."""
        action = Action.objects.create(strategy=strategy or self.strategy, unit=unit, code=code, name_fi=name, **facts)
        for node in on:
            ActionNode.objects.create(action=action, node=node)
        return action

    def programme(self) -> Strategy:
        """A programme of the strategy."""
        return Strategy.objects.create(
            municipality=self.city,
            code=f"{self.city.code}-ohjelma",
            kind="programme",
            state="adopted",
            name_fi="Ohjelma",
            part_of=self.strategy,
        )

    def serves(self, node: Node, *, proposed: bool = False, project: Project | None = None) -> ProjectNode:
        """What a project serves."""
        return ProjectNode.objects.create(project=project or self.project, node=node, proposed=proposed)

    def milestones(self, *names: str) -> None:
        """Milestones of the project, in this order."""
        for name in names:
            add_milestone(project=self.project, name=name, date=None, by=self.head)

    @property
    def list_address(self) -> str:
        """The list of projects."""
        return f"/{self.city.code}/tyo/projektit/"

    @property
    def address(self) -> str:
        """The page of the project."""
        return f"{self.list_address}{self.strategy.code}/{self.project.code}/"

    @property
    def actions_address(self) -> str:
        """The list of actions."""
        return f"/{self.city.code}/tyo/toimenpiteet/"

    @property
    def action_address(self) -> str:
        """The page of the action."""
        return f"{self.actions_address}{self.strategy.code}/{self.action.code}/"


def browser(user: User) -> Client:
    """A browser with somebody signed in."""
    client = Client()
    client.force_login(user)
    return client


def seen_in(text: str, address: str) -> str:
    """The version in the form that goes to an address."""
    form = text.split(f'action="{address}"')[1].split("</form>")[0]
    found = re.search(r'name="seen" value="([^"]*)"', form)
    assert found is not None
    return found[1]


def made_by(record: object) -> list[tuple[str, str]]:
    """The steps in a record's history: what kind, and by whom; earliest first."""
    steps = type(record).history.filter(id=record.pk).order_by("history_id")
    return [(step.history_type, step.history_user.username if step.history_user else "") for step in steps]
