using Microsoft.Extensions.Options;

namespace BusQStash.Api.Queues;

[OptionsValidator]
internal sealed partial class QueueOptionsValidator : IValidateOptions<QueueOptions>;
