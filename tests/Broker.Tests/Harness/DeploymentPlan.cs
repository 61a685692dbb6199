namespace BusQStash.Broker.Tests.Harness;

/// <summary>What a deployment is made of.</summary>
public sealed record DeploymentPlan
{
    /// <summary>Worker processes beside the Api.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>The Api delivers too.</summary>
    public bool WorkerInApi { get; init; }

    /// <summary>AMQP address to use in place of a virtual host of the shared broker: a broker the test may crash, or a way to it.</summary>
    public string? Amqp { get; init; }

    /// <summary>Turns the connection string of the database into the one the processes are given: a way to it that the test may disturb.</summary>
    public Func<string, string> WayToDatabase { get; init; } = static text => text;

    /// <summary>Environment variables for every process, beyond what all of them need.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
