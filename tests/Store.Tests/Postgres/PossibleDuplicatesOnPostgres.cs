using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Instances;

namespace BusQStash.Store.Tests.Postgres;

public sealed class PossibleDuplicatesOnPostgres() : PossibleDuplicatesContract(new PostgresHarness());
