"""Two published cities, a third that is not, and who keeps them."""

from django.test import Client

from scorecard.about.keeping import receive_feedback
from scorecard.models import Feedback, Membership, Municipality, User
from scorecard.models.codes import Role

STATEMENT = "/saavutettavuusseloste/"


class Towns:
    """``lahti`` with its steward and an auditor, ``oulu`` with its steward, ``salo`` unpublished."""

    def __init__(self) -> None:
        self.lahti = self._city("lahti", "398")
        self.oulu = self._city("oulu", "564")
        self.salo = self._city("salo", "734", published=False)
        self.steward = self._person("liisa", self.lahti, "Liisa Laine")
        self.auditor = self._person("arto", self.lahti, role=Role.AUDITOR)
        self.other = self._person("oona", self.oulu, "Oona Ojala")
        self.list = "/lahti/hallinta/palaute/"

    def says(self, text: str = "Painike ei toimi.", **facts: object) -> Feedback:
        """Somebody's feedback about Lahti, with an address."""
        given = {"municipality": self.lahti, "page": "/lahti/", "name": "Aino", "email": "aino@koti.example"}
        given["language"] = "fi"
        return receive_feedback(text=text, sender="joku", **(given | facts))

    def _city(self, code: str, number: str, *, published: bool = True) -> Municipality:
        return Municipality.objects.create(code=code, number=number, name_fi=code.title(), published=published)

    def _person(self, name: str, city: Municipality, full: str = "", role: Role = Role.STEWARD) -> User:
        first, _, last = full.partition(" ")
        user = User.objects.create_user(name, first_name=first, last_name=last, email=f"{name}@kunta.example")
        Membership.objects.create(user=user, municipality=city, role=role)
        return user


def browser(user: User | None = None, **facts: object) -> Client:
    """A browser with somebody signed in, or nobody."""
    client = Client(**facts)
    if user is not None:
        client.force_login(user)
    return client
