"""Who is signed in where: a browser's session, which knows whose it is."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from scorecard.models.people import User


class SignIn(AbstractBaseSession):
    """One browser's session. ``user``: who has signed in with it, None for a visitor's."""

    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="sign_ins")
