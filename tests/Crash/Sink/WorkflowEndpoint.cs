using System.Globalization;
using System.Text;
using System.Text.Json;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Workflows;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Crash.Sink;

/// <summary>An endpoint of workflows that speaks the protocol by itself (wire contract 24): it replays the program in its URL, and writes down all it is told and says.</summary>
internal sealed class WorkflowEndpoint(WorkflowSender sender, Notifier notifier, WorkflowLog log)
{
    private static readonly Dictionary<string, string> NoHeaders = [];
    private readonly Rendezvous _rendezvous = new();
    private int _executions;

    /// <summary>Answers one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="start">When it came.</param>
    /// <param name="url">Its URL.</param>
    /// <param name="body">Its body.</param>
    /// <param name="caller">The process it came from.</param>
    /// <param name="cancellation">The caller is gone.</param>
    /// <returns>The status to answer.</returns>
    public async Task<int> ServeAsync(HttpContext context, TimeSpan start, string url, byte[] body, Task<int> caller, CancellationToken cancellation)
    {
        var call = Read(context.Request.Headers, start);
        var submitter = new WorkflowSubmitter(sender);
        var turn = new WorkflowTurn(submitter, notifier, _rendezvous, call.RunId, url, () => Interlocked.Increment(ref _executions));
        var status = 0;
        try
        {
            (call, status) = await AnswerAsync(call, turn, body, context.Request.Headers, cancellation);
            return status;
        }
        finally
        {
            log.Add(call with { Status = status, End = MachineClock.Now, Submissions = [.. submitter.Submissions], ProcessId = await caller });
        }
    }

    private async Task<(WorkflowCall Call, int Status)> AnswerAsync(
        WorkflowCall call, WorkflowTurn turn, byte[] body, IHeaderDictionary headers, CancellationToken cancellation)
    {
        if (call.Kind == WorkflowCallKind.Failure)
        {
            return (call with { Source = JsonElement.Parse(body).GetProperty("sourceMessageId").GetString()! }, StatusCodes.Status200OK);
        }

        // What is too large is fetched.
        JsonElement? fetched = null;
        if (body.Length == 0)
        {
            var (status, list) = await sender.SendAsync(HttpMethod.Get, $"v2/workflows/runs/{call.RunId}", "", NoHeaders, cancellation);
            if (status is < 200 or >= 300)
            {
                // 404 says that the run has ended: nothing to do.
                return (call, status == StatusCodes.Status404NotFound ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError);
            }

            fetched = JsonElement.Parse(list);
        }

        if (call.Kind == WorkflowCallKind.Answer)
        {
            var answer = JsonElement.Parse(fetched is { } all ? BytesOf(all.EnumerateArray().Single(entry => IdOf(entry) == call.MessageId)) : body);
            call = call with
            {
                Source = answer.GetProperty("sourceMessageId").GetString()!,
                StepId = int.Parse(headers[WorkflowHeaders.StepId].ToString(), CultureInfo.InvariantCulture),
                SourceStatus = answer.GetProperty("status").GetInt32(),
                IsSourceLast = answer.GetProperty("retried").GetInt32() == answer.GetProperty("maxRetries").GetInt32(),
            };
            return (call, await turn.TakeAnswerAsync(call, answer, cancellation));
        }

        call = call with { List = Cut(fetched ?? JsonElement.Parse(body), call.MessageId) };
        return (call, await turn.ContinueAsync(call, cancellation));
    }

    /// <summary>The steps up to the one the message is for; a list that was sent ends there.</summary>
    private static List<ListEntry> Cut(JsonElement list, string messageId)
    {
        var entries = list.EnumerateArray().Where(entry => entry.GetProperty("callType").GetString() == "step")
            .Select((entry, index) => ListEntry.Read(IdOf(entry), Encoding.UTF8.GetString(BytesOf(entry)), index == 0)).ToList();
        return [.. entries.Take(entries.FindIndex(entry => entry.MessageId == messageId) + 1)];
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
