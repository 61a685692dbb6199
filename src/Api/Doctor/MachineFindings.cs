using BusQStash.Api.Schedules;

namespace BusQStash.Api.Doctor;

/// <summary>Findings about the machine this process runs on.</summary>
internal sealed class MachineFindings(OpenFilesLimit files)
{
    internal const string Files = "files", Zones = "zones";

    /// <summary>Clients get a third of these, and each attempt uses one.</summary>
    private const long EnoughFiles = 4096;

    /// <summary>A time zone present on every machine that has zone data.</summary>
    private const string AnyZone = "Europe/Berlin";

    internal IEnumerable<Finding> Look(IEnumerable<string> crons) => [OfFiles(), OfZones(crons)];

    private Finding OfFiles() => files() switch
    {
        null => Finding.Unseen(Files, "How many files a process may open is not to be seen here.", "On Linux it is in /proc/self/limits."),
        < EnoughFiles and var limit => Finding.Warning(
            Files,
            $"This process may open {limit} files: {limit / 3} connections of clients at most.",
            "Raise it to 65536: LimitNOFILE= for systemd, --ulimit nofile= for Docker, ulimit -n in a shell."),
        var limit => Finding.Good(Files, $"This process may open {limit} files."),
    };

    private static Finding OfZones(IEnumerable<string> crons)
    {
        var missing = crons.Select(CronSchedule.ZoneOf).OfType<string>().Distinct(StringComparer.Ordinal).Where(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).ToList();
        return (TimeZoneInfo.TryFindSystemTimeZoneById(AnyZone, out _), missing.Count) switch
        {
            (_, > 0) => Finding.Error(
                Zones, $"This machine does not know time zones that schedules name: {LedgerFindings.Few(missing)}.", "Install the tzdata package; until then these schedules do not fire from here."),
            (false, _) => Finding.Warning(Zones, "This machine knows no time zones: schedules with CRON_TZ are refused.", "Install the tzdata package."),
            _ => Finding.Good(Zones, "This machine knows the time zones of all schedules."),
        };
    }
}
