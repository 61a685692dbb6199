using System.Collections.Frozen;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the filters of failed run lists (wire contract 24.11).</summary>
internal static class RunDlqFilters
{
    internal const string Ids = "dlqIds";
    internal const int MaxCount = 100;

    /// <summary>All filter names, for calls that change what is selected.</summary>
    internal static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            Ids, "source", "fromDate", "toDate", "callerIp", "label", "flowControlKey", "workflowUrl", "workflowRunId", "workflowCreatedAt",
            "failureFunctionState", "failureCallbackState", "responseStatus", "url", "count", "cursor",
        ],
        StringComparer.OrdinalIgnoreCase);

    internal static RunQuery Read(IQueryCollection values, Refusals refusals)
    {
        var filters = new Filters(values, refusals);
        var ids = filters.Many(Ids);
        var common = RunFilters.Read(filters, MaxCount, MaxCount);
        if (values.ContainsKey(Ids))
        {
            return new RunQuery { DlqIds = ids, Count = int.MaxValue };
        }

        return common with
        {
            RunIds = [],
            RunIdPrefixes = common.RunIds,
            States = [],
            Urls = [.. common.Urls, .. filters.Urls("url")],
            ResponseStatuses = filters.Numbers("responseStatus"),
            FailureStates = filters.Read<FailureState>(
                "failureFunctionState",
                text => RunStates.ParseFailure(text) is { } state ? [state] : null,
                "is none of CALLBACK_INPROGRESS, CALLBACK_SUCCESS, CALLBACK_FAIL, CALLBACK_CANCELED",
                filters.Many("failureFunctionState", "failureCallbackState")),
        };
    }
}
