using System.Reflection;
using BusQStash.Rules.Tracing;
using Xunit;

namespace BusQStash.Worker.Tests.Tracing;

public sealed class TraceNamesTests
{
    /// <summary>Dashboards are built on these. Whoever changes one changes this list, the changelog and the page.</summary>
    private const string Pinned = """
        Source=BusQStash Send=send Wait=wait Process=process Settle=settle Unordered=unordered System=messaging.system SystemName=busqstash
        OperationName=messaging.operation.name OperationType=messaging.operation.type DestinationName=messaging.destination.name
        MessageId=messaging.message.id BodySize=messaging.message.body.size WaitReason=busqstash.wait.reason Attempt=busqstash.attempt
        Outcome=busqstash.outcome ErrorType=error.type ServerAddress=server.address ServerPort=server.port RequestMethod=http.request.method
        Route=http.route Scheme=url.scheme ResponseStatus=http.response.status_code OtherError=_OTHER
        """;

    [Fact]
    public void Names_in_traces_stay_as_they_are() => Assert.Equal(
        Pinned.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        typeof(TraceNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name}={field.GetRawConstantValue()}"));
}
