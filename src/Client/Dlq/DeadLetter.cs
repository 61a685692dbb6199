using System.Text;
using BusQStash.Client.Messages;

namespace BusQStash.Client.Dlq;

/// <summary>A message that could not be delivered, with the last answer.</summary>
public sealed record DeadLetter : Message
{
    /// <summary>Its id in the dead letter queue.</summary>
    public required string DlqId { get; init; }

    /// <summary>The status of the last answer; 0 when no answer came.</summary>
    public int ResponseStatus { get; init; }

    /// <summary>The headers of the last answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ResponseHeader { get; init; }

    /// <summary>The body of the last answer, where it is text in UTF-8.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>The body of the last answer in base64, where it is not text.</summary>
    public string? ResponseBodyBase64 { get; init; }

    /// <summary>The bytes of the last answer's body, as much of it as was kept.</summary>
    public byte[] GetResponseBody() =>
        ResponseBodyBase64 is { } base64 ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(ResponseBody ?? "");
}
