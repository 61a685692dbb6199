using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

[OptionsValidator]
internal sealed partial class DashboardOptionsValidator : IValidateOptions<DashboardOptions>;
