using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Queues;

namespace BusQStash.Store.Tests.Postgres;

public sealed class QueueCountsOnPostgres() : QueueCountsContract(new PostgresHarness());
