-- Ends a transaction that wrote what it had not read, when one of the rows was not as it presumed.

create function presume(holds boolean) returns void
    language plpgsql
    as $$
begin
    if not holds then
        raise exception 'A row was not as presumed; the work is done again by what the rows say.' using errcode = 'BQ001';
    end if;
end $$;
