using System.Globalization;

namespace BusQStash.Crash.Workflows;

/// <summary>Draws random programs: every kind of step is frequent enough to coincide with every fault.</summary>
internal sealed class ProgramPlans(Random chance)
{
    private const int MostBlocks = 5;

    public WorkflowProgram Next() => WorkflowProgram.Parse(Draw(mayInvoke: true));

    private string Draw(bool mayInvoke)
    {
        var blocks = Enumerable.Range(0, chance.Next(2, MostBlocks + 1)).Select(_ => Block(mayInvoke)).ToList();

        // Its own ending, which may come first, in the middle or last, alone or in parallel with other steps.
        switch (chance.Next(100))
        {
            case < 10:
                blocks.Insert(chance.Next(blocks.Count + 1), Number("x", 0, 3));
                break;
            case < 14:
                blocks.Insert(chance.Next(blocks.Count + 1), "q");
                break;
            case < 18:
                blocks.Insert(chance.Next(blocks.Count + 1), Parallel("p", [Number("x", 0, 3), .. Steps(mayInvoke)]));
                break;
            case < 22:
                blocks.Insert(chance.Next(blocks.Count + 1), "k");
                break;
        }

        return string.Join('.', blocks);
    }

    private string Block(bool mayInvoke) => chance.Next(100) switch
    {
        < 20 => Parallel("t", [.. Enumerable.Repeat("r0", chance.Next(2, 5))]),
        < 35 => Parallel("p", Steps(mayInvoke)),
        _ => Step(mayInvoke),
    };

    private string[] Steps(bool mayInvoke) => [.. Enumerable.Range(0, chance.Next(2, 4)).Select(_ => Step(mayInvoke))];

    private string Step(bool mayInvoke) => chance.Next(100) switch
    {
        < 40 => "r0",
        < 50 => Number("r", 1, 3),
        < 60 => Number("s", 1, 4),
        < 74 => Wait("w"),
        < 80 => Wait("l"),
        < 90 => $"c{Called()}",
        _ when mayInvoke => $"i({Draw(mayInvoke: false)})",
        _ => "r0",
    };

    // Long before the timeout, close to it on both sides, exactly when the wait is registered, or never.
    private string Wait(string code)
    {
        var seconds = chance.Next(1, 4);
        int? after = chance.Next(100) switch
        {
            < 35 => chance.Next(0, 30),
            < 45 => chance.Next(200, 600),
            < 85 => (seconds * 1000) + chance.Next(-150, 150),
            _ => null,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{code}{seconds}{(after is null ? "" : "n")}{after}");
    }

    private string Called() => chance.Next(100) switch
    {
        < 60 => Number("o", 5, 60),
        < 85 => Number("e", 1, 3),
        _ => "x0",
    };

    private string Number(string code, int least, int below) => string.Create(CultureInfo.InvariantCulture, $"{code}{chance.Next(least, below)}");

    private static string Parallel(string code, IEnumerable<string> steps) => $"{code}({string.Join('_', steps)})";
}
