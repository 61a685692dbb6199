using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Delays;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class DueItemsOnSqlite() : DueItemsContract(new SqliteHarness());
