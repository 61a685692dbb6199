using System.Text.RegularExpressions;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Processes;

namespace BusQStash.Broker.Tests.Backup;

/// <summary>Commands that <c>docs/operations.md</c> tells operators to run.</summary>
internal static partial class OperatorsPage
{
    /// <summary>Runs the commands of the block that begins with that program, with values in place of its variables.</summary>
    public static async Task RunAsync(string firstProgram, PrivateBroker broker, string folder, IReadOnlyDictionary<string, string> values)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"));
        var block = Blocks().Matches(page).Select(match => match.Groups["lines"].Value).Single(lines => lines.StartsWith(firstProgram, StringComparison.Ordinal));
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Quotes are for the shell; no word here has a space in it.
            var words = Variables().Replace(line.Replace("\"", "", StringComparison.Ordinal), name => values[name.Groups["name"].Value]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            await (words[0] == "rabbitmqctl" ? broker.ControlAsync(words[1..]) : DatabaseTools.RunAsync(folder, words[0], words[1..]));
        }
    }

    [GeneratedRegex("```bash\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\$(?<name>[A-Z_]+)")]
    private static partial Regex Variables();
}
