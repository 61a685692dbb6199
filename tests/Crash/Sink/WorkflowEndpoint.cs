using System.Globalization;
using System.Text;
using System.Text.Json;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Workflows;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Crash.Sink;

/// <summary>A workflow endpoint that implements the protocol without an SDK (wire contract 24): it replays the program in its URL, and logs all its calls.</summary>
internal sealed class WorkflowEndpoint(WorkflowSender sender, Notifier notifier, WorkflowLog log)
{
    private static readonly Dictionary<string, string> NoHeaders = [];
    private readonly Rendezvous _rendezvous = new();
    private int _executions;

    /// <summary>Answers one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="start">When it arrived.</param>
    /// <param name="url">Its URL.</param>
    /// <param name="body">Its body.</param>
    /// <param name="caller">The process it came from.</param>
    /// <param name="cancellation">Canceled when the caller is gone.</param>
    /// <returns>The status to answer.</returns>
    public async Task<int> ServeAsync(HttpContext context, TimeSpan start, string url, byte[] body, Task<int> caller, CancellationToken cancellation)
    {
        var call = Read(context.Request.Headers, start);
        var submitter = new WorkflowSubmitter(sender);
        var turn = new WorkflowTurn(submitter, notifier, _rendezvous, call.RunId, url, () => Interlocked.Increment(ref _executions));
        var status = 0;
        try
        {
            if (call.Kind == WorkflowCallKind.Failure)
            {
                call = call with { Source = JsonElement.Parse(body).GetProperty("sourceMessageId").GetString()! };
                return status = StatusCodes.Status200OK;
            }

            var (list, isGone) = await FetchAsync(call, body, cancellation);
            if (list is not { } json)
            {
                return status = isGone ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
            }

            if (call.Kind == WorkflowCallKind.Step)
            {
                call = call with { List = Cut(json, call.MessageId) };
                return status = await turn.ContinueAsync(call, cancellation);
            }

            if (FindAnswer(json, call.MessageId) is not { } answer)
            {
                // The message is no longer in delivery: this attempt was made twice, and the other one has been settled.
                return status = StatusCodes.Status200OK;
            }

            call = WithAnswer(call, answer, context.Request.Headers);
            return status = await turn.TakeAnswerAsync(call, answer, cancellation);
        }
        finally
        {
            // Also for a call that is cut off, because its submissions may have been accepted.
            log.Add(call with { Status = status, End = MachineClock.Now, Submissions = [.. submitter.Submissions], ProcessId = await caller });
        }
    }

    private static WorkflowCall WithAnswer(WorkflowCall call, JsonElement answer, IHeaderDictionary headers) => call with
    {
        Source = answer.GetProperty("sourceMessageId").GetString()!,
        StepId = int.Parse(headers[WorkflowHeaders.StepId].ToString(), CultureInfo.InvariantCulture),
        SourceStatus = answer.GetProperty("status").GetInt32(),
        IsSourceLast = answer.GetProperty("retried").GetInt32() == answer.GetProperty("maxRetries").GetInt32(),
    };

    /// <summary>The body; where it was too large to send, the run's list; null when the run has ended or no Api answers.</summary>
    private async Task<(JsonElement? Body, bool IsGone)> FetchAsync(WorkflowCall call, byte[] body, CancellationToken cancellation)
    {
        if (body.Length > 0)
        {
            return (JsonElement.Parse(body), false);
        }

        var (status, list) = await sender.SendAsync(HttpMethod.Get, $"v2/workflows/runs/{call.RunId}", "", NoHeaders, cancellation);
        return (status == StatusCodes.Status200OK ? JsonElement.Parse(list) : null, status == StatusCodes.Status404NotFound);
    }

    /// <summary>The answer, from the body or from its position in the list.</summary>
    private static JsonElement? FindAnswer(JsonElement body, string messageId)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return body;
        }

        var entries = body.EnumerateArray().Where(entry => IdOf(entry) == messageId).ToList();
        return entries is [var own] ? JsonElement.Parse(BytesOf(own)) : null;
    }

    /// <summary>The steps up to the message's own; a list that was sent ends there. A list without it is left unchanged, for the checks to find.</summary>
    private static List<ListEntry> Cut(JsonElement list, string messageId)
    {
        var entries = list.EnumerateArray().Where(entry => entry.GetProperty("callType").GetString() == "step")
            .Select((entry, index) => ListEntry.Read(IdOf(entry), Encoding.UTF8.GetString(BytesOf(entry)), index == 0)).ToList();
        var own = entries.FindIndex(entry => entry.MessageId == messageId);
        return own < 0 ? entries : entries[..(own + 1)];
    }

    private static string IdOf(JsonElement entry) => entry.GetProperty("messageId").GetString()!;

    private static byte[] BytesOf(JsonElement entry) => entry.GetProperty("body").GetBytesFromBase64();

    private static WorkflowCall Read(IHeaderDictionary headers, TimeSpan start) => new()
    {
        Kind = headers.ContainsKey(WorkflowHeaders.IsFailure) ? WorkflowCallKind.Failure
            : headers.ContainsKey(WorkflowHeaders.IsAnswer) ? WorkflowCallKind.Answer
            : WorkflowCallKind.Step,
        RunId = headers[WorkflowHeaders.RunId].ToString(),
        CreatedAt = long.TryParse(headers[WorkflowHeaders.CreatedAt].ToString(), CultureInfo.InvariantCulture, out var createdAt) ? createdAt : 0,
        MessageId = headers["Upstash-Message-Id"].ToString(),
        Retried = int.Parse(headers["Upstash-Retried"].ToString(), CultureInfo.InvariantCulture),
        SdkVersion = headers[WorkflowHeaders.SdkVersion].ToString(),
        Start = start,
    };
}
