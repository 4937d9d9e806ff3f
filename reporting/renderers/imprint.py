"""What a file tells besides its Standing: who had it made, and what the units are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Imprint:
    """``made_by``: a person's name, empty on the command line. ``units``: names of units by their codes."""

    made_by: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    def unit(self, code: str | None, municipality: str) -> str:
        """A unit's name, its code where the name is not known; without a code the municipality's name."""
        return municipality if code is None else self.units.get(code) or code
