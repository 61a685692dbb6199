using BusQStash.Store.Tests.Dlq;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class DeadLetterViewsOnSqlite() : DeadLetterViewsContract(new SqliteHarness());
