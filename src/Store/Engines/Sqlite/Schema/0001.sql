-- The ledger. Times are unix milliseconds on the clock of the process that wrote them, but for leases and heartbeats,
-- which are on the database's own clock. There is one process, so the two clocks are one.

create table setting (
    name  text primary key,
    value text not null
);

-- Numbers that are never given out twice, whatever is deleted meanwhile.
create table counter (
    name  text primary key,
    value integer not null
);

insert into counter (name, value) values ('lane_epoch', 0), ('due_stamp', 0);

create table instance (
    number       integer primary key autoincrement,
    kind         integer not null,
    started_at   integer not null,      -- database clock
    heartbeat_at integer not null,      -- database clock
    watermark    integer not null default 0,
    leaving      integer not null default 0
);

create table exclusive_role (
    name       text primary key,
    holder     integer not null,
    held_until integer not null         -- database clock
);

-- What users set, and the next place in line. Touched by accepting and by the API.
create table queue (
    name             text primary key,
    parallelism      integer not null default 1,
    paused           integer not null default 0,
    created_at       integer not null,
    updated_at       integer not null,
    next_seq         integer not null,  -- starts at created_at * 1000000, so that a queue made anew never repeats a place
    shard            integer,           -- null: a broker queue of its own
    canceled_through integer not null default 0,
    signal           integer not null default 0
);

create index queue_dedicated on queue (name) where shard is null;

-- Who works it. Touched by workers only, so that accepting and settling never wait for each other's row.
create table lane (
    name        text primary key,
    epoch       integer not null,
    holder      integer not null,
    lease_until integer not null        -- database clock; 0 when free
);

create table removed_queue (
    name       text primary key,
    removed_at integer not null
);

create table message (
    id             text primary key,
    state          integer not null,
    attempts       integer not null default 0,
    created_at     integer not null,
    not_before     integer not null,
    finished_at    integer,
    queue_name     text,
    seq            integer not null default 0,
    lane_open      integer not null default 0,  -- holds a place in its lane
    open_callbacks integer not null default 0,  -- callback messages of it that are not final
    parent_id      text,                            -- the message it is a callback of, when that one is ordered
    origin         integer not null,
    origin_number  integer not null default 0,       -- unordered and due at once: 1, 2, 3… per origin
    claimed_by     integer,
    url            text not null,
    topic_name     text,
    schedule_id    text,
    caller_ip      text,
    flow_key       text,
    labels         text                             -- ",a,b," or null
);

-- State and lane_open are in it so that the lag of a queue is counted without a look at its rows.
create index message_lane on message (queue_name, seq, state, lane_open) where lane_open;
create index message_in_doubt on message (origin, origin_number) where state = 1 and origin_number > 0;
create index message_unfinished on message (created_at, id) where queue_name is null and finished_at is null;
create index message_claimed on message (claimed_by) where claimed_by is not null;
create index message_finished on message (finished_at) where finished_at is not null;

create table payload (
    message_id text primary key,
    spec       blob not null,                      -- MessageSpec as UTF-8 JSON
    body       blob not null
);

create table deduplication (
    key        text primary key,
    message_id text not null,
    expires_at integer not null
);

create index deduplication_expiry on deduplication (expires_at);

create table due (
    token   text primary key,                       -- message id | lane:NAME | a MassTransit scheduling token
    due_at  integer not null,                        -- a claim moves it into the future
    kind    integer not null,                      -- 0 message, 1 lane, 2 bus message
    stamp   integer not null default 0,              -- changes with every claim and every write
    address text,
    content_type text,
    headers text,
    body    blob
);

create index due_time on due (due_at);

create table event (
    id            integer primary key autoincrement,
    message_id    text not null,
    time          integer not null,
    state         integer not null,
    error         text,
    response_status integer,
    response_headers blob,                         -- HeaderLine list as UTF-8 JSON
    response_body blob,
    next_delivery_at integer
);

create index event_message on event (message_id);
create index event_time on event (time, id);

create table dead_letter (
    dlq_id           text primary key,
    message_id       text not null,
    failed_at        integer not null,
    error            text,
    response_status  integer,
    response_headers blob,
    response_body    blob,
    response_truncated integer not null default 0
);

create index dead_letter_time on dead_letter (failed_at, dlq_id);
create index dead_letter_message on dead_letter (message_id);

-- Commands that may exist twice: whoever receives one of these claims its message first.
create table doubt (
    origin        integer not null,
    after         integer not null,     -- numbers above this
    through       integer not null,     -- up to this
    recorded_at   integer not null,
    primary key (origin, after)
);

create table outbox (
    id         text primary key,
    kind       text not null,
    payload    blob not null,
    written_at integer not null
);

create index outbox_time on outbox (written_at);

create table url_group (
    name       text primary key,
    created_at integer not null,
    updated_at integer not null,
    headers    text not null default '{}'
);

create table url_group_endpoint (
    group_name text not null,
    position   integer not null,
    url        text not null,
    name       text,
    primary key (group_name, url)
);
