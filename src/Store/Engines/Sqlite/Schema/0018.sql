-- The baseline: the whole ledger at schema version 18. A new ledger starts with this script and goes on with the later ones. Versions before 18 were never released, and a ledger
-- that has one is refused. PostgreSQL has the same tables in the same order (Engines/Postgres/Schema/0018.sql); a test compares the two.
--
-- Times are unix milliseconds. One process uses the file, so there is one clock; "database clock" marks the times for which PostgreSQL uses another.
-- Booleans are 0 and 1. Above an index, or a group of them, stands what it is read for.

-- == The ledger and its processes ==

-- The ledger's id, the signing keys, the time of the last cancel.
create table setting (
    name  text primary key,
    value text not null
);

-- Numbers that are never given twice, whatever is deleted meanwhile: epochs of lanes, stamps of due rows, places in lines of flow control. PostgreSQL has sequences for them.
create table counter (
    name  text primary key,
    value integer not null
);

insert into counter (name, value) values ('lane_epoch', 0), ('due_stamp', 0), ('flow_place', 0);

-- The processes on this ledger. The reconciler deletes a row when its heartbeat is too old and its work has passed to others; a clean stop sets the heartbeat to 0.
create table instance (
    number       integer primary key autoincrement,
    kind         integer not null,                  -- InstanceKind: 1 Api, 2 worker, 3 both
    started_at   integer not null,                  -- database clock
    heartbeat_at integer not null,                  -- database clock
    watermark    integer not null default 0,        -- the commands of its messages up to this origin number are confirmed by the broker
    leaving      integer not null default 0,        -- it is stopping: lanes go to others
    in_flight    integer not null default 0,        -- attempts in progress
    capacity     integer not null default 0         -- most attempts at once
);

-- What a process says about itself less often than with its heartbeat. It is kept for a while after the process has gone.
create table instance_detail (
    number     integer primary key,
    kind       integer not null,
    version    text not null,
    host       text not null,
    queues     integer not null default 0,
    running    text not null default '[]',          -- its longest running attempts as JSON
    written_at integer not null,                    -- database clock
    left_at    integer,                             -- database clock; null: it did not stop cleanly
    settings   text                                 -- as JSON, for comparing processes: values of secrets only as a mark of two bytes; null: it did not say
);

-- Roles that one process at a time may hold, such as the reconciler's.
create table exclusive_role (
    name       text primary key,
    holder     integer not null,
    held_until integer not null                     -- database clock
);

-- == Messages ==

-- A message's state and what it is found by. Its settings and its body are in payload.
create table message (
    id             text primary key,
    state          integer not null,                -- MessageState: 0 scheduled, 1 ready, 2 active, 3 retrying, 4 waiting; final: 10 delivered, 11 failed, 12 canceled
    attempts       integer not null default 0,      -- attempts that have ended
    created_at     integer not null,
    not_before     integer not null,
    finished_at    integer,
    queue_name     text,                            -- null: unordered
    seq            integer not null default 0,      -- its place in the queue
    lane_open      integer not null default 0,      -- holds a place in its lane
    open_callbacks integer not null default 0,      -- callback messages of it that are not final
    parent_id      text,                            -- the message it is a callback of, when that one is ordered
    origin         integer not null,                -- the process that accepted it
    origin_number  integer not null default 0,      -- 1, 2, 3… per origin, for unordered messages due at once; 0: ordered, delayed, retried or released
    claimed_by     integer,                         -- the worker of an attempt in progress
    url            text not null,
    topic_name     text,                            -- the URL group it was published to
    schedule_id    text,
    caller_ip      text,
    flow_key       text,
    labels         text,                            -- ",a,b," or null
    last_event_at  integer not null default 0       -- its log entries never go back in time, whatever the clock does; 0 stands for created_at
);

-- What comes next in this lane, how many wait in it, and since when? With state and lane_open in it, they are counted without a look at the rows.
create index message_lane on message (queue_name, seq, state, lane_open) where lane_open;
-- Which messages of a process wait for a command that it may never have sent?
create index message_in_doubt on message (origin, origin_number) where state = 1 and origin_number > 0;
-- What had a dead process claimed?
create index message_claimed on message (claimed_by) where claimed_by is not null;
-- Retention: what finished longest ago?
create index message_finished on message (finished_at) where finished_at is not null;
-- What is unfinished, in order of acceptance? A cancel by filter walks along it; the dashboard counts it.
create index message_pending on message (created_at, id) where finished_at is null;
-- Which unordered messages that were delayed, retried or released wait for a command? All of them need one when the broker has lost its data.
create index message_sent_again on message (created_at, id) where state = 1 and origin_number = 0 and queue_name is null;
-- Which callbacks does this message of a queue still wait for?
create index message_open_callback on message (parent_id) where parent_id is not null and finished_at is null;

-- What never changes. Apart from message, whose rows are written anew with every change of their state.
create table payload (
    message_id text primary key,
    spec       blob not null,                       -- MessageSpec as UTF-8 JSON
    body       blob not null
);

create table deduplication (
    key        text primary key,
    message_id text not null,
    expires_at integer not null,
    free_on    integer not null default 0           -- the key is free before it expires when its message fails (1), is canceled (2), or either (3)
);

-- Retention: which windows are over?
create index deduplication_expiry on deduplication (expires_at);
-- Which keys does the end of this message free? Few messages have such a key.
create index deduplication_freed on deduplication (message_id) where free_on > 0;

-- == Queues and their lanes ==

-- The settings of a queue and its next place. Accepting and the API write it.
create table queue (
    name             text primary key,
    parallelism      integer not null default 1,
    paused           integer not null default 0,
    created_at       integer not null,
    updated_at       integer not null,
    next_seq         integer not null,              -- starts at created_at * 1000000, so that a queue created again never repeats a place
    shard            integer,                       -- null: a broker queue of its own
    canceled_through integer not null default 0,    -- highest place ever canceled: messages up to it are checked before an attempt
    signal           integer not null default 0,    -- changes with everything a lane's owner must not miss before it parks the lane
    steps_aside      integer not null default 0,    -- a message that waits for its retry lets the others pass
    awaits_callbacks integer not null default 1     -- the next message waits for the callbacks of the one before
);

-- How many queues have a broker queue of their own? Later ones share shards.
create index queue_dedicated on queue (name) where shard is null;

-- The lease of a queue. Only workers write it: apart from queue, so that accepting and settling never wait for each other's row.
create table lane (
    name        text primary key,
    epoch       integer not null,
    holder      integer not null,
    lease_until integer not null                    -- database clock; 0: free
);

-- Deleted queues whose broker queue is still to be removed.
create table removed_queue (
    name       text primary key,
    removed_at integer not null
);

-- == Due rows ==

-- Everything that happens at a time: delayed and retrying messages, parked lanes, scheduled bus messages, timeouts of waits.
create table due (
    token   text primary key,                       -- message id | lane:NAME | a wait's token | a MassTransit scheduling token
    due_at  integer not null,                       -- a claim moves it into the future
    kind    integer not null,                       -- 0 message, 1 lane, 2 bus message, 3 timeout of a workflow's wait
    stamp   integer not null default 0,             -- changes with every claim and every write
    address text,                                   -- this and the rest: of a bus message
    content_type text,
    headers text,
    body    blob
);

-- What is due, and when is the next?
create index due_time on due (due_at);

-- == Flow control ==

-- Limits per key, the line of those who wait, and the permits of those in flight. Its times are on the database clock.
create table flow_key (
    key                text primary key,
    parallelism        integer,                     -- null: no such limit
    rate               integer,                     -- null: no such limit
    period_seconds     integer not null default 1,
    pinned_parallelism integer not null default 0,  -- set over the API: publishing no longer changes it
    pinned_rate        integer not null default 0,
    paused             integer not null default 0,
    window_started_at  integer not null default 0,  -- 0: the next start opens a window
    window_count       integer not null default 0,
    window_lag         integer not null default 0,  -- milliseconds its first start may have been late
    wake_at            integer,                     -- when a worker should look at the line; null: something will happen first
    used_at            integer not null
);

-- Which lines should be looked at now, and when the next?
create index flow_key_wake on flow_key (wake_at) where wake_at is not null;

create table flow_wait (
    message_id text primary key,
    key        text not null,
    place      integer not null,
    holder     integer,                             -- the worker whose lane waits; null for an unordered message, which any worker may take
    ticket     integer                              -- the number that worker gave its lane's request
);

-- Who is first in this line?
create index flow_wait_line on flow_wait (key, place);
-- Which places does a dead worker hold?
create index flow_wait_holder on flow_wait (holder) where holder is not null;

create table flow_permit (
    message_id text primary key,
    key        text not null,
    number     integer not null,                    -- distinguishes this permit from an earlier one of the same message
    holder     integer not null,
    place      integer not null,                    -- where it stood in the line
    ticket     integer,                             -- as in flow_wait
    opened     integer not null default 0           -- its start opens a window
);

-- How many permits of this key are in use?
create index flow_permit_key on flow_permit (key);
-- Which permits does this worker hold, be it alive or dead?
create index flow_permit_holder on flow_permit (holder);

-- == What the broker may have twice, or not yet ==

-- Commands that may arrive twice: whoever receives one claims its message first.
create table doubt (
    origin        integer not null,
    after         integer not null,                 -- origin numbers above this
    through       integer not null,                 -- up to this
    recorded_at   integer not null,
    primary key (origin, after)
);

-- Events written with the change they tell of, until they are published.
create table outbox (
    id         text primary key,
    kind       text not null,
    payload    blob not null,
    written_at integer not null
);

-- Which events should have been published by now?
create index outbox_time on outbox (written_at);

-- == Logs and dead letters ==

-- A page of a list filtered by a value is read off the end of one index. The value is kept beside the row as a 64-bit key: a hash whose lowest three bits are the entry's state,
-- so that one index answers "of this URL" (a short range for each of the eight states) and "of this URL and failed" (one range). The function facet_key is the program's own.

-- The history of each message. ACTIVE and DELIVERED within two seconds of CREATED have no keys: they are found through CREATED, so that most messages cost one entry in each
-- index of keys, not three. All other entries have theirs.
create table event (
    id            integer primary key autoincrement,
    message_id    text not null,
    time          integer not null,
    state         integer not null,                 -- EventState: 0 created, 1 active, 2 error, 3 retry, 4 delivered, 5 failed, 6 cancel requested, 7 canceled
    error         text,
    response_status integer,
    response_headers blob,                          -- HeaderLine list as UTF-8 JSON
    response_body blob,
    next_delivery_at integer,
    url_key       integer,
    host_key      integer,
    path_key      integer,
    caller_ip_key integer,
    queue_key     integer,
    topic_key     integer,
    schedule_key  integer,
    flow_key      integer
);

-- What has happened to this message?
create index event_message on event (message_id);
-- The logs, in their order.
create index event_time on event (time, id);
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
    label_key  integer not null,
    time       integer not null,
    event_id   integer not null,
    message_id text not null,
    primary key (label_key, time, event_id)
) without rowid;

-- Which labels has this message? Its later entries copy them; retention deletes them.
create index event_label_message on event_label (message_id);

create table dead_letter (
    dlq_id           text primary key,
    message_id       text not null,
    failed_at        integer not null,
    error            text,
    response_status  integer,
    response_headers blob,                          -- HeaderLine list as UTF-8 JSON
    response_body    blob,
    response_truncated integer not null default 0,
    url_key          integer,
    caller_ip_key    integer,
    queue_key        integer,
    topic_key        integer,
    schedule_key     integer,
    flow_key         integer
);

-- The list, and retention: what failed longest ago?
create index dead_letter_time on dead_letter (failed_at, dlq_id);
-- Has this message a dead letter?
create index dead_letter_message on dead_letter (message_id);
-- The list of one value of a facet. All have a URL; a missing status is 0.
create index dead_letter_url on dead_letter (url_key, failed_at, dlq_id);
create index dead_letter_status on dead_letter (coalesce(response_status, 0), failed_at, dlq_id);
create index dead_letter_caller_ip on dead_letter (caller_ip_key, failed_at, dlq_id) where caller_ip_key is not null;
create index dead_letter_queue on dead_letter (queue_key, failed_at, dlq_id) where queue_key is not null;
create index dead_letter_topic on dead_letter (topic_key, failed_at, dlq_id) where topic_key is not null;
create index dead_letter_schedule on dead_letter (schedule_key, failed_at, dlq_id) where schedule_key is not null;
create index dead_letter_flow on dead_letter (flow_key, failed_at, dlq_id) where flow_key is not null;

-- The keys of labels. A trigger deletes them with their dead letter, whichever statement deletes that.
create table dead_letter_label (
    label_key integer not null,
    failed_at integer not null,
    dlq_id    text not null,
    primary key (label_key, failed_at, dlq_id)
) without rowid;

-- Which labels go with this dead letter?
create index dead_letter_label_entry on dead_letter_label (dlq_id);

create trigger dead_letter_gone after delete on dead_letter
begin
    delete from dead_letter_label where dlq_id = old.dlq_id;
end;

-- == Schedules, URL groups, bulk actions, tokens ==

create table schedule (
    schedule_id text primary key,
    generation  text not null,                      -- new with every creation: firings of an earlier schedule of this id are not its own
    cron        text not null,
    destination text not null,
    queue_name  text,
    caller_ip   text,
    request     blob not null,                      -- the headers it was created with, UTF-8 JSON
    body        blob not null,
    created_at  integer not null,
    paused      integer not null default 0,
    next_at     integer,                            -- null: never again
    hold_until  integer not null default 0,         -- claimed by a process that is firing it
    last_at     integer,
    last_messages text,                             -- ids of the messages of the last firing, separated by commas
    error       text
);

-- Which schedules are due?
create index schedule_due on schedule (next_at) where paused = 0 and next_at is not null;

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

-- Actions on many entries that continue in the background. The stamp decides which process works on one.
create table bulk_action (
    id               text primary key,
    created_at       integer not null,
    completed_at     integer,
    filter           text not null,                 -- MessageFilter as JSON
    total            integer not null,
    processed        integer not null default 0,
    after_created_at integer not null default -1,   -- everything up to this entry has been looked at
    after_id         text not null default '',
    stamp            integer not null default 0,    -- changes whenever a process takes it up
    held_until       integer not null default 0,
    kind             text not null default 'cancel',
    through          integer,                       -- entries up to this time; null: up to created_at
    overrides        text,                          -- publish headers of a retry as JSON
    total_capped     integer not null default 0,
    stopped          integer not null default 0,
    refused          integer not null default 0,
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
    previous_until integer,
    rights         integer not null,                -- TokenRights: 1 read, 2 publish, 4 admin
    queues         text not null default '',        -- separated by commas; empty for all
    hosts          text not null default '',
    created_at     integer not null,
    expires_at     integer
);

-- When a token was last used, by its name: tokens of the settings have a row here and none above.
create table api_token_use (
    name         text primary key,
    last_used_at integer not null
);

-- == Workflow runs (wire contract 24) ==

-- A run is a configuration, a state and a list of steps that is only ever appended to; whoever appends a step causes one delivery of the list up to it.
create table workflow_run (
    run_key         integer primary key autoincrement, -- a parent's is lower than its children's: rows are locked in this order
    run_id          text not null,
    created_at      integer not null,
    url             text not null,
    host            text not null,
    path            text not null,
    state           integer not null default 0,     -- RunState: 0 alive, 1 succeeded, 2 failed, 3 canceled
    trigger_mode    integer not null default 0,     -- 0 by an SDK, 1 the endpoint has yet to identify itself
    configuration   blob not null,                  -- the trigger's MessageSpec as UTF-8 JSON
    labels          text,                           -- ",a,b," or null
    flow_key        text,
    caller_ip       text,
    invoker_key     integer,                        -- the run that invoked it
    invoker         blob,                           -- what to append to that run, as UTF-8 JSON
    next_position   integer not null default 1,
    bytes           integer not null,               -- of all entries in the list
    completed_at    integer,
    response        blob,
    dlq_id          text,
    failure_state   integer,                        -- of the failure callback: 0 in progress, 1 succeeded, 2 failed, 3 canceled, 4 there is none
    failure_message_id text,
    failure_status  integer,
    failure_headers blob,
    failure_body    blob
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
    run_key       integer not null,
    kind          integer not null,                 -- StepKind: 0 entry of the list, 1 call, 2 wait, 3 invocation, 4 answer of a call, 5 failure callback
    step_id       integer not null,
    target_step   integer not null,                 -- 0 except for plan steps
    position      integer,                          -- null unless it is an entry of the list
    message_id    text,
    name          text,
    type          text,
    concurrent    integer not null default 1,
    body          blob not null,                    -- as it was submitted
    created_at    integer not null,
    event_id      text,                             -- of a wait
    timeout       text,
    deadline      integer,
    invoked_key   integer,                          -- the run an invocation started
    primary key (run_key, kind, step_id, target_step)
);

-- The list of a run up to a position, each given once.
create unique index workflow_step_position on workflow_step (run_key, position) where position is not null;
-- Which step does this message belong to, if any?
create index workflow_step_message on workflow_step (message_id);

create table workflow_waiter (
    run_key         integer not null,
    event_id        text not null,
    step_id         integer not null,
    token           text not null,                  -- of its due row
    deadline        integer not null,
    step            blob not null,                  -- the step as it was submitted, without its result
    spec            blob not null,                  -- MessageSpec of the message that resumes the run
    timeout_spec    blob not null,
    url             text not null,
    headers         blob not null,                  -- as the waiters' list shows them
    timeout_url     text not null,
    timeout_headers blob not null,
    timeout_body    blob,
    primary key (run_key, event_id, step_id)
);

-- Who waits for this event?
create index workflow_waiter_event on workflow_waiter (event_id);
-- Whose wait has timed out?
create unique index workflow_waiter_token on workflow_waiter (token);

-- Notifications and webhook calls that came before their wait.
create table workflow_event (
    seq      integer primary key autoincrement,
    run_key  integer not null,
    event_id text not null,
    body     blob,
    created_at integer not null
);

-- The first notification of this event that the run has not used.
create index workflow_event_run on workflow_event (run_key, event_id, seq);

-- == What the dashboard shows. None of it is touched by accepting, delivering or settling. ==

-- The queues at the reconciler's last count.
create table queue_count (
    name         text primary key,
    lag          integer not null,
    oldest_at    integer,
    reason       text not null,
    stands_still integer not null
);

-- Counters and gauges per minute (step 0), hour (1) and day (2). Process 0 has what was folded, -1 the gauges until then.
create table stat (
    step    integer not null,
    series  text not null,
    at      integer not null,
    process integer not null,
    cell    blob not null,
    primary key (step, series, at, process)
) without rowid;

-- What is old enough to be folded into the next step, or deleted?
create index stat_time on stat (step, at);
-- Which cells of single processes are still to be folded into one?
create index stat_unfolded on stat (at) where process <> 0;
