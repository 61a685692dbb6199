using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Queues;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class QueueViewsOnSqlite() : QueueViewsContract(new SqliteHarness());
