using BusQStash.Store.Sql;

namespace BusQStash.Store.Schedules;

/// <summary>What a claim of a schedule led to.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="Generation">The creation of it that was claimed.</param>
/// <param name="From">The instant it stood at.</param>
/// <param name="NextAt">Where it stands from now on.</param>
public sealed record ScheduleAdvance(string ScheduleId, string Generation, DateTimeOffset From, DateTimeOffset? NextAt)
{
    /// <summary>The last instant that made messages; <see langword="null"/> keeps what was known.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The messages of <see cref="LastAt"/>.</summary>
    public IReadOnlyList<string> LastMessages { get; init; } = [];

    /// <summary>Why the last firing made no messages; <see langword="null"/> when it did.</summary>
    public string? Error { get; init; }

    internal long FromMs => From.ToUnixTimeMilliseconds();

    internal long? NextMs => NextAt?.ToUnixTimeMilliseconds();

    internal long? LastMs => LastAt?.ToUnixTimeMilliseconds();

    internal string? MessagesText => LastMessages is [] ? null : string.Join(',', LastMessages);

    internal string? ErrorText => StoredText.Of(Error);
}
