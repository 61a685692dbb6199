using BusQStash.Contracts.Queues;
using BusQStash.Worker.Tests.Queues.Model;
using Xunit;

namespace BusQStash.Worker.Tests.Queues;

/// <summary>What <see cref="LaneModelTests"/> has found out, each told by hand.</summary>
public sealed class LaneRunnerTests
{
    [Fact]
    public void An_old_command_does_not_bring_a_finished_message_back()
    {
        var scene = new Scene();
        var first = scene.Publish();
        var second = scene.Publish();
        scene.Pass(seconds: 8);

        // The lane was given up and forgotten meanwhile. It learns from the first command, and from the ledger, that the first message is finished; then comes the next one.
        scene.Worker.Hear(new LaneChanged { QueueName = first.QueueName });
        scene.Send(first);
        scene.Pass(seconds: 0.3);
        scene.Send(second);
        scene.Pass(seconds: 4);

        Assert.Equal(["msg_1", "msg_2"], scene.Attempts);
    }

    [Fact]
    public void A_queue_made_anew_is_not_worked_under_the_lease_of_the_old_one()
    {
        var scene = new Scene();
        scene.Publish();
        scene.Pass(seconds: 0.2);

        scene.MakeQueueAnew();
        scene.Publish();
        scene.Pass(seconds: 4);

        Assert.Empty(scene.World.Rules.Findings);
        Assert.Equal(["msg_1", "msg_2"], scene.Attempts);
    }

    [Fact]
    public void Attempts_begun_before_the_parallelism_was_lowered_count()
    {
        var scene = new Scene();
        scene.Change(queue => queue.SetParallelism(2, scene.World.Clock.Elapsed));
        scene.Publish(failures: 1);
        scene.Publish(durationMs: 8_000);
        scene.Pass(seconds: 0.3);

        scene.Change(queue => queue.SetParallelism(1, scene.World.Clock.Elapsed));
        scene.Pass(seconds: 7);
        Assert.Equal(["msg_1", "msg_2"], scene.Attempts);

        scene.Pass(seconds: 7);
        Assert.Equal(["msg_1", "msg_2", "msg_1"], scene.Attempts);
        Assert.Empty(scene.World.Rules.Findings);
    }

    [Fact]
    public void A_pause_holds_for_an_attempt_that_waits_for_its_slot()
    {
        var scene = new Scene(gate: 1);
        scene.Change(queue => queue.SetParallelism(2, scene.World.Clock.Elapsed));
        scene.Publish(durationMs: 3_000);
        scene.Publish();
        scene.Pass(seconds: 1);

        scene.Change(queue => queue.PausedAt = scene.World.Clock.Elapsed);
        scene.Pass(seconds: 10);
        Assert.Equal(["msg_1"], scene.Attempts);

        scene.Change(queue => queue.PausedAt = null);
        scene.Pass(seconds: 10);
        Assert.Equal(["msg_1", "msg_2"], scene.Attempts);
    }

    [Fact]
    public void A_message_that_waited_long_for_a_slot_still_starts()
    {
        var scene = new Scene(gate: 1);
        scene.Change(queue => queue.SetParallelism(2, scene.World.Clock.Elapsed));
        scene.Publish(durationMs: 3_000);
        scene.Publish();

        scene.Pass(seconds: 3.2);

        Assert.Equal(["msg_1", "msg_2"], scene.Attempts);
    }

    [Fact]
    public void A_lane_is_acquired_again_when_its_parking_was_not_answered()
    {
        // Which of the answers are lost is left to chance.
        for (var seed = 0u; seed < 50; seed++)
        {
            var scene = new Scene(seed);
            scene.Worker.Line.Trouble.Fail(TimeSpan.FromSeconds(0.2), committed: true);
            scene.Publish(delayMs: 3_500);
            scene.Pass(seconds: 0.1);

            scene.Worker.Line.Trouble.Heal();
            scene.Change(queue => queue.SetParallelism(2, scene.World.Clock.Elapsed));
            scene.Publish();
            scene.Pass(seconds: 15);

            Assert.Empty(scene.World.Rules.Findings);
            Assert.Equal(["msg_1", "msg_2"], scene.Attempts.Order());
        }
    }

    [Fact]
    public void An_attempt_that_ended_while_the_ledger_was_away_for_longer_than_the_lease_is_not_made_again()
    {
        var scene = new Scene();
        scene.Publish(durationMs: 500);
        scene.Publish();
        scene.Pass(seconds: 0.3);

        scene.Worker.Line.Trouble.CutOff(TimeSpan.FromSeconds(9));
        scene.Pass(seconds: 13);

        Assert.Empty(scene.World.Rules.Findings);
        Assert.Equal(["msg_1", "msg_2"], scene.Attempts);
    }
}
