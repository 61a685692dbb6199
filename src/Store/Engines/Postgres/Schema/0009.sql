-- A worker whose way to the database is slow says so with its heartbeats; it gets queues only when all are.
alter table instance add column slow boolean not null default false;
