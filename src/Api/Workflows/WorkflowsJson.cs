using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Api.Workflows;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dictionary<string, List<string>>))]
[JsonSerializable(typeof(IReadOnlyList<WaiterResource>))]
[JsonSerializable(typeof(IReadOnlyList<NotifyResource>))]
[JsonSerializable(typeof(RunListResponse))]
[JsonSerializable(typeof(RunResource))]
[JsonSerializable(typeof(RunEventListResponse))]
[JsonSerializable(typeof(RunEventResource))]
[JsonSerializable(typeof(RunDlqListResponse))]
[JsonSerializable(typeof(RunDlqEntry))]
[JsonSerializable(typeof(TriggeredRun))]
[JsonSerializable(typeof(IReadOnlyList<TriggeredRun>))]
[JsonSerializable(typeof(RevivedRunsResponse))]
[JsonSerializable(typeof(StepBody))]
[JsonSerializable(typeof(WaitBody))]
[JsonSerializable(typeof(InvocationBody))]
[JsonSerializable(typeof(LoggedStep))]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WorkflowsJson : JsonSerializerContext;
