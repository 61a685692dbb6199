using BusQStash.Api.Doctor;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Inspection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Doctor;

public sealed class DoctorEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();
    private readonly Ledger _ledger = new();
    private long? _files = 65_536;

    public DoctorEndpointsTests() => _api.Replace = services =>
    {
        services.AddSingleton<ILedgerInspection>(_ledger);
        services.AddSingleton<OpenFilesLimit>(() => _files);
    };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Whoever_may_read_gets_the_report_and_those_who_ask_at_once_get_the_same()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _api.CallAsync("GET", "/busqstash/doctor", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))));
        Assert.Single(answers.Select(answer => answer.Expect(200).Text).Distinct());
        Assert.Equal(1, _ledger.Looks);

        var report = answers[0].Json;
        Assert.Equal(("warn", "processes.workers,token,token"), (Text(report, "state"), string.Join(',', report["items"]!.AsArray().Where(item => Text(item!, "state") != "ok").Select(item => Text(item!, "name")))));
    }

    [Fact]
    public async Task A_ledger_that_is_away_is_a_finding()
    {
        _ledger.Look = () => throw new InvalidOperationException("no route.");
        var item = await FindAsync(LedgerFindings.Ledger);
        Assert.Equal(("fail", "The ledger could not be checked: no route."), item);
    }

    [Theory]
    [InlineData(0, "ok", "There is no schema yet; the first start makes version 19.")]
    [InlineData(17, "fail", "The schema has version 17, which was never released. This program upgrades from version 18 on and will not start.")]
    [InlineData(18, "ok", "The schema has version 18; the next start brings it to 19.")]
    [InlineData(19, "ok", "The schema has version 19.")]
    [InlineData(20, "fail", "The schema has version 20, this program knows up to 19 and will not start.")]
    public async Task A_schema_the_program_can_neither_use_nor_upgrade_is_an_error(int version, string state, string text)
    {
        _ledger.Look = () => Ledger.Good with { Schema = version };
        Assert.Equal((state, text), await FindAsync(LedgerFindings.Schema));
    }

    [Fact]
    public async Task A_clock_that_is_off_and_risky_settings_are_warnings()
    {
        _ledger.Look = () => Ledger.Good with { ClockAhead = TimeSpan.FromSeconds(-3.2), ClockUncertainty = TimeSpan.FromMilliseconds(5), Risks = ["fsync=off"] };
        Assert.Equal(("warn", "The ledger's clock is 3.2 s behind this machine's."), await FindAsync(LedgerFindings.Clock));
        Assert.Equal(("warn", "The database runs with fsync=off: a message may be lost after it was acknowledged."), await FindAsync(LedgerFindings.Durability));
    }

    [Fact]
    public async Task A_clock_is_not_judged_by_an_answer_that_took_long()
    {
        _ledger.Look = () => Ledger.Good with { ClockAhead = TimeSpan.FromSeconds(4), ClockUncertainty = TimeSpan.FromSeconds(3) };
        Assert.Equal("unknown", (await FindAsync(LedgerFindings.Clock)).State);
    }

    [Fact]
    public async Task Few_open_files_are_a_warning()
    {
        _files = 1024;
        Assert.Equal(("warn", "This process may open 1024 files: 341 connections of clients at most."), await FindAsync(MachineFindings.Files));
    }

    private async Task<(string State, string Text)> FindAsync(string name)
    {
        var report = (await _api.CallAsync("GET", "/busqstash/doctor")).Expect(200).Json;
        var item = report["items"]!.AsArray().Single(item => Text(item!, "name") == name)!;
        return (Text(item, "state"), Text(item, "text"));
    }

    private static string Text(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<string>();

    private sealed class Ledger : ILedgerInspection
    {
        public static LedgerCondition Good { get; } = new() { Database = "SQLite 3", Schema = 19, BaselineSchema = 18, KnownSchema = 19, Id = "id" };

        public int Looks { get; private set; }

        public Func<LedgerCondition> Look { get; set; } = () => Good;

        public Task<LedgerCondition> LookAsync(CancellationToken cancellationToken)
        {
            Looks++;
            return Task.FromResult(Look());
        }
    }
}
