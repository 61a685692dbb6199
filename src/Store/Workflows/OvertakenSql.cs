namespace BusQStash.Store.Workflows;

/// <summary>Results of a parallel block that were overtaken: a step planned before them has its result after them.</summary>
/// <remarks>
/// The list up to such a result misses one of its block, so its delivery starts no step and continues nothing. It is owed all the same: every result that was taken
/// is delivered (wire contract 24.5). The last result of a block is never one of these: calling with it again would execute what follows the block.
/// </remarks>
internal static class OvertakenSql
{
    /// <summary>Holds for such a result among the rows <c>s</c> of <c>workflow_step</c>.</summary>
    public const string Condition =
        $"""
        (s.kind = {StepKindSql.Entry} and s.step_id > 0 and s.target_step = 0 and exists (
            select 1
            from workflow_step l
            join workflow_step p on p.run_key = l.run_key and p.kind = {StepKindSql.Entry} and p.step_id = 0 and p.target_step = l.step_id
            where l.run_key = s.run_key and l.position > s.position and l.kind = {StepKindSql.Entry} and l.step_id > 0 and p.position < s.position))
        """;
}
