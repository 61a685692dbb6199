using BusQStash.Store.Tests.Retention;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class RetentionOnSqlite() : RetentionContract(new SqliteHarness());
