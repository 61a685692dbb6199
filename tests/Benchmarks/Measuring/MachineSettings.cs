using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing.Processes;
using Npgsql;
using RabbitMQ.Client;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>What a table was measured on, and that nothing was switched off for it.</summary>
internal static class MachineSettings
{
    private static readonly string[] Durability = ["fsync", "synchronous_commit", "full_page_writes"];

    public static async Task<IReadOnlyList<(string Name, string Value)>> ReadAsync(Backends? backends) =>
    [
        ("machine", $"{Environment.ProcessorCount} cores ({await ProcessorAsync()}), {Memory()} GiB, {RuntimeInformation.OSDescription}"),
        ("load average before", await LoadAsync()),
        (".NET", $"{RuntimeInformation.FrameworkDescription}, {Repository.Configuration} builds, default GC settings of each kind of program"),
        .. backends is null ? [] : await ServersAsync(backends),
        ("BusQStash", "default settings but for the concurrency of the row; signing, log events and outcome events on; its log lines written to a file"),
        ("durability", "nothing switched off: commits wait for the disk, publishes for their confirms, acknowledgements are manual, everywhere"),
    ];

    private static async Task<IReadOnlyList<(string Name, string Value)>> ServersAsync(Backends backends) =>
    [
        ("PostgreSQL", await PostgresAsync(backends.Postgres.ConnectionString)),
        ("RabbitMQ", $"{await RabbitMqAsync(backends.RabbitMq.Url)}, one node, durable quorum queues, persistent messages"),
    ];

    private static async Task<string> ProcessorAsync()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var line = File.Exists(CpuInfo)
            ? (await File.ReadAllLinesAsync(CpuInfo)).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':')[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Memory() => (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30).ToString(CultureInfo.InvariantCulture);

    private static async Task<string> LoadAsync()
    {
        const string LoadAverage = "/proc/loadavg";
        return File.Exists(LoadAverage) ? string.Join(' ', (await File.ReadAllTextAsync(LoadAverage)).Split(' ')[..3]) : "unknown";
    }

    private static async Task<string> PostgresAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select current_setting(name) from unnest($1) with ordinality as wanted(name, place) order by place");
        command.Parameters.Add(new NpgsqlParameter { Value = (string[])["server_version", .. Durability] });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return $"{values[0]}, {string.Join(", ", Durability.Zip(values.Skip(1), (name, value) => $"{name} {value}"))}";
    }

    private static async Task<string> RabbitMqAsync(string url)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(url) }.CreateConnectionAsync();
        return connection.ServerProperties?["version"] is byte[] version ? Encoding.ASCII.GetString(version) : "unknown";
    }
}
