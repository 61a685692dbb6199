-- What lists of logs and dead letters are narrowed to, beside the rows they list: a page is read off the end of one index.
--
-- A filter's value is kept as a 64-bit key: a hash whose lowest three bits are the entry's state, so that one index answers
-- "of this URL" (a short range for each of the eight states) and "of this URL and failed" (one range).

create function facet_key(value text, state integer) returns bigint
    language sql immutable parallel safe
    as $$ select (hashtextextended(value, 0) & -8) | state $$;

-- Keys are set on CREATED and on all other entries but those every message has soon after it: ACTIVE and DELIVERED within two seconds of
-- CREATED are found through it. Most messages so cost one entry in each of these indexes, not three.
alter table event
    add column url_key       bigint,
    add column host_key      bigint,
    add column path_key      bigint,
    add column caller_ip_key bigint,
    add column queue_key     bigint,
    add column topic_key     bigint,
    add column schedule_key  bigint,
    add column flow_key      bigint;

create table event_label (
    label_key  bigint not null,
    time       bigint not null,
    event_id   bigint not null,
    message_id text not null,
    primary key (label_key, time, event_id)
);

create index event_label_message on event_label (message_id);

alter table dead_letter
    add column url_key       bigint,
    add column caller_ip_key bigint,
    add column queue_key     bigint,
    add column topic_key     bigint,
    add column schedule_key  bigint,
    add column flow_key      bigint;

create table dead_letter_label (
    label_key bigint not null,
    failed_at bigint not null,
    dlq_id    text not null references dead_letter (dlq_id) on delete cascade,
    primary key (label_key, failed_at, dlq_id)
);

create index dead_letter_label_entry on dead_letter_label (dlq_id);

-- Entries of a message never go back in time, whichever process writes them; 0 stands for the time it was created at.
alter table message add column last_event_at bigint not null default 0;

update message m
set last_event_at = coalesce((select max(e.time) from event e where e.message_id = m.id), 0)
where finished_at is null;

update event e
set url_key = facet_key(m.url, e.state),
    host_key = facet_key(lower(substring(m.url from '^[^:]+://([^/?#]*)')), e.state),
    path_key = facet_key(coalesce(substring(m.url from '^[^:]+://[^/?#]*(/[^?#]*)'), '/'), e.state),
    caller_ip_key = facet_key(m.caller_ip, e.state),
    queue_key = facet_key(m.queue_name, e.state),
    topic_key = facet_key(m.topic_name, e.state),
    schedule_key = facet_key(m.schedule_id, e.state),
    flow_key = facet_key(m.flow_key, e.state)
from message m
where m.id = e.message_id;

insert into event_label (label_key, time, event_id, message_id)
select distinct facet_key(l.label, e.state), e.time, e.id, e.message_id
from message m
join event e on e.message_id = m.id
cross join unnest(string_to_array(trim(both ',' from m.labels), ',')) as l(label);

update dead_letter d
set url_key = facet_key(m.url, 0),
    caller_ip_key = facet_key(m.caller_ip, 0),
    queue_key = facet_key(m.queue_name, 0),
    topic_key = facet_key(m.topic_name, 0),
    schedule_key = facet_key(m.schedule_id, 0),
    flow_key = facet_key(m.flow_key, 0)
from message m
where m.id = d.message_id;

insert into dead_letter_label (label_key, failed_at, dlq_id)
select distinct facet_key(l.label, 0), d.failed_at, d.dlq_id
from dead_letter d
join message m on m.id = d.message_id
cross join unnest(string_to_array(trim(both ',' from m.labels), ',')) as l(label);

-- CREATED and ACTIVE are among any few entries; looking through all of them finds a page sooner than an index is worth its writing. DELIVERED
-- stands apart from the rare states so that it is only ever added to at the end.
create index event_delivered on event (time, id) where state = 4;
create index event_state on event (state, time, id) where state in (2, 3, 5, 6, 7);
create index event_url on event (url_key, time, id) where url_key is not null;
create index event_host on event (host_key, time, id) where host_key is not null;
create index event_path on event (path_key, time, id) where path_key is not null;
create index event_caller_ip on event (caller_ip_key, time, id) where caller_ip_key is not null;
create index event_queue on event (queue_key, time, id) where queue_key is not null;
create index event_topic on event (topic_key, time, id) where topic_key is not null;
create index event_schedule on event (schedule_key, time, id) where schedule_key is not null;
create index event_flow on event (flow_key, time, id) where flow_key is not null;

create index dead_letter_url on dead_letter (url_key, failed_at, dlq_id);
create index dead_letter_status on dead_letter ((coalesce(response_status, 0)), failed_at, dlq_id);
create index dead_letter_caller_ip on dead_letter (caller_ip_key, failed_at, dlq_id) where caller_ip_key is not null;
create index dead_letter_queue on dead_letter (queue_key, failed_at, dlq_id) where queue_key is not null;
create index dead_letter_topic on dead_letter (topic_key, failed_at, dlq_id) where topic_key is not null;
create index dead_letter_schedule on dead_letter (schedule_key, failed_at, dlq_id) where schedule_key is not null;
create index dead_letter_flow on dead_letter (flow_key, failed_at, dlq_id) where flow_key is not null;
