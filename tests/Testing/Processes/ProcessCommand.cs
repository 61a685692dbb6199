using System.Diagnostics;

namespace BusQStash.Testing.Processes;

/// <summary>A command: the program with its arguments, and changes to its environment (null removes a variable).</summary>
public sealed record ProcessCommand(IReadOnlyList<string> Words)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingDirectory { get; init; }

    public override string ToString() => string.Join(' ', Words);

    internal ProcessStartInfo ToStartInfo(params string[] before)
    {
        var words = before.Concat(Words).ToArray();
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = WorkingDirectory ?? "",
        };

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
