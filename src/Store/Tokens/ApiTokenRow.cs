namespace BusQStash.Store.Tokens;

/// <summary>A token as both engines return it.</summary>
internal sealed class ApiTokenRow
{
    public const string Select = """
        select name as Name, hash as Hash, previous_hash as PreviousHash, previous_until as PreviousUntil, rights as Rights,
               queues as Queues, hosts as Hosts, created_at as CreatedAt, expires_at as ExpiresAt
        from api_token
        """;

    /// <summary>Neither queue names nor hosts contain it.</summary>
    public const char Separator = ',';

    public string Name { get; init; } = "";

    public string Hash { get; init; } = "";

    public string? PreviousHash { get; init; }

    public long? PreviousUntil { get; init; }

    public long Rights { get; init; }

    public string Queues { get; init; } = "";

    public string Hosts { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? ExpiresAt { get; init; }

    public ApiToken ToToken() => new(Name, Hash, (TokenRights)Rights, Split(Queues), Split(Hosts), Time(CreatedAt), ExpiresAt is { } at ? Time(at) : null)
    {
        PreviousHash = PreviousHash,
        PreviousUntil = PreviousUntil is { } until ? Time(until) : null,
    };

    private static string[] Split(string text) => text.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
