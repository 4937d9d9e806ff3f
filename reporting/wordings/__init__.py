"""The sentence templates of each language, written for that language; ``sentences`` fills them in."""

from reporting.wordings.english import ENGLISH
from reporting.wordings.finnish import FINNISH
from reporting.wordings.shape import Wording
from reporting.wordings.swedish import SWEDISH

__all__ = ["WORDINGS", "Wording"]

WORDINGS: dict[str, Wording] = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}
