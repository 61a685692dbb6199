using BusQStash.Broker.Tests.Harness;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>On SQLite, one process.</summary>
public sealed class EmbeddedCrashingServer(TestBed bed) : CrashingServerFixture(bed, onPostgres: false);
