using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Tokens;

namespace BusQStash.Store.Tests.Postgres;

public sealed class ApiTokensOnPostgres() : ApiTokensContract(new PostgresHarness());
