using System.Net;
using System.Net.Http.Json;
using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Traffic;

/// <summary>Changes one queue as its role says, and records when each call was sent and answered.</summary>
internal sealed class Meddler(ApiClient api, Journal journal, Lane lane, int seed)
{
    /// <summary>
    /// Longer than any suspension: a delayed call must not take effect after a later one. When its Api dies instead, the connection breaks, and
    /// the call has taken effect by then or never will.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BeforeRepeat = TimeSpan.FromMilliseconds(300);
    private readonly Random _chance = new(seed);

    public async Task RunAsync(CancellationToken enough, CancellationToken giveUp)
    {
        if (lane.Role == LaneRole.Plain)
        {
            return;
        }

        while (await PauseAsync(enough))
        {
            await (lane.Role switch
            {
                LaneRole.Paused => PauseAndResumeAsync(giveUp),
                LaneRole.Parallel => ChangeParallelismAsync(giveUp),
                LaneRole.Canceled => CancelAsync(giveUp),
                _ => SendAsync(new Meddling(MeddlingKind.Delete, lane.Name), Delete, repeat: true, giveUp),
            });
        }
    }

    private async Task PauseAndResumeAsync(CancellationToken giveUp)
    {
        await SendAsync(new Meddling(MeddlingKind.Pause, lane.Name), () => Post("pause"), repeat: true, giveUp);
        await Task.Delay(_chance.Next(1500, 5000), giveUp);
        await SendAsync(new Meddling(MeddlingKind.Resume, lane.Name), () => Post("resume"), repeat: true, giveUp);
    }

    private Task ChangeParallelismAsync(CancellationToken giveUp)
    {
        var parallelism = _chance.Next(1, 6);
        return SendAsync(
            new Meddling(MeddlingKind.Parallelism, lane.Name) { Parallelism = parallelism },
            () => new HttpRequestMessage(HttpMethod.Post, "v2/queues") { Content = JsonContent.Create(new { queueName = lane.Name, parallelism }) },
            repeat: true,
            giveUp);
    }

    private async Task CancelAsync(CancellationToken giveUp)
    {
        // One of the latest: it may be waiting, in flight, waiting for a retry, or final.
        var latest = journal.Latest(lane, 3);
        if (latest.Count > 0 && latest[_chance.Next(latest.Count)].MessageId is { } id)
        {
            await SendAsync(
                new Meddling(MeddlingKind.Cancel, lane.Name) { MessageId = id },
                () => new HttpRequestMessage(HttpMethod.Delete, $"v2/messages/{id}"),
                repeat: false,
                giveUp);
        }
    }

    private async Task SendAsync(Meddling meddling, Func<HttpRequestMessage> create, bool repeat, CancellationToken giveUp)
    {
        meddling.Sent = MachineClock.Now;
        journal.Add(meddling);
        do
        {
            if (await api.SendAsync(create, Patience, giveUp) is { } answer)
            {
                meddling.Refused = answer.Status == HttpStatusCode.NotFound;
                meddling.Answered = answer.IsSuccess || meddling.Refused
                    ? MachineClock.Now
                    : throw new InvalidOperationException($"{meddling.Kind} of {meddling.Lane} was refused: {answer}");
                return;
            }

            await Task.Delay(BeforeRepeat, giveUp);
        }
        while (repeat);
    }

    private async Task<bool> PauseAsync(CancellationToken enough)
    {
        var (least, most) = lane.Role switch
        {
            LaneRole.Canceled => (400, 2000),
            LaneRole.Deleted => (6000, 15000),
            _ => (2000, 8000),
        };
        try
        {
            await Task.Delay(_chance.Next(least, most), enough);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private HttpRequestMessage Post(string verb) => new(HttpMethod.Post, $"v2/queues/{lane.Name}/{verb}");

    private HttpRequestMessage Delete() => new(HttpMethod.Delete, $"v2/queues/{lane.Name}");
}
