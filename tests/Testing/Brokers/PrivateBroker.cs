namespace BusQStash.Testing.Brokers;

/// <summary>A broker for one test, which may crash it, stop it, raise its alarms and delete its data.</summary>
/// <remarks>Its address never changes. Nothing of it remains, even when the test process is killed.</remarks>
public sealed class PrivateBroker : IAsyncDisposable
{
    private readonly IOwnedBroker _broker;

    private PrivateBroker(IOwnedBroker broker)
    {
        _broker = broker;
        Management = new RabbitMqManagement(broker.ManagementUrl);
    }

    /// <summary>AMQP address of the default virtual host.</summary>
    public string Url => _broker.Url;

    /// <summary>Address of the management API, credentials included.</summary>
    public string ManagementUrl => _broker.ManagementUrl;

    public RabbitMqManagement Management { get; }

    /// <summary>The node's latest log lines.</summary>
    public string Log => _broker.Log;

    /// <summary>A new, empty, running broker.</summary>
    public static async Task<PrivateBroker> CreateAsync() => new(await OwnedBrokers.StartAsync());

    /// <summary>Starts a killed, stopped or wiped broker; returns when it serves AMQP.</summary>
    public Task StartAsync() => _broker.StartAsync();

    /// <summary>Crashes the broker (SIGKILL).</summary>
    public Task KillAsync() => _broker.KillAsync();

    /// <summary>Stops the broker cleanly.</summary>
    public Task StopAsync() => _broker.StopAsync();

    /// <summary>Stops the broker cleanly, if it runs, and starts it on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Crashes the broker, if it runs, and deletes all its data. It does not run afterwards.</summary>
    public async Task WipeAsync()
    {
        await KillAsync();
        await _broker.WipeAsync();
    }

    /// <summary>Raises a memory alarm: the broker blocks every connection that publishes.</summary>
    public Task RaiseMemoryAlarmAsync() => ControlAsync("set_vm_memory_high_watermark", "0.0001");

    /// <summary>Ends the memory alarm.</summary>
    public Task EndMemoryAlarmAsync() => ControlAsync("set_vm_memory_high_watermark", "0.4");

    /// <summary>Runs rabbitmqctl against the running broker.</summary>
    public Task ControlAsync(params string[] arguments) => _broker.ControlAsync(arguments);

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        await _broker.DisposeAsync();
    }
}
