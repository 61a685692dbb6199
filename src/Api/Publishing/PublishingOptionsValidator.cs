using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

[OptionsValidator]
internal sealed partial class PublishingOptionsValidator : IValidateOptions<PublishingOptions>;
