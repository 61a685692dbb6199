using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows;

/// <summary>The conditions of a <see cref="RunQuery"/>.</summary>
internal static class RunFilter
{
    public static KeysetFilter Of(RunQuery query)
    {
        var filter = new KeysetFilter();
        if (query.Runs.Count > 0)
        {
            var pairs = query.Runs.Select((run, i) =>
            {
                filter.Parameters.Add($"rid{i}", run.RunId);
                filter.Parameters.Add($"rat{i}", run.CreatedAt);
                return $"(r.run_id = @rid{i} and r.created_at = @rat{i})";
            });
            return filter.Holds($"({string.Join(" or ", pairs)})");
        }

        filter
            .In("r.run_id", "runId", query.RunIds)
            .In("r.created_at", "createdAt", query.CreatedAts)
            .In("r.url", "url", query.Urls)
            .In("r.host", "host", query.Hosts)
            .In("r.path", "path", query.Paths)
            .In("r.state", "state", [.. query.States.Select(state => (short)state)])
            .In("r.flow_key", "flow", query.FlowControlKeys)
            .In("r.caller_ip", "ip", query.CallerIps)
            .In("r.dlq_id", "dlq", query.DlqIds)
            .In("r.failure_state", "failure", [.. query.FailureStates.Select(state => (short)state)])
            .If("r.created_at >= @fromTime", "fromTime", query.From?.ToUnixTimeMilliseconds())
            .If("r.created_at <= @toTime", "toTime", query.To?.ToUnixTimeMilliseconds());

        // Comparing a prefix of the same length needs no wildcard, so no characters have to be escaped.
        Any(filter, "substr(r.url, 1, length(@{0})) = @{0}", "prefix", query.UrlPrefixes);
        Any(filter, "substr(r.run_id, 1, length(@{0})) = @{0}", "idPrefix", query.RunIdPrefixes);
        Any(filter, "replace(r.labels, @{0}, '') <> r.labels", "label", [.. query.Labels.Select(label => $",{label},")]);
        Any(filter, "exists (select 1 from workflow_step x where x.message_id = @{0} and x.run_key = r.run_key)", "message", query.MessageIds);
        return filter;
    }

    private static void Any(KeysetFilter filter, string condition, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        var alternatives = values.Select((value, i) =>
        {
            filter.Parameters.Add($"{name}{i}", value);
            return condition.Replace("{0}", $"{name}{i}", StringComparison.Ordinal);
        });
        filter.Holds($"({string.Join(" or ", alternatives)})");
    }
}
