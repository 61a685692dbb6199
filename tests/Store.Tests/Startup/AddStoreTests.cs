using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Store.Tests.Startup;

public sealed class AddStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("busqstash-startup-");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_ledger_is_ready_before_any_other_service_starts()
    {
        var builder = Builder();

        // Registered first on purpose.
        builder.Services.AddHostedService<NeedsTheLedger>();
        builder.Services.AddStore(builder.Configuration).Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Worker);
        using var host = builder.Build();
        await host.StartAsync(None);

        Assert.Equal(StoreKind.Sqlite, host.Services.GetRequiredService<StoreKind>());
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "data", "busqstash.db")));
        var instances = host.Services.GetRequiredService<IInstances>();
        Assert.Single(await instances.ListWorkersAsync(TimeSpan.FromMinutes(1), None));
        await host.StopAsync(None);
        Assert.Empty(await instances.ListWorkersAsync(TimeSpan.FromMinutes(1), None));
    }

    [Theory]
    [InlineData("DedicatedQueues", "-1")]
    [InlineData("FinishedRetention", "00:00:00")]
    [InlineData("DeadLetterRetention", "-1.00:00:00")]
    public async Task A_wrong_setting_stops_the_host_and_is_named(string setting, string value)
    {
        var builder = Builder();
        builder.Configuration[$"BusQStash:Store:{setting}"] = value;
        builder.Services.AddStore(builder.Configuration);
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(None));

        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
    }

    private HostApplicationBuilder Builder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["BusQStash:DataDirectory"] = Path.Combine(_folder.FullName, "data");
        return builder;
    }

    private sealed class NeedsTheLedger(ILedgerIdentity ledger, InstanceIdentity identity) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            Assert.True(identity.Number > 0);
            Assert.NotEmpty(await ledger.GetIdAsync(cancellationToken));
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
