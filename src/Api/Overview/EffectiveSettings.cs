using System.Reflection;
using BusQStash.Bus.Settings;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace BusQStash.Api.Overview;

/// <summary>The settings this process runs with and the source of each. Secrets are shown only as set or not set.</summary>
internal sealed class EffectiveSettings(IConfiguration configuration)
{
    /// <summary>The assemblies of this program; each declares its own options.</summary>
    private static readonly Assembly[] Programs =
    [
        typeof(EffectiveSettings).Assembly,
        .. typeof(EffectiveSettings).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("BusQStash.", StringComparison.Ordinal))
            .Select(Assembly.Load),
    ];

    private readonly IReadOnlyDictionary<string, string?> _defaults = KnownSettings.Of(Programs);

    internal IReadOnlyList<SettingResource> List() =>
    [
        .. _defaults.Keys
            .Concat(Given())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(Describe),
    ];

    /// <summary>Configured entries without a known default: connection strings, and entries under user-chosen names.</summary>
    private IEnumerable<string> Given() => configuration.AsEnumerable()
        .Where(entry => entry.Value is not null)
        .Select(entry => entry.Key)
        .Where(key => key.StartsWith("BusQStash:", StringComparison.OrdinalIgnoreCase) || key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase));

    private SettingResource Describe(string key)
    {
        var source = SourceOf(key);
        var value = configuration[key] ?? _defaults.GetValueOrDefault(key);
        var isSecret = KnownSettings.IsSecret(key, value);
        return new SettingResource(
            key.Replace(":", "__", StringComparison.Ordinal),
            isSecret ? (string.IsNullOrEmpty(configuration[key]) ? "not set" : "set") : value,
            isSecret,
            source);
    }

    private string SourceOf(string key)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return configuration[key] is null ? "default" : "code";
        }

        // The last provider that has the key wins.
        return root.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            null => "default",
            EnvironmentVariablesConfigurationProvider => "environment",
            CommandLineConfigurationProvider => "command line",
            JsonConfigurationProvider => "file",
            _ => "code",
        };
    }
}
