using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the filters of run lists (wire contract 24.8, 24.11, 24.12).</summary>
internal static class RunFilters
{
    internal static RunQuery Read(Filters filters, Refusals refusals, int usualCount, int maxCount) => ReadRuns(filters, refusals) with
    {
        States = States(filters.Many("state"), refusals),
        MessageIds = filters.Many("messageId"),
        From = filters.Time("fromDate"),
        To = filters.Time("toDate"),
        After = After(filters, refusals),
        Count = Math.Min(filters.Count(usualCount, int.MaxValue), maxCount),
    };

    /// <summary>The run filters shared by all lists.</summary>
    internal static RunQuery ReadRuns(Filters filters, Refusals refusals) => new()
    {
        Runs = filters.Many("workflowRuns") is { Count: > 0 } pairs ? Pairs(pairs, refusals) : [],
        RunIds = filters.Many("workflowRunId"),
        CreatedAts = Times(filters.Many("workflowCreatedAt"), refusals),
        Urls = filters.Urls("workflowUrl"),
        Hosts = filters.Many("host"),
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

    private static (long Time, long RunKey)? After(Filters filters, Refusals refusals)
    {
        if (filters.Cursor() is not { } cursor)
        {
            return null;
        }

        if (long.TryParse(cursor.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var runKey))
        {
            return (cursor.Number, runKey);
        }

        // The number before the dash is the time; the rest is the run's key.
        refusals.Malformed("invalid cursor: use the one the page before came with");
        return null;
    }

    private static List<(string RunId, long CreatedAt)> Pairs(IReadOnlyList<string> texts, Refusals refusals)
    {
        List<(string RunId, long CreatedAt)> pairs = [];
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('@');
            if (at > 0 && long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt))
            {
                pairs.Add((text[..at], createdAt));
            }
            else
            {
                refusals.Malformed($"invalid workflowRuns: '{text}' is not of the form id@createdAt");
            }
        }

        return pairs;
    }

    private static List<long> Times(IReadOnlyList<string> texts, Refusals refusals)
    {
        List<long> times = [];
        foreach (var text in texts)
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                times.Add(time);
            }
            else
            {
                refusals.Malformed($"invalid workflowCreatedAt: '{text}' is not a time in unix milliseconds");
            }
        }

        return times;
    }

    private static List<RunState> States(IReadOnlyList<string> texts, Refusals refusals)
    {
        if (texts.FirstOrDefault(text => RunStates.Parse(text) is null) is { } wrong)
        {
            refusals.Malformed($"invalid state: '{wrong}' is none of RUN_STARTED, RUN_SUCCESS, RUN_FAILED, RUN_CANCELED");
        }

        return [.. texts.Select(RunStates.Parse).OfType<RunState>()];
    }
}
