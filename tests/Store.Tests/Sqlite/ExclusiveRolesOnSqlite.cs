using BusQStash.Store.Tests.Instances;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class ExclusiveRolesOnSqlite() : ExclusiveRolesContract(new SqliteHarness());
