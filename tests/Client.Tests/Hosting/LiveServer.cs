using BusQStash.Testing.Programs;
using Xunit;

[assembly: AssemblyFixture(typeof(BusQStash.Client.Tests.Hosting.LiveServer))]

namespace BusQStash.Client.Tests.Hosting;

/// <summary>The system as it starts with nothing configured, and a client of it.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    private readonly Lazy<Task<BusQStashProcess>> _server = new(() => BusQStashProcess.StartApiAsync());
    private BusQStashClient? _client;

    public Task<BusQStashProcess> ProcessAsync() => _server.Value;

    public async Task<IBusQStashClient> ClientAsync()
    {
        var server = await _server.Value;
        return _client ??= BusQStashClient.Create(options =>
        {
            options.Url = server.Url;
            options.Token = BusQStashProcess.DevelopmentToken;
        });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
