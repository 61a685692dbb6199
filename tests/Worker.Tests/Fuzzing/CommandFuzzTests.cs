using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Serialization;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using BusQStash.Testing.Fuzzing;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using BusQStash.Worker.Retries;
using BusQStash.Worker.Tests.Delivery;
using CsCheck;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Worker.Tests.Fuzzing;

/// <summary>Commands from the bus: what nobody can read is refused in the one way that has it discarded, and what can be read can be worked.</summary>
public sealed class CommandFuzzTests : IAsyncLifetime
{
    private static readonly DeliverMessage Command = new()
    {
        MessageId = "msg_1",
        Seq = 7,
        CreatedAt = 1_700_000_000_000,
        Attempt = 1,
        Spec = new MessageSpec
        {
            Url = "https://example.com/a?b=c",
            Method = "PUT",
            Headers = [new HeaderLine("Content-Type", "text/plain"), new HeaderLine("X-Mine", "é")],
            Options = [new HeaderLine("Workflow-RunId", "wfr_1")],
            Labels = ["a"],
            TimeoutMs = 1000,
            NotBefore = 1_700_000_000_000,
            RetryDelayExpression = "1000*retried",
            Callback = new CallbackSpec { Url = "https://example.com/callback", DelayMs = 1000, Headers = [new HeaderLine("X-Back", "1")] },
            FailureCallback = new CallbackSpec { Url = "https://example.com/failure" },
        },
        Body = new byte[] { 0, 255, 13, 10 },
    };

    private readonly DeliveryHarness _harness = new();
    private DestinationRequests _requests = null!;
    private NextStep _next = null!;

    public async ValueTask InitializeAsync()
    {
        _requests = _harness.Services.GetRequiredService<DestinationRequests>();
        _next = _harness.Services.GetRequiredService<NextStep>();

        // The first call looks the signing key up; the others find it in memory.
        using var request = await _requests.CreateAsync(AttemptOf(Command), UrlOf(Command), null, default);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public void Every_frame_is_read_or_discarded() => Inputs.Mutations(FrameFormat.Write(Command), FrameFormat.Write(new DeliverMessage()), [2, 0, 0, 0, (byte)'{', (byte)'}'])
        .Check(frame => frame.Length, frame => _ = ReadFrame(frame));

    [Fact]
    public void What_is_taken_for_whole_can_be_attempted()
    {
        var head = FrameFormat.Write(Command with { Body = default })[sizeof(int)..];
        var numbers = Inputs.Of("null", "0", "-1", "9223372036854775807", "-9223372036854775808", "2147483647", "\"\"", "[]", "{}", "[null]", "[{}]", "\"\\r\\n\"", "\"get\"");
        var values = Values(head);
        Gen.Select(Gen.Int[0, values.Count - 1], numbers, Inputs.Mutations(head), (at, value, mutated) => (Put(head, values[at], value), mutated))
            .Check(pair => pair.mutated.Length + pair.Item1.Length, pair =>
            {
                Attempt(Framed(pair.Item1));
                Attempt(Framed(pair.mutated));
            });
    }

    [Fact]
    public void Every_envelope_is_read_or_discarded() => Inputs.Mutations(
        Encoding.UTF8.GetBytes("""
        {"messageId":"6b5a0000-1c2d-3e4f-8a9b-08dd00000000","conversationId":"6b5a0000-1c2d-3e4f-8a9b-08dd00000001","sourceAddress":"rabbitmq://h/v/s","destinationAddress":"rabbitmq://h/v/d",
        "messageType":["urn:message:BusQStash.Contracts.Messages:EnqueueMessage"],"sentTime":"2026-01-01T00:00:00Z","headers":{"a":1},"host":{"machineName":"m","processId":1},
        "message":{"destination":"https://example.com","queueName":"q","headers":{"Upstash-Delay":"3s"},"body":"AAEC"}}
        """)).Check(envelope => envelope.Length, envelope =>
        {
            try
            {
                var context = SystemTextJsonMessageSerializer.Instance.Deserialize(new BytesMessageBody(envelope), new DictionarySendHeaders(new Dictionary<string, object?>()), null);
                _ = context.TryGetMessage<EnqueueMessage>(out _);
            }
            catch (Exception exception) when (exception is SerializationException or JsonException)
            {
                // Discarded by FaultFilter.
            }
        });

    private static DeliverMessage? ReadFrame(byte[] frame)
    {
        try
        {
            return FrameFormat.Read(frame);
        }
        catch (SerializationException)
        {
            return null;
        }
    }

    /// <summary>What the consumers do with it before and after the network.</summary>
    private void Attempt(byte[] frame)
    {
        if (ReadFrame(frame) is not { } command || !CommandShape.IsWhole(command) || !DestinationUrl.TryParse(command.Spec.Url, out var destination))
        {
            return;
        }

        var attempt = AttemptOf(command);
        using var request = _requests.CreateAsync(attempt, destination, null, default).GetAwaiter().GetResult();
        _ = _next.Settle(attempt, null, new DeliveryOutcome.Unreachable(DeliveryFault.Connection, "no"), DeliveryHarness.Accepted, DeliveryHarness.Accepted);
    }

    private static Attempt AttemptOf(DeliverMessage command) => BusQStash.Worker.Delivery.Attempt.Of(CommandShape.MessageOf(command, command.Body));

    private static DestinationUrl UrlOf(DeliverMessage command) => DestinationUrl.TryParse(command.Spec.Url, out var url) ? url : throw new InvalidOperationException();

    private static byte[] Framed(byte[] head) => [.. BitConverter.GetBytes(head.Length), .. head];

    /// <summary>Where the values of a JSON text stand.</summary>
    private static List<Range> Values(byte[] json)
    {
        List<Range> values = [];
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                var inner = reader;
                inner.Skip();
                values.Add((int)reader.TokenStartIndex..(int)inner.BytesConsumed);
            }
            else if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                values.Add((int)reader.TokenStartIndex..(int)reader.BytesConsumed);
            }
        }

        return values;
    }

    private static byte[] Put(byte[] json, Range at, string value) => [.. json[..at.Start.Value], .. Encoding.UTF8.GetBytes(value), .. json[at.End.Value..]];
}
