namespace BusQStash.Store.Engines.Sqlite;

/// <summary>A unit of work inside a group's transaction, with its result.</summary>
internal delegate ValueTask<object?> SqliteWork(SqliteSession session);
