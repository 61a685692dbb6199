-- The baseline: the whole ledger at schema version 18. A new ledger starts with this script and goes on with the later ones. Versions before 18 were never released, and a ledger
-- that has one is refused. SQLite has the same tables in the same order (Engines/Sqlite/Schema/0018.sql); a test compares the two.
--
-- All objects live in the schema "busqstash". Times are unix milliseconds on the clock of the process that wrote them. Those marked "database clock" are on the database's clock,
-- because processes compare them and their own clocks differ. Above an index, or a group of them, stands what it is read for.

-- == The ledger and its processes ==

-- The ledger's id, the signing keys, the time of the last cancel.
create table setting (
    name  text primary key,
    value text not null
);

-- The processes on this ledger. The reconciler deletes a row when its heartbeat is too old and its work has passed to others; a clean stop sets the heartbeat to 0.
create table instance (
    number       integer generated always as identity primary key,
    kind         smallint not null,                 -- InstanceKind: 1 Api, 2 worker, 3 both
    started_at   bigint not null,                   -- database clock
    heartbeat_at bigint not null,                   -- database clock
    watermark    bigint not null default 0,         -- the commands of its messages up to this origin number are confirmed by the broker
    leaving      boolean not null default false,    -- it is stopping: lanes go to others
    in_flight    integer not null default 0,        -- attempts in progress
    capacity     integer not null default 0,        -- most attempts at once
    slow         boolean not null default false     -- its link to the database is slow: it gets lanes only if all workers are
);

-- What a process says about itself less often than with its heartbeat. It is kept for a while after the process has gone.
create table instance_detail (
    number     integer primary key,
    kind       smallint not null,
    version    text not null,
    host       text not null,
    queues     integer not null default 0,
    running    text not null default '[]',          -- its longest running attempts as JSON
    written_at bigint not null,                     -- database clock
    left_at    bigint,                              -- database clock; null: it did not stop cleanly
    settings   text                                 -- as JSON, for comparing processes: values of secrets only as a mark of two bytes; null: it did not say
);

-- Roles that one process at a time may hold, such as the reconciler's.
create table exclusive_role (
    name       text primary key,
    holder     integer not null,
    held_until bigint not null                      -- database clock
);

-- == Messages ==

-- A message's state and what it is found by. Its settings and its body are in payload.
create table message (
    id             text primary key,
    state          smallint not null,               -- MessageState: 0 scheduled, 1 ready, 2 active, 3 retrying, 4 waiting; final: 10 delivered, 11 failed, 12 canceled
    attempts       integer not null default 0,      -- attempts that have ended
    created_at     bigint not null,
    not_before     bigint not null,
    finished_at    bigint,
    queue_name     text,                            -- null: unordered
    seq            bigint not null default 0,       -- its place in the queue
    lane_open      boolean not null default false,  -- holds a place in its lane
    open_callbacks integer not null default 0,      -- callback messages of it that are not final
    parent_id      text,                            -- the message it is a callback of, when that one is ordered
    origin         integer not null,                -- the process that accepted it
    origin_number  bigint not null default 0,       -- 1, 2, 3… per origin, for unordered messages due at once; 0: ordered, delayed, retried or released
    claimed_by     integer,                         -- the worker of an attempt in progress
    url            text not null,
    topic_name     text,                            -- the URL group it was published to
    schedule_id    text,
    caller_ip      text,
    flow_key       text,
    labels         text,                            -- ",a,b," or null
    last_event_at  bigint not null default 0        -- its log entries never go back in time, whichever process writes them; 0 stands for created_at
);

-- What comes next in this lane, how many wait in it, and since when?
create index message_lane on message (queue_name, seq) where lane_open;
-- Which messages of a process wait for a command that it may never have sent?
create index message_in_doubt on message (origin, origin_number) where state = 1 and origin_number > 0;
-- What had a dead process claimed?
create index message_claimed on message (claimed_by) where claimed_by is not null;
-- Retention: what finished longest ago?
create index message_finished on message (finished_at) where finished_at is not null;
-- Which of these messages are callbacks, and of which message? They are few: asking costs next to nothing, with every settlement.
create index message_parent on message (id) where parent_id is not null;
-- What is unfinished, in order of acceptance? A cancel by filter walks along it; the dashboard counts it.
create index message_pending on message (created_at, id) where finished_at is null;
-- Which unordered messages that were delayed, retried or released wait for a command? All of them need one when the broker has lost its data.
create index message_sent_again on message (created_at, id) where state = 1 and origin_number = 0 and queue_name is null;
-- Which callbacks does this message of a queue still wait for?
create index message_open_callback on message (parent_id) where parent_id is not null and finished_at is null;

-- What never changes. Apart from message, whose rows are written anew with every change of their state.
create table payload (
    message_id text primary key,
    spec       bytea not null,                      -- MessageSpec as UTF-8 JSON
    body       bytea not null
);

create table deduplication (
    key        text primary key,
    message_id text not null,
    expires_at bigint not null,
    free_on    smallint not null default 0          -- the key is free before it expires when its message fails (1), is canceled (2), or either (3)
);

-- Retention: which windows are over?
create index deduplication_expiry on deduplication (expires_at);
-- Which keys does the end of this message free? Few messages have such a key.
create index deduplication_freed on deduplication (message_id) where free_on > 0;

-- Ends a transaction that wrote without reading first, when a row is not as presumed. The program knows the SQLSTATE, and does the work again after reading the rows.
create function presume(holds boolean) returns void
    language plpgsql
    as $$
begin
    if not holds then
        raise exception 'A row was not as presumed; the work is done again by what the rows say.' using errcode = 'BQ001';
    end if;
end $$;

-- == Queues and their lanes ==

-- The settings of a queue and its next place. Accepting and the API write it.
create table queue (
    name             text primary key,
    parallelism      integer not null default 1,
    paused           boolean not null default false,
    created_at       bigint not null,
    updated_at       bigint not null,
    next_seq         bigint not null,               -- starts at created_at * 1000000, so that a queue created again never repeats a place
    shard            smallint,                      -- null: a broker queue of its own
    canceled_through bigint not null default 0,     -- highest place ever canceled: messages up to it are checked before an attempt
    signal           bigint not null default 0,     -- changes with everything a lane's owner must not miss before it parks the lane
    steps_aside      boolean not null default false, -- a message that waits for its retry lets the others pass
    awaits_callbacks boolean not null default true  -- the next message waits for the callbacks of the one before
);

-- The lease of a queue. Only workers write it: apart from queue, so that accepting and settling never wait for each other's row.
create table lane (
    name        text primary key,
    epoch       bigint not null,
    holder      integer not null,
    lease_until bigint not null                     -- database clock; 0: free
);

-- Epochs of all lanes: one is never given twice, even if a queue is deleted and created again.
create sequence lane_epoch;

-- Deleted queues whose broker queue is still to be removed.
create table removed_queue (
    name       text primary key,
    removed_at bigint not null
);

-- == Due rows ==

-- Everything that happens at a time: delayed and retrying messages, parked lanes, scheduled bus messages, timeouts of waits.
create table due (
    token   text primary key,                       -- message id | lane:NAME | a wait's token | a MassTransit scheduling token
    due_at  bigint not null,                        -- a claim moves it into the future
    kind    smallint not null,                      -- 0 message, 1 lane, 2 bus message, 3 timeout of a workflow's wait
    stamp   bigint not null default 0,              -- changes with every claim and every write
    address text,                                   -- this and the rest: of a bus message
    content_type text,
    headers text,
    body    bytea
);

-- What is due, and when is the next?
create index due_time on due (due_at);

create sequence due_stamp;

-- == Flow control ==

-- Limits per key, the line of those who wait, and the permits of those in flight. Its times are on the database clock, because every worker counts by them.
create table flow_key (
    key                text primary key,
    parallelism        integer,                     -- null: no such limit
    rate               integer,                     -- null: no such limit
    period_seconds     integer not null default 1,
    pinned_parallelism boolean not null default false, -- set over the API: publishing no longer changes it
    pinned_rate        boolean not null default false,
    paused             boolean not null default false,
    window_started_at  bigint not null default 0,   -- 0: the next start opens a window
    window_count       integer not null default 0,
    window_lag         integer not null default 0,  -- milliseconds its first start may have been late
    wake_at            bigint,                      -- when a worker should look at the line; null: something will happen first
    used_at            bigint not null
);

-- Which lines should be looked at now, and when the next?
create index flow_key_wake on flow_key (wake_at) where wake_at is not null;

-- Places in lines and numbers of permits.
create sequence flow_place;

create table flow_wait (
    message_id text primary key,
    key        text not null,
    place      bigint not null,
    holder     integer,                             -- the worker whose lane waits; null for an unordered message, which any worker may take
    ticket     bigint                               -- the number that worker gave its lane's request
);

-- Who is first in this line?
create index flow_wait_line on flow_wait (key, place);
-- Which places does a dead worker hold?
create index flow_wait_holder on flow_wait (holder) where holder is not null;

create table flow_permit (
    message_id text primary key,
    key        text not null,
    number     bigint not null,                     -- distinguishes this permit from an earlier one of the same message
    holder     integer not null,
    place      bigint not null,                     -- where it stood in the line
    ticket     bigint,                              -- as in flow_wait
    opened     boolean not null default false       -- its start opens a window
);

-- How many permits of this key are in use?
create index flow_permit_key on flow_permit (key);
-- Which permits does this worker hold, be it alive or dead?
create index flow_permit_holder on flow_permit (holder);

-- == What the broker may have twice, or not yet ==

-- Commands that may arrive twice: whoever receives one claims its message first.
create table doubt (
    origin        integer not null,
    after         bigint not null,                  -- origin numbers above this
    through       bigint not null,                  -- up to this
    recorded_at   bigint not null,
    primary key (origin, after)
);

-- Events written with the change they tell of, until they are published.
create table outbox (
    id         text primary key,
    kind       text not null,
    payload    bytea not null,
    written_at bigint not null
);

-- Which events should have been published by now?
create index outbox_time on outbox (written_at);

-- == Logs and dead letters ==

-- A page of a list filtered by a value is read off the end of one index. The value is kept beside the row as a 64-bit key: a hash whose lowest three bits are the entry's state,
-- so that one index answers "of this URL" (a short range for each of the eight states) and "of this URL and failed" (one range).
create function facet_key(value text, state integer) returns bigint
    language sql immutable parallel safe
    as $$ select (hashtextextended(value, 0) & -8) | state $$;

-- The history of each message. ACTIVE and DELIVERED within two seconds of CREATED have no keys: they are found through CREATED, so that most messages cost one entry in each
-- index of keys, not three. All other entries have theirs.
create table event (
    id            bigint generated always as identity,
    message_id    text not null,
    time          bigint not null,
    state         smallint not null,                -- EventState: 0 created, 1 active, 2 error, 3 retry, 4 delivered, 5 failed, 6 cancel requested, 7 canceled
    error         text,
    response_status integer,
    response_headers bytea,                         -- HeaderLine list as UTF-8 JSON
    response_body bytea,
    next_delivery_at bigint,
    url_key       bigint,
    host_key      bigint,
    path_key      bigint,
    caller_ip_key bigint,
    queue_key     bigint,
    topic_key     bigint,
    schedule_key  bigint,
    flow_key      bigint,
    primary key (time, id)                          -- the order of the logs; an index of the id alone would serve nobody
);

-- What has happened to this message?
create index event_message on event (message_id);
-- The logs of one state. CREATED and ACTIVE are among any few entries: reading all finds a page sooner than an index would be worth its writing. DELIVERED stands apart from the
-- rare states, so that its index only ever grows at the end.
create index event_delivered on event (time, id) where state = 4;
create index event_state on event (state, time, id) where state in (2, 3, 5, 6, 7);
-- The logs of one value of a facet, and of one of its states.
create index event_url on event (url_key, time, id) where url_key is not null;
create index event_host on event (host_key, time, id) where host_key is not null;
create index event_path on event (path_key, time, id) where path_key is not null;
create index event_caller_ip on event (caller_ip_key, time, id) where caller_ip_key is not null;
create index event_queue on event (queue_key, time, id) where queue_key is not null;
create index event_topic on event (topic_key, time, id) where topic_key is not null;
create index event_schedule on event (schedule_key, time, id) where schedule_key is not null;
create index event_flow on event (flow_key, time, id) where flow_key is not null;

-- The keys of labels, of which an entry may have many.
create table event_label (
    label_key  bigint not null,
    time       bigint not null,
    event_id   bigint not null,
    message_id text not null,
    primary key (label_key, time, event_id)
);

-- Which labels has this message? Its later entries copy them; retention deletes them.
create index event_label_message on event_label (message_id);

create table dead_letter (
    dlq_id           text primary key,
    message_id       text not null,
    failed_at        bigint not null,
    error            text,
    response_status  integer,
    response_headers bytea,                         -- HeaderLine list as UTF-8 JSON
    response_body    bytea,
    response_truncated boolean not null default false,
    url_key          bigint,
    caller_ip_key    bigint,
    queue_key        bigint,
    topic_key        bigint,
    schedule_key     bigint,
    flow_key         bigint
);

-- The list, and retention: what failed longest ago?
create index dead_letter_time on dead_letter (failed_at, dlq_id);
-- Has this message a dead letter?
create index dead_letter_message on dead_letter (message_id);
-- The list of one value of a facet. All have a URL; a missing status is 0.
create index dead_letter_url on dead_letter (url_key, failed_at, dlq_id);
create index dead_letter_status on dead_letter ((coalesce(response_status, 0)), failed_at, dlq_id);
create index dead_letter_caller_ip on dead_letter (caller_ip_key, failed_at, dlq_id) where caller_ip_key is not null;
create index dead_letter_queue on dead_letter (queue_key, failed_at, dlq_id) where queue_key is not null;
create index dead_letter_topic on dead_letter (topic_key, failed_at, dlq_id) where topic_key is not null;
create index dead_letter_schedule on dead_letter (schedule_key, failed_at, dlq_id) where schedule_key is not null;
create index dead_letter_flow on dead_letter (flow_key, failed_at, dlq_id) where flow_key is not null;

-- The keys of labels. They go with their dead letter, whichever statement deletes that.
create table dead_letter_label (
    label_key bigint not null,
    failed_at bigint not null,
    dlq_id    text not null references dead_letter (dlq_id) on delete cascade,
    primary key (label_key, failed_at, dlq_id)
);

-- Which labels go with this dead letter?
create index dead_letter_label_entry on dead_letter_label (dlq_id);

-- == Schedules, URL groups, bulk actions, tokens ==

create table schedule (
    schedule_id text primary key,
    generation  text not null,                      -- new with every creation: firings of an earlier schedule of this id are not its own
    cron        text not null,
    destination text not null,
    queue_name  text,
    caller_ip   text,
    request     bytea not null,                     -- the headers it was created with, UTF-8 JSON
    body        bytea not null,
    created_at  bigint not null,
    paused      integer not null default 0,
    next_at     bigint,                             -- null: never again
    hold_until  bigint not null default 0,          -- claimed by a process that is firing it
    last_at     bigint,
    last_messages text,                             -- ids of the messages of the last firing, separated by commas
    error       text
);

-- Which schedules are due?
create index schedule_due on schedule (next_at) where paused = 0 and next_at is not null;

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

-- Actions on many entries that continue in the background. The stamp decides which process works on one.
create table bulk_action (
    id               text primary key,
    created_at       bigint not null,
    completed_at     bigint,
    filter           text not null,                 -- MessageFilter as JSON
    total            bigint not null,
    processed        bigint not null default 0,
    after_created_at bigint not null default -1,    -- everything up to this entry has been looked at
    after_id         text not null default '',
    stamp            bigint not null default 0,     -- changes whenever a process takes it up
    held_until       bigint not null default 0,
    kind             text not null default 'cancel',
    through          bigint,                        -- entries up to this time; null: up to created_at
    overrides        text,                          -- publish headers of a retry as JSON
    total_capped     integer not null default 0,
    stopped          integer not null default 0,
    refused          bigint not null default 0,
    refusals         text not null default '{}'     -- reasons, each with how often and one entry, as JSON
);

-- The list.
create index bulk_action_time on bulk_action (created_at, id);
-- Which one can be taken up?
create index bulk_action_running on bulk_action (held_until) where completed_at is null;

-- Tokens created over the API. Only their hashes are here: nobody can read a token out of the ledger or its backups.
create table api_token (
    name           text primary key,
    hash           text not null,                   -- SHA-256 of the token, hex
    previous_hash  text,                            -- what a rotation replaced, good until previous_until
    previous_until bigint,
    rights         integer not null,                -- TokenRights: 1 read, 2 publish, 4 admin
    queues         text not null default '',        -- separated by commas; empty for all
    hosts          text not null default '',
    created_at     bigint not null,
    expires_at     bigint
);

-- When a token was last used, by its name: tokens of the settings have a row here and none above.
create table api_token_use (
    name         text primary key,
    last_used_at bigint not null
);

-- == Workflow runs (wire contract 24) ==

-- A run is a configuration, a state and a list of steps that is only ever appended to; whoever appends a step causes one delivery of the list up to it.
create table workflow_run (
    run_key         bigint generated always as identity primary key, -- a parent's is lower than its children's: rows are locked in this order
    run_id          text not null,
    created_at      bigint not null,
    url             text not null,
    host            text not null,
    path            text not null,
    state           smallint not null default 0,    -- RunState: 0 alive, 1 succeeded, 2 failed, 3 canceled
    trigger_mode    smallint not null default 0,    -- 0 by an SDK, 1 the endpoint has yet to identify itself
    configuration   bytea not null,                 -- the trigger's MessageSpec as UTF-8 JSON
    labels          text,                           -- ",a,b," or null
    flow_key        text,
    caller_ip       text,
    invoker_key     bigint,                         -- the run that invoked it
    invoker         bytea,                          -- what to append to that run, as UTF-8 JSON
    next_position   integer not null default 1,
    bytes           bigint not null,                -- of all entries in the list
    completed_at    bigint,
    response        bytea,
    dlq_id          text,
    failure_state   smallint,                       -- of the failure callback: 0 in progress, 1 succeeded, 2 failed, 3 canceled, 4 there is none
    failure_message_id text,
    failure_status  integer,
    failure_headers bytea,
    failure_body    bytea
);

-- The run that appends steps under this id; there is at most one.
create unique index workflow_run_alive on workflow_run (run_id) where state = 0;
-- The last run of this id; an id and a creation time name one run.
create unique index workflow_run_id on workflow_run (run_id, created_at);
-- The list, and the list of one workflow.
create index workflow_run_time on workflow_run (created_at, run_key);
create index workflow_run_url on workflow_run (url, created_at, run_key);
-- Retention: which run ended longest ago?
create index workflow_run_completed on workflow_run (completed_at) where completed_at is not null;
-- Which run does this dead letter belong to?
create unique index workflow_run_dlq on workflow_run (dlq_id) where dlq_id is not null;

create table workflow_step (
    run_key       bigint not null,
    kind          smallint not null,                -- StepKind: 0 entry of the list, 1 call, 2 wait, 3 invocation, 4 answer of a call, 5 failure callback
    step_id       integer not null,
    target_step   integer not null,                 -- 0 except for plan steps
    position      integer,                          -- null unless it is an entry of the list
    message_id    text,
    name          text,
    type          text,
    concurrent    integer not null default 1,
    body          bytea not null,                   -- as it was submitted
    created_at    bigint not null,
    event_id      text,                             -- of a wait
    timeout       text,
    deadline      bigint,
    invoked_key   bigint,                           -- the run an invocation started
    primary key (run_key, kind, step_id, target_step)
);

-- The list of a run up to a position, each given once.
create unique index workflow_step_position on workflow_step (run_key, position) where position is not null;
-- Which step does this message belong to, if any?
create index workflow_step_message on workflow_step (message_id);

create table workflow_waiter (
    run_key         bigint not null,
    event_id        text not null,
    step_id         integer not null,
    token           text not null,                  -- of its due row
    deadline        bigint not null,
    step            bytea not null,                 -- the step as it was submitted, without its result
    spec            bytea not null,                 -- MessageSpec of the message that resumes the run
    timeout_spec    bytea not null,
    url             text not null,
    headers         bytea not null,                 -- as the waiters' list shows them
    timeout_url     text not null,
    timeout_headers bytea not null,
    timeout_body    bytea,
    primary key (run_key, event_id, step_id)
);

-- Who waits for this event?
create index workflow_waiter_event on workflow_waiter (event_id);
-- Whose wait has timed out?
create unique index workflow_waiter_token on workflow_waiter (token);

-- Notifications and webhook calls that came before their wait.
create table workflow_event (
    seq      bigint generated always as identity primary key,
    run_key  bigint not null,
    event_id text not null,
    body     bytea,
    created_at bigint not null
);

-- The first notification of this event that the run has not used.
create index workflow_event_run on workflow_event (run_key, event_id, seq);

-- == What the dashboard shows. None of it is touched by accepting, delivering or settling. ==

-- The queues at the reconciler's last count.
create table queue_count (
    name         text primary key,
    lag          bigint not null,
    oldest_at    bigint,
    reason       text not null,
    stands_still integer not null
);

-- Counters and gauges per minute (step 0), hour (1) and day (2). Process 0 has what was folded, -1 the gauges until then.
create table stat (
    step    smallint not null,
    series  text not null,
    at      bigint not null,
    process integer not null,
    cell    bytea not null,
    primary key (step, series, at, process)
);

-- What is old enough to be folded into the next step, or deleted?
create index stat_time on stat (step, at);
-- Which cells of single processes are still to be folded into one?
create index stat_unfolded on stat (at) where process <> 0;
