using BusQStash.Store.Instances;

namespace BusQStash.Api.Doctor;

/// <summary>Findings about the processes on the ledger: whether a worker delivers, and whether their settings agree.</summary>
internal sealed class ProcessFindings(IInstanceDetails instances)
{
    internal const string Workers = "processes.workers", Versions = "processes.versions", Settings = "processes.settings";

    /// <summary>Entries under user-chosen names: one that a process lacks counts as a difference.</summary>
    private const string Named = "BusQStash__Apis__";

    private const string NotSet = "not set";

    internal async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var processes = await instances.ListAsync(cancellationToken);
            var settings = await instances.ListSettingsAsync(cancellationToken);
            return [OfWorkers(processes), OfVersions(processes), .. OfSettings(settings)];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // An older schema has other columns; the next start migrates it.
            return [Finding.Unseen(Workers, $"The processes cannot be listed: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", "Start this version once, then look again.")];
        }
    }

    private static Finding OfWorkers(Processes processes)
    {
        var workers = processes.Workers.Count();
        return workers == 0
            ? Finding.Warning(Workers, "No worker is at work: messages are accepted and wait.", "Start BusQStash.Worker, or the Api with BusQStash__Worker__InProcess=true.")
            : Finding.Good(Workers, workers == 1 ? "One worker is at work." : $"{workers} workers are at work.");
    }

    private static Finding OfVersions(Processes processes)
    {
        var versions = processes.All.Where(process => process is { IsAlive: true, Detail: not null })
            .GroupBy(process => process.Detail!.Version).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return versions.Count > 1
            ? Finding.Warning(
                Versions,
                $"Processes run different versions: {string.Join("; ", versions.Select(group => $"{group.Key} {Numbers(group.Select(process => process.Number))}"))}.",
                "End the upgrade: restart those that are behind.")
            : Finding.Good(Versions, "All processes run the same version.");
    }

    private static List<Finding> OfSettings(IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> processes)
    {
        var different = processes.Values.SelectMany(settings => settings.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Values: ValuesOf(processes, name)))
            .Where(setting => setting.Values.Count > 1)
            .Select(setting => Finding.Warning(
                Settings,
                $"{setting.Name} differs between processes: {string.Join("; ", setting.Values.Select(value => $"{value.Key} {Numbers(value.Value)}"))}.",
                "Give all Apis and workers of one ledger the same value, and restart those that have another."))
            .ToList();
        return different.Count > 0 ? different : [Finding.Good(Settings, "Processes agree on their settings.")];
    }

    private static Dictionary<string, List<int>> ValuesOf(IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> processes, string name) => processes
        .Select(process => (process.Key, Value: process.Value.GetValueOrDefault(name) ?? (name.StartsWith(Named, StringComparison.OrdinalIgnoreCase) ? NotSet : null)))
        .Where(process => process.Value is not null)
        .GroupBy(process => process.Value!)
        .ToDictionary(group => group.Key, group => group.Select(process => process.Key).ToList());

    private static string Numbers(IEnumerable<int> numbers) => $"(process {string.Join(", ", numbers)})";
}
