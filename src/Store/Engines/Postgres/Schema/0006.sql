-- What a queue does that a hosted QStash queue cannot.

alter table queue
    add column steps_aside      boolean not null default false,  -- a message that waits for its retry lets the others pass
    add column awaits_callbacks boolean not null default true;   -- the next message waits for the callbacks of the one before
