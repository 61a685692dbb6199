using BusQStash.Store.Tests.Signing;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class SigningKeysOnPostgres() : SigningKeysContract(new PostgresHarness());
