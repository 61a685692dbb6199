using CsCheck;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Makes histories.</summary>
internal static class Histories
{
    private const int MostSteps = 20;

    private static readonly Gen<int> Which = Gen.Int[0, 5];

    private static readonly Gen<MessagePlan> Messages = Gen.Select(
        Gen.Frequency((8, Gen.Const(0)), (1, Gen.Int[1, 1_500]), (1, Gen.Int[1_500, 4_000])),
        Gen.Frequency((6, Gen.Const(0)), (2, Gen.Int[1, 2]), (1, Gen.Const(9))),
        Gen.Frequency((8, Gen.Int[0, 40]), (2, Gen.Int[100, 1_500]), (1, Gen.Int[1_500, 8_000])),
        Gen.Int[0, 12].Select(one => one < 12),
        Gen.Int[0, 2],
        Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[1, 3])),
        (delay, failures, duration, answers, retries, callbacks) =>
            new MessagePlan(delay, failures, answers ? duration : duration + 500, answers, retries, callbacks));

    private static readonly Gen<Step> Publish = Gen.Select(Which, Messages, (which, message) => new Step(StepKind.Publish, which, 0, message));

    private static readonly (int, IGen<Step>)[] Calm =
    [
        (40, Publish),
        (14, Of(StepKind.Advance, Gen.Int[0, 200])),
        (10, Of(StepKind.Advance, Gen.Int[200, 2_500])),
        (4, Of(StepKind.Answer, Gen.Const(0))),
        (3, Of(StepKind.Pause, Gen.Const(0))),
        (3, Of(StepKind.Resume, Gen.Const(0))),
        (4, Of(StepKind.Cancel, Gen.Const(0))),
        (2, Of(StepKind.RunNow, Gen.Const(0))),
        (2, Of(StepKind.Delete, Gen.Const(0))),
        (3, Of(StepKind.Parallelism, Gen.Int[1, 3])),
        (2, Of(StepKind.StartWorker, Gen.Const(0))),
        (3, Of(StepKind.RestartWorker, Gen.Const(0))),
        (3, Of(StepKind.BreakConnection, Gen.Const(0))),
    ];

    private static readonly (int, IGen<Step>)[] Faulty =
    [
        .. Calm,
        (4, Of(StepKind.Kill, Gen.Const(0))),
        (5, Of(StepKind.Freeze, Gen.Const(0))),
        (4, Of(StepKind.Thaw, Gen.Const(0))),
        (4, Of(StepKind.FailBefore, Gen.Int[10, 5_000])),
        (4, Of(StepKind.FailAfter, Gen.Int[10, 5_000])),
        (3, Of(StepKind.CutOff, Gen.Int[500, 10_000])),
        (4, Of(StepKind.Disconnect, Gen.Int[500, 6_000])),
        (4, Of(StepKind.SlowDown, Gen.Frequency((2, Gen.Int[10, 1_000]), (1, Gen.Int[1_000, 7_000])))),
    ];

    public static readonly Gen<History> All = Gen.Select(
        new Seeds(),
        Gen.Int[1, 3],
        Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[1, 2])),
        Gen.Frequency((3, Gen.Const(QueueKind.Plain)), (1, Gen.Enum<QueueKind>())).Array[1, 3],
        Gen.Frequency((1, Gen.Frequency(Calm).Array[1, MostSteps]), (3, Gen.Frequency(Faulty).Array[1, MostSteps])),
        (seed, workers, gate, queues, steps) => new History(seed, workers, gate, queues, steps));

    private static Gen<Step> Of(StepKind kind, Gen<int> size) => Gen.Select(Which, size, (which, size) => new Step(kind, which, size));
}
