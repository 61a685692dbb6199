using System.Text.Json;
using BusQStash.Crash.Runs;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Crash.Sink;

/// <summary>Sends to the server what one call of the workflows' endpoint submits, and keeps a list of it.</summary>
internal sealed class WorkflowSubmitter(WorkflowSender sender)
{
    private const int TooLate = StatusCodes.Status400BadRequest;

    /// <summary>Each sending by itself.</summary>
    public List<Submission> Submissions { get; } = [];

    /// <summary>Twice when the first answer is lost, as clients do; after that the delivery fails and is made again.</summary>
    /// <returns>The status the delivery is to be answered with.</returns>
    public async Task<int> SubmitAsync(
        IReadOnlyList<Submission> submissions, HttpMethod method, string path, string body, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            // Written down before it is sent: whoever called may hang up meanwhile.
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
                // An ended run wants nothing any longer: the SDK stops quietly.
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
