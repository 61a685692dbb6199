using BusQStash.Packages.Tests.Feed;
using BusQStash.Packages.Tests.Snippets;
using BusQStash.Testing;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Packages.Tests.Hosts;

/// <summary>An Api on RabbitMQ and PostgreSQL, and three programs made from the packages: a worker, a web program that publishes and receives, a subscriber.</summary>
public sealed class Installation(PackedPackages packages) : IAsyncLifetime
{
    private readonly SharedBroker _broker = new();
    private readonly SharedDatabase _database = new();
    private readonly List<IAsyncDisposable> _running = [];
    private Dictionary<string, string> _settings = [];
    private string _worker = "";

    public string WebUrl { get; } = $"http://127.0.0.1:{FreePorts.One()}";

    /// <summary>The Api of the repository, which delivers nothing itself.</summary>
    public BusQStashProcess Api { get; private set; } = null!;

    public ChildProcess Web { get; private set; } = null!;

    public ChildProcess Subscriber { get; private set; } = null!;

    /// <summary>Folder of the worker's assembly.</summary>
    public string WorkerFolder => Path.GetDirectoryName(_worker)!;

    public async ValueTask InitializeAsync()
    {
        _worker = await packages.BuildAsync(WorkerProject());
        var web = await packages.BuildAsync(WebProject());
        var subscriber = await packages.BuildAsync(SubscriberProject());

        var ledger = Keep(await _database.CreateAsync());
        var virtualHost = Keep(await _broker.CreateVirtualHostAsync());
        _settings = new Dictionary<string, string>
        {
            [SettingNames.Postgres] = ledger.ConnectionString,
            [SettingNames.RabbitMq] = virtualHost.Url,
            [SettingNames.AllowPrivateNetworks] = "true",
            [SettingNames.AllowDevelopmentToken] = "true",
            [SettingNames.WorkerInProcess] = "false",
        };
        Api = Keep(await BusQStashProcess.StartApiAsync(_settings));
        Keep(StartWorker());
        Subscriber = Keep(Run(subscriber, _settings));
        Web = Keep(Run(web, new() { [SettingNames.Urls] = WebUrl, ["QSTASH_URL"] = Api.Url, ["QSTASH_TOKEN"] = BusQStashProcess.DevelopmentToken }));
        await SaysAsync(Web, "Application started");
        await SaysAsync(Subscriber, "Bus started");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_running))
        {
            await one.DisposeAsync();
        }

        await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>One more worker.</summary>
    public ChildProcess StartWorker() => Run(_worker, _settings);

    /// <summary>Waits for a line of the program.</summary>
    public static async Task SaysAsync(ChildProcess process, string text)
    {
        await Eventually.TrueAsync(() => process.HasExited || Has(process, text), $"'{text}' in what it writes:\n{process.Output.Tail()}", TimeSpan.FromMinutes(1));
        Assert.True(Has(process, text), $"It ended without '{text}':\n{process.Output.Tail()}");
    }

    private static bool Has(ChildProcess process, string text) => process.Output.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    // As `dotnet new console` makes it, with the program of the page on workers word for word.
    private static OutsideProject WorkerProject()
    {
        var page = Path.Combine("docs", "features", "drop-in-worker.md");
        return new("OwnWorker", OutsideProject.Console, ["BusQStash.Worker"], new Dictionary<string, string>
        {
            ["Program.cs"] = Snippet.All().Single(snippet => snippet.Page == page).ToProgram(),
        });
    }

    private static OutsideProject WebProject() =>
        new("OwnWeb", OutsideProject.Web, ["BusQStash.Client"], new Dictionary<string, string> { ["Program.cs"] = Read("tests", "Packages.Tests", "Sources", "Web.cs") });

    // As `dotnet new worker` makes it, which brings the package of the host.
    private static OutsideProject SubscriberProject() =>
        new("OutcomeSubscriber", OutsideProject.Worker, ["BusQStash.Contracts", "MassTransit.RabbitMQ/8.5.*", "Microsoft.Extensions.Hosting/10.*"], new Dictionary<string, string>
        {
            ["Program.cs"] = Read("samples", "OutcomeSubscriber", "Program.cs"),
            ["OutcomeConsumer.cs"] = Read("samples", "OutcomeSubscriber", "OutcomeConsumer.cs"),
        });

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    private static ChildProcess Run(string assembly, Dictionary<string, string> settings) =>
        ChildProcess.Start(new ProcessCommand(["dotnet", assembly])
        {
            Environment = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value),
            WorkingDirectory = Path.GetDirectoryName(assembly),
        });

    private T Keep<T>(T resource)
        where T : IAsyncDisposable
    {
        _running.Add(resource);
        return resource;
    }
}
