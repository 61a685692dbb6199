using System.Globalization;
using BusQStash.Store.Events;

namespace BusQStash.Store.Sql;

/// <summary>Computes facets of the rows read. In memory, because the rows are few.</summary>
internal static class FacetTables
{
    /// <summary>Maximum number of values per field; more would not be read by users.</summary>
    private const int Most = 20;

    public static IReadOnlyList<FacetField> Of(IReadOnlyList<SeenRow> rows, params ReadOnlySpan<(string Field, Func<SeenRow, string?> Value)> more)
    {
        List<FacetField> fields = [];
        foreach (var (field, value) in more)
        {
            Add(fields, rows, field, value);
        }

        Add(fields, rows, "host", row => EventFacets.HostOf(row.Url));
        Add(fields, rows, "queueName", row => row.QueueName);
        Add(fields, rows, "responseStatus", row => row.Status?.ToString(CultureInfo.InvariantCulture));
        Add(fields, rows, "flowControlKey", row => row.FlowKey);
        Add(fields, rows, "scheduleId", row => row.ScheduleId);
        return fields;
    }

    private static void Add(List<FacetField> fields, IReadOnlyList<SeenRow> rows, string field, Func<SeenRow, string?> value)
    {
        List<FacetValue> values =
        [
            .. rows.Select(row => (Value: value(row), row.Time))
                .Where(row => row.Value is not null)
                .GroupBy(row => row.Value!, row => row.Time, StringComparer.Ordinal)
                .Select(group => new FacetValue(group.Key, group.Count(), group.Min(), group.Max()))
                .OrderByDescending(found => found.Count)
                .ThenBy(found => found.Value, StringComparer.Ordinal)
                .Take(Most),
        ];
        if (values.Count > 0)
        {
            fields.Add(new FacetField(field, values));
        }
    }
}
