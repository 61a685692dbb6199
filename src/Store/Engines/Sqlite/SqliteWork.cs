namespace BusQStash.Store.Engines.Sqlite;

/// <summary>A piece of work inside a group's transaction, and its result.</summary>
internal delegate ValueTask<object?> SqliteWork(SqliteSession session);
