SELECT
    *,
    -- A total alone says that there was a call, and not what of it was input.
    tokens > 0 OR isNotNull(cost) OR ifNull(total, 0) > 0 AS says_something,
    kind = 1 AND NOT says_something AND NOT is_failed AS is_silent,
    kind = 2 OR NOT says_something AND (kind = 0 OR NOT is_failed) AS is_step
FROM (
    $disjoint$
)
