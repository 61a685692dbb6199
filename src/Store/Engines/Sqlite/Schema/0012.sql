-- What is there to be looked at. None of it is touched by accepting, delivering or settling.

-- What a process says about itself beside its heartbeat; it stays a while after the process is gone.
create table instance_detail (
    number     integer primary key,
    kind       integer not null,
    version    text not null,
    host       text not null,
    queues     integer not null default 0,
    running    text not null default '[]',   -- its longest running attempts as JSON
    written_at integer not null,             -- database clock
    left_at    integer                       -- database clock; null: it did not say good-bye
);

-- How the queues were when the reconciler counted last.
create table queue_count (
    name         text primary key,
    lag          integer not null,
    oldest_at    integer,
    reason       text not null,
    stands_still integer not null
);

-- Counters per minute (step 0), hour (1) and day (2). Process 0 has what was folded; the gauges are in it too.
create table stat (
    step    integer not null,
    series  text not null,
    at      integer not null,
    process integer not null,
    cell    blob not null,
    primary key (step, series, at, process)
) without rowid;

create index stat_time on stat (step, at);
create index stat_unfolded on stat (at) where process <> 0;

-- Bulk actions of other kinds than cancels.
alter table bulk_action add column kind text not null default 'cancel';
alter table bulk_action add column through integer;                      -- about what was there at this time; null: when it was asked for
alter table bulk_action add column overrides text;                       -- publish headers of a retry as JSON
alter table bulk_action add column total_capped integer not null default 0;
alter table bulk_action add column stopped integer not null default 0;
alter table bulk_action add column refused integer not null default 0;
alter table bulk_action add column refusals text not null default '{}';  -- reasons, each with how often and one entry, as JSON

-- Callbacks a message in a queue still waits for.
create index message_open_callback on message (parent_id) where parent_id is not null and finished_at is null;
