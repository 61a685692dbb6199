using Microsoft.Extensions.Options;

namespace BusQStash.Store.Workflows;

[OptionsValidator]
internal sealed partial class WorkflowOptionsValidator : IValidateOptions<WorkflowOptions>;
