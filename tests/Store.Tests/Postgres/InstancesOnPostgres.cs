using BusQStash.Store.Tests.Instances;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class InstancesOnPostgres() : InstancesContract(new PostgresHarness());
