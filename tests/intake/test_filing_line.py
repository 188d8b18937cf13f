"""Asking what waits must cost the same with a hundred thousand deliveries behind us as with none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nightdesk.intake.filing_line import claim, urgent_wire, waiting_wires
from nightdesk.kit import clock
from tests.intake.feeds import a_wire

pytestmark = pytest.mark.django_db


def test_what_waits_is_found_by_its_index() -> None:
    wire = a_wire("push")
    with CaptureQueriesContext(connection) as asked:
        urgent_wire(clock.now())
        waiting_wires(clock.now())
        claim(wire.pk, clock.now())
    about_deliveries = [query["sql"] for query in asked if 'FROM "desk_delivery"' in query["sql"]]
    assert len(about_deliveries) == 5
    if connection.vendor != "sqlite":
        return  # PostgreSQL reads a table this small from end to end, and rightly
    for question in about_deliveries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {question}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "delivery_by_outcome" in plan or "delivery_urgent" in plan, plan
