-- Only PostgreSQL fills it in. Nobody watches the connections of the one process that uses a file.

alter table instance add column session integer;
