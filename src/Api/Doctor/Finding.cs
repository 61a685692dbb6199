namespace BusQStash.Api.Doctor;

/// <summary>The result of one check of the doctor.</summary>
internal sealed record Finding
{
    internal const string Ok = "ok", Unknown = "unknown", Warn = "warn", Fail = "fail";

    /// <summary>The stable name of the check.</summary>
    public required string Name { get; init; }

    /// <summary>ok, unknown (could not be checked), warn or fail.</summary>
    public required string State { get; init; }

    /// <summary>The result, as a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>How to fix it.</summary>
    public string? Remedy { get; init; }

    internal static Finding Good(string name, string text) => new() { Name = name, State = Ok, Text = text };

    internal static Finding Unseen(string name, string text, string remedy) => new() { Name = name, State = Unknown, Text = text, Remedy = remedy };

    internal static Finding Warning(string name, string text, string remedy) => new() { Name = name, State = Warn, Text = text, Remedy = remedy };

    internal static Finding Error(string name, string text, string remedy) => new() { Name = name, State = Fail, Text = text, Remedy = remedy };
}
