using BusQStash.Store.Tests.FlowControl;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class FlowKeysOnPostgres() : FlowKeysContract(new PostgresHarness());
