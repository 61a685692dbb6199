using System.Globalization;

namespace BusQStash.Api.Http;

/// <summary>The operating system's limit on the files and sockets a process may have open.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>The limit; <see langword="null"/> where it is unlimited or unknown.</summary>
    internal static long? Limit() => File.Exists(Limits) ? Parse(File.ReadLines(Limits)) : null;

    /// <summary>Parses the soft limit, which is the effective one.</summary>
    internal static long? Parse(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
            && line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files)
                ? files
                : null;
}
