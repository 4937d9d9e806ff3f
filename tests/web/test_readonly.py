"""Looking changes nothing."""

import pytest
from django.db import transaction
from django.test import Client

from kemi_strategy.web.readonly import WriteDuringRead, changes_something
from scorecard.models import User

needs_pages = [pytest.mark.urls("tests.web.misbehaving"), pytest.mark.django_db]


class TestRequests:
    pytestmark = needs_pages

    @pytest.mark.parametrize("method", ["get", "head", "options"])
    @pytest.mark.parametrize("address", ["/kirjaava/", "/kasin-kirjaava/"])
    def test_a_safe_request_that_writes_fails_and_writes_nothing(
        self, client: Client, method: str, address: str
    ) -> None:
        before = User.objects.count()
        with pytest.raises(WriteDuringRead), transaction.atomic():
            getattr(client, method)(address)
        assert User.objects.count() == before

    def test_a_post_may_write(self, client: Client) -> None:
        assert client.post("/kirjaava/").text == "kirjattu"
        assert User.objects.filter(username="uusi").exists()

    def test_the_guard_is_gone_after_the_request(self, client: Client) -> None:
        client.get("/rauhallinen/")
        assert User.objects.create_user("toinen").pk

    def test_reading_in_savepoints_is_reading(self, client: Client) -> None:
        assert client.get("/rauhallinen/").status_code == 200

    def test_the_visitors_session_may_be_kept(self, client: Client) -> None:
        assert client.get("/muistava/").text == "muistissa"
        assert client.session["viimeksi"] == "tilannekuva"

    def test_a_sign_in_that_no_longer_holds_is_removed_without_an_error(self, client: Client) -> None:
        person = User.objects.create_user("lähtijä")
        client.force_login(person)
        User.objects.filter(pk=person.pk).update(password="vaihdettu")
        assert client.get("/suljettu/").status_code == 302


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "measures_actual" VALUES (1)',
        'UPDATE "scorecard_user" SET "last_login" = now()',
        "delete from scorecard_user",
        "  \n TRUNCATE scorecard_user",
        "DROP TABLE x",
        "CREATE TABLE x (y int)",
        "ALTER TABLE x ADD y int",
        "REPLACE INTO x VALUES (1)",
        "MERGE INTO x USING y ON true WHEN MATCHED THEN DELETE",
        "VACUUM",
        "CALL something()",
        'WITH gone AS (DELETE FROM "measures_actual" RETURNING id) SELECT * FROM gone',
        'WITH x AS (SELECT 1) UPDATE "scorecard_user" SET "username" = %s',
        'INSERT INTO "other_scorecard_signin" VALUES (1)',
        "",
    ],
)
def test_what_may_change_something_is_refused(sql: str) -> None:
    assert changes_something(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "measures_actual"."id" FROM "measures_actual"',
        '(SELECT 1) UNION (SELECT "deleted_from" FROM "x")',
        "WITH RECURSIVE tree AS (SELECT 1) SELECT * FROM tree",
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        'ROLLBACK TO SAVEPOINT "s1"',
        "PRAGMA foreign_key_check",
        'UPDATE "scorecard_signin" SET "expire_date" = %s',
        'DELETE FROM "scorecard_signin" WHERE "session_key" = %s',
        'INSERT INTO "scorecard_signin" ("session_key") VALUES (%s)',
    ],
)
def test_reads_savepoints_and_sessions_are_let_through(sql: str) -> None:
    assert not changes_something(sql)
