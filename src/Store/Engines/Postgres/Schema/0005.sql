-- A deduplication key may be free again when its message fails for good (1) or is canceled (2), or both (3).
alter table deduplication add column free_on smallint not null default 0;

create index deduplication_freed on deduplication (message_id) where free_on > 0;

-- Cancelling by filter goes through what is unfinished, in order of acceptance.
create index message_pending on message (created_at, id) where finished_at is null;

-- Cancels by filter that go on in the background. Times are on the clocks of the processes; the stamp decides who works on one.
create table bulk_action (
    id               text primary key,
    created_at       bigint not null,
    completed_at     bigint,
    filter           text not null,                 -- MessageFilter as JSON
    total            bigint not null,
    processed        bigint not null default 0,
    after_created_at bigint not null default -1,    -- everything up to this message was looked at
    after_id         text not null default '',
    stamp            bigint not null default 0,     -- changes whenever a process takes it up
    held_until       bigint not null default 0
);

create index bulk_action_time on bulk_action (created_at, id);
create index bulk_action_running on bulk_action (held_until) where completed_at is null;
