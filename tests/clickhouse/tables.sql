-- The tables that are read, with the vendors' names, types and keys, without indices, projections and partitions.

-- Langfuse, packages/shared/clickhouse/migrations/unclustered
CREATE TABLE traces (
    id String, timestamp DateTime64(3), name String, environment LowCardinality(String) DEFAULT 'default',
    user_id Nullable(String), metadata Map(LowCardinality(String), String), release Nullable(String),
    version Nullable(String), project_id String, public Bool, bookmarked Bool, tags Array(String), input Nullable(String),
    output Nullable(String), session_id Nullable(String), created_at DateTime64(3) DEFAULT now(),
    updated_at DateTime64(3) DEFAULT now(), event_ts DateTime64(3), is_deleted UInt8
) ENGINE = ReplacingMergeTree(event_ts, is_deleted) ORDER BY (project_id, toDate(timestamp), id);

CREATE TABLE observations (
    id String, trace_id String, project_id String, environment LowCardinality(String) DEFAULT 'default',
    type LowCardinality(String), parent_observation_id Nullable(String), start_time DateTime64(3),
    end_time Nullable(DateTime64(3)), name String, metadata Map(LowCardinality(String), String),
    level LowCardinality(String), status_message Nullable(String), version Nullable(String), input Nullable(String),
    output Nullable(String), provided_model_name Nullable(String), internal_model_id Nullable(String),
    model_parameters Nullable(String), provided_usage_details Map(LowCardinality(String), UInt64),
    usage_details Map(LowCardinality(String), UInt64), provided_cost_details Map(LowCardinality(String), Decimal64(12)),
    cost_details Map(LowCardinality(String), Decimal64(12)), total_cost Nullable(Decimal64(12)),
    completion_start_time Nullable(DateTime64(3)), prompt_id Nullable(String), prompt_name Nullable(String),
    prompt_version Nullable(UInt16), created_at DateTime64(3) DEFAULT now(), updated_at DateTime64(3) DEFAULT now(),
    event_ts DateTime64(3), is_deleted UInt8
) ENGINE = ReplacingMergeTree(event_ts, is_deleted) ORDER BY (project_id, type, toDate(start_time), id);

CREATE TABLE scores (
    id String, timestamp DateTime64(3), project_id String, environment LowCardinality(String) DEFAULT 'default',
    trace_id Nullable(String), session_id Nullable(String), observation_id Nullable(String), name String, value Float64,
    source String, comment Nullable(String), author_user_id Nullable(String), config_id Nullable(String), data_type String,
    string_value Nullable(String), queue_id Nullable(String), created_at DateTime64(3) DEFAULT now(),
    updated_at DateTime64(3) DEFAULT now(), event_ts DateTime64(3), is_deleted UInt8
) ENGINE = ReplacingMergeTree(event_ts, is_deleted) ORDER BY (project_id, toDate(timestamp), name, id);

-- Helicone, clickhouse/migrations
CREATE TABLE request_response_rmt (
    response_id Nullable(UUID), response_created_at Nullable(DateTime64(3)), latency Nullable(Int64), status Int64,
    completion_tokens Nullable(Int64), completion_audio_tokens Nullable(Int64), prompt_tokens Nullable(Int64),
    prompt_cache_write_tokens Int64, prompt_cache_read_tokens Int64, prompt_audio_tokens Nullable(Int64),
    model LowCardinality(String), request_id UUID, request_created_at DateTime64(3), user_id LowCardinality(String),
    organization_id UUID, proxy_key_id Nullable(UUID), time_to_first_token Nullable(Int64), provider LowCardinality(String),
    target_url Nullable(String), country_code Nullable(String), cache_enabled Bool DEFAULT false,
    properties Map(LowCardinality(String), String), scores Map(LowCardinality(String), Int64),
    request_body String, response_body String, assets Array(String), cost UInt64,
    cache_reference_id Nullable(UUID) DEFAULT '00000000-0000-0000-0000-000000000000', updated_at DateTime64(3) DEFAULT now()
) ENGINE = ReplacingMergeTree(updated_at)
ORDER BY (organization_id, provider, model, user_id, request_created_at, request_id);

-- OpenTelemetry, collector-contrib/exporter/clickhouseexporter
CREATE TABLE otel_traces (
    Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String,
    SpanName LowCardinality(String), SpanKind LowCardinality(String), ServiceName LowCardinality(String),
    ResourceAttributes Map(LowCardinality(String), String), ScopeName String, ScopeVersion String,
    SpanAttributes Map(LowCardinality(String), String), Duration UInt64, StatusCode LowCardinality(String),
    StatusMessage String,
    Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes Map(LowCardinality(String), String)),
    Links Nested (TraceId String, SpanId String, TraceState String, Attributes Map(LowCardinality(String), String))
) ENGINE = MergeTree ORDER BY (ServiceName, SpanName, toDateTime(Timestamp));
