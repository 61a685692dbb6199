using System.Globalization;
using System.Reflection;
using BusQStash.Bus.Connections;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace BusQStash.Api.Overview;

/// <summary>The settings this process runs with, and where each of them comes from. Secrets only as being set.</summary>
internal sealed class EffectiveSettings(IConfiguration configuration)
{
    private const string Section = "SectionName";

    /// <summary>Parts of names whose values are nobody's business.</summary>
    private static readonly string[] Secret = ["Token", "SigningKey", "ConnectionStrings", "Password", "Headers", "Secret", "Authorization"];

    /// <summary>This program and the projects it is made of: each names its options itself.</summary>
    private static readonly Assembly[] Programs =
    [
        typeof(EffectiveSettings).Assembly,
        .. typeof(EffectiveSettings).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("BusQStash.", StringComparison.Ordinal))
            .Select(Assembly.Load),
    ];

    private readonly IReadOnlyDictionary<string, string?> _defaults = Programs
        .SelectMany(assembly => assembly.GetTypes())
        .Select(type => (Type: type, Name: type.GetField(Section, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetRawConstantValue() as string))
        .Where(section => section.Name is not null)
        .SelectMany(section => Defaults(section.Type, section.Name!))
        .DistinctBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyList<SettingResource> List() =>
    [
        .. _defaults.Keys
            .Concat(Given())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(Describe),
    ];

    /// <summary>What somebody set that has no default of its own: connection strings, and entries under names users choose.</summary>
    private IEnumerable<string> Given() => configuration.AsEnumerable()
        .Where(entry => entry.Value is not null)
        .Select(entry => entry.Key)
        .Where(key => key.StartsWith("BusQStash:", StringComparison.OrdinalIgnoreCase) || key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase));

    private SettingResource Describe(string key)
    {
        var isSecret = Secret.Any(part => key.Contains(part, StringComparison.OrdinalIgnoreCase)) && !IsFlag(key);
        var source = SourceOf(key);
        var value = configuration[key] ?? _defaults.GetValueOrDefault(key);
        return new SettingResource(
            key.Replace(":", "__", StringComparison.Ordinal),
            isSecret ? (string.IsNullOrEmpty(configuration[key]) ? "not set" : "set") : value,
            isSecret,
            source);
    }

    /// <summary>Whether the development token may be used is no secret.</summary>
    private bool IsFlag(string key) => bool.TryParse(configuration[key] ?? _defaults.GetValueOrDefault(key), out _);

    private string SourceOf(string key)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return configuration[key] is null ? "default" : "code";
        }

        // The last one that has it is the one that counts.
        return root.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            null => "default",
            EnvironmentVariablesConfigurationProvider => "environment",
            CommandLineConfigurationProvider => "command line",
            JsonConfigurationProvider => "file",
            _ => "code",
        };
    }

    private static IEnumerable<KeyValuePair<string, string?>> Defaults(Type type, string section)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties()
            .Where(property => property.CanWrite && !property.PropertyType.IsGenericType && property.PropertyType != typeof(BrokerAddress))
            .Concat(type.GetProperties().Where(property => property.CanWrite && Nullable.GetUnderlyingType(property.PropertyType) is not null))
            .Select(property => KeyValuePair.Create($"{section}:{property.Name}", Text(property.GetValue(defaults))));
    }

    private static string? Text(object? value) => value switch
    {
        null or "" => null,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
