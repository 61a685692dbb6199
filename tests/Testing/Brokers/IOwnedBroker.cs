namespace BusQStash.Testing.Brokers;

/// <summary>A RabbitMQ node that tests may start, kill and wipe, wherever it runs.</summary>
internal interface IOwnedBroker : IAsyncDisposable
{
    /// <summary>A description for messages to people.</summary>
    string Description { get; }

    /// <summary>AMQP address of the default virtual host; constant for the node's whole life.</summary>
    string Url { get; }

    /// <summary>Address of the management API, credentials included.</summary>
    string ManagementUrl { get; }

    /// <summary>The end of the node's log, for error texts.</summary>
    string Log { get; }

    /// <summary>Starts the node on its existing data; returns when it serves AMQP and the management API.</summary>
    Task StartAsync();

    /// <summary>Crashes the node: it writes nothing more. Does nothing when the node does not run.</summary>
    Task KillAsync();

    /// <summary>Stops the node cleanly. Does nothing when the node does not run.</summary>
    Task StopAsync();

    /// <summary>Deletes all data of the node. The node must not run.</summary>
    Task WipeAsync();

    /// <summary>Runs rabbitmqctl against the running node.</summary>
    Task ControlAsync(params string[] arguments);
}
