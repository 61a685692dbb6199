using BusQStash.Store.Tests.UrlGroups;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class UrlGroupsOnSqlite() : UrlGroupsContract(new SqliteHarness());
