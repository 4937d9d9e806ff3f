"""A new municipality is opened by whoever keeps the installation, and its first steward is invited."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from scorecard.models import Membership, Municipality, User
from scorecard.models.codes import Role
from scorecard.people.keeping import Invited, Offer, invite, waiting_invitations, withdraw_invitation
from scorecard.steward.keeping.records import add_record
from scorecard.work.keeping.versions import free_code

KEEPER = "yllapito"


@transaction.atomic
def open_municipality(*, called: str, code: str, number: str, steward: Offer, by: User) -> tuple[Municipality, Invited]:
    """A new municipality, unpublished and empty, with an invitation to its first steward; or one that is there without
    a steward, by its code or name. Raises ValidationError in words when it has one, and for a code or number that is
    taken or cannot be."""
    found = Municipality.objects.filter(Q(code=called) | Q(name_fi__iexact=called)).first()
    if found is None:
        taken = set(Municipality.objects.values_list("code", flat=True))
        found = Municipality(code=code or free_code(called, taken), name_fi=called, number=number or None)
        found.full_clean()
        add_record(found, by)
    elif Membership.objects.filter(municipality=found, role=Role.STEWARD, user__is_active=True).exists():
        raise ValidationError(
            _("Kunnalla ”%(name)s” on jo pääkäyttäjä. Hän kutsuu muut palvelun sivulla Ihmiset.")
            % {"name": found.name_fi}
        )
    # A letter that was lost is written again: the earlier link stops working.
    for waiting in waiting_invitations(found).filter(role=Role.STEWARD):
        withdraw_invitation(invitation=waiting, by=by)
    invited = invite(municipality=found, offer=steward, by=by)
    if isinstance(invited, Membership):
        raise ValidationError(_("Henkilö on jo kunnan väkeä. Anna hänelle rooli palvelun sivulla Ihmiset."))
    return found, invited


def keeper() -> User:
    """In whose name the installation's keeper opens municipalities: an account that nobody can sign in with."""
    user, made = User.objects.get_or_create(
        username=KEEPER, defaults={"is_active": False, "first_name": "Palvelun", "last_name": "ylläpito"}
    )
    if made:
        user.set_unusable_password()
        user.save()
    return user
