"""Who we are and what we want: municipality, units, people, strategy, goals, projects, actions."""

from scorecard.models.feedback import Feedback
from scorecard.models.invitations import Invitation
from scorecard.models.municipality import Municipality, Unit
from scorecard.models.people import Handover, Membership, User
from scorecard.models.signins import SignIn
from scorecard.models.strategy import Decision, Node, ReportingOccasion, ServedNode, Strategy
from scorecard.models.work import Action, ActionNode, Milestone, ProgressNote, Project, ProjectNode

__all__ = [
    "Action",
    "ActionNode",
    "Decision",
    "Feedback",
    "Handover",
    "Invitation",
    "Membership",
    "Milestone",
    "Municipality",
    "Node",
    "ProgressNote",
    "Project",
    "ProjectNode",
    "ReportingOccasion",
    "ServedNode",
    "SignIn",
    "Strategy",
    "Unit",
    "User",
]
