using BusQStash.Store.Tests.Signing;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class SigningKeysOnSqlite() : SigningKeysContract(new SqliteHarness());
