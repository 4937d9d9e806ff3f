"""Which goals and themes a project or an action serves; what was only proposed is confirmed or dropped."""

from collections.abc import Iterable

from django.db import transaction

from scorecard.actions import delete_as, save_as
from scorecard.models import Action, ActionNode, Node, Project, ProjectNode, User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, version

type Work = Project | Action
type Link = ProjectNode | ActionNode


def links_version(work: Work) -> int:
    """The number of the latest step in the history of what the project or action serves."""
    if isinstance(work, Project):
        return version(ProjectNode, project_id=work.pk)
    return version(ActionNode, action_id=work.pk)


@transaction.atomic
def serve(*, work: Work, nodes: Iterable[Node], seen: int, by: User) -> list[Node]:
    """Makes the sure links exactly those to ``nodes``; proposed ones stay as they are. Returns the nodes.

    ``seen``: the version of the links that was read; raises ChangedMeanwhile when it is not the last and something
    would change.
    """
    _lock(work)
    wanted = list(nodes)
    found = {link.node_id: link for link in work.links.all()}
    keys = {node.pk for node in wanted}
    gone = [link for pk, link in found.items() if pk not in keys and not link.proposed]
    new = [node for node in wanted if node.pk not in found]
    if links_version(work) != seen and (gone or new):
        raise ChangedMeanwhile
    for link in gone:
        delete_as(link, by)
    for node in new:
        save_as(_link(work, node), by)
    return wanted


@transaction.atomic
def confirm_link(*, work: Work, node: Node, by: User) -> bool:
    """Makes a proposed link a sure one. False when there is none that is proposed."""
    _lock(work)
    link = work.links.filter(node=node, proposed=True).first()
    if link is not None:
        link.proposed = False
        save_as(link, by)
    return link is not None


@transaction.atomic
def drop_link(*, work: Work, node: Node, by: User) -> bool:
    """Takes a proposed link away. False when there is none that is proposed."""
    _lock(work)
    link = work.links.filter(node=node, proposed=True).first()
    if link is not None:
        delete_as(link, by)
    return link is not None


def _lock(work: Work) -> None:
    hold(type(work), work.pk)


def _link(work: Work, node: Node) -> Link:
    if isinstance(work, Project):
        return ProjectNode(project=work, node=node)
    return ActionNode(action=work, node=node)
