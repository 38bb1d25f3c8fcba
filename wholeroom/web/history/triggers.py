"""What makes the database itself refuse to change or delete history. Migrations run it for either database."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "history is only ever added to"
ACTS = ("UPDATE", "DELETE")
REFUSE = f"""CREATE OR REPLACE FUNCTION history_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def create(vendor: str, act: str) -> str:
    body = (
        "FOR EACH ROW EXECUTE FUNCTION history_entry_refuse()"
        if vendor == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )
    return f"CREATE TRIGGER history_entry_no_{act.lower()} BEFORE {act} ON history_entry {body}"


def drop(vendor: str, act: str) -> str:
    on_table = " ON history_entry" if vendor == "postgresql" else ""
    return f"DROP TRIGGER history_entry_no_{act.lower()}{on_table}"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(REFUSE)
    for act in ACTS:
        schema_editor.execute(create(vendor, act))


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for act in ACTS:
        schema_editor.execute(drop(schema_editor.connection.vendor, act))
