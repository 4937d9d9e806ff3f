"""A sector's projects are added, changed and taken away; one that has been reviewed is not taken away but ended."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from scorecard.actions import delete_as, save_as
from scorecard.models import Project, Strategy, User
from scorecard.work.keeping.versions import ChangedMeanwhile, free_code, hold, put, version

HAS_TRACES = later(
    "Projektia ei voi poistaa, koska siitä on kirjoitettu katsaus tai siihen on liitetty mittari. Merkitse se "
    "valmiiksi tai keskeytetyksi: se jää talteen, eikä siltä enää pyydetä katsauksia."
)


@transaction.atomic
def add_project(*, strategy: Strategy, facts: Mapping[str, Any], by: User) -> Project:
    """Adds a project at the end of its strategy's. Raises ValidationError when the sector has one of the same name."""
    held = Strategy.objects.select_for_update().get(pk=strategy.pk)
    others = Project.objects.filter(strategy=held)
    if others.filter(name_fi=facts["name_fi"], sector=facts["sector"]).exists():
        raise ValidationError(_("Toimialalla on jo tämän niminen projekti. Muuta sitä, tai anna uudelle toinen nimi."))
    project = Project(strategy=held, **facts)
    project.code = free_code(project.name_fi, set(others.values_list("code", flat=True)))
    project.order = (others.aggregate(last=Max("order"))["last"] or 0) + 1
    project.validate_constraints()
    save_as(project, by)
    return project


@transaction.atomic
def change_project(*, project: Project, seen: int, facts: Mapping[str, Any], by: User) -> Project:
    """Changes a project's facts. ``seen``: the version that was read; raises ChangedMeanwhile when it is not the last.

    Saving again what stands already is no conflict: a form sent twice changes nothing the second time.
    """
    held = hold(Project, project.pk)
    if version(Project, id=held.pk) != seen and any(getattr(held, name) != value for name, value in facts.items()):
        raise ChangedMeanwhile
    put(held, facts, by)
    return held


@transaction.atomic
def delete_project(*, project: Project, by: User) -> None:
    """Takes a project away with its links and milestones; the history keeps them.

    Raises ValidationError when it has been reviewed or measured: such a one is ended, not taken away.
    """
    held = hold(Project, project.pk)
    try:
        with transaction.atomic():
            for part in (*held.links.all(), *held.milestones.all()):
                delete_as(part, by)
            delete_as(held, by)
    except ProtectedError:
        raise ValidationError(HAS_TRACES) from None
