using BusQStash.Store.Tests.BulkActions;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class DeadLetterActionsOnSqlite() : DeadLetterActionsContract(new SqliteHarness());
