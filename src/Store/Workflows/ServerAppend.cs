using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Appends a result the server has determined to a run whose lock is held: a notification, a timeout, the end of an invoked run.</summary>
internal static class ServerAppend
{
    private const string Known = $"select 1 from workflow_step where run_key = @RunKey and kind = {StepKindSql.Entry} and step_id = @StepId and target_step = 0";

    /// <summary>Appends the result and returns the message that resumes the run; <see langword="null"/> when the run has ended or already has this step.</summary>
    /// <remarks>A result for an ended run is recorded for its log and no message is sent.</remarks>
    public static async Task<AcceptOutcome?> AppendAsync(
        IRunWork work, HeldRun run, StepFacts facts, byte[] body, MessageSpec resume, bool ownsRetries, DateTimeOffset now)
    {
        facts = facts with { TargetStep = 0 };
        if (await work.Connection.ExecuteScalarAsync<int?>(Known, new { run.RunKey, facts.StepId }) is not null)
        {
            return null;
        }

        var place = run.Take(body.Length);
        var id = RunIds.Message(run, StepKind.Entry, facts.StepId);
        var row = new StepRow(run.RunKey, StepKind.Entry, facts, body, now.ToUnixTimeMilliseconds()) { Position = place.Position, MessageId = id };
        await StepRows.InsertAsync(work.Connection, [row]);
        await RunRows.AdvanceAsync(work, [run]);
        if (!run.IsAlive)
        {
            return null;
        }

        var message = new NewMessage { Id = id, Spec = RunSpecs.Step(run, resume, ownsRetries, place), CreatedAt = now };
        return (await work.AcceptAsync([AcceptItem.From(message)]))[0];
    }
}
