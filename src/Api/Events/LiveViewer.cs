using System.Threading.Channels;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>Somebody who watches: what of the feed is theirs, and what they were not given yet.</summary>
internal sealed class LiveViewer(EventQuery query)
{
    /// <summary>A viewer that takes nothing for so many rounds misses the oldest of them.</summary>
    private const int Rounds = 10;

    private readonly Channel<(IReadOnlyList<TailEntry> Entries, int Skipped)> _rounds =
        Channel.CreateBounded<(IReadOnlyList<TailEntry>, int)>(new BoundedChannelOptions(Rounds) { FullMode = BoundedChannelFullMode.DropOldest });

    internal ChannelReader<(IReadOnlyList<TailEntry> Entries, int Skipped)> Reader => _rounds.Reader;

    /// <summary>Hands over a round's new entries, the latest first: those that fit, and of those no more than are shown.</summary>
    internal void Offer(IReadOnlyList<TailEntry> latestFirst, int most, int unseen)
    {
        List<TailEntry> fitting = [.. latestFirst.Where(entry => entry.Fits(query))];
        var shown = fitting.Take(most).Reverse().ToList();
        var skipped = fitting.Count - shown.Count + unseen;
        if (shown.Count > 0 || skipped > 0)
        {
            _rounds.Writer.TryWrite((shown, skipped));
        }
    }
}
