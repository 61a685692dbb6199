namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>Which of the two systems a test runs on.</summary>
public enum ServerKind
{
    /// <summary>Nothing configured: SQLite, everything in one process.</summary>
    Embedded,

    /// <summary>RabbitMQ, PostgreSQL, an Api and two workers.</summary>
    Distributed,
}
