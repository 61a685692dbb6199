using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.BulkActions;

public sealed class BulkActionClientTests
{
    private const string Finished =
        """{"actionId":"act_1","kind":"cancel","state":"FINISHED","total":3,"processed":3,"createdAt":1700000000000,"completedAt":1700000001000,"filter":{"label":["l"]}}""";

    private readonly StubServer _server = new();

    [Fact]
    public async Task Reads_all_an_action_has()
    {
        var action = await _server.Answers(Finished).Client().BulkActions.GetAsync("act_1");

        Assert.True(action.IsFinished);
        Assert.Equal(("act_1", "cancel", 3, 3), (action.ActionId, action.Kind, action.Total, action.Processed));
        Assert.Equal(TimeSpan.FromSeconds(1), action.CompletedAt - action.CreatedAt);
        Assert.Equal(["l"], action.Filter!["label"]);
    }

    [Fact]
    public async Task An_empty_page_is_not_the_end()
    {
        var client = _server.Answers("""{"bulkActions":[],"cursor":"c"}""").Answers($$"""{"bulkActions":[{{Finished}}]}""").Client();

        Assert.Single(await client.BulkActions.ListAsync("FINISHED").ToListAsync());
        Assert.Equal(["/v2/bulkActions?state=FINISHED", "/v2/bulkActions?state=FINISHED&cursor=c"], _server.Requests.Select(request => request.Target));
    }
}
