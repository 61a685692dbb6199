using System.Threading.Channels;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>A viewer of the live feed, with its filter and its undelivered entries.</summary>
internal sealed class LiveViewer(EventQuery query)
{
    /// <summary>A viewer this many rounds behind loses its oldest rounds.</summary>
    private const int Rounds = 10;

    private readonly Channel<(IReadOnlyList<LiveFrame> Entries, int Skipped)> _rounds =
        Channel.CreateBounded<(IReadOnlyList<LiveFrame>, int)>(new BoundedChannelOptions(Rounds) { FullMode = BoundedChannelFullMode.DropOldest });

    internal ChannelReader<(IReadOnlyList<LiveFrame> Entries, int Skipped)> Reader => _rounds.Reader;

    /// <summary>Queues the matching entries of a round for the viewer, at most as many as are shown; the input has the latest first.</summary>
    internal void Offer(IReadOnlyList<LiveFrame> latestFirst, int most, int unseen)
    {
        List<LiveFrame> fitting = [.. latestFirst.Where(frame => frame.Entry.Fits(query))];
        var shown = fitting.Take(most).Reverse().ToList();
        var skipped = fitting.Count - shown.Count + unseen;
        if (shown.Count > 0 || skipped > 0)
        {
            _rounds.Writer.TryWrite((shown, skipped));
        }
    }
}
