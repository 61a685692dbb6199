using Microsoft.Extensions.Options;

namespace BusQStash.Api.UrlGroups;

[OptionsValidator]
internal sealed partial class UrlGroupOptionsValidator : IValidateOptions<UrlGroupOptions>;
