using System.Globalization;

namespace BusQStash.Api.Http;

/// <summary>The system's limit on the files, sockets among them, a process may have open.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>The limit; <see langword="null"/> where there is none or nobody tells.</summary>
    internal static long? Limit() => File.Exists(Limits) ? Parse(File.ReadLines(Limits)) : null;

    /// <summary>Reads the soft limit, the one that counts.</summary>
    internal static long? Parse(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
            && line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files)
                ? files
                : null;
}
