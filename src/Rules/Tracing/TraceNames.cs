namespace BusQStash.Rules.Tracing;

/// <summary>
/// Every name in a trace. OpenTelemetry's conventions for messaging are not stable yet: what dashboards are built on changes here, on purpose, or nowhere.
/// </summary>
internal static class TraceNames
{
    /// <summary>The source of all spans.</summary>
    public const string Source = "BusQStash";

    public const string Send = "send";
    public const string Wait = "wait";
    public const string Process = "process";
    public const string Settle = "settle";

    /// <summary>What a message without a queue and group goes to. Never an id or a URL: there are too many of them.</summary>
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

    /// <summary>What an error is called that has no better name.</summary>
    public const string OtherError = "_OTHER";
}
