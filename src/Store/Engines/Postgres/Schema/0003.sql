-- Schedules. Times are unix milliseconds on the clock of the process that wrote them.
create table schedule (
    schedule_id text primary key,
    generation  text not null,               -- anew with every creation: instants of an earlier schedule of this id are not its own
    cron        text not null,
    destination text not null,
    queue_name  text,
    caller_ip   text,
    request     bytea not null,              -- the headers it was created with, UTF-8 JSON
    body        bytea not null,
    created_at  bigint not null,
    paused      integer not null default 0,
    next_at     bigint,                      -- null: never again
    hold_until  bigint not null default 0,   -- claimed by a process that is firing it
    last_at     bigint,
    last_messages text,                      -- ids of the messages of the last firing, by comma
    error       text
);

create index schedule_due on schedule (next_at) where paused = 0 and next_at is not null;
