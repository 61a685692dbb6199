-- The server process behind the connection that sends a process's heartbeats. When it has ended, that connection is closed.

alter table instance add column session integer;
