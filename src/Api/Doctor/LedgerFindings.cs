using System.Globalization;
using BusQStash.Store.Inspection;

namespace BusQStash.Api.Doctor;

/// <summary>Findings about the ledger.</summary>
internal static class LedgerFindings
{
    internal const string Ledger = "ledger", Schema = "ledger.schema", Rights = "ledger.rights", Durability = "ledger.durability", Clock = "ledger.clock";

    /// <summary>Clock skew must stay well below a lease's 6 s, and the process that fires a schedule takes the instant from its own clock.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(2);

    internal static Finding Away(string reason) => Finding.Error(
        Ledger, $"The ledger could not be checked: {reason}.", "Make sure that the database runs and accepts writes, and that ConnectionStrings__Postgres points to it; no message is accepted meanwhile.");

    internal static IEnumerable<Finding> Of(LedgerCondition ledger) =>
    [
        Finding.Good(Ledger, $"{ledger.Database} answers."),
        OfSchema(ledger),
        ledger.MissingRights.Count == 0
            ? Finding.Good(Rights, "The program may do what it needs.")
            : Finding.Error(Rights, $"The program lacks: {Few(ledger.MissingRights)}.", "Grant these to the user of ConnectionStrings__Postgres, or to the one this program runs as for a file."),
        ledger.Risks.Count == 0
            ? Finding.Good(Durability, "What was committed survives a crash of the database.")
            : Finding.Warning(Durability, $"The database runs with {string.Join(", ", ledger.Risks)}: a message may be lost after it was acknowledged.", "Set it to on."),
        .. ledger.ClockUncertainty == TimeSpan.Zero ? (Finding[])[] : OfClock(ledger),
    ];

    private static Finding OfSchema(LedgerCondition ledger) => ledger.Schema switch
    {
        0 => Finding.Good(Schema, $"There is no schema yet; the first start makes version {ledger.KnownSchema}."),
        var version when version > ledger.KnownSchema => Finding.Error(
            Schema, $"The schema has version {version}, this program knows up to {ledger.KnownSchema} and will not start.", "Start the newer program again."),
        var version when version < ledger.BaselineSchema => Finding.Error(
            Schema,
            $"The schema has version {version}, which was never released. This program upgrades from version {ledger.BaselineSchema} on and will not start.",
            "Set ConnectionStrings__Postgres to another database, or BusQStash__DataDirectory to another folder."),
        var version when version < ledger.KnownSchema => Finding.Good(Schema, $"The schema has version {version}; the next start brings it to {ledger.KnownSchema}."),
        var version => Finding.Good(Schema, $"The schema has version {version}."),
    };

    private static Finding[] OfClock(LedgerCondition ledger)
    {
        if (ledger.ClockUncertainty > MostSkew)
        {
            return [Finding.Unseen(Clock, "The ledger responds too slowly to compare clocks.", "Try again when it is less busy.")];
        }

        return [ledger.ClockAhead.Duration() - ledger.ClockUncertainty <= MostSkew
            ? Finding.Good(Clock, "This machine's clock and the ledger's agree.")
            : Finding.Warning(Clock, $"The ledger's clock is {Skew(ledger.ClockAhead)} this machine's.", "Keep both in step with NTP: delays and schedules go by this machine's clock, leases by the ledger's.")];
    }

    /// <summary>One clock's skew against another, in words.</summary>
    internal static string Skew(TimeSpan ahead) =>
        string.Create(CultureInfo.InvariantCulture, $"{ahead.Duration().TotalSeconds:0.#} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")}");

    /// <summary>The first entries of a possibly long list.</summary>
    internal static string Few(IReadOnlyCollection<string> all)
    {
        const int most = 5;
        var rest = all.Count - most;
        return string.Join(", ", all.Take(most)) + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest} more") : "");
    }
}
