"""Rows of Helicone's table, with requests whose model was filled in later and answers from its own cache."""

import datetime as dt
import json
import random
import uuid

NO_ONE = "00000000-0000-0000-0000-000000000000"


def made_up(many, seed):
    rng = random.Random(seed)
    some_id = lambda: str(uuid.UUID(int=rng.getrandbits(128)))
    begin = dt.datetime(2026, 10, 3, 22, 0)
    rows = []
    for place in range(many):
        at = begin + dt.timedelta(milliseconds=rng.randrange(3 * 86_400_000))
        text = lambda time: time.strftime("%Y-%m-%d %H:%M:%S.") + f"{time.microsecond // 1000:03}"
        properties = {"Helicone-Session-Id": f"session-{place // 4}"} if place % 5 else {"team": "a"}
        row = {
            "request_id": some_id(), "organization_id": f"{place // 4 % 2:08}-0000-4000-8000-000000000000",
            "request_created_at": text(at), "response_created_at": rng.choice([None, text(at + dt.timedelta(seconds=2))]),
            "latency": rng.choice([None, rng.randrange(9000)]), "status": rng.choice([200, 200, 200, 429, 500, -3]),
            "prompt_tokens": rng.randrange(9000), "completion_tokens": rng.randrange(900),
            "prompt_cache_read_tokens": rng.choice([0, rng.randrange(90_000)]),
            "prompt_cache_write_tokens": rng.choice([0, rng.randrange(900)]),
            "prompt_audio_tokens": rng.choice([0, 0, 30]), "completion_audio_tokens": rng.choice([0, 0, 12]),
            "model": rng.choice(["gpt-x", "claude-y"]), "provider": rng.choice(["OPENAI", "ANTHROPIC"]),
            "user_id": rng.choice(["", f"user-{rng.randrange(50)}"]), "properties": properties,
            "scores": rng.choice([{}, {}, {"helpful": rng.randrange(3)}]),
            "cost": rng.choice([0, rng.randrange(10**9)]), "cache_reference_id": NO_ONE, "updated_at": text(at),
            "request_body": "SECRET", "response_body": "SECRET",
        }
        if rng.random() < 0.1:
            row |= {"cache_reference_id": some_id(), "cost": 0}
        rows.append(row)
        if rng.random() < 0.2:
            # What was known before the answer came; it stays, since model and user are part of the key.
            rows.append(row | {
                "model": "", "completion_tokens": 0, "cost": 0, "user_id": "", "scores": {},
                "updated_at": text(at - dt.timedelta(seconds=9)),
            })
    rng.shuffle(rows)
    return rows


def newest(rows):
    versions = {}
    for row in rows:
        other = versions.get(row["request_id"])
        if other is None or other["updated_at"] < row["updated_at"]:
            versions[row["request_id"]] = row
    return versions.values()


def expected(rows):
    """How many calls and how many sessions there are."""
    calls = sum(row["cache_reference_id"] == NO_ONE for row in newest(rows))
    return calls, len({row["properties"].get("Helicone-Session-Id") for row in newest(rows)} - {None})


def lines(rows):
    """The rows as lines. A file keeps the first judgement that it reads, therefore older rows come without."""
    return map(json.dumps, rows)
