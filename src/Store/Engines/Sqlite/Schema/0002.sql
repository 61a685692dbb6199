-- Flow control: limits per key, the line of those who wait and the permits of those who are at it.

create table flow_key (
    key                text primary key,
    parallelism        integer,                    -- null: no such limit
    rate               integer,                    -- null: no such limit
    period_seconds     integer not null default 1,
    pinned_parallelism integer not null default 0,
    pinned_rate        integer not null default 0,
    paused             integer not null default 0,
    window_started_at  integer not null default 0, -- 0: the next start opens a window
    window_count       integer not null default 0,
    window_lag         integer not null default 0, -- milliseconds its first start may have been late
    wake_at            integer,                    -- when the worker should look at the line; null: something will happen first
    used_at            integer not null
);

create index flow_key_wake on flow_key (wake_at) where wake_at is not null;

-- Places in lines and numbers of permits.
insert into counter (name, value) values ('flow_place', 0);

create table flow_wait (
    message_id text primary key,
    key        text not null,
    place      integer not null,
    holder     integer,                            -- the worker whose lane waits; null for an unordered message, which anyone may take
    ticket     integer                             -- the number that worker gave its lane's wish
);

create index flow_wait_line on flow_wait (key, place);
create index flow_wait_holder on flow_wait (holder) where holder is not null;

create table flow_permit (
    message_id text primary key,
    key        text not null,
    number     integer not null,                   -- tells this permit from an earlier one of the same message
    holder     integer not null,
    place      integer not null,                   -- where it stood in the line
    ticket     integer,                            -- as in flow_wait
    opened     integer not null default 0          -- its start opens a window
);

create index flow_permit_key on flow_permit (key);
create index flow_permit_holder on flow_permit (holder);

-- How much a worker has in flight and how much it may have.
alter table instance add column in_flight integer not null default 0;
alter table instance add column capacity integer not null default 0;
