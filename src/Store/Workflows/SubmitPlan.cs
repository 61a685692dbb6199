using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>Decides what a group of requests appends to runs. The transaction holds the locks of the runs, so the decision stays valid until it commits.</summary>
/// <remarks>
/// <para>(1) <see cref="Decide"/> refuses requests as a whole: if one step is for an ended run or exceeds a limit, nothing of its request is stored.</para>
/// <para>(2) The transaction creates the runs that are started.</para>
/// <para>(3) <see cref="Append"/> assigns places in the order of the requests. A step that already exists gets none: its first result stays.</para>
/// </remarks>
internal sealed class SubmitPlan(
    IReadOnlyList<IReadOnlyList<RunSubmission>> calls,
    IReadOnlyDictionary<string, HeldRun> runs,
    Dictionary<StepKey, string> known,
    WorkflowOptions limits)
{
    private readonly SubmitResult?[] _refusals = new SubmitResult?[calls.Count];
    private readonly HashSet<HeldRun> _advanced = [];

    /// <summary>Entries to be written.</summary>
    public List<StepRow> Rows { get; } = [];

    /// <summary>Runs whose rows must be written back.</summary>
    public IReadOnlyCollection<HeldRun> Advanced => _advanced;

    /// <summary>Why a request is refused; <see langword="null"/> when it is accepted.</summary>
    public SubmitResult? RefusalOf(int call) => _refusals[call];

    public void Decide()
    {
        var planned = new Dictionary<HeldRun, (int Steps, long Bytes)>();
        for (var i = 0; i < calls.Count; i++)
        {
            _refusals[i] = Check(calls[i], planned);
        }
    }

    /// <summary>The message of a submission, or the id of the first message if the step already exists.</summary>
    /// <param name="submission">A step, a call or a handshake of a run.</param>
    public (NewMessage? Message, string? First) Append(RunSubmission submission) => submission switch
    {
        RunSubmission.Step { Kind: StepKind.Call } call => Call(call, runs[call.RunId]),
        RunSubmission.Step step => Step(step, runs[step.RunId]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The first entry of a new run.</summary>
    public NewMessage Start(NewMessage message, HeldRun run)
    {
        Rows.Add(new StepRow(run.RunKey, StepKind.Entry, Initial, message.Body.ToArray(), message.CreatedAt.ToUnixTimeMilliseconds())
        {
            Position = 0,
            MessageId = message.Id,
        });
        return message with { Spec = RunSpecs.First(run, (0, message.Body.Length)), Body = default, DeduplicationKey = null };
    }

    /// <summary>Number, name and type of the payload's entry.</summary>
    public static StepFacts Initial { get; } = new(0, 0, "init", "Initial", 1);

    private SubmitResult? Check(IReadOnlyList<RunSubmission> call, Dictionary<HeldRun, (int Steps, long Bytes)> planned)
    {
        var own = new Dictionary<HeldRun, (int Steps, long Bytes)>(planned);
        foreach (var submission in call)
        {
            var runId = RunIdOf(submission);
            if (runId is null)
            {
                continue;
            }

            if (!runs.TryGetValue(runId, out var run))
            {
                return new SubmitResult.Ended();
            }

            if (submission is RunSubmission.Step { Kind: StepKind.Entry } step && !known.ContainsKey(StepKey.Of(run, step.Kind, step.Facts)))
            {
                var (steps, bytes) = own.GetValueOrDefault(run);
                own[run] = (steps + 1, bytes + step.Message.Body.Length);
                if (OverLimit(run, own[run]) is { } over)
                {
                    return over;
                }
            }
        }

        foreach (var (run, sum) in own)
        {
            planned[run] = sum;
        }

        return null;
    }

    private SubmitResult.OverLimit? OverLimit(HeldRun run, (int Steps, long Bytes) more)
    {
        if (run.NextPosition + more.Steps > limits.MaxSteps)
        {
            return new SubmitResult.OverLimit($"the workflow run has too many steps: at most {limits.MaxSteps} are allowed");
        }

        return run.Bytes + more.Bytes > limits.MaxRunBytes
            ? new SubmitResult.OverLimit($"the steps of the workflow run are too large: at most {limits.MaxRunBytes} bytes are allowed together")
            : null;
    }

    private (NewMessage? Message, string? First) Step(RunSubmission.Step step, HeldRun run)
    {
        if (!known.TryAdd(StepKey.Of(run, step.Kind, step.Facts), step.Message.Id))
        {
            return (null, known[StepKey.Of(run, step.Kind, step.Facts)]);
        }

        var place = run.Take(step.Message.Body.Length);
        _advanced.Add(run);
        Rows.Add(Row(step, run) with { Position = place.Position });
        var spec = RunSpecs.Step(run, step.Message.Spec, step.OwnsRetries, place);
        return (step.Message with { Spec = spec, Body = default, DeduplicationKey = null }, null);
    }

    private (NewMessage? Message, string? First) Call(RunSubmission.Step call, HeldRun run)
    {
        if (!known.TryAdd(StepKey.Of(run, call.Kind, call.Facts), call.Message.Id))
        {
            return (null, known[StepKey.Of(run, call.Kind, call.Facts)]);
        }

        // The message keeps its body; only the step is recorded here.
        Rows.Add(Row(call, run) with { Body = [] });
        return (call.Message with { Spec = RunSpecs.Call(run, call.Message.Spec), DeduplicationKey = null }, null);
    }

    private static StepRow Row(RunSubmission.Step step, HeldRun run) =>
        new(run.RunKey, step.Kind, step.Facts, step.Message.Body.ToArray(), step.Message.CreatedAt.ToUnixTimeMilliseconds()) { MessageId = step.Message.Id };

    /// <summary>Id of the run that must be alive for the submission.</summary>
    public static string? RunIdOf(RunSubmission submission) => submission switch
    {
        RunSubmission.Step step => step.RunId,
        RunSubmission.Handshake handshake => handshake.RunId,
        RunSubmission.Trigger trigger => trigger.Invoker?.RunId,
        _ => null,
    };
}
