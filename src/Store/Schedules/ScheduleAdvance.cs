using BusQStash.Store.Sql;

namespace BusQStash.Store.Schedules;

/// <summary>The result of a claim of a schedule.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="Generation">The creation of it that was claimed.</param>
/// <param name="From">The instant that was claimed.</param>
/// <param name="NextAt">The next instant.</param>
public sealed record ScheduleAdvance(string ScheduleId, string Generation, DateTimeOffset From, DateTimeOffset? NextAt)
{
    /// <summary>The last instant that produced messages; <see langword="null"/> leaves the stored value.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The messages of <see cref="LastAt"/>.</summary>
    public IReadOnlyList<string> LastMessages { get; init; } = [];

    /// <summary>Error text of the last firing; <see langword="null"/> when it produced messages and skipped no instant.</summary>
    public string? Error { get; init; }

    internal long FromMs => From.ToUnixTimeMilliseconds();

    internal long? NextMs => NextAt?.ToUnixTimeMilliseconds();

    internal long? LastMs => LastAt?.ToUnixTimeMilliseconds();

    internal string? MessagesText => LastMessages is [] ? null : string.Join(',', LastMessages);

    internal string? ErrorText => StoredText.Of(Error);
}
