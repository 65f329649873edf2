SELECT
    sipHash128(TraceId) AS request,
    TraceId != '' AS is_request,
    1 AS versions,
    cityHash64(SpanId) AS key,
    if(replaceAll(ParentSpanId, '0', '') = '', 0, cityHash64(ParentSpanId)) AS parent,
    0 AS version,
    0 AS is_deleted,
    toUnixTimestamp64Micro(Timestamp) AS start,
    start + toInt64(intDiv(Duration, 1000)) AS finish,
    $model$ AS model,
    lower($provider$) AS provider,
    $tier$ AS tier,
    -- What a span stands for: 1 a call of a model, 2 a step between calls, 0 it does not say.
    arrayMap(name -> lower(trim(BOTH '"' FROM SpanAttributes[name])), $kinds$) AS said,
    splitByChar(' ', SpanName)[1] AS first_word,
    multiIf(
        startsWith(first_word, 'ai.') AND splitByChar('.', first_word)[-1] IN ('doGenerate', 'doStream', 'doEmbed')
            OR hasAny(said, $calls$), 1,
        startsWith(SpanName, 'invoke_agent') OR has($outer_calls$, first_word) OR hasAny(said, $steps$), 2,
        0) AS kind,
    arrayExists(name -> startsWith(lower(SpanAttributes[name]), 'embed'), $embeddings$) AS is_embedding,
    if(kind = 2, NULL, 1) AS calls,
    upper(toString(StatusCode)) LIKE '%ERROR' OR toString(StatusCode) = '2' OR SpanAttributes['otel.status_code'] = 'ERROR'
        OR lower(SpanAttributes['error']) IN ('true', '1', 'yes') OR SpanAttributes['error.type'] != '' AS is_failed,
    if(kind = 2, NULL, is_failed) AS failed,
    $user$ AS user,
    0 AS is_from_cache,
    -- Names that say one thing say it of the same tokens: the largest holds all of them.
    $uncached$ AS uncached,
    $input$ AS whole_input,
    $read$ AS stated_read,
    $write$ AS stated_write_5m,
    CAST(NULL, 'Nullable(UInt64)') AS stated_write_1h,
    $total$ AS stated_total,
    stated_total AS total,
    multiIf(
        isNotNull(uncached), uncached + ifNull(stated_read, 0) + ifNull(stated_write_5m, 0),
        isNull(whole_input) AND is_embedding, stated_total,
        whole_input) AS stated_input,
    $other_input$ AS other_input,
    $output$ AS stated_output,
    $reasoning$ AS stated_reasoning,
    $other_output$ AS other_output,
    -- 0 stands for a model without a price.
    arrayFirst(amount -> amount > 0, arrayConcat(
        arrayMap(name -> ifNull(toFloat64OrNull(SpanAttributes[name]), 0), $costs$),
        arrayMap(names -> ifNull(toFloat64OrNull(SpanAttributes[names.1]), 0)
            + ifNull(toFloat64OrNull(SpanAttributes[names.2]), 0), $half_costs$))) AS amount,
    if(amount <= 0 OR amount >= 9e9, NULL, toInt64(floor(amount * 1e9 + 0.5))) AS cost
FROM otel_traces
WHERE ({project:String} = '' OR ServiceName = {project:String})
    AND Timestamp >= toDateTime64({from:Date}, 9, 'UTC') - INTERVAL 1 DAY
    AND Timestamp < toDateTime64({until:Date}, 9, 'UTC') + INTERVAL 1 DAY
    -- Whole traces, but only those in which a model was called.
    AND TraceId IN (
        SELECT TraceId
        FROM otel_traces
        WHERE Timestamp >= toDateTime64({from:Date}, 9, 'UTC') - INTERVAL 1 DAY
            AND Timestamp < toDateTime64({until:Date}, 9, 'UTC') + INTERVAL 1 DAY
            AND arrayExists(name -> match(name, '^(gen_ai|llm|ai|openinference|traceloop)\\.'), mapKeys(SpanAttributes))
    )
