using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Testing;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class InMemoryDeliveryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("busqstash-worker-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_attempt_this_process_could_not_make_is_made_again()
    {
        var attempts = new ScriptedAttempts(made => made == 1 ? Task.FromException(new HttpRequestException("no socket left")) : Task.CompletedTask);
        using var host = await StartAsync(attempts);

        var id = await AcceptAsync(host);

        await EventuallyDeliveredAsync(host, id);
        Assert.Equal(2, attempts.Made);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_worker_that_stops_lets_attempts_end()
    {
        var gate = new TaskCompletionSource();
        var attempts = new ScriptedAttempts(_ => gate.Task);
        using var host = await StartAsync(attempts);
        await AcceptAsync(host);
        await Eventually.TrueAsync(() => attempts.Made == 1, "the attempt to begin");

        var stopping = host.StopAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;

        Assert.Equal(1, attempts.Ended);
    }

    [Fact]
    public async Task Attempts_are_made_side_by_side_as_many_as_may_be()
    {
        var gate = new TaskCompletionSource();
        var attempts = new ScriptedAttempts(_ => gate.Task);
        using var host = await StartAsync(attempts, ("BusQStash:Delivery:MaxConcurrentDeliveries", "3"));
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AcceptAsync(host)));

        await Eventually.TrueAsync(() => attempts.Made == 3, "three attempts to begin");
        gate.SetResult();
        foreach (var id in ids)
        {
            await EventuallyDeliveredAsync(host, id);
        }

        Assert.Equal((10, 3), (attempts.Made, attempts.MaxInFlight));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> AcceptAsync(IHost host)
    {
        var message = new NewMessage
        {
            Id = $"msg_{Guid.NewGuid():N}",
            Spec = new MessageSpec { Url = "http://destination.example/" },
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        var accepted = await host.Services.GetRequiredService<IMessageLedger>().AcceptAsync([message], TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IAcceptedPublisher>().PublishAsync(accepted, TestContext.Current.CancellationToken);
        return message.Id;
    }

    private static Task EventuallyDeliveredAsync(IHost host, string id) => Eventually.TrueAsync(
        async () => await host.Services.GetRequiredService<IMessages>().FindAsync(id, CancellationToken.None) is { State: MessageState.Delivered },
        $"{id} to be delivered");

    private async Task<IHost> StartAsync(ScriptedAttempts attempts, params IEnumerable<(string Name, string Value)> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["BusQStash:DataDirectory"] = _folder.FullName;
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value;
        }

        builder.Services.AddBusQStashWorker(builder.Configuration);
        builder.Services.AddSingleton<IAttempts>(attempts);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
