using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BusQStash.Store.Workflows;

/// <summary>Serializes steps that the server appends: the step as the SDK submitted it, plus its result.</summary>
internal static class ServerSteps
{
    // Entries are sent as base64 and never embedded in HTML.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A wait that ended with a notification; without a body it has no result.</summary>
    public static byte[] Notified(byte[] step, byte[]? body) =>
        With(step, writer =>
        {
            if (body is { Length: > 0 })
            {
                writer.WriteString("out"u8, Convert.ToBase64String(body));
            }
        });

    /// <summary>A wait that timed out.</summary>
    public static byte[] TimedOut(byte[] step) => With(step, writer => writer.WriteBoolean("waitTimeout"u8, true));

    /// <summary>An invocation whose run has ended.</summary>
    public static byte[] Invoked(byte[] step, byte[]? response, RunState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            if (response is not null && state == RunState.Succeeded)
            {
                writer.WriteString("body"u8, System.Text.Encoding.UTF8.GetString(response));
            }

            writer.WriteBoolean("isFailed"u8, state == RunState.Failed);
            writer.WriteBoolean("isCanceled"u8, state == RunState.Canceled);
            writer.WriteEndObject();
        }

        return With(step, writer => writer.WriteString("out"u8, buffer.WrittenSpan));
    }

    private static byte[] With(byte[] step, Action<Utf8JsonWriter> result)
    {
        using var json = JsonDocument.Parse(step);
        var buffer = new ArrayBufferWriter<byte>(step.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Name is not ("out" or "waitTimeout"))
                {
                    member.WriteTo(writer);
                }
            }

            result(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
