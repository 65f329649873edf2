"""Breakeven, DuckDB and Polars on the same long export of usage: do they agree, how long does each take, in how much memory?

    python compare.py path/to/breakeven FILE.csv|FILE.jsonl [--runs N] [--threads N] [--skip NAME]

Each is a process of its own, from its start to its printed result, one after the other in every round. Exit code 1: they
disagree.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

QUANTILES = (0.5, 0.9, 0.99)
COUNTS = ("prompt_tokens", "completion_tokens")
TEXT = ("request_id", "call_type", "session_id", "startTime", "endTime", "model", "custom_llm_provider")
TYPES = {name: "text" for name in TEXT} | {
    "prompt_tokens": "count", "completion_tokens": "count", "total_tokens": "count", "spend": "amount", "end_user": "text",
    "cache_hit": "text", "status": "text"}
NEEDED = ("request_id", "session_id", "startTime", "model", *COUNTS)


# What each of them does. A result: calls, input, output, {(day, model): (calls, input, output)}, sessions, quantiles. Breakeven
# prints days and models apart: (day, None) and (None, model).

def breakeven(printed):
    usage = json.loads(printed)
    days = {(row.get("day"), row.get("model")): (row["calls"], row["input_tokens"], row["output_tokens"])
            for row in usage["days"] + usage["models"]}
    quantiles = [usage[f"{side}_per_call"][f"p{round(100 * share)}"] for side in ("input", "output") for share in QUANTILES]
    return usage["calls"], usage["input_tokens"], usage["output_tokens"], days, usage["requests"], quantiles


def duckdb(file, threads, is_deduplicated, is_approximate):
    import duckdb as engine
    types = {"text": "VARCHAR", "count": "BIGINT", "amount": "DOUBLE"}
    columns = {name: types[kind] for name, kind in TYPES.items()} | {"startTime": "TIMESTAMP"}
    if file.endswith("csv"):
        source = f"read_csv('{file}', header=true, auto_detect=false, delim=',', quote='\"', escape='\"', columns={columns})"
    else:   # of an object on a line it reads only what it is asked for
        columns = {name: columns[name] for name in NEEDED}
        source = f"read_json('{file}', format='newline_delimited', columns={columns})"
    day = "CAST(startTime AS DATE)"
    if is_deduplicated:   # by a hash of 64 bits, as Breakeven does
        kept = ", ".join(f"any_value({name}) AS {name}" for name in NEEDED if name != "request_id")
        source = f"(SELECT {kept} FROM {source} GROUP BY hash(request_id))"
    shares = ", ".join(f"approx_quantile({name}, {list(QUANTILES)})" for name in COUNTS)
    sessions = "approx_count_distinct(session_id)" if is_approximate else "count(DISTINCT session_id)"
    sums = "count(*), sum(prompt_tokens), sum(completion_tokens)"
    connection = engine.connect(config={"threads": threads})
    connection.execute("SET enable_progress_bar = false")
    if is_approximate and not is_deduplicated:   # one scan, without keeping the rows
        rows = connection.execute(
            f"SELECT {day}, model, {sums}, {sessions}, {shares} FROM {source} GROUP BY GROUPING SETS (({day}, model), ())").fetchall()
        whole = next(row for row in rows if row[0] is None)
        last, groups = whole[5:], [row[:5] for row in rows if row[0] is not None]
    else:
        connection.execute(f"CREATE TEMP TABLE calls AS SELECT {day} AS day, model, session_id, {', '.join(COUNTS)} FROM {source}")
        groups = connection.execute(f"SELECT day, model, {sums} FROM calls GROUP BY ALL").fetchall()
        last = connection.execute(f"SELECT {sessions}, {shares} FROM calls").fetchone()
    days = {(str(row[0]), row[1]): tuple(row[2:5]) for row in groups}
    return *totals(days), days, last[0], [*last[1], *last[2]]


def polars(file, threads, is_deduplicated, is_approximate):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as engine
    types = {"text": engine.String, "count": engine.Int64, "amount": engine.Float64}
    schema = {name: types[kind] for name, kind in TYPES.items()}
    rows = engine.scan_csv(file, schema=schema) if file.endswith("csv") else engine.scan_ndjson(file, schema=schema)
    column = engine.col
    rows = rows.select(column("startTime").str.slice(0, 10).alias("day"), "model", "session_id", *COUNTS,
                       *(["request_id"] if is_deduplicated else []))
    if is_deduplicated:
        rows = rows.unique("request_id")
    sessions = column("session_id").approx_n_unique() if is_approximate else column("session_id").n_unique()
    shares = [column(name).quantile(share, "lower").alias(f"{name} {share}") for name in COUNTS for share in QUANTILES]
    groups, last = engine.collect_all([
        rows.group_by("day", "model").agg(engine.len(), *(column(name).sum() for name in COUNTS)),
        rows.select(sessions, *shares)], engine="streaming")
    days = {(row[0], row[1]): tuple(row[2:5]) for row in groups.rows()}
    return *totals(days), days, last.row(0)[0], list(last.row(0)[1:])


def totals(days):
    return tuple(sum(sums[place] for sums in days.values()) for place in range(3))


# Agreement.

def disagreements(name, ours, theirs, is_approximate):
    """Sums have to be equal, quantiles within 1 % where theirs are exact and 5 % where not, approximate sessions within 10 %."""
    for what, mine, other in zip(("calls", "input", "output"), ours[:3], theirs[:3]):
        if mine != other:
            yield f"{name}: {what} {other:,}, Breakeven {mine:,}"
    apart = {}
    for (day, model), sums in theirs[3].items():
        for key in ((day, None), (None, model)):
            apart[key] = tuple(map(sum, zip(apart.get(key, (0, 0, 0)), sums)))
    different = [key for key in ours[3].keys() | apart.keys() if ours[3].get(key) != apart.get(key)]
    if different:
        yield f"{name}: {len(different)} of {len(apart)} days and models differ, such as {different[0]}"
    if abs(ours[4] - theirs[4]) > (0.1 * theirs[4] if is_approximate else 0):
        yield f"{name}: {theirs[4]:,} sessions, Breakeven {ours[4]:,}"
    for place, (mine, other) in enumerate(zip(ours[5], theirs[5])):
        if abs(mine - other) > (0.05 if name.startswith("DuckDB") else 0.01) * other + 0.5:
            yield f"{name}: quantile {place} is {other:,.1f}, Breakeven's {mine:,.1f}"


# Each in a process of its own, so that its time and its memory are its own.

def measured(command):
    """Seconds of the clock, of the processors, and the most memory in MB of a command; and what it printed."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"error: {' '.join(command)} failed")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def from_json(text):
    *sums, days, sessions, quantiles = json.loads(text)
    return *sums, {tuple(key): tuple(value) for key, value in days}, sessions, quantiles


VARIANTS = {
    "DuckDB": ("duckdb", False, False), "DuckDB, sessions approximately": ("duckdb", False, True),
    "Polars": ("polars", False, False), "Polars, sessions approximately": ("polars", False, True),
    "DuckDB, each request_id once": ("duckdb", True, False), "Polars, each request_id once": ("polars", True, False),
}


def main():
    parser = argparse.ArgumentParser(description="Check Breakeven's reading of usage against DuckDB and Polars, and time all three.")
    parser.add_argument("breakeven", help="the program")
    parser.add_argument("file", help="what make.py made")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--skip", action="append", default=[], help="leave out those whose name has this in it")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        engine, *flags = options.one
        *sums, days, sessions, quantiles = globals()[engine](options.file, options.threads, *(flag == "True" for flag in flags))
        print(json.dumps([*sums, list(days.items()), sessions, quantiles]))
        return
    variants = {name: variant for name, variant in VARIANTS.items() if not any(skip in name for skip in options.skip)}
    commands = {"Breakeven": [options.breakeven, "usage", options.file, "--json"]} | {
        name: [sys.executable, __file__, options.breakeven, options.file, "--threads", str(options.threads), "--one", *map(str, variant)]
        for name, variant in variants.items()}
    runs, failures = {name: [] for name in commands}, []
    for count in range(options.runs):
        for name, command in commands.items():
            *figures, printed = measured(command)
            runs[name].append(figures)
            if count == 0 and name not in variants:
                ours = breakeven(printed)
            elif count == 0:
                failures += disagreements(name, ours, from_json(printed), variants[name][2])
    print(f"{os.path.getsize(options.file) / 1e6:,.0f} MB, {ours[0]:,} calls, {ours[4]:,} sessions; median of {options.runs}")
    print(f"{'':34}{'seconds':>10}{'processor':>11}{'MB':>9}{'seconds / Breakeven':>22}")
    medians = {name: [statistics.median(figure) for figure in zip(*each)] for name, each in runs.items()}
    for name, (seconds, processor, memory) in medians.items():
        ratio = seconds / medians["Breakeven"][0]
        print(f"{name:34}{seconds:10.2f}{processor:11.2f}{memory:9.0f}{ratio:22.2f}")
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    print("they disagree" if failures else "sums are equal, quantiles within 1 %")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
