using System.Globalization;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Peers.BullMq;

/// <summary>BullMQ with its jobs in Redis, in Node.</summary>
internal sealed class BullMqPeer : IPeer
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Peers", "BullMq");

    private readonly RedisServer _redis;

    private BullMqPeer(RedisServer redis)
    {
        _redis = redis;
        Servers = new Dictionary<string, int> { ["Redis"] = redis.ProcessId };
    }

    public string Name => "BullMQ";

    public string Setup =>
        "BullMQ 6.7 on Redis with appendonly yes, appendfsync everysec (what its manual recommends: a crash may lose the last second) and noeviction, "
        + "one Node process, POST through undici with kept connections, 1,000 finished jobs kept";

    public IReadOnlyDictionary<string, int> Servers { get; }

    private string Port => _redis.Port.ToString(CultureInfo.InvariantCulture);

    public static async Task<BullMqPeer> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "bullmq")))
        {
            await Tool.RunAsync(
                new ProcessCommand(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder }, InstallLimit);
        }

        return new BullMqPeer(await RedisServer.StartAsync());
    }

    public Task FillAsync(int jobs, string destination) => Tool.RunAsync(
        new ProcessCommand([
            "node", "fill.mjs", Port, jobs.ToString(CultureInfo.InvariantCulture), destination, NumberedBody.Bytes.ToString(CultureInfo.InvariantCulture),
        ])
        {
            WorkingDirectory = Folder,
        });

    public ChildProcess StartWorker(int concurrency) => ChildProcess.Start(
        new ProcessCommand(["node", "worker.mjs", Port, concurrency.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = Folder });

    public ValueTask DisposeAsync() => _redis.DisposeAsync();
}
