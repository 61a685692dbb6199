using System.Globalization;
using System.Text;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Traffic;

/// <summary>One publisher: sends its messages one by one, the next only when the previous one was answered or given up.</summary>
internal sealed class Publisher(ApiClient api, Journal journal, string sinkUrl, string owner, Lane? lane, int seed)
{
    /// <summary>Shorter than many suspensions of an Api, so that answers are lost without a crash.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BeforeRepeat = TimeSpan.FromMilliseconds(300);

    private readonly Random _chance = new(seed);
    private readonly MessagePlans _plans = new(new Random(seed ^ 0x5eed));
    private int _place;

    /// <summary>Publishes until it is stopped.</summary>
    /// <param name="pause">Time between two messages on average.</param>
    /// <param name="mayPublish">False while too many messages wait for delivery.</param>
    /// <param name="enough">Stops it after the current message.</param>
    /// <param name="giveUp">Stops it at once.</param>
    public async Task RunAsync(TimeSpan pause, Func<bool> mayPublish, CancellationToken enough, CancellationToken giveUp)
    {
        while (await PauseAsync(pause, enough))
        {
            if (mayPublish())
            {
                await PublishAsync(new Publication(owner, lane, ++_place, _plans.Next()), giveUp);
            }
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken enough)
    {
        try
        {
            await Task.Delay(pause * (_chance.NextDouble() * 2), enough);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task PublishAsync(Publication publication, CancellationToken giveUp)
    {
        publication.Sent = MachineClock.Now;
        journal.Add(publication);
        do
        {
            await SendAsync(publication, giveUp);
            if (publication.Answered is null && publication.Plan.HasDeduplicationId)
            {
                await Task.Delay(BeforeRepeat, giveUp);
            }
        }
        while (publication.Answered is null && publication.Plan.HasDeduplicationId);

        if (publication.Plan.SentTwice)
        {
            await SendAsync(publication, giveUp);
        }
    }

    private async Task SendAsync(Publication publication, CancellationToken giveUp)
    {
        publication.Sendings++;
        if (await api.SendAsync(() => Request(publication), Patience, giveUp) is not { } answer)
        {
            return;
        }

        if (!answer.IsSuccess)
        {
            throw new InvalidOperationException($"{publication.Path} was refused: {answer}");
        }

        if (publication.MessageId is { } known && known != answer.MessageId)
        {
            publication.OtherIds.Add(answer.MessageId);
            return;
        }

        publication.Answered ??= MachineClock.Now;
        publication.MessageId = answer.MessageId;
    }

    private HttpRequestMessage Request(Publication publication)
    {
        var plan = publication.Plan;
        var door = lane is null ? "publish" : $"enqueue/{lane.Name}";
        var request = new HttpRequestMessage(HttpMethod.Post, $"v2/{door}/{sinkUrl}{publication.Path}")
        {
            Content = new StringContent(publication.Path, Encoding.UTF8, "text/plain"),
        };
        Add("Upstash-Retries", Number(plan.Retries));
        Add("Upstash-Retry-Delay", Number((int)plan.RetryDelay.TotalMilliseconds));
        Add("Upstash-Timeout", plan.Timeout is { } timeout ? Seconds(timeout) : null);
        Add("Upstash-Delay", plan.Delay > TimeSpan.Zero ? Seconds(plan.Delay) : null);
        Add("Upstash-Callback", plan.Callback ? sinkUrl + publication.CallbackPath(AttemptKind.Callback) : null);
        Add("Upstash-Failure-Callback", plan.FailureCallback ? sinkUrl + publication.CallbackPath(AttemptKind.Failure) : null);
        Add("Upstash-Deduplication-Id", plan.HasDeduplicationId ? publication.Path : null);
        return request;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s");
}
