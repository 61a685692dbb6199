using System.Text;

namespace BusQStash.Api.Workflows;

/// <summary>Bodies as the log of a run shows them: texts, truncated to the length the caller asks for.</summary>
internal static class LogText
{
    internal static string? Of(ReadOnlyMemory<byte> body) => body.IsEmpty ? null : Encoding.UTF8.GetString(body.Span);
}
