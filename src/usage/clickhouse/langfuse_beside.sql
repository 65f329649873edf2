-- For whom: of each trace its newest version.
UNION ALL
SELECT '$key$', '', '', '', '', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, '', '',
    $users$,
    '', 0, '', 0, '', 0, '', 0, '', 0, 0, 0, 0, 0, toUInt64(sum(versions)), 0, 0, 0, 0, 0, 0, ''
FROM (
    SELECT $user$ AS user, $user_hash$ AS user_hash, count() AS versions
    FROM traces
    WHERE ({project:String} = '' OR project_id = {project:String})
        AND timestamp >= toDateTime64({from:Date}, 3, 'UTC') AND timestamp < toDateTime64({until:Date}, 3, 'UTC')
    GROUP BY project_id, id
    HAVING argMax(is_deleted, event_ts) = 0
)
-- How requests were judged: of each score its newest version.
UNION ALL
SELECT '$key$', '', '', '', name, count(), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, '',
    '', '', '', 0, '', 0, '', 0, '', 0, '', 0, 0, 0, 0, 0, toUInt64(sum(versions)), 0, 0, 0, 0, 0,
    sum(micros), $bins$
FROM (
    SELECT
        argMax(name, event_ts) AS name,
        argMax(value, event_ts) AS judged,
        count() AS versions,
        toInt64(sign(judged) * floor(abs(judged * 1e6) + 0.5)) AS micros,
        toUInt64(multiIf(judged <= 0, 0, judged > 1, 11, greatest(least(ceil(judged * 10), 10), 1))) AS bin
    FROM scores
    WHERE ({project:String} = '' OR project_id = {project:String})
        AND timestamp >= toDateTime64({from:Date}, 3, 'UTC') AND timestamp < toDateTime64({until:Date}, 3, 'UTC')
    GROUP BY project_id, id
    HAVING argMax(is_deleted, event_ts) = 0 AND argMax(data_type, event_ts) IN ('NUMERIC', 'BOOLEAN', '') AND isFinite(judged)
)
GROUP BY name
