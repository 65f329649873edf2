#!/usr/bin/env python3
"""The same rows read as a file by `breakeven usage`, and added up by ClickHouse, give the same digest.

    python tests/clickhouse/agree.py BREAKEVEN [BREAKEVEN FOR FILES]

Needs chdb: ClickHouse's engine in this process.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import helicone
import langfuse
import otel
from server import PASSWORD, USER, Server

HERE = Path(__file__).parent
BREAKEVEN, FOR_FILES = sys.argv[1], sys.argv[-1]
checks = 0


def run(*arguments, program=BREAKEVEN, user=USER, password=PASSWORD):
    environment = os.environ | {"CLICKHOUSE_USER": user, "CLICKHOUSE_PASSWORD": password}
    return subprocess.run([program, "usage", *map(str, arguments)], capture_output=True, text=True, env=environment)


def usage(*arguments, **more):
    done = run(*arguments, "--json", **more)
    if done.returncode != 0:
        sys.exit(f"error: {arguments}: {done.stderr[:600]}")
    return json.loads(done.stdout)


def check(what, found, expected):
    global checks
    checks += 1
    if found != expected:
        sys.exit(f"error: {what}\n   found {found}\nexpected {expected}")


# How a file was read, and not what was used.
OF_READING = {"format", "files", "rows", "skipped", "skipped_by_reason", "late", "times_without_offset", "impossible",
              "duplicate_scores"}


def agree(what, found, expected, but=()):
    for key in expected.keys() - OF_READING - set(but):
        check(f"{what}: {key}", found[key], expected[key])
    what_cannot_be = lambda digest: sum(row["count"] for row in digest["impossible"] if row["reason"] != "not_finite")
    check(f"{what}: impossible", what_cannot_be(found), what_cannot_be(expected))


def insert(server, table, rows):
    rows = list(rows)
    text = "\n".join(map(json.dumps, rows))
    # Versions stay beside each other, as they do until ClickHouse merges what came at different times.
    server.run(f"INSERT INTO {table} FORMAT JSONEachRow {text}", settings={"optimize_on_insert": "0"})
    stored = int(server.run(f"SELECT count() FROM {table}"))
    print(f"{table}: {len(rows)} rows put in, {stored} there")


def emptied(server):
    for table in ("traces", "observations", "scores", "request_response_rmt", "otel_traces"):
        server.run(f"TRUNCATE TABLE {table}")


def asked(server, store, *more):
    begun = time.monotonic()
    digest = usage("--clickhouse", server.url, "--store", store, *more)
    print(f"{store} {' '.join(more)}: {digest['records']} records in {time.monotonic() - begun:.1f} s")
    return digest


def as_file(folder, name, lines):
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return path


def result_as_file(server, folder, store, expected):
    """What is printed gives a file of another format, with the same digest."""
    script = run("--store", store, "--print-sql").stdout
    settings = [line for line in script.splitlines() if line.startswith("SET param_")]
    statement = script[script.index("-- What"):]
    check("one statement", ";" in statement, False)
    parameters = dict(line.removeprefix("SET param_").removesuffix(";").split(" = ", 1) for line in settings)
    parameters = {name: value.strip("'") for name, value in parameters.items()}
    check("the statement ends with its format", statement.rstrip().endswith("FORMAT CSVWithNames"), True)
    for kind, extension in (("CSVWithNames", "csv"), ("JSONEachRow", "jsonl"), ("JSON", "json")):
        path = folder / f"{store}.{extension}"
        path.write_text(server.run(statement.replace("FORMAT CSVWithNames", f"FORMAT {kind}"), parameters=parameters))
        digest = usage(path)
        for key in expected.keys() - {"files"}:
            check(f"{store}, the result as {extension}: {key}", digest[key], expected[key])
        for secret in ("SECRET", "trace-", "user-", "session-", "arn:aws", "123456789012"):
            check(f"{secret} in the result", secret in path.read_text(), False)


def langfuse_agrees(server, folder):
    def compared(what, rows, but=()):
        traces, observations, scores = rows
        emptied(server)
        insert(server, "traces", traces)
        insert(server, "observations", observations)
        insert(server, "scores", [*scores, *langfuse.beside(scores)])
        path = as_file(folder, f"{what}.jsonl", langfuse.lines(*rows))
        found, expected = asked(server, "langfuse"), usage(path, program=FOR_FILES)
        agree(what, found, expected, but)
        return found, path

    found, _ = compared("fixtures", langfuse.of_fixtures())
    # Downloads say 0 beside the map of usage where the map says nothing; the table has only the map.
    downloads = usage(langfuse.FIXTURES, program=FOR_FILES)
    for key in ("records", "calls", "requests", "failed", "from", "to", "input_tokens", "output_tokens", "reasoning_tokens",
                "cost", "input_per_call", "reasoning_per_call", "calls_per_request", "calls_per_minute", "users", "scores"):
        check(f"downloads: {key}", found[key], downloads[key])
    check("calls of the fixtures", (found["calls"], found["requests"], round(found["cost"], 7)), (11, 7, 0.0128996))
    for seed in range(3):
        found, _ = compared(f"made up {seed}", langfuse.made_up(600, seed))
    assert found["rolled_up"] > 50 and found["duplicates"] > 50 and found["silent_calls"] > 50 and found["users"] > 50
    result_as_file(server, folder, "langfuse", found)
    # Windows next to each other hold what one over both holds.
    days = [day["day"] for day in found["days"]]
    half = len(days) // 2
    parts = [asked(server, "langfuse", "--to", days[half - 1]), asked(server, "langfuse", "--from", days[half])]
    for key in ("records", "requests", "calls", "failed", "input_tokens", "output_tokens", "unpriced_tokens"):
        check(f"two windows: {key}", sum(part[key] for part in parts), found[key])
    check("two windows: days", [day for part in parts for day in part["days"]], found["days"])
    projects = [asked(server, "langfuse", "--project", f"project-{place}") for place in range(3)]
    check("each project", sum(project["input_tokens"] for project in projects), found["input_tokens"])
    for row in ("param_project", "param_from", "param_until"):
        check(f"{row} is bound", row in server.asked[-1][0], True)
    check("no parameter is in the text", "project-2" in server.asked[-1][1], False)

    emptied(server)
    insert(server, "observations", langfuse.oracle())
    found = asked(server, "langfuse")
    check("the oracle", (found["calls"], found["cost"], found["duplicates"]), (4, 0.0808, 4))
    final = server.run("SELECT sum(total_cost) FROM observations FINAL WHERE is_deleted = 0")
    check("the oracle with FINAL", float(final), 0.1608)
    agree("the oracle", found, usage(as_file(folder, "oracle.jsonl", langfuse.lines([], langfuse.oracle(), [])), program=FOR_FILES))


def helicone_agrees(server, folder):
    for seed in range(2):
        rows = helicone.made_up(800, seed)
        emptied(server)
        insert(server, "request_response_rmt", rows)
        found = asked(server, "helicone")
        path = as_file(folder, f"helicone {seed}.jsonl", helicone.lines(rows))
        check("calls of Helicone", (found["calls"], found["requests"]), helicone.expected(rows))
        agree(f"Helicone {seed}", found, usage(path, program=FOR_FILES))
    result_as_file(server, folder, "helicone", found)


def otel_agrees(server, folder):
    for what, spans in (("fixture", otel.of_fixture()), ("made up", otel.made_up(500, 1)), ("again", otel.made_up(500, 2))):
        emptied(server)
        insert(server, "otel_traces", map(otel.row, spans))
        found = asked(server, "otel")
        path = as_file(folder, f"otel {what}.json", [otel.document(spans)])
        check(f"calls of OpenTelemetry {what}", found["calls"], otel.expected(spans))
        # OTLP counts nanoseconds, which are rounded, and the table has a duration, which is cut off.
        expected = usage(path, program=FOR_FILES)
        agree(f"OpenTelemetry {what}", found, expected, but=["from", "to"])
        for end in ("from", "to"):
            apart = abs(dt.datetime.fromisoformat(found[end]) - dt.datetime.fromisoformat(expected[end]))
            check(f"OpenTelemetry {what}: {end}", apart <= dt.timedelta(microseconds=1), True)
    result_as_file(server, folder, "otel", found)


def refuses(server):
    """Everything that goes wrong is said in a sentence."""
    def says(what, words, *arguments, url=None, store="langfuse", **more):
        done = run("--clickhouse", url or server.url, "--store", store, *arguments, **more)
        check(f"{what} ends with", done.returncode, 2)
        if words not in done.stderr or PASSWORD in done.stderr or done.stdout:
            sys.exit(f"error: {what}: {done.stderr!r} does not say {words!r}")
        print(f"{what}: {done.stderr.strip()[:140]}")

    says("a wrong password", "user or password are wrong", password="wrong")
    says("a password in the address", "set CLICKHOUSE_USER", url="http://me:secret@127.0.0.1:8123")
    says("no scheme", "begins with https://", url="127.0.0.1:8123")
    says("nobody there", "cannot connect", url="http://127.0.0.1:9")
    says("no such host", "cannot connect", url="http://there-is-no-such-host.invalid:8123")
    says("no TLS there", "no secure connection", url=server.url.replace("http:", "https:"))
    says("another database", "a table is missing", "--database", "nothing")
    says("days without calls", "no call of these days is in observations", "--from", "2040-01-01")
    server.run("RENAME TABLE observations TO elsewhere")
    says("a missing table", "a table is missing")
    server.run("RENAME TABLE elsewhere TO observations")
    server.run("ALTER TABLE observations RENAME COLUMN usage_details TO usage_of_old")
    says("a missing column", "of a version not known here")
    server.run("ALTER TABLE observations RENAME COLUMN usage_of_old TO usage_details")
    server.limits = {"max_result_rows": "1"}
    says("too many rows", "too many rows")
    server.limits = {"max_execution_time": "0.001", "max_block_size": "1", "timeout_before_checking_execution_speed": "0"}
    says("too slow", "took too long")
    server.limits = {"max_memory_usage": "100000"}
    says("too large", "ran out of memory")
    server.limits = {}
    server.is_read_only = True
    check("a user who may only read", usage("--clickhouse", server.url, "--store", "langfuse")["calls"], 4)
    check("without settings", [name for name in server.asked[-1][0] if not name.startswith("param_")], ["wait_end_of_query"])
    server.is_read_only = False
    given = server.asked[-2][0]
    check("read-only", (given["readonly"], "max_execution_time" in given, "max_result_rows" in given), ("1", True, True))
    for _, sql in server.asked:
        check("no column of a prompt is named", [word for word in (" input,", ".input ", "request_body", "response_body")
                                                 if word in sql.replace("AS input,", "")], [])


def main():
    server = Server()
    for statement in (HERE / "tables.sql").read_text().split(";"):
        if statement.strip():
            server.run(statement)
    print("ClickHouse", server.run("SELECT version()").strip())
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        helicone_agrees(server, folder)
        otel_agrees(server, folder)
        langfuse_agrees(server, folder)
        refuses(server)
    server.shutdown()
    print(f"{checks} passed, 0 failed")


main()
