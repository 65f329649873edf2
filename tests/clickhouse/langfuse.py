"""Rows of Langfuse's tables: of the fixtures, and made up with everything that has gone wrong somewhere."""

import datetime as dt
import json
import random
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures/usage/langfuse"
PROFILE = "bedrock/arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.claude-y-v1:0"
SAYS_INPUT = "how it was asked: SECRET"


def iso(time):
    return time.strftime("%Y-%m-%d %H:%M:%S.") + f"{time.microsecond // 1000:03}"


def naive(text):
    return text.replace("T", " ").removesuffix("Z") if text else None


def usage_of(row):
    """Old downloads have only the numbers that Langfuse shows of the map."""
    beside = {name: row.get(f"{name}Usage") for name in ("input", "output", "total")}
    return row.get("usageDetails") or {name: count for name, count in beside.items() if count}


def of_fixtures():
    """What the downloads hold, as the tables keep it."""
    traces, observations, scores = [], [], []
    for path in sorted(FIXTURES.glob("*.json")):
        whole = json.loads(path.read_text())
        trace = whole["trace"]
        traces.append({
            "id": trace["id"], "timestamp": naive(trace["timestamp"]), "project_id": "fixtures",
            "user_id": trace.get("userId"), "event_ts": naive(trace["timestamp"]), "is_deleted": 0,
        })
        for row in whole["observations"]:
            observations.append({
                "id": row["id"], "trace_id": trace["id"], "project_id": "fixtures", "type": row["type"],
                "parent_observation_id": row.get("parentObservationId"), "start_time": naive(row["startTime"]),
                "end_time": naive(row.get("endTime")), "level": row.get("level") or "DEFAULT",
                "provided_model_name": row.get("model"), "usage_details": usage_of(row),
                "cost_details": row.get("costDetails") or {}, "total_cost": row.get("totalCost"),
                "event_ts": naive(row.get("updatedAt") or row["startTime"]), "is_deleted": 0, "input": SAYS_INPUT,
            })
        for score in trace.get("scores", []):
            scores.append({
                "id": score["id"], "timestamp": naive(score["timestamp"]), "project_id": "fixtures",
                "trace_id": trace["id"], "observation_id": score.get("observationId"), "name": score["name"],
                "value": score["value"] if score.get("value") is not None else 0, "data_type": score["dataType"],
                "source": score["source"], "event_ts": naive(score["timestamp"]), "is_deleted": 0,
            })
    return traces, observations, scores


USAGES = [
    lambda r: {"input": r(3000), "output": r(900)},
    lambda r: (lambda i, o: {"input": i, "output": o, "total": i + o})(r(200_000), r(4000)),
    # Buckets that do not overlap, with and without a sum that says so.
    lambda r: (lambda i, c, o: {"input": i, "input_cached_tokens": c, "output": o, "total": i + c + o})(r(500), r(9000), r(900)),
    lambda r: {"input": r(500), "input_cache_read": r(90_000), "input_cache_creation_5m": r(700),
               "input_cache_creation_1h": r(70), "input_cache_creation": 999_999, "output": r(600)},
    # Details of input and output.
    lambda r: (lambda i, o: {"input": i, "prompt_details.cache_read": i // 2, "output": o,
                             "completion_details.reasoning": o // 3, "total": i + o})(r(5000), r(1000)),
    lambda r: (lambda i, c, o, q: {"input": i, "input_cached_tokens": c, "output": o, "output_reasoning_tokens": q,
                                   "total": i + c + o + q})(r(800), r(800), r(90), r(900)),
    lambda r: {"input": 5, "input_cached_tokens": 128_955, "output": 9, "total": 14},
    lambda r: {"input": r(100), "output": 7, "output_reasoning_tokens": 100 + r(99)},
    lambda r: {"input": r(1 << 40), "output": r(1 << 33)},
    lambda r: {"input": r(900), "output": 10**16 + r(9)},
    lambda r: {"input": r(900), "input_audio_tokens": r(90), "output": r(90)},
    # Without output and total nothing is proven.
    lambda r: {"input": 90 + r(900), "input_cached_tokens": r(90)},
    lambda r: {"input": r(90), "input_cached_tokens": 90 + r(900)},
]


def made_up(many, seed):
    """Traces over five days, with versions, deletions, changed days and types, and calls in calls."""
    rng = random.Random(seed)
    count = lambda most: rng.randrange(1, most)
    start = dt.datetime(2026, 9, 29, 20, 0)
    traces, observations, scores = [], [], []
    for place in range(many):
        trace, project = f"trace-{place}", f"project-{place % 3}"
        begin = start + dt.timedelta(milliseconds=rng.randrange(5 * 86_400_000))
        user = rng.choice([None, "", f"user-{rng.randrange(90)}", f"Ünï-{rng.randrange(9)} x"])
        traces.append({
            "id": trace, "timestamp": iso(begin), "project_id": project, "user_id": user,
            "event_ts": iso(begin), "is_deleted": 0,
        })
        clock = [begin]

        def add(name, parent, kind, usage, **more):
            # A step begins with what is in it, to the millisecond; calls do not begin together.
            if kind in ("GENERATION", "EMBEDDING"):
                clock[0] += dt.timedelta(milliseconds=rng.randrange(1, 4000))
            row = {
                "id": f"{name}-{place}", "trace_id": trace, "project_id": project, "type": kind,
                "parent_observation_id": parent and f"{parent}-{place}", "start_time": iso(clock[0]),
                "end_time": rng.choice([None, iso(clock[0] + dt.timedelta(milliseconds=rng.randrange(9000)))]),
                "level": "DEFAULT", "provided_model_name": rng.choice(["gpt-x", "claude-y", PROFILE, None]),
                "usage_details": usage, "cost_details": {}, "total_cost": None,
                "event_ts": iso(clock[0] + dt.timedelta(seconds=10)), "is_deleted": 0, "input": SAYS_INPUT,
            } | more
            observations.append(row)
            return row

        def costs():
            cents = rng.randrange(1, 10**9) / 10**12
            return rng.choice([
                {"cost_details": {"total": cents}}, {"cost_details": {"input": cents, "output": 0.0000000375}},
                {"total_cost": cents}, {}, {"total_cost": 0}, {"cost_details": {"total": 0}},
            ])

        usage = lambda: rng.choice(USAGES)(count)
        add("root", None, "SPAN", {})
        shape = rng.randrange(8)
        if shape == 0:
            # An agent that says the sum, with steps between it and its calls, all begun in one millisecond.
            add("agent", "root", "AGENT", {"input": 9_000_000, "output": 9_000_000}, total_cost=rng.choice([None, 9]))
            add("chain", "agent", "CHAIN", {})
            add("inner", "chain", "SPAN", {})
            for call in range(rng.randrange(1, 4)):
                add(f"call{call}", "inner", "GENERATION", usage(), **costs())
        elif shape == 1:
            # Two instrumentations of one call; the cost is said by the outer one only, or by both.
            add("outer", "root", "GENERATION", {"input": 1568, "output": 300}, total_cost=0.01)
            add("call", "outer", "GENERATION", usage(), **rng.choice([{}, {"total_cost": 0.009}]))
        elif shape == 2:
            # Failures with and without usage, and a call that says nothing.
            add("failed", "root", "GENERATION", {}, level="ERROR")
            add("broken", "root", "GENERATION", usage(), level="ERROR", **costs())
            add("silent", "root", "GENERATION", {})
        elif shape == 3:
            # A call whose inside failed and said nothing: it is part of it.
            add("call", "root", "GENERATION", usage(), **costs())
            add("try", "call", "GENERATION", {}, level="ERROR")
            add("embedding", "root", "EMBEDDING", {"input": count(8000)})
            add("tool", "root", "TOOL", {}, total_cost=rng.choice([None, 0.005]))
        else:
            for call in range(rng.randrange(1, 5)):
                add(f"call{call}", rng.choice([None, "root", "lost"]), "GENERATION", usage(), **costs())
        # Versions of any of them: the older one says less, was on another day, of another type, or is not yet deleted.
        for row in [row for row in observations[-9:] if row["trace_id"] == trace and rng.random() < 0.25]:
            older = row | {"event_ts": iso(dt.datetime.fromisoformat(row["event_ts"]) - dt.timedelta(seconds=5))}
            change = rng.randrange(5)
            if change == 0:
                older["usage_details"] = {}
            elif change == 1:
                older["start_time"] = iso(dt.datetime.fromisoformat(row["start_time"]) - dt.timedelta(days=1))
            elif change == 2:
                older["type"] = "SPAN" if row["type"] != "SPAN" else "GENERATION"
            elif change == 3:
                row["is_deleted"] = 1
            else:
                older["usage_details"] = {"input": 77, "output": 7}
            observations.append(older)
        if rng.random() < 0.4:
            value = rng.choice([0, 1, 0.1, 0.30000000000000004, rng.random(), -0.2, 1.5])
            score = {
                "id": f"score-{place}", "timestamp": iso(begin), "project_id": project, "trace_id": trace,
                "observation_id": None, "name": rng.choice(["accepted", "helpful"]), "value": value,
                "data_type": rng.choice(["NUMERIC", "BOOLEAN"]), "source": "API", "event_ts": iso(begin), "is_deleted": 0,
            }
            scores.append(score)
    rng.shuffle(observations)
    return traces, observations, scores


def beside(scores):
    """Older versions, deleted judgements and words, which the tables hold and a file of what is so does not."""
    for score in scores[::3]:
        before = score["event_ts"]
        yield score | {"value": 0.77, "event_ts": "2020-01-01 00:00:00.000", "timestamp": before}
    for place, score in enumerate(scores[:9]):
        yield score | {"id": f"gone-{place}", "is_deleted": 1}
        yield score | {"id": f"words-{place}", "data_type": "CATEGORICAL"}


def lines(traces, observations, scores):
    """The rows as lines of an export."""
    for row in observations:
        yield json.dumps(row)
    for row in traces:
        yield json.dumps(row | {"bookmarked": False, "public": False, "session_id": None})
    for row in scores:
        yield json.dumps(row)


# Updated, moved over midnight, changed of type, deleted, parent and child.
def oracle():
    """Four calls that cost 0.0808, which `FINAL` takes for 0.1608."""
    def row(id, day, kind, cost, event, parent=None, is_deleted=0):
        return {
            "id": id, "trace_id": "t", "project_id": "oracle", "type": kind, "parent_observation_id": parent,
            "start_time": f"2026-10-{day:02} 10:00:00.000", "level": "DEFAULT", "provided_model_name": "m",
            "usage_details": {"input": 100, "output": 10}, "cost_details": {}, "total_cost": cost,
            "event_ts": f"2026-10-05 00:00:{event:02}.000", "is_deleted": is_deleted,
        }
    return [
        row("updated", 1, "GENERATION", 9, 1), row("updated", 1, "GENERATION", 0.0201, 2),
        row("moved", 1, "GENERATION", 0.02, 1), row("moved", 2, "GENERATION", 0.0202, 2),
        row("retyped", 1, "SPAN", 0.02, 1), row("retyped", 1, "GENERATION", 0.0203, 2),
        row("gone", 1, "GENERATION", 9, 1), row("gone", 1, "GENERATION", 9, 2, is_deleted=1),
        row("parent", 1, "GENERATION", 0.04, 1), row("child", 1, "GENERATION", 0.0202, 1, parent="parent"),
    ]
