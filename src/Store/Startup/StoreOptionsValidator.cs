using Microsoft.Extensions.Options;

namespace BusQStash.Store.Startup;

[OptionsValidator]
internal sealed partial class StoreOptionsValidator : IValidateOptions<StoreOptions>;
