-- How requests were judged: of each request its newest version.
UNION ALL
SELECT 'helicone_table', '', '', '', name, count(), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL,
    NULL, '', '', '', '', 0, '', 0, '', 0, '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    sum(micros), $bins$
FROM (
    SELECT
        toString(score.1) AS name,
        toInt64(score.2) AS judged,
        judged * 1000000 AS micros,
        toUInt64(multiIf(judged <= 0, 0, judged > 1, 11, 10)) AS bin
    FROM (
        $newest$
    )
    ARRAY JOIN CAST(scores, 'Array(Tuple(String, Int64))') AS score
    WHERE request_created_at >= toDateTime64({from:Date}, 3, 'UTC')
        AND request_created_at < toDateTime64({until:Date}, 3, 'UTC')
)
GROUP BY name
