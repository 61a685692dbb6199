using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.BulkActions;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class RunActionsOnSqlite() : RunActionsContract(new SqliteHarness());
