-- Workflow runs (wire contract 24). A run is a configuration, a state and a list of steps that is only ever appended to; whoever appends a step
-- causes one delivery of the list up to it.

create table workflow_run (
    run_key         integer primary key autoincrement,   -- a parent's is lower than its children's: rows are locked in this order
    run_id          text not null,
    created_at      integer not null,
    url             text not null,
    host            text not null,
    path            text not null,
    state           integer not null default 0,        -- 0 alive, 1 success, 2 failed, 3 canceled
    trigger_mode    integer not null default 0,        -- 0 by an SDK, 1 the endpoint is still to be heard of
    configuration   blob not null,                     -- the trigger's MessageSpec as UTF-8 JSON
    labels          text,                               -- ",a,b," or null
    flow_key        text,
    caller_ip       text,
    invoker_key     integer,
    invoker         blob,                              -- what to append to the invoking run, as UTF-8 JSON
    next_position   integer not null default 1,
    bytes           integer not null,                    -- of all entries in the list
    completed_at    integer,
    response        blob,
    dlq_id          text,
    failure_state   integer,                           -- of the failure callback: 0 in progress, 1 success, 2 failed, 3 canceled, 4 there is none
    failure_message_id text,
    failure_status  integer,
    failure_headers blob,
    failure_body    blob
);

create unique index workflow_run_alive on workflow_run (run_id) where state = 0;
create unique index workflow_run_id on workflow_run (run_id, created_at);
create index workflow_run_time on workflow_run (created_at, run_key);
create index workflow_run_url on workflow_run (url, created_at, run_key);
create index workflow_run_completed on workflow_run (completed_at) where completed_at is not null;
create unique index workflow_run_dlq on workflow_run (dlq_id) where dlq_id is not null;

create table workflow_step (
    run_key       integer not null,
    kind          integer not null,       -- 0 entry of the list, 1 call, 2 wait, 3 invocation, 4 answer of a call, 5 failure callback
    step_id       integer not null,
    target_step   integer not null,        -- 0 but for plan steps
    position      integer,                 -- null unless it is an entry of the list
    message_id    text,
    name          text,
    type          text,
    concurrent    integer not null default 1,
    body          blob not null,          -- as it was submitted
    created_at    integer not null,
    event_id      text,                    -- of a wait
    timeout       text,
    deadline      integer,
    invoked_key   integer,                  -- of an invocation
    primary key (run_key, kind, step_id, target_step)
);

create unique index workflow_step_position on workflow_step (run_key, position) where position is not null;
create index workflow_step_message on workflow_step (message_id);

create table workflow_waiter (
    run_key         integer not null,
    event_id        text not null,
    step_id         integer not null,
    token           text not null,         -- of its due row
    deadline        integer not null,
    step            blob not null,        -- the step as it was submitted, without its result
    spec            blob not null,        -- MessageSpec of the message that resumes the run
    timeout_spec    blob not null,
    url             text not null,
    headers         blob not null,        -- as the waiters' list shows them
    timeout_url     text not null,
    timeout_headers blob not null,
    timeout_body    blob,
    primary key (run_key, event_id, step_id)
);

create index workflow_waiter_event on workflow_waiter (event_id);
create unique index workflow_waiter_token on workflow_waiter (token);

-- Notifications and webhook calls that came before their wait.
create table workflow_event (
    seq      integer primary key autoincrement,
    run_key  integer not null,
    event_id text not null,
    body     blob,
    created_at integer not null
);

create index workflow_event_run on workflow_event (run_key, event_id, seq);
