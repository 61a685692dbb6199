using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Delivery;

/// <summary>By hand: the generated validators drop the sentences that say how to mend a setting.</summary>
internal sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        List<string> wrong = [];
        Check(wrong, nameof(options.MaxConcurrentDeliveries), options.MaxConcurrentDeliveries, 1, 10_000);
        Check(wrong, nameof(options.Prefetch), options.CommandsAtOnce, Math.Max(1, options.MaxConcurrentDeliveries), 40_000);
        Check(wrong, nameof(options.PrefetchPatience), options.PrefetchPatience, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Check(wrong, nameof(options.MaxConcurrentPerHost), options.MaxConcurrentPerHost, 1, 10_000);
        Check(wrong, nameof(options.HostPatience), options.HostPatience, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(wrong, nameof(options.MaxBodyBytesInFlight), options.BodyBytesAtOnce, 1, long.MaxValue);
        Check(wrong, nameof(options.MaxAttemptDuration), options.MaxAttemptDuration, TimeSpan.FromSeconds(1), TimeSpan.FromHours(12));
        Check(wrong, nameof(options.MaxResponseBytes), options.MaxResponseBytes, 0, 64 * 1024 * 1024);
        Check(wrong, nameof(options.MaxResponseHeaderBytes), options.MaxResponseHeaderBytes, 1024, 16 * 1024 * 1024);
        Check(wrong, nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        if (string.IsNullOrEmpty(options.Region) || !options.Region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            wrong.Add($"{DeliveryOptions.SectionName}:{nameof(options.Region)} takes letters, digits and dashes, EU-CENTRAL-1 for instance.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Check<T>(List<string> wrong, string name, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            wrong.Add($"{DeliveryOptions.SectionName}:{name} is {value}; it must be between {least} and {most}.");
        }
    }
}
