using BusQStash.Api.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>One queue with its head and its owner.</summary>
internal sealed record QueueDetail : QueueRow
{
    private QueueDetail(QueueView view)
        : base(view)
    {
        var facts = view.Facts;
        Head = facts.Window is [var head, ..] ? MessageRow.Of(head, facts.Processes, 1) : null;
        Lane = facts.Lane is { } lane ? LaneResource.Of(lane) : null;
    }

    public MessageRow? Head { get; }

    public LaneResource? Lane { get; }

    internal static new QueueDetail Of(QueueView view) => new(view);
}
