using System.Text.Json;
using BusQStash.Crash.Runs;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Crash.Sink;

/// <summary>Sends the submissions of one call of the workflows' endpoint to the server, and lists them.</summary>
internal sealed class WorkflowSubmitter(WorkflowSender sender)
{
    private const int TooLate = StatusCodes.Status400BadRequest;

    /// <summary>One entry for each request.</summary>
    public List<Submission> Submissions { get; } = [];

    /// <summary>Retries once when the answer is lost, as clients do; after that the delivery fails and is retried.</summary>
    /// <returns>The status with which to answer the delivery.</returns>
    public async Task<int> SubmitAsync(
        IReadOnlyList<Submission> submissions, HttpMethod method, string path, string body, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            // Recorded before it is sent, because the caller may disconnect in the meantime.
            var sent = submissions.Select(submission => submission with { Sent = MachineClock.Now }).ToArray();
            var place = Submissions.Count;
            Submissions.AddRange(sent);
            var (status, answer) = await sender.SendAsync(method, path, body, headers, cancellation);
            var answered = status == 0 ? (TimeSpan?)null : MachineClock.Now;
            for (var index = 0; index < sent.Length; index++)
            {
                Submissions[place + index] = WithAnswer(sent[index], index, status, answer) with { Answered = answered };
            }

            if (status != 0 || tries > 0)
            {
                // An ended run accepts nothing more: the SDK stops quietly.
                return status is (>= 200 and < 300) or TooLate ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
            }
        }
    }

    private static Submission WithAnswer(Submission submission, int index, int status, string answer)
    {
        if (status is < 200 or >= 300 || submission.Kind is not (SubmissionKind.Step or SubmissionKind.Call or SubmissionKind.Invocation))
        {
            return submission with { Status = status };
        }

        var json = JsonElement.Parse(answer);
        var one = json.ValueKind == JsonValueKind.Array ? json[index] : json;
        return submission with
        {
            Status = status,
            MessageId = one.GetProperty("messageId").GetString()!,
            IsRepeat = one.TryGetProperty("deduplicated", out var repeat) && repeat.ValueKind == JsonValueKind.True,
        };
    }
}
