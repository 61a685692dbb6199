using System.Collections.Concurrent;

namespace BusQStash.Crash.Sink;

/// <summary>Lets requests wait for each other briefly, so that what follows them happens at the same time.</summary>
internal sealed class Rendezvous
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);
    private readonly ConcurrentDictionary<string, Meeting> _meetings = new(StringComparer.Ordinal);

    /// <summary>Waits until this many have arrived, but not for long: some may never arrive.</summary>
    public async Task MeetAsync(string name, int count, CancellationToken cancellation)
    {
        var meeting = _meetings.GetOrAdd(name, static _ => new Meeting());
        if (Interlocked.Increment(ref meeting.Present) >= count)
        {
            meeting.Whole.TrySetResult();
        }

        await meeting.Whole.Task.WaitAsync(Limit, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private sealed class Meeting
    {
        public int Present;

        public TaskCompletionSource Whole { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
