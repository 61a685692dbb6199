namespace BusQStash.Rules.Tracing;

/// <summary>
/// All names used in traces. OpenTelemetry's messaging conventions are not stable yet; names that dashboards depend on change only here, and only on purpose.
/// </summary>
internal static class TraceNames
{
    /// <summary>The source of all spans.</summary>
    public const string Source = "BusQStash";

    public const string Send = "send";
    public const string Wait = "wait";
    public const string Process = "process";
    public const string Settle = "settle";

    /// <summary>The destination name of a message without queue and group. Never an id or a URL, to keep cardinality low.</summary>
    public const string Unordered = "unordered";

    public const string System = "messaging.system";
    public const string SystemName = "busqstash";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string DestinationName = "messaging.destination.name";
    public const string MessageId = "messaging.message.id";
    public const string BodySize = "messaging.message.body.size";

    public const string WaitReason = "busqstash.wait.reason";
    public const string Attempt = "busqstash.attempt";
    public const string Outcome = "busqstash.outcome";

    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string RequestMethod = "http.request.method";
    public const string Route = "http.route";
    public const string Scheme = "url.scheme";
    public const string ResponseStatus = "http.response.status_code";

    /// <summary>The error type of an error without a better name.</summary>
    public const string OtherError = "_OTHER";
}
