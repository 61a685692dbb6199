-- The ledger. Times are unix milliseconds on the clock of the process that wrote them, but for leases and heartbeats,
-- which are on the database's own clock. All objects live in the schema "busqstash".

create table setting (
    name  text primary key,
    value text not null
);

create table instance (
    number       integer generated always as identity primary key,
    kind         smallint not null,
    started_at   bigint not null,      -- database clock
    heartbeat_at bigint not null,      -- database clock
    watermark    bigint not null default 0,
    leaving      boolean not null default false
);

create table exclusive_role (
    name       text primary key,
    holder     integer not null,
    held_until bigint not null         -- database clock
);

-- What users set, and the next place in line. Touched by accepting and by the API.
create table queue (
    name             text primary key,
    parallelism      integer not null default 1,
    paused           boolean not null default false,
    created_at       bigint not null,
    updated_at       bigint not null,
    next_seq         bigint not null,  -- starts at created_at * 1000000, so that a queue made anew never repeats a place
    shard            smallint,         -- null: a broker queue of its own
    canceled_through bigint not null default 0,
    signal           bigint not null default 0
);

-- Who works it. Touched by workers only, so that accepting and settling never wait for each other's row.
create table lane (
    name        text primary key,
    epoch       bigint not null,
    holder      integer not null,
    lease_until bigint not null        -- database clock; 0 when free
);

create sequence lane_epoch;

create table removed_queue (
    name       text primary key,
    removed_at bigint not null
);

create table message (
    id             text primary key,
    state          smallint not null,
    attempts       integer not null default 0,
    created_at     bigint not null,
    not_before     bigint not null,
    finished_at    bigint,
    queue_name     text,
    seq            bigint not null default 0,
    lane_open      boolean not null default false,  -- holds a place in its lane
    open_callbacks integer not null default 0,      -- callback messages of it that are not final
    parent_id      text,                            -- the message it is a callback of, when that one is ordered
    origin         integer not null,
    origin_number  bigint not null default 0,       -- unordered and due at once: 1, 2, 3… per origin
    claimed_by     integer,
    url            text not null,
    topic_name     text,
    schedule_id    text,
    caller_ip      text,
    flow_key       text,
    labels         text                             -- ",a,b," or null
);

create index message_lane on message (queue_name, seq) where lane_open;
create index message_in_doubt on message (origin, origin_number) where state = 1 and origin_number > 0;
create index message_claimed on message (claimed_by) where claimed_by is not null;
create index message_finished on message (finished_at) where finished_at is not null;
create index message_parent on message (id) where parent_id is not null; -- few: asking for parents costs next to nothing

create table payload (
    message_id text primary key,
    spec       bytea not null,                      -- MessageSpec as UTF-8 JSON
    body       bytea not null
);

create table deduplication (
    key        text primary key,
    message_id text not null,
    expires_at bigint not null
);

create index deduplication_expiry on deduplication (expires_at);

create table due (
    token   text primary key,                       -- message id | lane:NAME | a MassTransit scheduling token
    due_at  bigint not null,                        -- a claim moves it into the future
    kind    smallint not null,                      -- 0 message, 1 lane, 2 bus message
    stamp   bigint not null default 0,              -- changes with every claim and every write
    address text,
    content_type text,
    headers text,
    body    bytea
);

create index due_time on due (due_at);
create sequence due_stamp;

create table event (
    id            bigint generated always as identity,
    message_id    text not null,
    time          bigint not null,
    state         smallint not null,
    error         text,
    response_status integer,
    response_headers bytea,                         -- HeaderLine list as UTF-8 JSON
    response_body bytea,
    next_delivery_at bigint,
    primary key (time, id)                          -- the order it is read in; an index of the id alone would serve nobody
);

create index event_message on event (message_id);

create table dead_letter (
    dlq_id           text primary key,
    message_id       text not null,
    failed_at        bigint not null,
    error            text,
    response_status  integer,
    response_headers bytea,
    response_body    bytea,
    response_truncated boolean not null default false
);

create index dead_letter_time on dead_letter (failed_at, dlq_id);
create index dead_letter_message on dead_letter (message_id);

-- Commands that may exist twice: whoever receives one of these claims its message first.
create table doubt (
    origin        integer not null,
    after         bigint not null,     -- numbers above this
    through       bigint not null,     -- up to this
    recorded_at   bigint not null,
    primary key (origin, after)
);

create table outbox (
    id         text primary key,
    kind       text not null,
    payload    bytea not null,
    written_at bigint not null
);

create index outbox_time on outbox (written_at);

create table url_group (
    name       text primary key,
    created_at bigint not null,
    updated_at bigint not null,
    headers    text not null default '{}'
);

create table url_group_endpoint (
    group_name text not null,
    position   bigint not null,
    url        text not null,
    name       text,
    primary key (group_name, url)
);
