using System.Globalization;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>All processes of the machine at one moment, from <c>/proc</c>. Empty where there is no such folder.</summary>
internal static class ProcessTable
{
    private const string Folder = "/proc";

    // Places in /proc/PID/stat behind the name, which is in parentheses and may hold anything.
    private const int ParentPlace = 1;
    private const int UserPlace = 11;
    private const int SystemPlace = 12;
    private const int EndedUserPlace = 13;
    private const int EndedSystemPlace = 14;

    public static IReadOnlyList<ProcessEntry> Read()
    {
        List<ProcessEntry> entries = [];
        if (!Directory.Exists(Folder))
        {
            return entries;
        }

        foreach (var folder in Directory.EnumerateDirectories(Folder))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && TryRead(folder, id) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private static ProcessEntry? TryRead(string folder, int id)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var begin = line.IndexOf('(', StringComparison.Ordinal);
            var end = line.LastIndexOf(')');
            var rest = line[(end + 2)..].Split(' ');
            return new ProcessEntry(
                id, (int)Number(rest[ParentPlace]), line[(begin + 1)..end],
                Number(rest[UserPlace]) + Number(rest[SystemPlace]),
                Number(rest[EndedUserPlace]) + Number(rest[EndedSystemPlace]));
        }
        catch (IOException)
        {
            // It ended between the two looks.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
