"""What is done to reach the goals: projects with their milestones and notes, and the actions of units."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
from scorecard.models.codes import WorkState, choices
from scorecard.models.municipality import THING_CODE, Municipality, Unit
from scorecard.models.strategy import Node, Strategy


class Project(models.Model):
    """A sector's project. The responsible role stays when the person changes; no date is invented."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="projects")
    sector = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="projects")
    nodes = models.ManyToManyField(Node, through="ProjectNode", related_name="projects")
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="served_by_projects")
    code = models.CharField(max_length=60, validators=[THING_CODE])
    name_fi = models.TextField()
    name_sv = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    description = models.TextField(blank=True)
    responsible_role = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=choices(WorkState), default=WorkState.PLANNED)
    serves_oulu2026 = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["strategy", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "code"],
                name="project_code_once",
                violation_error_message=later("Tällä koodilla on jo projekti tässä strategiassa."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="project_ends_after_start",
                violation_error_message=later("Projektin päättymispäivä on ennen alkamispäivää."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi


class ProjectNode(models.Model):
    """A goal or theme that a project serves; ``proposed`` until a steward confirms it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="links")
    node = models.ForeignKey(Node, models.PROTECT, related_name="project_links")
    proposed = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "node"],
                name="project_node_once",
                violation_error_message=later("Projekti on jo liitetty tähän tavoitteeseen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} → {self.node_id}"


class Milestone(models.Model):
    """A milestone of a project; without a date where none was decided. ``done_on``: the day it was reached."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    name_fi = models.TextField()
    date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=choices(WorkState), default=WorkState.PLANNED)
    done_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["project", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "order"],
                name="milestone_order_once",
                violation_error_message=later("Projektilla on jo virstanpylväs tällä paikalla."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(state=WorkState.DONE),
                name="milestone_day_of_what_is_done",
                violation_error_message=later("Valmistumispäivä kuuluu vain valmiille virstanpylväälle."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi


class ProgressNote(models.Model):
    """What was said of a project at one review. A note is never changed: a later one follows it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="notes")
    period_starts = models.DateField()
    period_ends = models.DateField()
    state = models.CharField(max_length=20, choices=choices(WorkState))
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["project", "period_ends", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_ends__gte=F("period_starts")),
                name="progress_note_period",
                violation_error_message=later("Kauden viimeinen päivä on ennen ensimmäistä."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.period_ends}"


class Action(models.Model):
    """An action: the unit's own way of carrying out a goal or theme, with responsible roles and schedule.

    ``state`` is empty where nobody has said it: a source tells what is to be done, not how far it has got.
    """

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="actions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="actions")
    nodes = models.ManyToManyField(Node, through="ActionNode", related_name="actions")
    code = models.CharField(max_length=60, validators=[THING_CODE])
    name_fi = models.TextField()
    name_sv = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    responsible_roles = models.TextField(blank=True)
    schedule = models.CharField(max_length=100, blank=True)
    sdg = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, choices=choices(WorkState), blank=True)
    order = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["strategy", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "code"],
                name="action_code_once",
                violation_error_message=later("Tällä koodilla on jo toimenpide tässä strategiassa."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi


class ActionNode(models.Model):
    """A goal or theme that an action carries out; ``proposed`` until a steward confirms it."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="links")
    node = models.ForeignKey(Node, models.PROTECT, related_name="action_links")
    proposed = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "node"],
                name="action_node_once",
                violation_error_message=later("Toimenpide on jo liitetty tähän tavoitteeseen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} → {self.node_id}"
