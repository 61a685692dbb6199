namespace BusQStash.Store.Messages;

/// <summary>Numbers of <see cref="MessageState"/> for SQL statements, and the sets of states that rules refer to; a test compares them with the enumeration.</summary>
internal static class MessageStateSql
{
    public const string Scheduled = "0";
    public const string Ready = "1";
    public const string Active = "2";
    public const string Retrying = "3";
    public const string Waiting = "4";
    public const string Delivered = "10";
    public const string Failed = "11";
    public const string Canceled = "12";

    /// <summary>States below this one are unfinished.</summary>
    public const string FirstFinal = Delivered;

    /// <summary>States in which a worker may claim a message.</summary>
    public const string Claimable = $"({Scheduled}, {Ready}, {Retrying})";

    /// <summary>States in which a message waits for its due row.</summary>
    public const string Timed = $"({Scheduled}, {Retrying})";
}
