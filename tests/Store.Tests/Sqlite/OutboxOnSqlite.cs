using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Outbox;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class OutboxOnSqlite() : OutboxContract(new SqliteHarness());
