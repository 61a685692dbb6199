namespace BusQStash.Testing.Brokers;

/// <summary>A RabbitMQ node the tests may start, kill and wipe, wherever it runs.</summary>
internal interface IOwnedBroker : IAsyncDisposable
{
    /// <summary>What it is, for messages to people.</summary>
    string Description { get; }

    /// <summary>AMQP address of the default virtual host; the same for the node's whole life.</summary>
    string Url { get; }

    /// <summary>Address of the management API, credentials included.</summary>
    string ManagementUrl { get; }

    /// <summary>The end of the node's log, for error texts.</summary>
    string Log { get; }

    /// <summary>Starts the node on whatever data it has; returns when it serves AMQP and the management API.</summary>
    Task StartAsync();

    /// <summary>A crash: nothing is written down any more. Does nothing when the node does not run.</summary>
    Task KillAsync();

    /// <summary>A clean stop. Does nothing when the node does not run.</summary>
    Task StopAsync();

    /// <summary>Loses everything the node knew. The node must not run.</summary>
    Task WipeAsync();

    /// <summary>rabbitmqctl against the running node.</summary>
    Task ControlAsync(params string[] arguments);
}
