using System.Globalization;

namespace BusQStash.Benchmarks;

/// <summary>What stands behind the command: <c>--name value</c>.</summary>
internal sealed class Arguments(string[] args)
{
    public string? Text(string name)
    {
        var at = Array.IndexOf(args, $"--{name}");
        return at >= 0 && at < args.Length - 1 ? args[at + 1] : null;
    }

    public int Number(string name, int usual) => Text(name) is { } text ? Parse(text) : usual;

    /// <summary>Several numbers with commas between them.</summary>
    public IReadOnlyList<int> Numbers(string name, params IReadOnlyList<int> usual) =>
        Text(name) is { } text ? [.. text.Split(',').Select(Parse)] : usual;

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
