"""Who supervises the accessibility of the service, by the name it has in the language now written."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from kemi_strategy.web.languages import Words, later

# What the usual authority calls itself in the page's language; another one keeps the name it was given.
_OFFICIAL: Words[str] = Words(
    {
        "Liikenne- ja viestintävirasto Traficom": later("Liikenne- ja viestintävirasto Traficom"),
        "Digitaalisen esteettömyyden ja saavutettavuuden valvontayksikkö": later(
            "Digitaalisen esteettömyyden ja saavutettavuuden valvontayksikkö"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Supervisor:
    """The authority that supervises accessibility; ``call`` is the phone number as a telephone takes it."""

    name: str
    unit: str
    url: str
    shown_url: str
    email: str
    phone: str
    call: str


def supervisor() -> Supervisor:
    """The supervising authority of this installation."""
    facts: Mapping[str, str] = {fact: _OFFICIAL.get(said, said) for fact, said in settings.SUPERVISOR.items()}
    shown = facts["url"].removeprefix("https://").removeprefix("http://").rstrip("/")
    return Supervisor(**facts, shown_url=shown, call="".join(sign for sign in facts["phone"] if sign in "+0123456789"))
