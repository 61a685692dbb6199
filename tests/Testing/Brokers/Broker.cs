namespace BusQStash.Testing.Brokers;

/// <summary>A broker several tests share; each takes a virtual host of its own.</summary>
/// <remarks>Found in this order: the address given in <see cref="AddressVariable"/>, Docker, RabbitMQ on this machine.</remarks>
public sealed class Broker : IAsyncDisposable
{
    /// <summary>AMQP address of a broker to use: <c>amqp://user:password@host:port/vhost</c>.</summary>
    public const string AddressVariable = "BUSQ_TEST_AMQP";

    /// <summary>Management API of that broker, when it is not on port 15672 of the same host with the same user.</summary>
    public const string ManagementVariable = "BUSQ_TEST_RABBITMQ_MANAGEMENT";

    private readonly IOwnedBroker? _owned;

    private Broker(string url, string managementUrl, IOwnedBroker? owned)
    {
        _owned = owned;
        Url = url;
        Management = new RabbitMqManagement(managementUrl);
        Description = owned?.Description ?? $"broker given in {AddressVariable}";
    }

    /// <summary>AMQP address of the virtual host the broker was found with.</summary>
    public string Url { get; }

    /// <summary>Where it came from, for messages to people.</summary>
    public string Description { get; }

    public RabbitMqManagement Management { get; }

    /// <exception cref="InvalidOperationException">There is no way to a broker; the text says what would be one.</exception>
    public static async Task<Broker> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } given)
        {
            var management = Environment.GetEnvironmentVariable(ManagementVariable) is { Length: > 0 } named
                ? named
                : ManagementBeside(new Uri(given));
            return new Broker(given, management, owned: null);
        }

        var owned = await OwnedBrokers.StartAsync();
        return new Broker(owned.Url, owned.ManagementUrl, owned);
    }

    /// <summary>An empty virtual host of the caller's own: two systems in one would take each other's messages.</summary>
    public async Task<VirtualHost> CreateVirtualHostAsync()
    {
        var name = $"busq-{Guid.NewGuid():N}";
        await Management.CreateVirtualHostAsync(name);
        return new VirtualHost(this, name);
    }

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }

    private static string ManagementBeside(Uri amqp) =>
        $"http://{(amqp.UserInfo.Length > 0 ? amqp.UserInfo : "guest:guest")}@{amqp.Host}:15672";
}
