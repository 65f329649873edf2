SELECT
    *,
    -- 0 for tokens is the price of a model that has none in Helicone's list.
    if(is_from_cache, 0, if(amount = 0 AND tokens > 0, NULL, amount)) AS cost
FROM (
    $disjoint$
)
