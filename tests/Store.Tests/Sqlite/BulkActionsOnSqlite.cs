using BusQStash.Store.Tests.BulkActions;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class BulkActionsOnSqlite() : BulkActionsContract(new SqliteHarness());
