using System.Text.RegularExpressions;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Readme;

/// <summary>The three ways to send a message that stand side by side on the README's first page, run as they stand there.</summary>
public sealed class When_the_readme_is_followed(OfficialSdk sdk, EmbeddedServer server)
{
    private const string ItsDestination = "http://127.0.0.1:9000";

    [Fact]
    public async Task The_lines_for_curl_send_what_they_say()
    {
        await using var destination = await Destination.StartAsync();
        var (block, hooks) = Prepare("bash", destination);

        await Tool.RunAsync(new ProcessCommand(["bash", "-euc", block]) { Environment = await EnvironmentAsync() });

        await AssertDeliveredAsync(hooks);
    }

    [Fact]
    public async Task The_lines_for_the_javascript_sdk_send_what_they_say()
    {
        await using var destination = await Destination.StartAsync();
        var (block, hooks) = Prepare("javascript", destination);

        await sdk.RunScriptAsync(block, await EnvironmentAsync());

        await AssertDeliveredAsync(hooks);
    }

    [Fact]
    public async Task The_lines_for_the_dotnet_client_are_a_program_that_sends_what_they_say()
    {
        var program = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "DotNetClient", "Program.cs"), TestContext.Current.CancellationToken);
        Assert.Equal(Block("csharp").Trim(), program.Trim());
        await using var own = await BusQStashProcess.StartApiAsync();
        var assembly = Path.Combine(
            Repository.Root, "samples", "DotNetClient", "bin", Repository.Configuration, "net10.0", "DotNetClient.dll");

        await Tool.RunAsync(new ProcessCommand(["dotnet", assembly]) { Environment = Variables(own) });

        // Nobody need listen at the README's own destination: the messages are there all the same.
        var events = await own.Http.GetStringAsync("v2/events?state=CREATED", TestContext.Current.CancellationToken);
        Assert.Contains($"{ItsDestination}/hook", events, StringComparison.Ordinal);
        Assert.Contains($"{ItsDestination}/orders", events, StringComparison.Ordinal);
        Assert.Contains("\"queueName\":\"orders\"", events, StringComparison.Ordinal);
    }

    /// <summary>A block of the section, its destination exchanged for one of the test's own.</summary>
    private static (string Block, Hook[] Hooks) Prepare(string language, Destination destination)
    {
        var (hook, orders) = (destination.AddHook(), destination.AddHook());
        var block = Block(language)
            .Replace($"{ItsDestination}/hook", hook.Url, StringComparison.Ordinal)
            .Replace($"{ItsDestination}/orders", orders.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(ItsDestination, block, StringComparison.Ordinal);
        return (block, [hook, orders]);
    }

    private static string Block(string language)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = Regex.Match(readme, "^## Send a message$(.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return Regex.Match(section, $"^```{language}$(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
    }

    private static Dictionary<string, string?> Variables(BusQStashProcess process) => new()
    {
        ["QSTASH_URL"] = process.Url,
        ["QSTASH_TOKEN"] = BusQStashProcess.DevelopmentToken,
    };

    private static async Task AssertDeliveredAsync(Hook[] hooks)
    {
        var hello = Assert.Single(await hooks[0].WaitForEndedAsync(1));
        var order = Assert.Single(await hooks[1].WaitForEndedAsync(1));
        Assert.Equal("world", hello.Json().GetProperty("hello").GetString());
        Assert.Equal(1, order.Json().GetProperty("id").GetInt32());
    }

    private async Task<Dictionary<string, string?>> EnvironmentAsync() => Variables(await server.GetAsync());
}
