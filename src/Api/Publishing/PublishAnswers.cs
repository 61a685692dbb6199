using System.Text.Json;
using BusQStash.Api.Http;

namespace BusQStash.Api.Publishing;

/// <summary>Writes answers to publishers (wire contract 6 and 7).</summary>
internal static class PublishAnswers
{
    /// <summary>The answer to one publish: an object, or a bare array for a group; 202 when every message was a duplicate.</summary>
    internal static IResult One(PublishAnswer answer) => answer switch
    {
        PublishAnswer.Refused refused => ApiResults.Error(refused.Refusal),
        PublishAnswer.RefusedTogether refused => ApiResults.Error(refused.Refusal),
        PublishAnswer.Single single => ApiResults.Json(
            single.Message, PublishingJson.Default.PublishedMessage, single.IsStep ? StatusCodes.Status200OK : Status([single.Message])),
        PublishAnswer.Group group => ApiResults.Json(group.Messages, PublishingJson.Default.IReadOnlyListPublishedMessage, Status(group.Messages)),
        PublishAnswer.Scheduled { Schedule: var schedule } => ApiResults.Json(
            schedule,
            PublishingJson.Default.CreatedSchedule,
            schedule.Deduplicated == true ? StatusCodes.Status202Accepted : StatusCodes.Status200OK),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The answer to a batch: one element per item, in its order.</summary>
    internal static IResult Batch(IReadOnlyList<PublishAnswer> answers)
    {
        if (answers.OfType<PublishAnswer.RefusedTogether>().FirstOrDefault() is { } together)
        {
            return ApiResults.Error(together.Refusal);
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var answer in answers)
            {
                Write(json, answer);
            }

            json.WriteEndArray();
        }

        return TypedResults.Bytes(buffer.ToArray(), "application/json; charset=utf-8");
    }

    private static void Write(Utf8JsonWriter json, PublishAnswer answer)
    {
        switch (answer)
        {
            case PublishAnswer.Refused refused:
                JsonSerializer.Serialize(json, new ErrorBody(refused.Refusal.Text), PublishingJson.Default.ErrorBody);
                break;
            case PublishAnswer.Single single:
                JsonSerializer.Serialize(json, single.Message, PublishingJson.Default.PublishedMessage);
                break;
            case PublishAnswer.Group group:
                JsonSerializer.Serialize(json, group.Messages, PublishingJson.Default.IReadOnlyListPublishedMessage);
                break;
            case PublishAnswer.Scheduled scheduled:
                JsonSerializer.Serialize(json, scheduled.Schedule, PublishingJson.Default.CreatedSchedule);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static int Status(IReadOnlyList<PublishedMessage> messages) =>
        messages.All(message => message.Deduplicated == true) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
}
