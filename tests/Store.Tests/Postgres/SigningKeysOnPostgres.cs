using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Signing;

namespace BusQStash.Store.Tests.Postgres;

public sealed class SigningKeysOnPostgres() : SigningKeysContract(new PostgresHarness());
