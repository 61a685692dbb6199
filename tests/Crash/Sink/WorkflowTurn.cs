using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Crash.Workflows;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Crash.Sink;

/// <summary>One request to the workflows' endpoint: replays the program against the list, then executes and submits its next step.</summary>
internal sealed class WorkflowTurn(WorkflowSubmitter submitter, Notifier notifier, Rendezvous rendezvous, string runId, string url, Func<int> nextExecution)
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);
    private static readonly Dictionary<string, string> NoHeaders = [];
    private readonly WorkflowProgram _program = WorkflowProgram.Parse(url[(url.LastIndexOf('/') + 1)..]);

    private string Owner => url.Split('/')[^3];

    private string SinkUrl => string.Join('/', url.Split('/')[..3]);

    /// <summary>Continues after a list.</summary>
    /// <returns>The status to answer.</returns>
    public Task<int> ContinueAsync(WorkflowCall call, CancellationToken cancellation)
    {
        var results = call.List.Skip(1).Where(entry => entry.StepId > 0).ToDictionary(entry => entry.StepId);
        foreach (var block in _program.Blocks)
        {
            if (block.IsParallel && !call.List.Any(entry => entry.TargetStep == block.Steps[0].Id))
            {
                return PlanAsync(block, cancellation);
            }

            // A plan step is executed by its own delivery, whatever other entries exist by now.
            if (block.IsParallel && block.Steps.FirstOrDefault(step => step.Id == call.List[^1].TargetStep) is { } planned)
            {
                return ExecuteAsync(planned, block, call.Retried, cancellation);
            }

            if (block.Steps.Any(step => !results.ContainsKey(step.Id)))
            {
                return block.IsParallel
                    ? Task.FromResult(StatusCodes.Status200OK)
                    : ExecuteAsync(block.Steps[0], block, call.Retried, cancellation);
            }
        }

        return EndAsync(call.List, cancellation);
    }

    /// <summary>Submits the answer of a call as its step's result.</summary>
    public async Task<int> TakeAnswerAsync(WorkflowCall call, JsonElement answer, CancellationToken cancellation)
    {
        if (call is { SourceStatus: < 200 or >= 300, IsSourceLast: false })
        {
            return StatusCodes.Status200OK;
        }

        var step = _program.Find(call.StepId)!;
        var result = new JsonObject
        {
            ["status"] = call.SourceStatus,
            ["body"] = answer.TryGetProperty("body", out var body) ? Encoding.UTF8.GetString(body.GetBytesFromBase64()) : "",
            ["header"] = new JsonObject(),
        };
        var submission = new Submission(SubmissionKind.Step, step.Id, 0, StepJson.Of(step, _program.BlockOf(step.Id)!.Steps.Count, result.ToJsonString()).ToJsonString());
        return await submitter.SubmitAsync(
            [submission], HttpMethod.Post, $"v2/publish/{url}", submission.Body, WorkflowHeaders.Step(runId, url, _program.RetriesBehind(step)), cancellation);
    }

    private Task<int> PlanAsync(ProgramBlock block, CancellationToken cancellation)
    {
        var steps = block.Steps.Select(step =>
        {
            var json = StepJson.Of(step, block.Steps.Count, null);
            json["stepId"] = 0;
            json["targetStep"] = step.Id;
            var headers = WorkflowHeaders.Step(runId, url, step.Code == StepCode.Fails ? step.Number : null);
            return (new Submission(SubmissionKind.Step, 0, step.Id, json.ToJsonString()), StepJson.Delayed(headers, step));
        });
        return BatchAsync([.. steps], cancellation);
    }

    private async Task<int> ExecuteAsync(ProgramStep step, ProgramBlock block, int retried, CancellationToken cancellation)
    {
        await Task.Delay(Work, cancellation);
        switch (step.Code)
        {
            case StepCode.Fails:
            case StepCode.Runs when retried < step.Number:
                return StatusCodes.Status500InternalServerError;
            case StepCode.Quits:
                return WorkflowAnswer.NotRetryable;
            case StepCode.Cancels:
                return await submitter.SubmitAsync(
                    [new Submission(SubmissionKind.Cancel, step.Id, 0, "")], HttpMethod.Delete, $"v2/workflows/runs/{runId}?cancel=true", "", NoHeaders, cancellation);
            case StepCode.Waits or StepCode.Listens:
                return await WaitAsync(step, block, cancellation);
            case StepCode.Calls:
                return await BatchAsync([(new Submission(SubmissionKind.Call, step.Id, 0, ""), WorkflowHeaders.Call(runId, url, step, block.Steps.Count))], cancellation);
            case StepCode.Invokes:
                return await InvokeAsync(step, block, cancellation);
        }

        if (block.IsTight)
        {
            await rendezvous.MeetAsync($"{runId} {block.Steps[0].Id}", block.Steps.Count, cancellation);
        }

        // Each execution has its own result, which shows which one was stored.
        var result = step.Code == StepCode.Sleeps ? null : string.Create(CultureInfo.InvariantCulture, $"\"{step.Id} by {nextExecution()}\"");
        var headers = WorkflowHeaders.Step(runId, url, _program.RetriesBehind(step));
        return await BatchAsync(
            [(new Submission(SubmissionKind.Step, step.Id, 0, StepJson.Of(step, block.Steps.Count, result).ToJsonString()), block.IsParallel ? headers : StepJson.Delayed(headers, step))], cancellation);
    }

    private async Task<int> WaitAsync(ProgramStep step, ProgramBlock block, CancellationToken cancellation)
    {
        notifier.Begin(runId, step);
        var headers = WorkflowHeaders.Step(runId, url, _program.RetriesBehind(step));
        var body = new JsonObject
        {
            ["url"] = url,
            ["timeout"] = string.Create(CultureInfo.InvariantCulture, $"{step.Number}s"),
            ["timeoutUrl"] = url,
            ["timeoutHeaders"] = StepJson.Lists(headers),
            ["step"] = StepJson.Of(step, block.Steps.Count, null),
        };
        return await submitter.SubmitAsync(
            [new Submission(SubmissionKind.Wait, step.Id, 0, "")], HttpMethod.Post, $"v2/wait/{Notification.EventOf(runId, step.Id)}", body.ToJsonString(), headers, cancellation);
    }

    private async Task<int> InvokeAsync(ProgramStep step, ProgramBlock block, CancellationToken cancellation)
    {
        // A new id each time, as in SDKs: the parent's step makes one child of several executions.
        var childId = string.Create(CultureInfo.InvariantCulture, $"{runId}-child-{step.Id}-{nextExecution()}");
        var childUrl = string.Create(CultureInfo.InvariantCulture, $"{SinkUrl}/{AttemptKind.Workflow}/{Owner}-{step.Id}/{step.Id}/{step.Child}");
        var body = new JsonObject
        {
            ["body"] = $"\"{childId}\"",
            ["headers"] = StepJson.Lists(WorkflowHeaders.Step(runId, url, _program.RetriesBehind(step))),
            ["workflowRunId"] = runId,
            ["workflowUrl"] = url,
            ["step"] = StepJson.Of(step, block.Steps.Count, null),
        };
        var headers = new Dictionary<string, string>(WorkflowHeaders.Trigger(childId, childUrl, step.Child!))
        {
            ["Upstash-Workflow-Invoke"] = "true",
            ["Upstash-Forward-Upstash-Workflow-Invoke-Count"] = "1",
        };
        return await submitter.SubmitAsync(
            [new Submission(SubmissionKind.Invocation, step.Id, 0, childId)], HttpMethod.Post, $"v2/publish/{childUrl}", body.ToJsonString(), headers, cancellation);
    }

    private Task<int> EndAsync(IReadOnlyList<ListEntry> list, CancellationToken cancellation)
    {
        var value = WorkflowAnswer.ValueOf(list);
        return submitter.SubmitAsync(
            [new Submission(SubmissionKind.End, 0, 0, value)], HttpMethod.Delete, $"v2/workflows/runs/{runId}?cancel=false", value, NoHeaders, cancellation);
    }

    private Task<int> BatchAsync(IReadOnlyList<(Submission Submission, Dictionary<string, string> Headers)> items, CancellationToken cancellation)
    {
        var body = new JsonArray([.. items.Select(item => new JsonObject
        {
            ["destination"] = item.Submission.Kind == SubmissionKind.Call ? CalledUrl(item.Submission.StepId) : url,
            ["body"] = item.Submission.Kind == SubmissionKind.Call ? "{}" : item.Submission.Body,
            ["headers"] = new JsonObject(item.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value))),
        })]);
        return submitter.SubmitAsync([.. items.Select(item => item.Submission)], HttpMethod.Post, "v2/batch", body.ToJsonString(), NoHeaders, cancellation);
    }

    private string CalledUrl(int stepId) =>
        string.Create(CultureInfo.InvariantCulture, $"{SinkUrl}/{AttemptKind.Called}/{Owner}/{stepId}/{_program.Find(stepId)!.Called}");
}
