using BusQStash.Store.Tests.FlowControl;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class FlowReturnsOnPostgres() : FlowReturnsContract(new PostgresHarness());
