using System.Collections.Frozen;
using BusQStash.Api.Http;
using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Which dead letters a bulk call is about (wire contract 14.2): those named, or those a list with the same filters would show.</summary>
/// <param name="Ids">The entries named; filters count for nothing then.</param>
/// <param name="Query">The filters, with how many to work on and where to begin.</param>
internal sealed record DlqSelection(IReadOnlyList<string>? Ids, DlqQuery Query)
{
    private const string IdsName = "dlqIds";

    /// <summary>What lists ignore for the sake of old clients must be refused here, or it would select everything.</summary>
    private static readonly FrozenSet<string> Names = DlqFilters.Names.Except(["api"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static async Task<(DlqSelection? Selection, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        var (values, refusal) = await Selection.ReadAsync(context, Names, IdsName);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var refusals = new Refusals();
        var ids = values.ContainsKey(IdsName) ? new Filters(values, refusals).Many(IdsName).Distinct(StringComparer.Ordinal).ToList() : null;
        var query = ids is null ? DlqFilters.Read(values, refusals) : new DlqQuery();
        return refusals.First is { } wrong ? (null, wrong) : (new DlqSelection(ids, query), null);
    }
}
