using BusQStash.Api.Dlq;
using BusQStash.Api.Publishing;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Dlq;
using BusQStash.Store.Sql;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

/// <summary>Runs bulk actions on dead letters in small groups, because their bodies are in memory meanwhile.</summary>
/// <remarks>
/// <para>(1) Read the next entries.</para>
/// <para>(2) For a retry, publish them again. Their ids are derived from the entries', so a crash here publishes no message twice.</para>
/// <para>(3) Remove and count them in one transaction. A crash before the commit repeats the group, whose messages are then duplicates; a crash after it continues behind the
/// group.</para>
/// </remarks>
internal sealed class DeadLetterBulk(
    IDeadLetters letters, DeadLetterRetry retry, IDeadLetterActions actions, TimeProvider time, IOptions<BulkActionOptions> options)
{
    private const int MostAtOnce = 50;
    private const long MostBytes = 16 * 1024 * 1024;

    /// <summary>Runs one step.</summary>
    /// <returns>The claim to continue with; <see langword="null"/> when the action is done or was stopped, or another process has taken it over.</returns>
    internal async Task<BulkClaim?> StepAsync(BulkClaim claim, CancellationToken cancellationToken)
    {
        // (1)
        var filter = claim.Action.DeadLetters!;
        var count = Math.Min(options.Value.GroupSize, MostAtOnce);
        var through = claim.Action.Through ?? claim.Action.CreatedAt;
        var query = filter.Query with
        {
            LatestFirst = false,
            To = filter.Query.To is { } to && to < through ? to : through,
            After = claim.After.CreatedAt < 0 ? null : claim.After,
            Count = count,
        };
        var listed = await letters.ListAsync(query, cancellationToken);
        var group = Within(listed);
        List<DeadLetter> fitting = [.. (await letters.ReadAsync(group, cancellationToken)).Where(letter => filter.Hosts.Count == 0 || filter.Fits(letter.Message.Spec.Url))];

        // (2)
        var (done, refused) = claim.Action.Kind == BulkKind.DlqRetry
            ? await RetryAsync(fitting, claim.Action)
            : ([.. fitting.Select(letter => letter.DlqId)], []);

        // (3)
        var after = group is [.., var last] ? last : claim.After;
        var isLast = listed.Count < count && group.Count == listed.Count;
        return await actions.RecordAsync(claim, new BulkProgress(after, done, refused, isLast), time.GetUtcNow(), options.Value.Hold, cancellationToken);
    }

    /// <summary>As many entries as may be in memory at once, but at least one.</summary>
    private static List<(long FailedAt, string DlqId)> Within(IReadOnlyList<Listed<(long FailedAt, string DlqId)>> listed)
    {
        var bytes = 0L;
        return [.. listed.TakeWhile((entry, i) => (bytes += entry.Bytes) <= MostBytes || i == 0).Select(entry => entry.Key)];
    }

    private async Task<(List<string> Done, List<(string DlqId, string Reason)> Refused)> RetryAsync(List<DeadLetter> group, BulkAction action)
    {
        var answers = await retry.PublishAsync(group, BulkOverrideHeaders.Layers(action.Overrides));
        List<string> done = [];
        List<(string, string)> refused = [];
        foreach (var (letter, answer) in group.Zip(answers))
        {
            if (DeadLetterRetry.IsDone(letter, answer))
            {
                done.Add(letter.DlqId);
            }
            else
            {
                refused.Add((letter.DlqId, ReasonOf(letter, answer)));
            }
        }

        return (done, refused);
    }

    /// <summary>The reason without the entry's own id, so that equal reasons are counted together.</summary>
    private static string ReasonOf(DeadLetter letter, PublishAnswer answer) => answer is PublishAnswer.Refused refused
        ? refused.Refusal.Text.Replace($"dead letter {letter.DlqId}: ", "", StringComparison.Ordinal)
        : "its deduplication id is taken by another message";
}
