-- The settings a process runs with, as JSON, for comparing them: values of secrets only as a mark of two bytes. Null: it did not say.

alter table instance_detail add column settings text;
