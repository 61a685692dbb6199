using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Queues;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class QueueCountsOnSqlite() : QueueCountsContract(new SqliteHarness());
