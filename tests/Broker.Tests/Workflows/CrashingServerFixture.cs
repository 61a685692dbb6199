using BusQStash.Broker.Tests.Harness;
using Xunit;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>The server of all tests of a class: each of them ends it and starts it again.</summary>
public abstract class CrashingServerFixture(TestBed bed, bool onPostgres) : IAsyncLifetime
{
    private CrashingServer? _server;

    /// <summary>The running server, which ends nowhere yet.</summary>
    public async Task<CrashingServer> GetAsync()
    {
        _server ??= await CrashingServer.StartAsync(bed, onPostgres);
        _server.EndNowhere();
        if (!_server.Api.IsRunning)
        {
            await _server.Api.StartAsync();
        }

        return _server;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
