using System.Globalization;
using System.Text;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Peers.BullMq;

/// <summary>BullMQ with its jobs in Redis, in Node.</summary>
internal sealed class BullMqPeer : IPeer
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Peers", "BullMq");

    private readonly RedisServer _redis;
    private int _filling;

    private BullMqPeer(RedisServer redis) => _redis = redis;

    public string Name => "BullMQ";

    public string Setup =>
        "BullMQ 6.7 on Redis with appendonly yes, appendfsync everysec (what its manual recommends; a crash may lose the last second) and noeviction, "
        + "one Node process, POST through undici on kept connections, the last 1,000 finished jobs kept";

    public IReadOnlyList<(string Name, int Id)> Servers => [("Redis", _redis.ProcessId)];

    public IReadOnlyList<string> Uses => [];

    private string Port => Text(_redis.Port);

    private string Queue => $"filling{Text(_filling)}";

    /// <summary>Installs its packages beside the built program, unless they are there, and starts its Redis.</summary>
    public static async Task<BullMqPeer> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "bullmq")))
        {
            await Tool.RunAsync(Command("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"), InstallLimit);
        }

        return new BullMqPeer(await RedisServer.StartAsync());
    }

    public Task FillAsync(int jobs, string destination)
    {
        _filling++;
        var filling = Encoding.ASCII.GetString(NumberedBody.Create(0).AsSpan(NumberedBody.Digits));
        return Tool.RunAsync(Command("node", "fill.mjs", Port, Queue, Text(jobs), destination, filling));
    }

    public ChildProcess StartWorker(int concurrency) => ChildProcess.Start(Command("node", "worker.mjs", Port, Queue, Text(concurrency)));

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static ProcessCommand Command(params string[] words) => new(words) { WorkingDirectory = Folder };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
