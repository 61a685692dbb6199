using System.Globalization;
using System.Reflection;
using BusQStash.Bus.Connections;

namespace BusQStash.Bus.Settings;

/// <summary>The settings the options of this program and of the projects it is made of have, with their defaults: each class names its section itself.</summary>
public static class KnownSettings
{
    private const string Section = "SectionName";

    /// <summary>Parts of names of settings whose values are secret.</summary>
    private static readonly string[] Secret = ["Token", "SigningKey", "ConnectionStrings", "Password", "Headers", "Secret", "Authorization"];

    /// <summary>Names as in configuration, with their defaults as text.</summary>
    /// <param name="programs">The assemblies whose options are meant.</param>
    public static IReadOnlyDictionary<string, string?> Of(IEnumerable<Assembly> programs) => programs
        .SelectMany(assembly => assembly.GetTypes())
        .Select(type => (Type: type, Name: type.GetField(Section, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetRawConstantValue() as string))
        .Where(section => section.Name is not null)
        .SelectMany(section => Defaults(section.Type, section.Name!))
        .DistinctBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the value of a setting is secret. Whether the development token is allowed is not.</summary>
    public static bool IsSecret(string name, string? value) =>
        Secret.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)) && !bool.TryParse(value, out _);

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
