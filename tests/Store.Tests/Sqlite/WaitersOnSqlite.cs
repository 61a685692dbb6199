using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Workflows;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class WaitersOnSqlite() : WaitersContract(new SqliteHarness());
