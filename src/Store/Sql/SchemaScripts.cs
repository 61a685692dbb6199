using System.Globalization;

namespace BusQStash.Store.Sql;

/// <summary>The schema's scripts, embedded beside the code that needs them.</summary>
internal static class SchemaScripts
{
    /// <summary>Scripts of an engine's folder (<c>Postgres</c>, <c>Sqlite</c>) in order of their version.</summary>
    public static IReadOnlyList<(int Version, string Sql)> Read(string engine)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        var prefix = $"{assembly.GetName().Name}.{engine}.Schema.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => (VersionOf(name[prefix.Length..]), TextOf(name)))
                .OrderBy(script => script.Item1),
        ];
    }

    private static int VersionOf(string fileName) =>
        int.Parse(Path.GetFileNameWithoutExtension(fileName), CultureInfo.InvariantCulture);

    private static string TextOf(string resource)
    {
        using var stream = typeof(SchemaScripts).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
