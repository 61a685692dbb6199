using BusQStash.Api.Http;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Groups a run's steps as its log shows them: sequential steps, parallel blocks, and the next step.</summary>
internal static class StepGroups
{
    private const string ErrorStepName = "Upstash-Error-Step-Name";

    internal static IReadOnlyList<StepGroup> Of(RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        StepRecord[] entries = [.. steps.Where(step => step.Kind == StepKind.Entry).OrderBy(step => step.Position)];
        var results = entries.Where(entry => entry.StepId > 0).ToDictionary(entry => entry.StepId);
        var planned = entries.Where(entry => entry.TargetStep > 0).Select(entry => entry.TargetStep).ToHashSet();
        var groups = new List<StepGroup>();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            if (entry.Position == 0)
            {
                groups.Add(StepGroup.Sequential(StepResources.Initial(run, entry)));
            }
            else if (entry.TargetStep > 0)
            {
                // A block's plan steps are adjacent, because they were submitted together.
                var block = entries.Skip(i).TakeWhile(other => other.TargetStep > 0).Take(Math.Max(1, entry.Concurrent)).ToArray();
                groups.Add(new StepGroup([.. block.Select(plan => Parallel(plan, results, steps, run.State))], "parallel"));
                i += block.Length - 1;
            }
            else if (!planned.Contains(entry.StepId))
            {
                groups.Add(StepGroup.Sequential(Finished(entry, steps, run.State)));
            }
        }

        if (Pending(steps, results, planned, run.State) is { } pending)
        {
            groups.Add(pending);
        }
        else if (!IsInsideBlock(entries, results, planned) && Next(entries, steps, run) is { } next)
        {
            groups.Add(next);
        }

        return groups;
    }

    private static StepResource Parallel(StepRecord plan, Dictionary<int, StepRecord> results, IReadOnlyList<StepRecord> steps, RunState run) =>
        results.TryGetValue(plan.TargetStep, out var result)
            ? Finished(result, steps, run) with { Errors = plan.Errors.Count > 0 ? [.. plan.Errors.Select(StepErrorResource.Of)] : null }
            : StepResources.Of(plan, StepDetails.Of(steps, plan.TargetStep), StepResources.StateOf(plan, run));

    /// <summary>A sleep lasts until its message is delivered.</summary>
    private static StepResource Finished(StepRecord entry, IReadOnlyList<StepRecord> steps, RunState run)
    {
        var isAsleep = entry is { Type: "SleepFor" or "SleepUntil", MessageState: MessageState.Scheduled };
        var state = isAsleep ? StepResources.StateOf(entry, run) : StepResources.Success;
        var shown = StepResources.Of(entry, StepDetails.Of(steps, entry.StepId), state);
        return isAsleep ? shown : shown with { Errors = null, Retries = null, RetryDelay = null, NextDeliveryTime = null };
    }

    /// <summary>A pending wait, call or invocation outside a block.</summary>
    private static StepGroup? Pending(IReadOnlyList<StepRecord> steps, Dictionary<int, StepRecord> results, HashSet<int> planned, RunState run)
    {
        var pending = steps.LastOrDefault(step =>
            step.Kind is StepKind.Wait or StepKind.Call or StepKind.Invocation && !results.ContainsKey(step.StepId) && !planned.Contains(step.StepId));
        return pending is null
            ? null
            : StepGroup.Sequential(StepResources.Of(
                pending, StepDetails.Of(steps, pending.StepId), run == RunState.Alive ? StepResources.Progress : StepResources.Canceled) with
                {
                    Out = null,
                });
    }

    /// <summary>Whether the last entry is a result in a block with results still missing: its delivery continues nothing.</summary>
    private static bool IsInsideBlock(StepRecord[] entries, Dictionary<int, StepRecord> results, HashSet<int> planned) =>
        entries is [.., { Errors.Count: 0 } last] && planned.Contains(last.StepId) && planned.Any(target => !results.ContainsKey(target));

    /// <summary>The step that is running or has failed after the last one.</summary>
    private static StepGroup? Next(StepRecord[] entries, IReadOnlyList<StepRecord> steps, RunRecord run)
    {
        var failed = steps.FirstOrDefault(step => step is { Kind: StepKind.Answer, MessageState: MessageState.Failed or MessageState.Retrying });
        var last = failed ?? (entries is [.., var end] ? end : null);
        if (last is null or { TargetStep: > 0 } or { MessageState: null or MessageState.Delivered or MessageState.Scheduled }
            || (run.State is RunState.Succeeded or RunState.Canceled))
        {
            return null;
        }

        var error = last.Errors is [.., var latest] ? latest : null;
        return StepGroup.Next(new StepResource
        {
            MessageId = last.MessageId,
            StepName = error?.Response?.Headers.FirstOrDefault(header => header.Name.Equals(ErrorStepName, StringComparison.OrdinalIgnoreCase)) is { } header
                ? ByteText.ToText(header.Value)
                : null,
            State = StepResources.StateOf(last, run.State),
            Retries = last.Spec?.MaxRetries ?? run.Spec.MaxRetries,
            RetryDelay = last.Spec?.RetryDelayExpression ?? run.Spec.RetryDelayExpression,
            NextDeliveryTime = last.MessageState == MessageState.Retrying ? last.NotBefore : null,
            Errors = [.. last.Errors.Select(StepErrorResource.Of)],
        });
    }
}
