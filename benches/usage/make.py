"""Makes a long export of usage out of the real traces of `tests/fixtures/usage`, in the form of LiteLLM's spend logs.

    python make.py csv|jsonl FILE --megabytes 5000

Each hour repeats the requests of the Azure code trace and of the Mooncake conversation trace, at their own distances in
time and with their own tokens. Made up are models, prices, users, identifiers, and which calls belong to one session (one to
eight, minutes apart). No row is repeated, and none is impossible. The same size gives the same file.
"""

import argparse
import gzip
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

import zstandard

FIXTURES = Path(__file__).resolve().parents[2] / "tests/fixtures/usage"
MODELS = [  # name, provider, share, dollars for a million tokens of input and of output
    ("claude-sonnet-4-5", "anthropic", 30, 3.0, 15.0),
    ("gpt-4o", "openai", 20, 2.5, 10.0),
    ("gpt-4o-mini", "openai", 20, 0.15, 0.6),
    ("claude-haiku-4-5", "anthropic", 15, 1.0, 5.0),
    ("gemini-2.5-flash", "vertex_ai", 8, 0.3, 2.5),
    ("mistral-large-latest", "mistral", 4, 2.0, 6.0),
    ("deepseek-chat", "deepseek", 2, 0.27, 1.1),
    ("gpt-4.1", "azure", 1, 2.0, 8.0),
]
NAMES = ["request_id", "call_type", "session_id", "startTime", "endTime", "model", "custom_llm_provider", "prompt_tokens",
         "completion_tokens", "total_tokens", "spend", "end_user", "cache_hit", "status"]
HOUR = 3_600_000_000
LONGEST_SESSION = 8


def requests():
    """(microsecond of the hour, input, output) of both traces, in the order of time."""
    rows = []
    with gzip.open(FIXTURES / "azure2023_code.csv.gz", "rt") as lines:
        next(lines)
        for line in lines:
            time, tokens_in, tokens_out = line.strip().split(",")
            time = datetime.fromisoformat(time[:26])
            micros = (time.minute * 60 + time.second) * 1_000_000 + time.microsecond
            rows.append((micros, int(tokens_in), int(tokens_out)))
    with open(FIXTURES / "mooncake_conversation.jsonl.zst", "rb") as packed:
        for line in zstandard.ZstdDecompressor().stream_reader(packed).read().splitlines():
            row = json.loads(line)
            rows.append((row["timestamp"] * 1000 % HOUR, row["input_length"], row["output_length"]))
    return sorted(rows)


def hour(rows, generator):
    """What is the same in every hour: of each row a model, a session, a user, and how long it takes."""
    sessions, open_sessions = 0, []
    for micros, tokens_in, tokens_out in rows:
        if not open_sessions or generator.random() < 0.4:
            sessions += 1
            open_sessions.append([sessions - 1, generator.randrange(1, LONGEST_SESSION + 1)])
        place = generator.randrange(max(len(open_sessions) - 40, 0), len(open_sessions))
        session = open_sessions[place]
        session[1] -= 1
        if session[1] == 0:
            open_sessions.pop(place)
        model = generator.choices(MODELS, [model[2] for model in MODELS])[0]
        took = 200_000 + tokens_out * 12_000
        spend = (tokens_in * model[3] + tokens_out * model[4]) / 1e6
        failed = generator.random() < 0.004
        yield micros, took, session[0], model[0], model[1], tokens_in, tokens_out, spend, generator.randrange(500), failed


def identifier(number):
    """Scattered as random identifiers are, and each once: an odd factor permutes the numbers below 2^128."""
    text = f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % (1 << 128):032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def write(form, file, size):
    generator = random.Random(1)
    template = list(hour(requests(), generator))
    sessions = 1 + max(row[2] for row in template)
    start = datetime(2026, 1, 1)
    if form == "csv":
        file.write(",".join(NAMES) + "\n")
        layout = ('chatcmpl-{id},acompletion,{session},{begin},{end},{model},{provider},{tokens_in},{tokens_out},{total},{spend},'
                  'user-{user:05},False,{status}\n')
    else:
        layout = ('{{"request_id":"chatcmpl-{id}","call_type":"acompletion","session_id":"{session}","startTime":"{begin}",'
                  '"endTime":"{end}","model":"{model}","custom_llm_provider":"{provider}","prompt_tokens":{tokens_in},'
                  '"completion_tokens":{tokens_out},"total_tokens":{total},"spend":{spend},"end_user":"user-{user:05}",'
                  '"cache_hit":"False","status":"{status}"}}\n')
    count = written = hours = 0
    while True:
        begin_of_hour = start + timedelta(hours=hours)
        ids = [identifier(hours * sessions + session + (1 << 64)) for session in range(sessions)]
        lines = []
        for micros, took, session, model, provider, tokens_in, tokens_out, spend, user, failed in template:
            begin = begin_of_hour + timedelta(microseconds=micros)
            lines.append(layout.format(
                id=identifier(count), session=ids[session], begin=f"{begin:%Y-%m-%d %H:%M:%S.%f}",
                end=f"{begin + timedelta(microseconds=took):%Y-%m-%d %H:%M:%S.%f}", model=model, provider=provider,
                tokens_in=tokens_in, tokens_out=tokens_out, total=tokens_in + tokens_out, spend=round(spend, 8), user=user,
                status="failure" if failed else "success"))
            count += 1
            if len(lines) % 1024 == 0:
                text = "".join(lines)
                lines.clear()
                written += len(text)
                file.write(text)
                if size <= written:
                    return count, hours + 1
        text = "".join(lines)
        written += len(text)
        file.write(text)
        if size <= written:
            return count, hours + 1
        hours += 1


def main():
    parser = argparse.ArgumentParser(description="Make a long export of usage out of the real traces.")
    parser.add_argument("form", choices=("csv", "jsonl"))
    parser.add_argument("file")
    parser.add_argument("--megabytes", type=int, default=5000, help="of 1,000,000 bytes")
    options = parser.parse_args()
    with open(options.file, "w", newline="\n") as file:
        rows, hours = write(options.form, file, options.megabytes * 1_000_000)
    print(f"{options.file}: {rows:,} rows, {hours:,} hours")


if __name__ == "__main__":
    main()
