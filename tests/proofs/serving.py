"""What the proofs share: the demo on the database at hand, the server as in service, and writers who speak HTTP."""

import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
os.environ.setdefault("DEBUG", "1")


def prepare(writers: int) -> list[str]:
    """Migrates, loads the demo, and signs in as many stewards of Kemi; returns their session cookies."""
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.core.management import call_command

    from scorecard.models import Membership, Municipality, User
    from scorecard.sessions import SessionStore

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0, stdout=io.StringIO())
    kemi = Municipality.objects.get(code="kemi")
    cookies = []
    for number in range(writers):
        user, made = User.objects.get_or_create(username=f"kirjoittaja-{number}")
        if made:
            Membership.objects.create(user=user, municipality=kemi, role="steward")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "scorecard.sessions.Backend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        cookies.append(str(session.session_key))
    return cookies


def cells(number: int) -> list[str]:
    """The codes of so many figures of the open window that are plain numbers and still empty."""
    from kemi_strategy.web.dates import today
    from measures.duties import duties_in, kind_of, parents_of, window_of
    from scorecard.models import Municipality

    kemi = Municipality.objects.get(code="kemi")
    window = window_of(kemi, today())
    assert window is not None
    duties = duties_in(window, set(parents_of(kemi)))
    plain = [one for one in duties if kind_of(one.cell) == "number" and one.asked.unit != "%"]
    # What stands already is fine too: its writers then say that they saw it.
    return [one.cell.code for one in plain[:number]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to a form: its status and text."""

    status: int
    text: str


class Writer:
    """Somebody with a browser: one connection, a session, and a security token of the page."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session = port, session
        self.token = "a" * 32

    def post(self, cell: str, **fields: str) -> Answer:
        """Sends the row of one cell as the page does. Raises OSError when there was no answer."""
        period = cell.rsplit(".", 1)[1]
        # A reason goes along for figures that were approved before; of the others nobody reads it.
        fields = {"late_reason": "error"} | fields
        form = {f"{cell}:{name}": text for name, text in fields.items() if name not in {"minun"}}
        if "minun" in fields:
            form["minun"] = fields["minun"]
        body = urlencode(form | {"csrfmiddlewaretoken": self.token})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(
                "POST",
                f"/kemi/kirjaus/tallenna/?kausi={period}&rivi={cell}",
                body,
                {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"sessionid={self.session}; csrftoken={self.token}",
                    "HX-Request": "true",
                },
            )
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode())
        except http.client.HTTPException as broken:
            raise OSError(str(broken)) from broken
        finally:
            connection.close()


@contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """gunicorn as ./run starts it; its whole group is killed at the end if it still lives."""
    command = "-m gunicorn kemi_strategy.wsgi --worker-class gthread --workers 1 --threads 8 --log-level critical"
    more = ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    server = subprocess.Popen(
        [sys.executable, *command.split(), *more], start_new_session=True, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield server
    finally:
        kill(server)


def kill(server: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the server and all its processes: it gets no time to tidy up."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait_for(port: int) -> None:
    """Returns when the server takes connections; gives up in half a minute."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def free_port() -> int:
    """A port that nothing uses."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
