using System.Globalization;
using System.Text.Json.Nodes;
using BusQStash.Api.Schedules;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

/// <summary>The Api on a clock that the test moves, and a look for what is due whenever the test asks for one.</summary>
internal sealed class FiringHost : IAsyncLifetime
{
    internal static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-06-01T12:00:00Z", CultureInfo.InvariantCulture);

    private readonly FakeTimeProvider _clock = new(Noon);

    internal FiringHost() => Api = new ApiHost { Replace = Replace };

    internal ApiHost Api { get; }

    internal RecordingBus Bus => Api.Bus;

    internal IServiceProvider Services => Api.Services;

    internal ISchedules Schedules => Services.GetRequiredService<ISchedules>();

    /// <summary>A message to this URL makes the ledger fail as nobody foresaw.</summary>
    internal string? PoisonousUrl { get; set; }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        await Services.GetRequiredService<FiringLoop>().StopAsync(None);
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    internal void MoveTo(DateTimeOffset time) => _clock.AdjustTime(time);

    internal async Task FireAtAsync(DateTimeOffset time)
    {
        MoveTo(time);
        await Services.GetRequiredService<FiringLoop>().FireDueAsync(None);
    }

    internal Task<IReadOnlyList<Schedule>> ClaimAsync() => Schedules.ClaimAsync(_clock.GetUtcNow(), 10, TimeSpan.FromSeconds(5), None);

    /// <summary>The messages the ledger took; what it knew already is not among them.</summary>
    internal List<NewMessage> Fired() => [.. Bus.Published.Where(outcome => !outcome.Deduplicated).Select(outcome => outcome.Message)];

    internal async Task<string> CreateAsync(string cron, string destination, string body = "", params (string Name, string Value)[] headers) =>
        (await Api.CallAsync("POST", $"/v2/schedules/{destination}", body, [("Upstash-Cron", cron), .. headers]))
            .Expect(200).Json["scheduleId"]!.GetValue<string>();

    internal async Task<JsonObject> ShownAsync(string id) => (await Api.CallAsync("GET", $"/v2/schedules/{id}")).Expect(200).Json.AsObject();

    private void Replace(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(_clock);
        var ledger = services.Last(service => service.ServiceType == typeof(IMessageLedger)).ImplementationType!;
        services.AddSingleton<IMessageLedger>(provider => new PoisonableLedger(
            (IMessageLedger)ActivatorUtilities.CreateInstance(provider, ledger), url => url == PoisonousUrl));
    }
}
