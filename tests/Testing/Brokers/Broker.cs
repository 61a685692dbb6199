namespace BusQStash.Testing.Brokers;

/// <summary>A broker that several tests share; each uses its own virtual host.</summary>
/// <remarks>Sources, in this order: the address given in <see cref="AddressVariable"/>, Docker, RabbitMQ on this machine.</remarks>
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

    /// <summary>The broker's source, for messages to people.</summary>
    public string Description { get; }

    public RabbitMqManagement Management { get; }

    /// <exception cref="InvalidOperationException">No broker is available; the text says how to provide one.</exception>
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

    /// <summary>An empty virtual host for the caller alone: two systems in one would take each other's messages.</summary>
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
