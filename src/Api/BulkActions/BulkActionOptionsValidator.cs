using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

[OptionsValidator]
internal sealed partial class BulkActionOptionsValidator : IValidateOptions<BulkActionOptions>;
