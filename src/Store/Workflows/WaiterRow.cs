using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A row of <c>workflow_waiter</c>.</summary>
internal sealed class WaiterRow
{
    public const string Columns =
        """
        run_key as RunKey, event_id as EventId, step_id as StepId, token as Token, deadline as Deadline, step as Step, spec as Spec,
        timeout_spec as TimeoutSpec, url as Url, headers as Headers, timeout_url as TimeoutUrl, timeout_headers as TimeoutHeaders, timeout_body as TimeoutBody
        """;

    public long RunKey { get; init; }

    public string EventId { get; init; } = "";

    public int StepId { get; init; }

    public string Token { get; init; } = "";

    public long Deadline { get; init; }

    public byte[] Step { get; init; } = [];

    public byte[] Spec { get; init; } = [];

    public byte[] TimeoutSpec { get; init; } = [];

    public string Url { get; init; } = "";

    public byte[] Headers { get; init; } = [];

    public string TimeoutUrl { get; init; } = "";

    public byte[] TimeoutHeaders { get; init; } = [];

    public byte[]? TimeoutBody { get; init; }

    public WaiterView View => new(Url, Headers, TimeoutUrl, TimeoutHeaders, TimeoutBody) { Deadline = DateTimeOffset.FromUnixTimeMilliseconds(Deadline) };

    public MessageSpec Resume => JsonSerializer.Deserialize(Spec, LedgerJson.Default.MessageSpec)!;

    public MessageSpec TimeoutResume => JsonSerializer.Deserialize(TimeoutSpec, LedgerJson.Default.MessageSpec)!;
}
