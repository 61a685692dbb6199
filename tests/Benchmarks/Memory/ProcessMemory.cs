using System.Diagnostics.Tracing;
using System.Globalization;
using BusQStash.Testing;
using BusQStash.Testing.Programs;
using Microsoft.Diagnostics.NETCore.Client;

namespace BusQStash.Benchmarks.Memory;

/// <summary>What a program holds in memory, in bytes.</summary>
/// <param name="Resident">Everything, as the kernel counts it.</param>
/// <param name="Heap">Managed objects that are alive.</param>
internal readonly record struct ProcessMemory(double Resident, double Heap)
{
    // The runtime's event source, and the keyword that makes it collect everything first.
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long Collect = 0x800000;

    /// <summary>Right after full collections: garbage does not count.</summary>
    public static async Task<ProcessMemory> SettledAsync(BusQStashProcess program)
    {
        // Twice: what waited for its finalizer in the first is gone in the second.
        await CollectAsync(program);
        await CollectAsync(program);
        return await ReadAsync(program);
    }

    public static async Task<ProcessMemory> ReadAsync(BusQStashProcess program) =>
        new(ResidentOf(program.ProcessId), (await MetricsPage.ReadAsync(program.Http)).Heap);

    private static double ResidentOf(int process)
    {
        const double PageSize = 4096;
        var statm = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/statm"));
        return long.Parse(statm.Split(' ')[1], CultureInfo.InvariantCulture) * PageSize;
    }

    private static async Task CollectAsync(BusQStashProcess program)
    {
        var before = (await MetricsPage.ReadAsync(program.Http)).Collections(2);
        using var session = await new DiagnosticsClient(program.ProcessId).StartEventPipeSessionAsync(
            [new EventPipeProvider(Runtime, EventLevel.Informational, Collect)], requestRundown: false, circularBufferMB: 1, CancellationToken.None);

        // Somebody has to read what it sends, or it waits for ever when it ends.
        var reading = session.EventStream.CopyToAsync(Stream.Null);
        await Eventually.TrueAsync(async () => (await MetricsPage.ReadAsync(program.Http)).Collections(2) > before, "a full collection");
        await session.StopAsync(CancellationToken.None);
        await reading;
    }
}
