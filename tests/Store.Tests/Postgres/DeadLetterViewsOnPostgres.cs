using BusQStash.Store.Tests.Dlq;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class DeadLetterViewsOnPostgres() : DeadLetterViewsContract(new PostgresHarness());
