using System.Globalization;

namespace BusQStash.Store.Sql;

/// <summary>The schema's migration scripts, embedded in the assembly.</summary>
internal static class SchemaScripts
{
    /// <summary>Scripts in an engine's folder (<c>Postgres</c>, <c>Sqlite</c>), by version.</summary>
    public static IReadOnlyList<(int Version, string Sql)> Read(string engine)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        var prefix = $"{assembly.GetName().Name}.Engines.{engine}.Schema.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => (VersionOf(name[prefix.Length..]), TextOf(name)))
                .OrderBy(script => script.Item1),
        ];
    }

    /// <summary>Refuses a ledger written by a newer version, whose data may mean something else: this version must neither use it nor write to it.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="version">The ledger's schema version; 0 for a new ledger.</param>
    /// <param name="scripts">The scripts this version knows.</param>
    /// <param name="instead">What to give this version instead of the ledger.</param>
    /// <exception cref="InvalidOperationException">The ledger's schema is newer than this version.</exception>
    public static void RefuseNewer(string engine, int version, IReadOnlyList<(int Version, string Sql)> scripts, string instead)
    {
        if (version > scripts[^1].Version)
        {
            throw new InvalidOperationException(
                $"The {engine} ledger has schema version {version}; this program knows versions up to {scripts[^1].Version}. "
                + $"Start the newer program again, or give this one {instead}.");
        }
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
