using System.Net.Sockets;
using System.Text.RegularExpressions;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Readme;

/// <summary>The README's second minute, run as it stands there but for the ports.</summary>
public sealed class When_the_workflow_of_the_readme_is_followed(OfficialSdk sdk)
{
    private const string ItsPort = "9001";

    /// <summary>The sleep of the README, and a start on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task It_survives_a_kill_of_the_server_in_the_middle_of_its_sleep_and_ends()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        var port = FreePorts.One();
        var (program, trigger, kill, logs) = Read(port);
        var environment = Variables(server);
        await using var app = await sdk.StartProgramAsync(program, environment);
        await Eventually.TrueAsync(() => ListensAsync(port), "the workflow's endpoint to listen");

        await BashAsync(trigger, environment);
        await WaitForLineAsync(app, "reserved");
        await WaitForLogAsync("think it over");
        AssertKills(kill);
        await server.KillAsync();
        Assert.Equal(["reserved"], app.Output.Lines);
        await server.StartAsync();
        await WaitForLineAsync(app, "shipped ");
        await WaitForLogAsync("RUN_SUCCESS");

        Assert.Collection(app.Output.Lines, line => Assert.Equal("reserved", line), line => Assert.Matches("^shipped \\d+$", line));

        Task WaitForLogAsync(string text) => Eventually.TrueAsync(
            async () => (await BashAsync(logs, environment)).Contains(text, StringComparison.Ordinal), $"'{text}' in the log of the run", Patience);
    }

    private static Task WaitForLineAsync(ChildProcess app, string start) => Eventually.TrueAsync(
        () => app.Output.Lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)), $"the workflow to say '{start}'", Patience);

    private static Task<string> BashAsync(string line, Dictionary<string, string?> environment) =>
        Tool.RunAsync(new ProcessCommand(["bash", "-euc", line]) { Environment = environment });

    /// <summary>The line would end every server on this machine, so only its one is killed: by its number.</summary>
    private static void AssertKills(string line)
    {
        var program = Path.ChangeExtension(BusQStashProcess.PathOf(BusQStashProgram.Api), null);
        Assert.True(File.Exists(program), $"{program} is what 'dotnet run' starts");
        Assert.Equal($"pkill -9 {Path.GetFileName(program)}", line.Trim());
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static (string Program, string Trigger, string Kill, string Logs) Read(int port)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = Regex.Match(readme, "^## A second minute.*?^(.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        var program = Block(section, "javascript");
        var lines = Block(section, "bash").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(ItsPort, program, StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        return (Moved(program), Moved(lines[0]), lines[1], lines[2]);

        string Moved(string text) => text.Replace(ItsPort, $"{port}", StringComparison.Ordinal);
    }

    private static string Block(string section, string language) =>
        Regex.Match(section, $"^```{language}$(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    /// <summary>What the README exports, and nothing the person running the tests has set for the SDK.</summary>
    private static Dictionary<string, string?> Variables(BusQStashProcess server) => new()
    {
        ["QSTASH_URL"] = server.Url,
        ["QSTASH_TOKEN"] = BusQStashProcess.DevelopmentToken,
        ["QSTASH_REGION"] = null,
        ["QSTASH_DEV"] = null,
        ["QSTASH_CURRENT_SIGNING_KEY"] = null,
        ["QSTASH_NEXT_SIGNING_KEY"] = null,
        ["NODE_OPTIONS"] = null,
    };
}
