using BusQStash.Store.Tests.FlowControl;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class FlowKeysOnSqlite() : FlowKeysContract(new SqliteHarness());
