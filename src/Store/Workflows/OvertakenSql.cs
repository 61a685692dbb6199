namespace BusQStash.Store.Workflows;

/// <summary>Overtaken results of a parallel block: a step planned before the result has its own result after it.</summary>
/// <remarks>
/// The list up to such a result lacks part of its block, so its delivery starts no step. It must be delivered all the same, because every accepted result is delivered (wire
/// contract 24.5). The last result of a block is never overtaken; calling with it again would execute the steps after the block.
/// </remarks>
internal static class OvertakenSql
{
    /// <summary>True for an overtaken result among the rows <c>s</c> of <c>workflow_step</c>.</summary>
    public const string Condition =
        $"""
        (s.kind = {StepKindSql.Entry} and s.step_id > 0 and s.target_step = 0 and exists (
            select 1
            from workflow_step l
            join workflow_step p on p.run_key = l.run_key and p.kind = {StepKindSql.Entry} and p.step_id = 0 and p.target_step = l.step_id
            where l.run_key = s.run_key and l.position > s.position and l.kind = {StepKindSql.Entry} and l.step_id > 0 and p.position < s.position))
        """;
}
