using BusQStash.Store.Tests.Queues;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class QueuesOnSqlite() : QueuesContract(new SqliteHarness());
