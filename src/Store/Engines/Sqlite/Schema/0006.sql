-- What a queue does that a hosted QStash queue cannot.

alter table queue add column steps_aside integer not null default 0;       -- a message that waits for its retry lets the others pass
alter table queue add column awaits_callbacks integer not null default 1;  -- the next message waits for the callbacks of the one before
