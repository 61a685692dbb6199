using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Tokens;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class ApiTokensOnSqlite() : ApiTokensContract(new SqliteHarness());
