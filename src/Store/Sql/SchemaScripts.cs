using System.Globalization;

namespace BusQStash.Store.Sql;

/// <summary>The schema's scripts, embedded in the assembly: the baseline, and one script for each later version.</summary>
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

    /// <summary>
    /// Refuses a ledger that this version can neither use nor upgrade. A newer version's data may mean something else. A ledger from before the baseline was made by a program that was
    /// never released, and the scripts that led from it to the baseline no longer exist.
    /// </summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="version">The ledger's schema version; 0 for a new ledger.</param>
    /// <param name="scripts">The scripts this version knows.</param>
    /// <param name="instead">What to give this version instead of the ledger.</param>
    /// <exception cref="InvalidOperationException">The ledger's schema is newer than this version, or older than the baseline.</exception>
    public static void RefuseForeign(string engine, int version, IReadOnlyList<(int Version, string Sql)> scripts, string instead)
    {
        var (baseline, newest) = (scripts[0].Version, scripts[^1].Version);
        if (version > newest)
        {
            throw new InvalidOperationException(
                $"The {engine} ledger has schema version {version}; this program knows versions up to {newest}. "
                + $"Start the newer program again, or give this one {instead}.");
        }

        if (version > 0 && version < baseline)
        {
            throw new InvalidOperationException(
                $"The {engine} ledger has schema version {version}, which was never released; this program upgrades ledgers from version {baseline} on. Give it {instead}.");
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
