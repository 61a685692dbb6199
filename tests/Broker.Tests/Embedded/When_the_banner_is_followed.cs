using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Embedded;

public sealed class When_the_banner_is_followed
{
    [Fact]
    public async Task Its_curl_line_publishes_a_message_that_is_delivered()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        string? line = null;
        await Eventually.TrueAsync(
            () => (line = server.Output.Lines.FirstOrDefault(text => text.TrimStart().StartsWith("curl ", StringComparison.Ordinal))) is not null, "the banner");

        var exports = string.Join('\n', server.Output.Lines.Select(text => text.Trim()).Where(text => text.StartsWith("export ", StringComparison.Ordinal)));
        var answer = await Tool.RunAsync(new ProcessCommand(["bash", "-c", $"{exports}\n{line} --silent --show-error"]));

        var id = JsonElement.Parse(answer).GetProperty("messageId").GetString()!;
        await Eventually.TrueAsync(async () => !await new QStashCalls(server.Http).IsOpenAsync(id), "the message to be final");
        var events = await server.Http.GetStringAsync($"v2/events?messageId={id}", TestContext.Current.CancellationToken);
        Assert.Contains("\"DELIVERED\"", events, StringComparison.Ordinal);
    }
}
