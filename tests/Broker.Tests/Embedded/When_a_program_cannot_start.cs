using BusQStash.Testing;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Embedded;

public sealed class When_a_program_cannot_start
{
    private const string Broker = "amqp://guest:guest@127.0.0.1:1";

    [Theory]
    [InlineData(BusQStashProgram.Api, "ConnectionStrings:RabbitMq is not an AMQP address", SettingNames.RabbitMq, "localhost:5672", SettingNames.Token, "mine")]
    [InlineData(BusQStashProgram.Api, "ConnectionStrings:Postgres is not a connection string", SettingNames.Postgres, "Server:nowhere")]
    [InlineData(BusQStashProgram.Api, "BusQStash:Lanes:Lease", "BusQStash__Lanes__Lease", "00:00:01")]
    [InlineData(BusQStashProgram.Api, "BusQStash:Lanes:Prefetch", "BusQStash__Lanes__Prefetch", "0")]
    [InlineData(BusQStashProgram.Api, "BusQStash:Lanes:Lease", "BusQStash__Lanes__Lease", "soon")]
    [InlineData(BusQStashProgram.Api, "The public development token is refused", SettingNames.RabbitMq, Broker)]
    [InlineData(BusQStashProgram.Api, "The public development token is refused", SettingNames.Urls, "http://0.0.0.0:0")]
    [InlineData(BusQStashProgram.Worker, "ConnectionStrings__RabbitMq")]
    [InlineData(BusQStashProgram.Worker, "ConnectionStrings__Postgres", SettingNames.RabbitMq, Broker)]
    public async Task It_says_in_one_sentence_why(BusQStashProgram program, string reason, params string[] settings)
    {
        await using var process = new BusQStashProcess(program, settings.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));

        await process.LaunchAsync();
        await process.WaitForExitAsync();

        await AssertSaidAsync(process, reason);
    }

    [Fact]
    public async Task A_second_process_leaves_the_ledger_to_the_first()
    {
        await using var first = await BusQStashProcess.StartApiAsync();
        await using var second = new BusQStashProcess(
            BusQStashProgram.Api, new Dictionary<string, string> { [SettingNames.DataDirectory] = first.DataDirectory });

        await second.LaunchAsync();
        await second.WaitForExitAsync();

        await AssertSaidAsync(second, "Only one process may use an SQLite ledger");
        Assert.True(first.IsRunning);
    }

    [Fact]
    public async Task A_taken_address_is_named()
    {
        await using var first = await BusQStashProcess.StartApiAsync();
        await using var second = new BusQStashProcess(BusQStashProgram.Api, new Dictionary<string, string> { [SettingNames.Urls] = first.Url });

        await second.LaunchAsync();
        await second.WaitForExitAsync();

        await AssertSaidAsync(second, "address already in use. End the program that listens there, or set ASPNETCORE_URLS");
    }

    private static async Task AssertSaidAsync(BusQStashProcess process, string reason)
    {
        Assert.Equal(1, process.ExitCode);

        // The end of a process may be noticed before the last of its lines was read.
        await Eventually.TrueAsync(() => process.Output.Lines.Any(line => line.StartsWith("BusQStash did not start", StringComparison.Ordinal)), "the sentence");
        var last = process.Output.Lines.Last(line => line.Length > 0);
        Assert.StartsWith("BusQStash did not start: ", last, StringComparison.Ordinal);
        Assert.Contains(reason, last, StringComparison.Ordinal);
        Assert.DoesNotContain(process.Output.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }
}
