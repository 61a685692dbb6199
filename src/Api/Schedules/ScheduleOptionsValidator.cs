using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

[OptionsValidator]
internal sealed partial class ScheduleOptionsValidator : IValidateOptions<ScheduleOptions>;
