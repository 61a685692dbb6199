using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Workflows;

namespace BusQStash.Store.Tests.Postgres;

public sealed class WaitersOnPostgres() : WaitersContract(new PostgresHarness());
