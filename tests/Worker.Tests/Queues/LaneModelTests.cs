using BusQStash.Testing;
using BusQStash.Worker.Tests.Queues.Model;
using CsCheck;
using Xunit;

namespace BusQStash.Worker.Tests.Queues;

/// <summary>
/// The product's lanes (host, runners, window, leases, attempts) of several workers, in histories in which everything breaks that can: on a virtual clock, against a model of the ledger and
/// the broker, one thing after the other in an order left to chance. A history that breaks a rule is made smaller and told.
/// </summary>
/// <remarks>
/// Whole lanes and not only their pure parts are driven, because order, leases and pauses are lost between the parts. That is cheap enough because every wait of theirs is on the injected
/// clock and goes on where it began: a history takes some milliseconds.
/// </remarks>
public sealed class LaneModelTests
{
    private const int UsualHistories = 20_000;
    private const int EnoughForTheControls = 400;

    [Fact]
    public void Whatever_happens_nothing_is_lost_stuck_out_of_order_or_done_twice() =>
        Histories.All.Sample(history => Check(history, Without.Nothing), iter: CorpusSize.Of(UsualHistories));

    [Fact]
    public void A_ledger_that_does_not_keep_order_is_found_out() =>
        AssertIsFoundOut(Without.Order, FindingKind.Inversion);

    [Fact]
    public void A_ledger_that_gives_a_lane_to_everybody_is_found_out() =>
        AssertIsFoundOut(Without.Lease, FindingKind.Overlap);

    // Told by hand, because chance seldom brings together a long attempt, a disconnection that lasts, and another worker.
    [Fact]
    public void A_disconnected_worker_ends_its_attempts_before_another_has_its_lane_and_one_that_does_not_notice_is_found_out()
    {
        Assert.Empty(DisconnectEither(Without.Nothing));
        Assert.Contains(DisconnectEither(Without.Connections), finding => finding.Kind == FindingKind.Overlap);
    }

    [Fact]
    public void A_history_takes_the_same_way_every_time() => Histories.All.Sample(history => Story(history) == Story(history), iter: 50);

    private static Finding[] DisconnectEither(Without without) =>
    [
        .. Enumerable.Range(0, 2).SelectMany(which => new Life(
            new History(
                1,
                2,
                0,
                [QueueKind.Plain],
                [
                    new Step(StepKind.Publish, 0, 0, new MessagePlan(0, 0, 8_000, true, 0, 0)),
                    new Step(StepKind.Advance, 0, 200),
                    new Step(StepKind.Disconnect, which, 7_000),
                    new Step(StepKind.Advance, 0, 5_000),
                ]),
            without).Run()),
    ];

    private static void AssertIsFoundOut(Without without, FindingKind kind)
    {
        var found = Assert.Throws<CsCheckException>(() => Histories.All.Sample(
            history => Check(history, without, kind), iter: EnoughForTheControls));
        Assert.Contains(kind.ToString(), found.ToString(), StringComparison.Ordinal);
    }

    private static void Check(History history, Without without, FindingKind? only = null)
    {
        var findings = new Life(history, without).Run();
        if (findings.Any(finding => only is null || finding.Kind == only))
        {
            Assert.Fail($"{string.Join('\n', findings)}\n{Story(history, without)}");
        }
    }

    private static string Story(History history, Without without = Without.Nothing)
    {
        var story = new System.Text.StringBuilder();
        new Life(history, without, line => story.AppendLine(line)).Run();
        return story.ToString();
    }
}
