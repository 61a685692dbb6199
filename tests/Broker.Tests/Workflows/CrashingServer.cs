using BusQStash.Broker.Tests.Harness;
using BusQStash.CrashPoints;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>The built Api with a worker in its process, which ends itself at the point a test names (<see cref="CrashPoint"/>).</summary>
public sealed class CrashingServer : IAsyncDisposable
{
    // In the folder the process works in.
    private const string PointFile = "crash-point";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Stack<IAsyncDisposable> _owned = new();

    private CrashingServer()
    {
    }

    public BusQStashProcess Api { get; private set; } = null!;

    public Destination Destination { get; private set; } = null!;

    /// <summary>On SQLite, or on PostgreSQL and RabbitMQ.</summary>
    public static async Task<CrashingServer> StartAsync(TestBed bed, bool onPostgres)
    {
        var server = new CrashingServer();
        try
        {
            await server.LaunchAsync(bed, onPostgres);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The process ends the next time it comes to this point.</summary>
    public void EndAt(string point)
    {
        // Whole or not at all: it is read at any moment.
        var path = Path.Combine(Api.DataDirectory, PointFile);
        File.WriteAllText(path + ".new", point);
        File.Move(path + ".new", path);
    }

    /// <summary>The process ends nowhere but where a test says from now on.</summary>
    public void EndNowhere() => File.Delete(Path.Combine(Api.DataDirectory, PointFile));

    /// <summary>Waits until it has ended at its point, and starts it again.</summary>
    public async Task StartAgainAsync()
    {
        await Eventually.TrueAsync(() => !Api.IsRunning, "the process to end at its point", Patience);
        await Api.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var owned))
        {
            await owned.DisposeAsync();
        }
    }

    private async Task LaunchAsync(TestBed bed, bool onPostgres)
    {
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(CrashPoint).Assembly.Location,
            [CrashPoint.FileVariable] = PointFile,

            // A process that was killed is taken for dead as soon as may be.
            ["BusQStash__Lanes__WorkerMaxAge"] = "00:00:03.6",
            ["BusQStash__Broker__SendTimeout"] = "00:00:03",
            ["BusQStash__Reconciler__DeadAfter"] = "00:00:04",
            ["BusQStash__Reconciler__RoleLease"] = "00:00:02",
        };
        if (onPostgres)
        {
            var deployment = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0, WorkerInApi = true, Settings = settings });
            _owned.Push(deployment);
            (Api, Destination) = (deployment.Api, deployment.Destination);
            return;
        }

        Destination = await Destination.StartAsync();
        _owned.Push(Destination);
        Api = await BusQStashProcess.StartApiAsync(settings);
        _owned.Push(Api);
    }
}
