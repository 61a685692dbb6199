namespace BusQStash.Api.Doctor;

/// <summary>One thing the doctor looked at.</summary>
internal sealed record Finding
{
    internal const string Ok = "ok", Unknown = "unknown", Warn = "warn", Fail = "fail";

    /// <summary>What was looked at, the same word each time.</summary>
    public required string Name { get; init; }

    /// <summary>ok, unknown (could not be seen), warn or fail.</summary>
    public required string State { get; init; }

    /// <summary>What was found, a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    internal static Finding Good(string name, string text) => new() { Name = name, State = Ok, Text = text };

    internal static Finding Unseen(string name, string text, string remedy) => new() { Name = name, State = Unknown, Text = text, Remedy = remedy };

    internal static Finding Warning(string name, string text, string remedy) => new() { Name = name, State = Warn, Text = text, Remedy = remedy };

    internal static Finding Error(string name, string text, string remedy) => new() { Name = name, State = Fail, Text = text, Remedy = remedy };
}
