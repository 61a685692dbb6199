using BusQStash.Broker.Tests.Harness;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>On PostgreSQL and RabbitMQ.</summary>
public sealed class PostgresCrashingServer(TestBed bed) : CrashingServerFixture(bed, onPostgres: true);
