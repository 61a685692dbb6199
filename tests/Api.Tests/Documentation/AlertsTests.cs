using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Api.Tests.Documentation;

public sealed partial class AlertsTests
{
    private static readonly string Rules = Path.Combine(Repository.Root, "deploy", "prometheus", "busqstash.rules.yml");
    private static readonly string Dashboard = Path.Combine(Repository.Root, "deploy", "grafana", "busqstash.json");

    /// <summary>What Prometheus makes of a histogram, and which begins with the name on the page.</summary>
    private static readonly string[] Endings = ["_bucket", "_count", "_sum"];

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    [Fact]
    public void Each_alert_has_its_runbook_and_each_runbook_its_alert()
    {
        var alerts = Alerts().Matches(File.ReadAllText(Rules)).Select(alert => alert.Groups["name"].Value).ToList();

        Assert.Equal(15, alerts.Distinct().Count());
        Assert.Equal(alerts, Runbooks().Matches(Page).Select(runbook => runbook.Groups["name"].Value));
        Assert.All(alerts, name => Assert.Contains($"operations.md#{name.ToLowerInvariant()}\n", File.ReadAllText(Rules), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_alert_fires_in_its_case_and_none_in_a_healthy_hour()
    {
        var start = new ProcessStartInfo("promtool", ["test", "rules", "busqstash.rules.test.yml"])
        {
            WorkingDirectory = Path.GetDirectoryName(Rules)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        var (output, error) = (promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(promtool.ExitCode == 0, await output + await error);
        var tested = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Rules)!, "busqstash.rules.test.yml"));
        Assert.All(Alerts().Matches(File.ReadAllText(Rules)), alert => Assert.Contains($"name: {alert.Groups["name"].Value}\n", tested, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_and_dashboard_name_no_metric_the_page_does_not_have()
    {
        var documented = Rows().Matches(Page).Select(row => row.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var panels = JsonNode.Parse(File.ReadAllText(Dashboard))!["panels"]!.AsArray();
        var asked = panels.SelectMany(panel => panel!["targets"]?.AsArray().Select(target => target!["expr"]!.GetValue<string>()) ?? []).ToList();
        var named = Metrics().Matches(string.Join('\n', [File.ReadAllText(Rules), .. asked])).Select(metric => Endings.Aggregate(metric.Value, Without)).Distinct().ToList();

        Assert.InRange(named.Count, 15, int.MaxValue);
        Assert.Empty(named.Except(documented));
        Assert.Equal(
            ["Traffic", "Latency", "Queues", "Failures", "Due and schedules", "Processes"],
            panels.Where(panel => panel!["type"]!.GetValue<string>() == "row").Select(panel => panel!["title"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_gauges_of_health_are_what_the_rules_ask_for()
    {
        await using var server = await BusQStashProcess.StartApiAsync();

        await Testing.Eventually.TrueAsync(
            async () =>
            {
                var text = await server.Http.GetStringAsync("metrics", TestContext.Current.CancellationToken);
                return Gauge(text, "busqstash_health", "component=\"ledger\"") && Gauge(text, "busqstash_health", "component=\"broker\"")
                    && Gauge(text, "busqstash_reconciler", "") && Gauge(text, "busqstash_build_info", "version=") && text.Contains("busqstash_lanes_head_age_seconds", StringComparison.Ordinal);
            },
            "the gauges");
    }

    private static bool Gauge(string text, string name, string label) => text.Split('\n').Any(line =>
        line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal) && GaugeOfOne().IsMatch(line));

    private static string Without(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex Alerts();

    [GeneratedRegex(@"^### (?<name>BusQStash\w+)$", RegexOptions.Multiline)]
    private static partial Regex Runbooks();

    [GeneratedRegex(@"^\| `(?<name>busqstash_\w+)", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"busqstash_\w+")]
    private static partial Regex Metrics();

    [GeneratedRegex(@" 1( \d+)?$")]
    private static partial Regex GaugeOfOne();
}
