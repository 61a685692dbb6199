using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the filters of run lists (wire contract 24.8, 24.11, 24.12).</summary>
internal static class RunFilters
{
    internal static RunQuery Read(Filters filters, int usualCount, int maxCount) => ReadRuns(filters) with
    {
        States = filters.Read<RunState>(
            "state", text => RunStates.Parse(text) is { } state ? [state] : null, "is none of RUN_STARTED, RUN_SUCCESS, RUN_FAILED, RUN_CANCELED"),
        MessageIds = filters.Many("messageId"),
        From = filters.Time("fromDate"),
        To = filters.Time("toDate"),
        After = filters.CursorOfNumbers(),
        Count = Math.Min(filters.Count(usualCount, int.MaxValue), maxCount),
    };

    /// <summary>The run filters shared by all lists.</summary>
    internal static RunQuery ReadRuns(Filters filters) => new()
    {
        Runs = filters.Read("workflowRuns", Pair, "is not of the form id@createdAt"),
        RunIds = filters.Many("workflowRunId"),
        CreatedAts = filters.Read<long>("workflowCreatedAt", text => Time(text) is { } time ? [time] : null, "is not a time in unix milliseconds"),
        Urls = filters.Urls("workflowUrl"),
        Hosts = filters.Hosts(),
        Paths = filters.Many("path"),
        Labels = filters.Many("label"),
        FlowControlKeys = filters.Many("flowControlKey"),
        CallerIps = filters.CallerIps(),
    };

    /// <summary>The length at which bodies are truncated, in bytes: 0 for no limit, below 0 for no body (wire contract 24.12).</summary>
    internal static int TrimBody(Filters filters, Refusals refusals)
    {
        if (filters.One("trimBody") is not { } text)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bytes) && bytes >= -1)
        {
            return bytes;
        }

        refusals.Malformed($"invalid trimBody: '{text}' is neither a number of bytes nor -1");
        return 0;
    }

    /// <summary>The cursor after an entry.</summary>
    internal static string Cursor(long time, long runKey) => string.Create(CultureInfo.InvariantCulture, $"{time}-{runKey}");

    private static IReadOnlyList<(string RunId, long CreatedAt)>? Pair(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && Time(text.AsSpan(at + 1)) is { } createdAt ? [(text[..at], createdAt)] : null;
    }

    private static long? Time(ReadOnlySpan<char> text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;
}
