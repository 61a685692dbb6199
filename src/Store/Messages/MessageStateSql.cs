namespace BusQStash.Store.Messages;

/// <summary>The numbers of <see cref="MessageState"/> as statements need them, and the sets of states that rules speak of; a test holds them to the enumeration.</summary>
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

    /// <summary>What a worker may claim for an attempt.</summary>
    public const string Claimable = $"({Scheduled}, {Ready}, {Retrying})";

    /// <summary>What waits for its due row.</summary>
    public const string Timed = $"({Scheduled}, {Retrying})";
}
