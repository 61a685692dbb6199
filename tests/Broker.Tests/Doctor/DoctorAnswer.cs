using System.Text.Json.Nodes;
using Xunit;

namespace BusQStash.Broker.Tests.Doctor;

/// <summary>How the doctor ended.</summary>
internal sealed record DoctorAnswer(int ExitCode, string Output, string Error, bool LeftFiles)
{
    private JsonNode Report => JsonNode.Parse(Output) ?? throw new InvalidOperationException($"No report: {Output}\n{Error}");

    internal string State => Report["state"]!.GetValue<string>();

    internal IReadOnlyList<(string Name, string State, string Text)> Items =>
        [.. Report["items"]!.AsArray().Select(item => (Text(item!, "name"), Text(item!, "state"), Text(item!, "text")))];

    /// <summary>Only these are not well.</summary>
    internal DoctorAnswer AssertOnly(params (string Name, string State)[] findings)
    {
        Assert.True(findings.SequenceEqual(Items.Where(item => item.State != "ok").Select(item => (item.Name, item.State))), Output);
        Assert.All(Report["items"]!.AsArray(), item => Assert.Equal(Text(item!, "state") == "ok", item!["remedy"] is null));
        return this;
    }

    internal string TextOf(string name) => Items.First(item => item.Name == name).Text;

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
