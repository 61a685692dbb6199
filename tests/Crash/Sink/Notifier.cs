using System.Collections.Concurrent;
using System.Text.Json;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Sink;

/// <summary>Sends the events that runs wait for, each once; again only when no answer came.</summary>
internal sealed class Notifier(WorkflowSender sender, WorkflowLog log, CancellationToken stopping) : IAsyncDisposable
{
    private static readonly TimeSpan BeforeRepeat = TimeSpan.FromMilliseconds(300);
    private static readonly Dictionary<string, string> NoHeaders = [];
    private readonly ConcurrentDictionary<(string RunId, int StepId), Task> _sending = [];

    /// <summary>Called before the wait is registered, because an event may come first.</summary>
    public void Begin(string runId, ProgramStep step)
    {
        if (step.NotifyAfter is { } after)
        {
            _sending.GetOrAdd((runId, step.Id), _ => SendAsync(new Notification(runId, step.Id, step.Code == StepCode.Waits, $"\"event for {runId} {step.Id}\""), after));
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_sending.Values);

    private async Task SendAsync(Notification notification, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, stopping);
            while (!await TryAsync(notification))
            {
                await Task.Delay(BeforeRepeat, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The proof is over.
        }
    }

    private async Task<bool> TryAsync(Notification notification)
    {
        var name = Notification.EventOf(notification.RunId, notification.StepId);
        var sent = MachineClock.Now;
        var (status, body) = await sender.SendAsync(
            HttpMethod.Post, notification.IsKept ? $"v2/notify/{notification.RunId}/{name}" : $"v2/notify/{name}", notification.Body, NoHeaders, stopping);
        var isAnswered = status is >= 200 and < 300;
        log.Add(notification with
        {
            Sent = sent,
            Answered = isAnswered ? MachineClock.Now : null,
            Resumed = isAnswered ? [.. JsonElement.Parse(body).EnumerateArray().Select(waiter => waiter.GetProperty("messageId").GetString()!)] : [],
        });
        return status != 0;
    }
}
