using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Api.Tests.Abuse;

/// <summary>The embedded default as a process with little memory and few files: what would take more than its share ends it.</summary>
internal sealed class AbusedServer : IAsyncDisposable
{
    private const string HardLimitOfTheHeap = "DOTNET_GCHeapHardLimit";
    private const int MessagesACall = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BusQStashProcess _process;

    private AbusedServer(BusQStashProcess process) => _process = process;

    public Uri Address => new(_process.Url);

    /// <summary>Starts it with at most so many bytes of managed memory and so many open files.</summary>
    public static async Task<AbusedServer> StartAsync(long memory, int files)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limits of a process, and the addresses 127.x.y.z, are Linux's.");
        var program = Path.Combine(Repository.Root, "src", "Api", "bin", Repository.Configuration, "net10.0", "BusQStash.Api.dll");
        var process = new BusQStashProcess(
            BusQStashProgram.Api,
            new Dictionary<string, string> { [HardLimitOfTheHeap] = $"0x{memory:x}" },
            ["bash", "-c", $"ulimit -n {files}; exec dotnet \"$0\"", program]);
        var server = new AbusedServer(process);
        try
        {
            await process.StartAsync();
            return server;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes a message to each of these, without retries.</summary>
    public async Task PublishAsync(IEnumerable<string> urls, string? queue = null)
    {
        foreach (var some in urls.Chunk(MessagesACall))
        {
            var items = some.Select(url => new { destination = url, queue, headers = new Dictionary<string, string> { ["Upstash-Retries"] = "0" } });
            using var answer = await _process.Http.PostAsJsonAsync("v2/batch", items, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Publishes so many messages with a body of so many bytes, all at once; who is told to try again does.</summary>
    public async Task PublishLargeAsync(string url, int count, int bytes)
    {
        var body = new byte[bytes];
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => PublishUntilAcceptedAsync(url, body)));
    }

    /// <summary>Asserts that it answers, takes messages for a healthy queue and delivers them.</summary>
    public async Task AssertServesAsync()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        await PublishAsync(Enumerable.Repeat(hook.Url, 20), queue: "healthy");
        try
        {
            await hook.WaitForEndedAsync(20, Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{_process.Output.Tail()}");
        }

        var logs = await _process.Http.GetFromJsonAsync<JsonNode>("v2/logs?count=1&state=DELIVERED", TestContext.Current.CancellationToken);
        Assert.Single(logs!["events"]!.AsArray());
        AssertHolds();
    }

    /// <summary>Asserts that nothing broke for want of memory or files.</summary>
    public void AssertHolds()
    {
        Assert.True(_process.IsRunning, _process.Output.Tail());
        Assert.DoesNotContain(_process.Output.Lines, line => line.Contains("OutOfMemory", StringComparison.Ordinal));
        Assert.DoesNotContain(_process.Output.Lines, line => line.Contains("Too many open files", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(File.ReadLines($"/proc/{_process.ProcessId}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)));
    }

    private async Task PublishUntilAcceptedAsync(string url, byte[] body)
    {
        while (true)
        {
            using var content = new ByteArrayContent(body);
            using var answer = await _process.Http.PostAsync($"v2/publish/{url}", content, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                return;
            }

            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
