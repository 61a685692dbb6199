using System.Collections.Frozen;
using BusQStash.Api.Http;
using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>The dead letters a bulk call selects (wire contract 14.2): those named, or those a list with the same filters would show.</summary>
/// <param name="Ids">The entries named; filters are ignored then.</param>
/// <param name="Query">The filters, with the count and the cursor.</param>
internal sealed record DlqSelection(IReadOnlyList<string>? Ids, DlqQuery Query)
{
    private const string IdsName = "dlqIds";

    /// <summary>Parameters that lists ignore for old clients are refused here, because ignoring them would select everything.</summary>
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
