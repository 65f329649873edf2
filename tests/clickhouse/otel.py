"""Spans as OTLP and as rows of `otel_traces`."""

import json
import random
from pathlib import Path

FIXTURE = Path(__file__).parents[1] / "fixtures/usage/otlp_openlit_traceloop.json"


def value(attribute):
    (kind, inner), = attribute["value"].items()
    return str(inner).lower() if kind == "boolValue" else str(inner)


def of_fixture():
    document = json.loads(FIXTURE.read_text())
    return [span for resource in document["resourceSpans"] for scope in resource["scopeSpans"] for span in scope["spans"]]


def row(span):
    """The row that the collector's exporter makes of a span."""
    start, end = int(span["startTimeUnixNano"]), int(span["endTimeUnixNano"])
    code = span.get("status", {}).get("code", 0)
    return {
        "Timestamp": f"{start // 10**9}.{start % 10**9:09}", "TraceId": span["traceId"], "SpanId": span["spanId"],
        "ParentSpanId": span.get("parentSpanId", ""), "SpanName": span["name"], "ServiceName": "made up",
        "SpanAttributes": {attribute["key"]: value(attribute) for attribute in span["attributes"]},
        "Duration": end - start, "StatusCode": {0: "Unset", 1: "Ok", 2: "Error"}.get(code, str(code)),
    }


def document(spans):
    return json.dumps({"resourceSpans": [{"resource": {}, "scopeSpans": [{"scope": {}, "spans": spans}]}]})


def attributes(**named):
    kind = {str: "stringValue", int: "intValue", float: "doubleValue", bool: "boolValue"}
    plain = lambda value: str(value) if type(value) is int else value
    return [{"key": key.replace("__", "."), "value": {kind[type(value)]: plain(value)}} for key, value in named.items()]


def made_up(many, seed):
    """Agents with calls in them, frameworks around providers, failures, spans of other things, and some sent twice."""
    rng = random.Random(seed)
    spans = []
    for place in range(many):
        trace = f"{rng.getrandbits(128):032x}"
        clock = [1_790_000_000_000_000_000 + rng.randrange(3 * 86_400_000_000) * 1000]

        def add(name, parent, begin=None, **said):
            clock[0] += rng.randrange(1, 10**6) * 1000
            span = {
                "traceId": trace, "spanId": f"{rng.getrandbits(64):016x}", "name": name,
                "startTimeUnixNano": str(begin or clock[0]), "endTimeUnixNano": str(clock[0] + rng.randrange(10**7) * 1000),
                "attributes": attributes(**said), "status": {"code": rng.choice([0, 1])},
            }
            if parent:
                span["parentSpanId"] = parent["spanId"]
            spans.append(span)
            return span

        model = {"gen_ai__system": rng.choice(["openai", "Anthropic"]), "gen_ai__request__model": rng.choice(["m-1", "m-2"])}
        tokens = lambda: {"gen_ai__usage__input_tokens": rng.randrange(1, 9000), "gen_ai__usage__output_tokens": rng.randrange(1, 900)}
        shape = rng.randrange(7)
        if shape == 0:
            add("GET /health", None, http__method="GET")
            continue
        root = add("POST /chat", None, http__method="POST", **rng.choice([{}, {"user__id": f"user-{rng.randrange(40)}"}]))
        if shape == 1:
            agent = add("invoke_agent helper", root, gen_ai__operation__name="invoke_agent",
                        gen_ai__usage__input_tokens=99_999, gen_ai__usage__output_tokens=9_999, user__id=f"user-{rng.randrange(40)}")
            between = add("chain", agent, begin=int(agent["startTimeUnixNano"]), openinference__span__kind="CHAIN")
            for _ in range(rng.randrange(1, 4)):
                add("chat m", between, gen_ai__operation__name="chat", user__id=f"user-{rng.randrange(40)}", **model, **tokens())
        elif shape == 2:
            counts = tokens()
            outer = add("ChatOpenAI", root, openinference__span__kind="LLM", **{
                "llm__model_name": "m-1", "llm__token_count__prompt": counts["gen_ai__usage__input_tokens"],
                "llm__token_count__completion": counts["gen_ai__usage__output_tokens"]})
            add("chat m-1", outer, gen_ai__operation__name="chat", **model, **counts, gen_ai__usage__cost=rng.randrange(1, 999) / 1e6)
        elif shape == 3:
            cached = rng.randrange(1, 5000)
            add("chat m", root, gen_ai__operation__name="chat", **model, gen_ai__usage__input_tokens=rng.choice([10, 6000]),
                gen_ai__usage__cache_read__input_tokens=cached, gen_ai__usage__cache_creation__input_tokens=7,
                gen_ai__usage__output_tokens=500, gen_ai__usage__reasoning__output_tokens=rng.choice([200, 700]),
                gen_ai__openai__response__service_tier=rng.choice(["default", "flex"]))
        elif shape == 4:
            failed = add("chat m", root, gen_ai__operation__name="chat", error__type="RateLimit", **model)
            failed["status"] = {"code": 2}
            add("openai.chat", root, gen_ai__usage__prompt_tokens=14, gen_ai__usage__completion_tokens=rng.randrange(900),
                llm__usage__total_tokens=187, llm__request__type="chat", **model)
        elif shape == 5:
            # Names that few libraries write.
            add("call", root, mlflow__spanType='"CHAT_MODEL"', langfuse__observation__model__name="m-4", llm__vendor="Cohere",
                gen_ai__usage__service_tier="flex", gen_ai__usage__cost__total=rng.randrange(1, 999) / 1e6, **tokens())
            add("call", root, user__account_uuid=f"user-{rng.randrange(40)}", gen_ai__cost__output=rng.randrange(1, 999) / 1e6,
                gen_ai__cost__input=0.5, **tokens(), **{"genkit:metadata:subtype": "model", "genkit:name": "m-5"})
        else:
            add("ai.generateText.doGenerate", root, ai__model__id="m-3", ai__usage__promptTokens=rng.randrange(1, 999),
                ai__usage__completionTokens=rng.randrange(1, 99), **{"ai__model__provider": "openai.chat"})
            add("embed", root, gen_ai__operation__name="embeddings", gen_ai__usage__total_tokens=rng.randrange(1, 999), **model)
        if rng.random() < 0.1:
            spans.append(spans[-1])
    rng.shuffle(spans)
    return spans


def expected(spans):
    """Calls by a rule of its own: spans that nothing with usage is inside of, and failures."""
    by_id = {(span["traceId"], span["spanId"]): span for span in spans}
    says = lambda span: any(part in attribute["key"] and "cost" not in attribute["key"] for attribute in span["attributes"]
                            for part in ("gen_ai.usage", "token_count", "ai.usage"))
    holds = set()
    for span in filter(says, by_id.values()):
        while parent := by_id.get((span["traceId"], span.get("parentSpanId", ""))):
            holds.add((parent["traceId"], parent["spanId"]))
            span = parent
    failed = lambda span: span["status"].get("code") == 2
    return sum((says(span) or failed(span)) and key not in holds for key, span in by_id.items())
