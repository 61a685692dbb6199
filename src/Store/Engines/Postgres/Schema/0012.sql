-- What is there to be looked at. None of it is touched by accepting, delivering or settling.

-- What a process says about itself beside its heartbeat; it stays a while after the process is gone.
create table instance_detail (
    number     integer primary key,
    kind       smallint not null,
    version    text not null,
    host       text not null,
    queues     integer not null default 0,
    running    text not null default '[]',   -- its longest running attempts as JSON
    written_at bigint not null,              -- database clock
    left_at    bigint                        -- database clock; null: it did not say good-bye
);

-- How the queues were when the reconciler counted last.
create table queue_count (
    name         text primary key,
    lag          bigint not null,
    oldest_at    bigint,
    reason       text not null,
    stands_still integer not null
);

-- Counters per minute (step 0), hour (1) and day (2). Process 0 has what was folded; the gauges are in it too.
create table stat (
    step    smallint not null,
    series  text not null,
    at      bigint not null,
    process integer not null,
    cell    bytea not null,
    primary key (step, series, at, process)
);

create index stat_time on stat (step, at);
create index stat_unfolded on stat (at) where process <> 0;

-- Bulk actions of other kinds than cancels.
alter table bulk_action
    add column kind         text not null default 'cancel',
    add column through      bigint,                          -- about what was there at this time; null: when it was asked for
    add column overrides    text,                            -- publish headers of a retry as JSON
    add column total_capped integer not null default 0,
    add column stopped      integer not null default 0,
    add column refused      bigint not null default 0,
    add column refusals     text not null default '{}';      -- reasons, each with how often and one entry, as JSON

-- Callbacks a message in a queue still waits for.
create index message_open_callback on message (parent_id) where parent_id is not null and finished_at is null;
