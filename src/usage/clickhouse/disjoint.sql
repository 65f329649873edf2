SELECT
    * EXCEPT (
        stated_input, stated_read, stated_write_5m, stated_write_1h, other_input, stated_output, stated_reasoning,
        other_output, stated_total, cached, layout
    ),
    stated_read AS cache_read,
    stated_write_5m AS cache_write_5m,
    stated_write_1h AS cache_write_1h,
    bitTest(layout, 1) AS is_cached_apart,
    -- How it was decided what the input holds: 1 and 2 by arithmetic, 3 and 4 by rule, 2 and 4 that it holds no cached tokens.
    multiIf(cached = 0 OR isNull(stated_input), 0, if(bitTest(layout, 3), 1, 3) + is_cached_apart) AS decided,
    if(is_cached_apart, $input_and_other$, stated_input - least(stated_input, cached)) AS uncached_input,
    if(bitTest(layout, 2), $output_and_others$, stated_output) AS output,
    ifNull(stated_reasoning > output, 0) AS is_impossible,
    if(is_impossible, output, stated_reasoning) AS reasoning,
    ifNull(uncached_input, 0) + ifNull(cache_read, 0) + ifNull(cache_write_5m, 0) + ifNull(cache_write_1h, 0)
        + ifNull(output, 0) AS tokens
FROM (
    SELECT
        *,
        ifNull(stated_read, 0) + ifNull(stated_write_5m, 0) + ifNull(stated_write_1h, 0) AS cached,
        -- 1 the input holds what was cached, 2 it does not, 4 the output does not hold reasoning, 8 the numbers prove it.
        $layout$ AS layout
    FROM (
        $stated$
    )
)
