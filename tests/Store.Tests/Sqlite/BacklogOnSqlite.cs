using BusQStash.Store.Tests.Backlog;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class BacklogOnSqlite() : BacklogContract(new SqliteHarness());
