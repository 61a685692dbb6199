using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Loads;

/// <summary>Sends messages over many connections, as fast as the answers come or at a rate, in a process of its own.</summary>
internal sealed class LoadGenerator(LoadPlan plan, IReadOnlyList<LoadConnection> connections)
{
    public const string Role = "load";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);
    private readonly long[] _ticks = new long[plan.Messages];
    private int _next = -1;
    private int _refused;

    /// <summary>Starts a generator and waits for it.</summary>
    public static async Task<LoadResult> SendAsync(LoadPlan plan)
    {
        await using var process = RoleProcess.Start(
            Role, plan.Server, plan.Path, Text(plan.Connections), Text(plan.Messages), plan.Authorization, Text(plan.Rate));
        return JsonSerializer.Deserialize(await process.WaitAsync(Limit), LoadJson.Default.LoadResult)!;
    }

    /// <param name="arguments">The parts of a <see cref="LoadPlan"/>.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var plan = new LoadPlan(arguments[0], arguments[1], Number(arguments[2]), Number(arguments[3]), arguments[4], Number(arguments[5]));
        LoadConnection[] connections = [.. Enumerable.Range(0, plan.Connections).Select(_ => new LoadConnection(plan))];
        try
        {
            await Task.WhenAll(connections.Select(connection => connection.ConnectAsync()));
            var result = await new LoadGenerator(plan, connections).RunAsync();
            Console.WriteLine(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private async Task<LoadResult> RunAsync()
    {
        await Task.WhenAll(connections.Select((connection, index) => LeadAsync(connection, plan.Messages + (index * LoadPlan.LeadPerConnection))));
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => SendAllAsync(connection, started)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = Environment.CpuUsage.TotalTime - cpu;
        Array.Sort(_ticks);
        return new LoadResult(
            started, elapsed.TotalSeconds, plan.Messages - _refused, _refused, Milliseconds(0.5), Milliseconds(0.99), used.TotalMicroseconds / plan.Messages);
    }

    private async Task LeadAsync(LoadConnection connection, int first)
    {
        for (var i = 0; i < LoadPlan.LeadPerConnection; i++)
        {
            Count(await connection.SendAsync(first + i));
        }
    }

    private async Task SendAllAsync(LoadConnection connection, long started)
    {
        while (Interlocked.Increment(ref _next) is var number && number < plan.Messages)
        {
            var from = plan.Rate > 0 ? await DueAsync(started, number) : Stopwatch.GetTimestamp();
            Count(await connection.SendAsync(number));
            _ticks[number] = Stopwatch.GetTimestamp() - from;
        }
    }

    /// <summary>Waits until a request is due, or not at all when it is late.</summary>
    /// <returns>When it was due, or when the wait ended: timers that are a few milliseconds late are not the server's.</returns>
    private async Task<long> DueAsync(long started, int number)
    {
        var due = started + (long)((double)number / plan.Rate * Stopwatch.Frequency);
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (wait <= TimeSpan.Zero)
        {
            return due;
        }

        await Task.Delay(wait);
        return Stopwatch.GetTimestamp();
    }

    private void Count(int status)
    {
        if (status is < 200 or > 299)
        {
            Interlocked.Increment(ref _refused);
        }
    }

    private double Milliseconds(double share) => Stopwatch.GetElapsedTime(0, _ticks[(int)(share * (plan.Messages - 1))]).TotalMilliseconds;
}
