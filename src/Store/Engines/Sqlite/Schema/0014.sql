-- Tokens that were made over the API. Only their hashes are here: nobody can read a token out of the ledger or its backups.

create table api_token (
    name           text primary key,
    hash           text not null,              -- SHA-256 of the token, hex
    previous_hash  text,                       -- what a rotation replaced, good until previous_until
    previous_until integer,
    rights         integer not null,           -- TokenRights
    queues         text not null default '',   -- separated by commas; empty for all
    hosts          text not null default '',
    created_at     integer not null,
    expires_at     integer
);

-- When a token was last used, by its name: tokens of the settings have a row here and none above.
create table api_token_use (
    name         text primary key,
    last_used_at integer not null
);
