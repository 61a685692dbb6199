using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Traffic;

/// <summary>Starts workflow runs one by one, and cancels a few of them.</summary>
/// <remarks>A start without an answer is not retried: if its run had ended by then, the protocol would create a second one.</remarks>
internal sealed class RunStarter(ApiClient api, Journal journal, string sinkUrl, string owner, int seed)
{
    private const int CanceledPercent = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>As in <see cref="Meddler"/>: longer than any suspension.</summary>
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BeforeRepeat = TimeSpan.FromMilliseconds(300);
    private readonly Random _chance = new(seed);
    private readonly ProgramPlans _plans = new(new Random(seed ^ 0x5eed));
    private int _place;

    /// <inheritdoc cref="Publisher.RunAsync" />
    public async Task RunAsync(TimeSpan pause, Func<bool> mayStart, CancellationToken enough, CancellationToken giveUp)
    {
        while (await PauseAsync(pause * (_chance.NextDouble() * 2), enough))
        {
            if (mayStart())
            {
                await StartAsync(new StartedRun(owner, ++_place, _plans.Next()), giveUp);
            }
        }
    }

    private static async Task<bool> PauseAsync(TimeSpan pause, CancellationToken enough)
    {
        await Task.Delay(pause, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !enough.IsCancellationRequested;
    }

    private async Task StartAsync(StartedRun run, CancellationToken giveUp)
    {
        run.Sent = MachineClock.Now;
        journal.Add(run);
        if (await api.SendAsync(() => Trigger(run), Patience, giveUp) is { } answer)
        {
            run.MessageId = answer.IsSuccess
                ? JsonElement.Parse(answer.Body)[0].GetProperty("messageId").GetString()
                : throw new InvalidOperationException($"{run.RunId} was refused: {answer}");
            run.Answered = MachineClock.Now;
        }

        if (_chance.Next(100) < CanceledPercent)
        {
            await Task.Delay(_chance.Next(3000), giveUp);
            await CancelAsync(run, giveUp);
        }
    }

    private HttpRequestMessage Trigger(StartedRun run)
    {
        var headers = WorkflowHeaders.Trigger(run.RunId, sinkUrl + run.Path, run.Program);
        var item = new JsonObject
        {
            ["destination"] = sinkUrl + run.Path,
            ["body"] = string.Create(CultureInfo.InvariantCulture, $"\"{run.RunId}\""),
            ["headers"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value))),
        };
        return new HttpRequestMessage(HttpMethod.Post, "v2/batch") { Content = JsonContent.Create(new JsonArray(item)) };
    }

    private async Task CancelAsync(StartedRun run, CancellationToken giveUp)
    {
        run.CancelSent = MachineClock.Now;
        while (run.CancelAnswered is null)
        {
            var answer = await api.SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, $"v2/workflows/runs/{run.RunId}"), CancelPatience, giveUp);
            switch (answer)
            {
                case { IsSuccess: true }:
                    run.CancelAnswered = MachineClock.Now;
                    break;
                case { Status: HttpStatusCode.NotFound }:
                    // Its start never arrived, or will only now.
                    return;
                case { }:
                    throw new InvalidOperationException($"The cancel of {run.RunId} was refused: {answer}");
                default:
                    await Task.Delay(BeforeRepeat, giveUp);
                    break;
            }
        }
    }
}
