using BusQStash.Api.Events;
using BusQStash.Store.Events;
using Xunit;

namespace BusQStash.Api.Tests.Events;

public sealed class LiveViewerTests
{
    [Fact]
    public void Shows_the_latest_in_order_and_says_how_many_were_left_out()
    {
        var viewer = new LiveViewer(new EventQuery { States = [EventState.Failed] });
        viewer.Offer([Entry(3, EventState.Failed), Entry(2, EventState.Created), Entry(1, EventState.Failed), Entry(0, EventState.Failed)], most: 2, unseen: 0);
        viewer.Offer([Entry(4, EventState.Created)], most: 2, unseen: 0);

        Assert.True(viewer.Reader.TryRead(out var round));
        Assert.Equal([1L, 3L], round.Entries.Select(frame => frame.Entry.Id));
        Assert.Equal(1, round.Skipped);
        Assert.False(viewer.Reader.TryRead(out _));
    }

    private static LiveFrame Entry(long id, EventState state) => new(new TailEntry { Id = id, Time = id, State = state, MessageId = "msg_1", Url = "https://a.example" });
}
