using Microsoft.Extensions.Options;

namespace BusQStash.Store.Stats;

[OptionsValidator]
internal sealed partial class StatsOptionsValidator : IValidateOptions<StatsOptions>;
