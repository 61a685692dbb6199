using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>A whole system of real processes: one Api, workers, a database and a broker's virtual host of its own, and a destination.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private readonly PrivateDatabase _database;
    private readonly Dictionary<string, string> _settings;
    private readonly List<BusQStashProcess> _workers = [];
    private readonly List<BusQStashProcess> _otherApis = [];
    private int _lastQueue;

    private Deployment(PrivateDatabase database, VirtualHost? virtualHost, Destination destination, DeploymentPlan plan)
    {
        _database = database;
        VirtualHost = virtualHost;
        Destination = destination;
        _settings = new Dictionary<string, string>(plan.Settings)
        {
            [SettingNames.Postgres] = plan.WayToDatabase(database.ConnectionString),
            [SettingNames.RabbitMq] = plan.Amqp ?? virtualHost!.Url,
            [SettingNames.Token] = "token-of-the-tests",
            [SettingNames.AllowPrivateNetworks] = "true",

            // A busy machine takes longer from a start to its arrival than a destination's own machine would.
            [SettingNames.StartMargin] = "00:00:00.25",
        };
        Api = new BusQStashProcess(
            BusQStashProgram.Api,
            new Dictionary<string, string>(_settings) { [SettingNames.WorkerInProcess] = plan.WorkerInApi ? "true" : "false" });
        Calls = new QStashCalls(Api.Http);
    }

    public BusQStashProcess Api { get; }

    public IReadOnlyList<BusQStashProcess> Workers => _workers;

    /// <summary>Its part of the shared broker; nothing when the plan named an address.</summary>
    public VirtualHost? VirtualHost { get; }

    public string DatabaseConnectionString => _database.ConnectionString;

    public Destination Destination { get; }

    /// <summary>The REST API as a client sees it.</summary>
    public QStashCalls Calls { get; }

    public static async Task<Deployment> StartAsync(TestBed bed, DeploymentPlan plan)
    {
        var deployment = new Deployment(
            await bed.Database.CreateAsync(),
            plan.Amqp is null ? await bed.Broker.CreateVirtualHostAsync() : null,
            await Destination.StartAsync(),
            plan);
        try
        {
            await deployment.Api.StartAsync();
            await Task.WhenAll(Enumerable.Range(0, plan.Workers).Select(_ => deployment.AddWorkerAsync()));
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more Api, without a worker in it.</summary>
    public async Task<BusQStashProcess> AddApiAsync()
    {
        var api = new BusQStashProcess(BusQStashProgram.Api, new Dictionary<string, string>(_settings) { [SettingNames.WorkerInProcess] = "false" });
        _otherApis.Add(api);
        await api.StartAsync();
        return api;
    }

    /// <summary>Starts one more worker.</summary>
    public Task<BusQStashProcess> AddWorkerAsync() => AddWorkerAsync(new Dictionary<string, string>());

    /// <summary>Starts one more worker with settings of its own.</summary>
    public async Task<BusQStashProcess> AddWorkerAsync(IReadOnlyDictionary<string, string> settings)
    {
        var all = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var worker = new BusQStashProcess(BusQStashProgram.Worker, all);
        lock (_workers)
        {
            _workers.Add(worker);
        }

        await worker.StartAsync();
        return worker;
    }

    /// <summary>A queue nobody used before, and a hook for its messages.</summary>
    public TestQueue NewQueue(Func<ReceivedRequest, Answer> answer) =>
        new($"queue-{Interlocked.Increment(ref _lastQueue)}", Destination.AddHook(answer), Calls);

    /// <summary>A queue nobody used before, whose messages all get the same answer.</summary>
    public TestQueue NewQueue(Answer? answer = null) => NewQueue(_ => answer ?? Answer.Ok);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _workers.Concat(_otherApis).Append(Api))
        {
            await process.DisposeAsync();
        }

        await Destination.DisposeAsync();
        if (VirtualHost is not null)
        {
            await VirtualHost.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
