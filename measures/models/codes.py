"""The coded words of figures and their life. ``measures.labels`` gives each its word for people."""

from enum import StrEnum


class ValueType(StrEnum):
    """What is measured."""

    NUMBER = "number"
    YES_NO = "yes_no"
    LEVEL = "level"


class Entity(StrEnum):
    """Of what the figure speaks: the municipality or the whole group."""

    MUNICIPALITY = "municipality"
    GROUP = "group"


class Reading(StrEnum):
    """How sure the reading of the source is. Proposed ones are marked inside and never coloured in public."""

    CLEAR = "clear"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class Source(StrEnum):
    """Where a figure came from."""

    WEB = "web"
    WORKBOOK = "workbook"
    STATISTICS = "statistics"
    API = "api"


class WhyEmpty(StrEnum):
    """Why there is no figure. An entry may be empty only for a reason."""

    NOT_MEASURED = "not_measured"
    NOT_ASSESSABLE = "not_assessable"
    UNFINISHED = "unfinished"
    NOT_PUBLISHED = "not_published"


class LateReason(StrEnum):
    """Why a figure changed after it was approved."""

    ERROR = "error"
    REFINED = "refined"
    METHOD = "method"
    OTHER = "other"


class ReminderKind(StrEnum):
    """What a person is reminded of."""

    DUE_SOON = "due_soon"
    LATE = "late"
    RETURNED = "returned"
    APPROVAL = "approval"
