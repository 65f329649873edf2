SELECT
    *,
    -- Frameworks write observations of a call's begin and end. Those that say nothing are no calls, unless they failed.
    tokens = 0 AND isNull(cost) AND level != 'ERROR' AS says_nothing,
    type IN ('GENERATION', 'EMBEDDING') AS is_call,
    is_call AND says_nothing AS is_silent,
    NOT is_call OR says_nothing AS is_step
FROM (
    $disjoint$
)
