"""What can be wrong with a template, as codes: pages say it in the reader's language."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a template is refused."""

    TOO_LARGE = "too_large"
    UNPACKS = "unpacks"
    NOT_WORD = "not_word"
    MACROS = "macros"
    EXTERNAL = "external"
    EMBEDDED = "embedded"
    ENTITIES = "entities"
    TRACKED = "tracked"
    FIELD = "field"
    SYNTAX = "syntax"
    UNKNOWN_NAME = "unknown_name"
    NOT_ALLOWED = "not_allowed"
    NO_CONTENT = "no_content"
    MISPLACED = "misplaced"
    TWICE = "twice"
    BROKEN = "broken"


class Place(StrEnum):
    """Where in the template."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTES = "footnotes"


@dataclass(frozen=True)
class TemplateFault(Exception):
    """A template that no report can be made from: why, what it is about, where, and the words around it."""

    fault: Fault
    about: str = ""
    place: Place | None = None
    near: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.fault, self.about, self.place or "", self.near) if part)
