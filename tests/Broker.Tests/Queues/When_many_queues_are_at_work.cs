using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_many_queues_are_at_work(TestBed bed)
{
    private const int Queues = 60;
    private const int Messages = 10;

    /// <summary>A third would be 20; hashes are not that even.</summary>
    private const int FairShare = 8;

    [Fact]
    public async Task Each_keeps_its_order_and_all_workers_take_part()
    {
        var system = await bed.GetSharedAsync();
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue(AnswerOf)).ToArray();

        await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(Messages, ("Upstash-Retry-Delay", "300"))));
        foreach (var queue in queues)
        {
            await queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(60));
            queue.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(Messages);
        }

        Assert.All(system.Workers, worker => Assert.InRange(queues.Count(queue => Attempted(worker, queue)), FairShare, Queues));
    }

    private static Answer AnswerOf(ReceivedRequest request) =>
        Answer.Status(request.Number % 7 == 0 ? 503 : 200).After(TimeSpan.FromMilliseconds(10));

    private static bool Attempted(BusQStashProcess worker, TestQueue queue) =>
        queue.MessageIds.Any(id => worker.Output.Lines.Any(line => line.Contains($"{id} attempt", StringComparison.Ordinal)));
}
