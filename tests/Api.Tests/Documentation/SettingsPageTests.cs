using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using BusQStash.Bus.Connections;
using BusQStash.Bus.Hosting;
using BusQStash.Rules.Destinations;
using BusQStash.Store.Startup;
using BusQStash.Testing.Processes;
using BusQStash.Worker.Delivery;
using Xunit;

namespace BusQStash.Api.Tests.Documentation;

public sealed partial class SettingsPageTests
{
    /// <summary>Read by the programs themselves: they decide which options there are.</summary>
    private static readonly Dictionary<string, string> ReadDirectly = new(StringComparer.Ordinal)
    {
        ["BusQStash__SecretsDirectory"] = SecretFiles.DefaultDirectory,
        ["BusQStash__Worker__InProcess"] = "true",
        ["BusQStash__AllowDevelopmentToken"] = "false",
        ["BusQStash__DataDirectory"] = "./data",
    };

    private static readonly Assembly[] Programs =
        [typeof(ApiExtensions).Assembly, typeof(DeliveryOptions).Assembly, typeof(ApisOptions).Assembly, typeof(BrokerOptions).Assembly, typeof(StoreOptions).Assembly];

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "settings.md"));

    [Fact]
    public void Every_setting_has_its_row_with_its_default_and_every_row_its_setting()
    {
        var documented = Rows().Matches(Page).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["value"].Value, StringComparer.Ordinal);
        var actual = Options().Concat(ReadDirectly).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(Lines(actual), Lines(documented));
    }

    [Fact]
    public void The_readme_names_no_other_settings_and_no_other_defaults()
    {
        var page = Rows().Matches(Page).Select(row => row.Value).ToHashSet(StringComparer.Ordinal);
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var rows = Rows().Matches(readme).Select(row => row.Value).ToList();
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => !page.Contains(row));
    }

    private static IEnumerable<KeyValuePair<string, string>> Options() =>
        from type in Programs.SelectMany(assembly => assembly.GetTypes())
        let section = type.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetRawConstantValue() as string
        where section is not null
        from setting in Settings(type, section)
        select setting;

    /// <summary>What a section has for settings; named entries (<c>Apis</c>) stand with a placeholder for their name.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Settings(Type type, string section)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.PropertyType != typeof(BrokerAddress)))
        {
            var name = $"{section}:{property.Name}".Replace(":", "__", StringComparison.Ordinal);
            if (property.PropertyType == typeof(Dictionary<string, string>))
            {
                yield return KeyValuePair.Create($"{name}__HEADER", "none");
            }
            else if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            {
                foreach (var inner in Settings(property.PropertyType.GetGenericArguments()[1], $"{name}__NAME"))
                {
                    yield return inner;
                }
            }
            else if (property.CanWrite)
            {
                yield return KeyValuePair.Create(name, Text(property.GetValue(defaults)));
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null or "" => "none",
        bool flag => flag ? "true" : "false",
        // Known to everybody, but too long for a table.
        string token when token.Length > 40 => "the development token",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static IEnumerable<string> Lines(Dictionary<string, string> settings) =>
        settings.Select(setting => $"{setting.Key} = {setting.Value}").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<name>BusQStash__\w+)` \| (?:`(?<value>[^`]*)`|(?<value>[^|`]*?)) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
