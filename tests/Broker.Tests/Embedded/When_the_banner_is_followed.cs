using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Embedded;

public sealed class When_the_banner_is_followed
{
    private const string Token = "a-token-of-the-operators-own";

    [Fact]
    public async Task Its_curl_line_publishes_a_message_that_is_delivered()
    {
        await using var server = await BusQStashProcess.StartApiAsync();

        await AssertDeliversAsync(server.Http, new ProcessCommand(["bash", "-c", await LinesAsync(server)]));
    }

    /// <summary>As in the image: a token of the operator's own, which the shell knows, and every address of the machine.</summary>
    [Fact]
    public async Task It_does_so_with_a_token_of_ones_own_where_the_server_listens_on_every_address()
    {
        var port = FreePorts.One();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        await using var server = new BusQStashProcess(
            BusQStashProgram.Api, new Dictionary<string, string> { [SettingNames.Token] = Token, [SettingNames.Urls] = $"http://+:{port}" });
        await server.LaunchAsync();

        await AssertDeliversAsync(http, new ProcessCommand(["bash", "-c", await LinesAsync(server)])
        {
            Environment = new Dictionary<string, string?> { ["QSTASH_TOKEN"] = Token },
        });
        Assert.DoesNotContain(Token, server.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_that_does_not_know_the_token_says_what_to_set()
    {
        await using var server = await BusQStashProcess.StartApiAsync(new Dictionary<string, string> { [SettingNames.Token] = Token });

        var answer = await Tool.TryAsync(new ProcessCommand(["bash", "-c", await LinesAsync(server)])
        {
            Environment = new Dictionary<string, string?> { ["QSTASH_TOKEN"] = null },
        });

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("QSTASH_TOKEN: is the value of BusQStash__Token", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_logs_in_JSON_nothing_else_is_printed()
    {
        await using var server = await BusQStashProcess.StartApiAsync(new Dictionary<string, string> { ["Logging__Console__FormatterName"] = "json" });
        await Eventually.TrueAsync(
            () => server.Output.Lines.Any(line => line.Contains("/dashboard/", StringComparison.Ordinal)), "the address of the dashboard, the last line of a start");

        Assert.All(server.Output.Lines.Where(line => line.Length > 0), line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
    }

    /// <summary>The lines to paste.</summary>
    private static async Task<string> LinesAsync(BusQStashProcess server)
    {
        string? line = null;
        await Eventually.TrueAsync(
            () => (line = server.Output.Lines.FirstOrDefault(text => text.TrimStart().StartsWith("curl ", StringComparison.Ordinal))) is not null, "the banner");
        var exports = server.Output.Lines.Select(text => text.Trim()).Where(text => text.StartsWith("export ", StringComparison.Ordinal));
        return $"{string.Join('\n', exports)}\n{line} --silent --show-error";
    }

    private static async Task AssertDeliversAsync(HttpClient http, ProcessCommand lines)
    {
        var answer = await Tool.RunAsync(lines);

        var id = JsonElement.Parse(answer).GetProperty("messageId").GetString()!;
        await Eventually.TrueAsync(async () => !await new QStashCalls(http).IsOpenAsync(id), "the message to be final");
        var events = await http.GetStringAsync($"v2/events?messageId={id}", TestContext.Current.CancellationToken);
        Assert.Contains("\"DELIVERED\"", events, StringComparison.Ordinal);
    }
}
