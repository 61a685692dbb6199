using BusQStash.Client.Queues;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Queues;

public sealed class QueueClientTests
{
    private const string Plain = "\"name\":\"q\",\"parallelism\":1,\"lag\":0,\"paused\":false,\"createdAt\":1,\"updatedAt\":1";

    private readonly StubServer _server = new();

    [Fact]
    public async Task What_a_server_leaves_out_is_as_in_QStash()
    {
        var queues = _server
            .Answers($"{{{Plain}}}")
            .Answers($"{{{Plain},\"failingHead\":\"stepAside\",\"awaitCallbacks\":false}}")
            .Client().Queues;

        var plain = await queues.GetAsync("q");
        var other = await queues.GetAsync("q");

        Assert.Equal((FailingHead.Block, true), (plain.FailingHead, plain.AwaitCallbacks));
        Assert.Equal((FailingHead.StepAside, false), (other.FailingHead, other.AwaitCallbacks));
    }
}
