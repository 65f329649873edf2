-- What was used, by day and model, as `breakeven usage` reads it: $store$.
-- Save the result as CSV with a header: `breakeven usage RESULT.csv` gives what it gives for an export of the same rows.
-- No prompt, answer or identifier is in the result, and no column with a prompt or an answer is read.
WITH
    -- One row a version of a record, with tokens in buckets that do not overlap.
    records AS (
        $records$
    ),
    -- All of a request together: versions and nesting are told within it, in one pass over the table.
    requests AS (
        SELECT
            request,
            any(is_request) AS is_request,
            groupArray(CAST((
                key, if(parent = key, 0, parent), version, is_deleted, start, greatest(start, finish), model, provider,
                tier, calls, is_step, is_silent, uncached_input, cache_read, cache_write_5m, cache_write_1h, output,
                reasoning, tokens, cost, failed, decided, is_impossible, user, is_from_cache,
                versions
            ), 'Tuple(key UInt64, parent UInt64, version Int64, is_deleted UInt8, start Int64, finish Int64, model String,
                provider String, tier String, calls Nullable(UInt8), is_step UInt8, is_silent UInt8,
                uncached_input Nullable(UInt64), cache_read Nullable(UInt64), cache_write_5m Nullable(UInt64),
                cache_write_1h Nullable(UInt64), output Nullable(UInt64), reasoning Nullable(UInt64), tokens UInt64,
                cost Nullable(Int64), failed Nullable(UInt8), decided UInt8, is_impossible UInt8, user String,
                is_from_cache UInt8, versions UInt64)')) AS everything
        FROM records
        GROUP BY request
    ),
    -- The newest version of each, parents first. Ties and clocks that disagree put some of them after their children,
    -- so the walks below pass over them several times.
    newest AS (
        SELECT
            is_request,
            arrayFilter(x -> x.start >= $from$ AND x.start < $until$, everything) AS seen,
            arraySort(x -> (x.key, -x.version, -toInt64(ifNull(x.output + 1, 0))), everything) AS by_key,
            arraySort(x -> (x.start, -x.finish), arrayFilter((x, nth) -> nth = 1 AND x.is_deleted = 0, by_key,
                arrayEnumerateUniq(arrayMap(x -> x.key, by_key)))) AS live,
            hasAny(arrayMap(x -> x.key, live), arrayMap(x -> x.parent, live)) AS is_nested,
            if(is_nested, least(length(live), 6), 0) AS passes
        FROM requests
    ),
    -- Of each record whether usage (1), a cost (2) or a call (4) lies below it, however deep.
    nested AS (
        SELECT
            is_request, seen, live, is_nested, passes,
            arrayFold(
                (found, x) -> (
                    if(x.2 != 0 AND (x.3 OR has(found.1, x.1)) AND NOT has(found.1, x.2),
                        arrayPushBack(found.1, x.2), found.1),
                    if(x.2 != 0 AND (x.4 OR has(found.2, x.1)) AND NOT has(found.2, x.2),
                        arrayPushBack(found.2, x.2), found.2),
                    if(x.2 != 0 AND (x.5 OR has(found.3, x.1)) AND NOT has(found.3, x.2),
                        arrayPushBack(found.3, x.2), found.3),
                    if(x.6, arrayPushBack(found.4, toUInt8(
                        has(found.1, x.1) + 2 * has(found.2, x.1) + 4 * has(found.3, x.1))), found.4)
                ),
                arrayFlatten(arrayMap(pass -> arrayMap(x -> (x.key, x.parent, toUInt8(x.tokens > 0),
                    toUInt8(ifNull(x.cost, 0) != 0), toUInt8(x.is_step = 0), toUInt8(pass = passes)), arrayReverse(live)),
                    range(1, passes + 1))),
                (emptyArrayUInt64(), emptyArrayUInt64(), emptyArrayUInt64(), emptyArrayUInt8())
            ).4 AS upwards,
            if(is_nested, arrayReverse(upwards), arrayWithConstant(length(live), toUInt8(0))) AS below
        FROM newest
    ),
    -- Of calls that say nothing whether one around them says it.
    surrounded AS (
        SELECT
            is_request, seen, live, below,
            arrayFold(
                (found, x) -> (
                    if((x.3 OR has(found.1, x.2)) AND NOT has(found.1, x.1), arrayPushBack(found.1, x.1), found.1),
                    if(x.4, arrayPushBack(found.2, toUInt8(has(found.1, x.2))), found.2)
                ),
                arrayFlatten(arrayMap(pass -> arrayMap((x, b) -> (x.key, x.parent, toUInt8(x.tokens > 0 AND NOT bitTest(b, 0)),
                    toUInt8(pass = passes)), live, below),
                    range(1, if(arrayExists(x -> x.tokens = 0 AND x.is_step = 0, live), passes, 0) + 1))),
                (emptyArrayUInt64(), emptyArrayUInt8())
            ).2 AS downwards,
            if(empty(downwards), arrayWithConstant(length(live), toUInt8(0)), downwards) AS above
        FROM nested
    ),
    -- Those that count: (record, 1 or 2 if only its cost counts, whether its cost is that of what lies below).
    counted AS (
        SELECT
            is_request, seen,
            arrayFilter((x, b) -> bitTest(b, 0) AND x.tokens > 0 AND x.start >= $from$ AND x.start < $until$, live, below)
                AS rolled_up,
            arrayFilter(u -> u.2 > 0, arrayMap((x, b, a) -> (x, multiIf(
                NOT (bitTest(b, 0) OR x.tokens = 0 AND (x.is_step OR a OR bitTest(b, 2))), 1,
                ifNull(x.cost, 0) = 0 OR bitTest(b, 1), 0,
                length(live) = 1, 1,
                2), bitTest(b, 1)), live, below, above)) AS kept,
            arraySum(arrayMap(u -> if(u.2 = 2, 0, ifNull(u.1.calls, 0)), kept)) AS calls_of_request,
            arrayExists(u -> u.2 = 2 OR isNotNull(u.1.calls), kept) AS has_calls,
            arrayFilter(u -> u.1.1 >= $from$ AND u.1.1 < $until$,
                arrayMap((u, nth) -> ((u.1.start, nth), u.1, u.2, u.3), kept, arrayEnumerate(kept))) AS shown
        FROM surrounded
    ),
    -- One row a record that counts, and one without a record where a request has none.
    used AS (
        SELECT
            shown_one.2 AS x,
            shown_one.3 AS state,
            place < 2 AS is_first_row,
            is_request AND state > 0 AND shown_one.1.2 = 1 AS is_first_of_request,
            is_first_of_request AND has_calls AS has_calls_of_request,
            calls_of_request, seen_rows, seen_duplicates, seen_roll_ups, seen_roll_up_tokens, seen_silent_calls, seen_impossible,
            multiIf(state = 0, NULL, state = 2, 0, x.calls) AS call,
            if(state = 1, x.failed, NULL) AS failure,
            if(state = 1, x.uncached_input, NULL) AS uncached,
            if(state = 1, x.cache_read, NULL) AS read,
            if(state = 1, x.cache_write_5m, NULL) AS written_5m,
            if(state = 1, x.cache_write_1h, NULL) AS written_1h,
            if(state = 1, x.output, NULL) AS generated,
            if(state = 1, x.reasoning, NULL) AS reasoned,
            if(state = 1, x.tokens, 0) AS tokens,
            if(state > 0 AND NOT shown_one.4, x.cost, NULL) AS price,
            if(state = 1, x.decided, 0) AS decided,
            ifNull(call, 0) = 1 AS is_single,
            is_single AND NOT (ifNull(failure, 0) = 1 AND tokens = 0) AS is_measured,
            $input$ AS all_input,
            if(state > 0, x.user, '') AS user,
            $user$ AS user_hash
        FROM (
            SELECT
                is_request, shown, calls_of_request, has_calls,
                arraySum(arrayMap(x -> x.versions, seen)) AS seen_rows,
                seen_rows - length(arrayDistinct(arrayMap(x -> x.key, seen))) AS seen_duplicates,
                length(rolled_up) AS seen_roll_ups,
                arraySum(arrayMap(x -> x.tokens, rolled_up)) AS seen_roll_up_tokens,
                arrayCount(x -> x.is_silent, seen) AS seen_silent_calls,
                arrayCount(x -> x.is_impossible, seen) AS seen_impossible
            FROM counted
        )
        LEFT ARRAY JOIN shown AS shown_one, arrayEnumerate(shown) AS place
    )
SELECT
    '$key$' AS breakeven_usage,
    if(state = 0, '', toString(toDate(fromUnixTimestamp64Micro(x.start, 'UTC')))) AS day,
    $model$ AS model,
    $provider$ AS provider,
    '' AS score,
    countIf(state > 0) AS records,
    sum(call) AS calls,
    if(sum(is_first_of_request) = 0, NULL, sum(is_first_of_request)) AS requests,
    sum(failure) AS failed,
    sum(uncached) AS uncached_input,
    sum(read) AS cache_read,
    sum(written_5m) AS cache_write_5m,
    sum(written_1h) AS cache_write_1h,
    sum(generated) AS output,
    sum(reasoned) AS reasoning,
    sumIf(tokens, state > 0 AND isNull(price)) AS unpriced_tokens,
    sum(price) AS cost_nanos,
    sumIf(x.is_from_cache, state > 0) AS gateway_answers,
    if(state = 0, NULL, min(x.start)) AS first_micros,
    if(state = 0, NULL, max(x.finish)) AS last_micros,
    $minutes$ AS minutes,
    $tiers$ AS tiers,
    $users$ AS users,
    $calls_of_requests$ AS calls_of_requests,
    sumIf(calls_of_request, has_calls_of_request) AS calls_of_requests_sum,
    $inputs$ AS inputs,
    sumIf(all_input, is_measured) AS inputs_sum,
    $outputs$ AS outputs,
    sumIf(generated, is_measured) AS outputs_sum,
    $cache_reads$ AS cache_reads,
    sumIf(read, is_measured) AS cache_reads_sum,
    $reasonings$ AS reasonings,
    sumIf(reasoned, is_measured) AS reasonings_sum,
    countIf(decided = 1) AS included_by_arithmetic,
    countIf(decided = 2) AS excluded_by_arithmetic,
    countIf(decided = 3) AS included_by_rule,
    countIf(decided = 4) AS excluded_by_rule,
    sumIf(seen_rows, is_first_row) AS rows_read,
    sumIf(seen_duplicates, is_first_row) AS duplicates,
    sumIf(seen_roll_ups, is_first_row) AS roll_ups,
    sumIf(seen_roll_up_tokens, is_first_row) AS roll_up_tokens,
    sumIf(seen_silent_calls, is_first_row) AS silent_calls,
    sumIf(seen_impossible, is_first_row) AS reasoning_above_output,
    0 AS score_micros,
    '' AS score_histogram
FROM used
GROUP BY state = 0, day, model, provider
$beside$
FORMAT CSVWithNames
