SELECT
    sipHash128(project_id, trace_id) AS request,
    1 AS is_request,
    1 AS versions,
    cityHash64(id) AS key,
    if(ifNull(parent_observation_id, '') = '', 0, cityHash64(assumeNotNull(parent_observation_id))) AS parent,
    toUnixTimestamp64Micro(event_ts) AS version,
    is_deleted,
    toUnixTimestamp64Micro(start_time) AS start,
    ifNull(toUnixTimestamp64Micro(end_time), start) AS finish,
    ifNull(provided_model_name, '') AS model,
    '' AS provider,
    '' AS tier,
    1 AS calls,
    type,
    level,
    if(level = '', NULL, level = 'ERROR') AS failed,
    '' AS user,
    0 AS is_from_cache,
    -- More than a quadrillion is no count.
    mapFilter((name, count) -> count <= 1000000000000000, usage_details) AS usage,
    -- Current versions write buckets that do not overlap, older ones details of input and output into the same map.
    $input$ AS stated_input,
    $read$ AS stated_read,
    if(isNull(written_5m) AND isNull(written_1h), $write$, written_5m) AS stated_write_5m,
    written_1h AS stated_write_1h,
    $write_5m$ AS written_5m,
    $write_1h$ AS written_1h,
    $other_input$ AS other_input,
    $output$ AS stated_output,
    $reasoning$ AS stated_reasoning,
    $other_output$ AS other_output,
    $total$ AS stated_total,
    -- A total of 0 without details is what Langfuse shows where it has no price.
    multiIf(
        mapContains(cost_details, 'total'), toNullable(toFloat64(cost_details['total'])),
        notEmpty(cost_details), arraySum(arrayMap(part -> toFloat64(part), mapValues(cost_details))),
        ifNull(total_cost, 0) = 0, NULL,
        toFloat64(total_cost)) AS amount,
    if(amount = -1 OR abs(amount) >= 9e9, NULL, toInt64(sign(amount) * floor(abs(amount * 1e9) + 0.5))) AS cost
FROM observations
WHERE ({project:String} = '' OR project_id = {project:String})
    AND start_time >= toDateTime64({from:Date}, 3, 'UTC') - INTERVAL 1 DAY
    AND start_time < toDateTime64({until:Date}, 3, 'UTC') + INTERVAL 1 DAY
