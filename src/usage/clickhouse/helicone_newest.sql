SELECT organization_id, request_id, versions, $names$
FROM (
    -- Together, since of single columns the newest that is not NULL would be taken.
    SELECT organization_id, request_id, count() AS versions, argMax(($columns$), updated_at) AS newest
    FROM request_response_rmt
    WHERE ({project:String} = '' OR toString(organization_id) = {project:String})
        AND request_created_at >= toDateTime64({from:Date}, 3, 'UTC') - INTERVAL 1 DAY
        AND request_created_at < toDateTime64({until:Date}, 3, 'UTC') + INTERVAL 1 DAY
    GROUP BY organization_id, request_id
)
