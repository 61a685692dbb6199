using System.Text.Json;

namespace BusQStash.Testing.Brokers;

/// <summary>A virtual host of a shared broker; disposing deletes it with everything in it.</summary>
public sealed class VirtualHost : IAsyncDisposable
{
    private readonly Broker _broker;

    internal VirtualHost(Broker broker, string name)
    {
        _broker = broker;
        Name = name;
        Url = new UriBuilder(broker.Url) { Path = name }.Uri.ToString();
    }

    public string Name { get; }

    /// <summary>AMQP address of this virtual host.</summary>
    public string Url { get; }

    /// <summary>Its queues, as the management API describes them.</summary>
    public Task<IReadOnlyList<JsonElement>> QueuesAsync() => _broker.Management.QueuesAsync(Name);

    /// <summary>Its consumers, as the management API describes them.</summary>
    public Task<IReadOnlyList<JsonElement>> ConsumersAsync() => _broker.Management.ConsumersAsync(Name);

    public async ValueTask DisposeAsync() => await _broker.Management.DeleteVirtualHostAsync(Name);
}
