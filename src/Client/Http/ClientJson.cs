using System.Text.Json.Serialization;
using BusQStash.Client.BulkActions;
using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.FlowControl;
using BusQStash.Client.Messages;
using BusQStash.Client.Publishing;
using BusQStash.Client.Queues;
using BusQStash.Client.Receiving;
using BusQStash.Client.Schedules;
using BusQStash.Client.Server;
using BusQStash.Client.Signing;
using BusQStash.Client.Tokens;
using BusQStash.Client.UrlGroups;
using BusQStash.Client.Workflows;

namespace BusQStash.Client.Http;

/// <summary>The types that travel as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(UnixMillisecondsConverter), typeof(LogStateConverter), typeof(PublishResultConverter), typeof(WorkflowRunStateConverter),
        typeof(WorkflowStepStateConverter), typeof(WorkflowStepGroupTypeConverter), typeof(FailureFunctionStateConverter),
    ])]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(PublishAnswer))]
[JsonSerializable(typeof(PublishResult))]
[JsonSerializable(typeof(IReadOnlyList<PublishResult>))]
[JsonSerializable(typeof(IReadOnlyList<PublishedMessage>))]
[JsonSerializable(typeof(List<BatchItem>))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(CancelAnswer))]
[JsonSerializable(typeof(IReadOnlyList<Queue>))]
[JsonSerializable(typeof(QueueBody))]
[JsonSerializable(typeof(ScheduleCreated))]
[JsonSerializable(typeof(IReadOnlyList<Schedule>))]
[JsonSerializable(typeof(IReadOnlyList<UrlGroup>))]
[JsonSerializable(typeof(EndpointsBody))]
[JsonSerializable(typeof(DefaultHeadersBody))]
[JsonSerializable(typeof(DlqPage))]
[JsonSerializable(typeof(DeleteAnswer))]
[JsonSerializable(typeof(RetryAnswer))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(BulkActionPage))]
[JsonSerializable(typeof(IReadOnlyList<FlowControlKey>))]
[JsonSerializable(typeof(GlobalParallelism))]
[JsonSerializable(typeof(SigningKeys))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(RotationBody))]
[JsonSerializable(typeof(CallbackPayload))]
[JsonSerializable(typeof(BulkActionBody))]
[JsonSerializable(typeof(StartedBulkAction))]
[JsonSerializable(typeof(BulkActionOutcome))]
[JsonSerializable(typeof(ItemPage<BulkActionOutcome>))]
[JsonSerializable(typeof(LiveEntry))]
[JsonSerializable(typeof(LiveSkipped))]
[JsonSerializable(typeof(WebhookKeys))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(SettingList))]
[JsonSerializable(typeof(ServerStats))]
[JsonSerializable(typeof(Histogram))]
[JsonSerializable(typeof(AttemptAnswer))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(ServerOverview))]
[JsonSerializable(typeof(ServerProcesses))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(ItemPage<QueueView>))]
[JsonSerializable(typeof(ItemPage<PendingMessage>))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(EntryCount))]
[JsonSerializable(typeof(Facets))]
[JsonSerializable(typeof(DeadLetterRetry))]
[JsonSerializable(typeof(FiringTimes))]
[JsonSerializable(typeof(DestinationBody))]
[JsonSerializable(typeof(DestinationCheck))]
[JsonSerializable(typeof(TriggeredRun))]
[JsonSerializable(typeof(IReadOnlyList<TriggeredRun>))]
[JsonSerializable(typeof(IReadOnlyList<NotifiedWaiter>))]
[JsonSerializable(typeof(IReadOnlyList<Waiter>))]
[JsonSerializable(typeof(WorkflowRunPage))]
[JsonSerializable(typeof(WorkflowEventPage))]
[JsonSerializable(typeof(WorkflowDlqPage))]
[JsonSerializable(typeof(RevivedRunPage))]
internal sealed partial class ClientJson : JsonSerializerContext;
