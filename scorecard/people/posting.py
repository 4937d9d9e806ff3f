"""The letter of an invitation: who invites, to which role, and the link, in the language chosen for it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import in_language
from kemi_strategy.web.speaking import named
from scorecard.about.posting import NOT_CONFIGURED, can_send, send
from scorecard.labels import ROLES
from scorecard.models import Invitation
from scorecard.models.codes import Role
from scorecard.people.keeping import Invited


def post_invitation(invited: Invited) -> Invitation:
    """Sends the letter, and writes down that it went or why it did not."""
    fault = send(message_of(invited)) if can_send() else NOT_CONFIGURED
    return record_posted(invitation=invited.invitation, fault=fault)


def message_of(invited: Invited) -> EmailMessage:
    """The letter. Nothing that was typed stands in its headers but the address."""
    invitation = invited.invitation
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    with in_language(invitation.language):
        role, unit = ROLES[Role(invitation.role)], invitation.unit
        facts = {
            "municipality": named(invitation.municipality),
            "inviter": invitation.invited_by.get_full_name() or invitation.invited_by.get_username(),
            "role": f"{role}, {named(unit)}" if unit is not None else role,
            "link": settings.SITE_ADDRESS + reverse("kutsu", args=[invited.token]),
            "until": write_day(invitation.expires_at),
        }
        return EmailMessage(
            subject=_("Kutsu strategiamittaristoon"),
            body=render_to_string("people/invitation.txt", {"letter": facts}),
            to=[invitation.email],
            headers={
                "Message-ID": f"<kutsu-{invitation.pk}@{host}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": invitation.language,
            },
        )


@transaction.atomic
def record_posted(*, invitation: Invitation, fault: str) -> Invitation:
    """Writes down that the letter has gone, or why it has not."""
    invitation.sent_at, invitation.fault = (None, fault) if fault else (timezone.now(), "")
    invitation.save(update_fields=["sent_at", "fault"])
    return invitation
