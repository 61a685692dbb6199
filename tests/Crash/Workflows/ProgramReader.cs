using System.Globalization;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Workflows;

/// <summary>Parses the text of a program.</summary>
/// <remarks>
/// <c>.</c> separates blocks; a block is one or more steps: <c>p(r0_r0)</c>, <c>t(r0_r0)</c> for a tight one. Steps: <c>r2</c> succeeds after two failures,
/// <c>x2</c> fails for good after two retries, <c>q</c> quits, <c>s3</c> sleeps 3 s, <c>w3n500</c> waits at most 3 s for an event of its run that is sent after
/// 0.5 s, <c>l3n500</c> the same for an event sent to all waiters, <c>co5</c> calls the sink that behaves as <c>o5</c>, <c>i(r0)</c> invokes a program, <c>k</c>
/// cancels its own run.
/// </remarks>
internal sealed class ProgramReader(string text)
{
    private int _at;
    private int _steps;

    public WorkflowProgram Read()
    {
        var blocks = new List<ProgramBlock> { Block() };
        while (_at < text.Length)
        {
            Take('.');
            blocks.Add(Block());
        }

        return new WorkflowProgram(text, blocks);
    }

    private ProgramBlock Block()
    {
        if (text[_at] is not ('p' or 't'))
        {
            return new ProgramBlock([Step()]);
        }

        var isTight = text[_at++] == 't';
        Take('(');
        var steps = new List<ProgramStep> { Step() };
        while (text[_at] == '_')
        {
            _at++;
            steps.Add(Step());
        }

        Take(')');
        return new ProgramBlock(steps, isTight);
    }

    private ProgramStep Step()
    {
        var id = ++_steps;
        return text[_at++] switch
        {
            'r' => new ProgramStep(id, StepCode.Runs) { Number = Number() },
            'x' => new ProgramStep(id, StepCode.Fails) { Number = Number() },
            'q' => new ProgramStep(id, StepCode.Quits),
            's' => new ProgramStep(id, StepCode.Sleeps) { Number = Number() },
            'w' => new ProgramStep(id, StepCode.Waits) { Number = Number(), NotifyAfter = Notification() },
            'l' => new ProgramStep(id, StepCode.Listens) { Number = Number(), NotifyAfter = Notification() },
            'c' => new ProgramStep(id, StepCode.Calls) { Called = new Behaviour(text[_at++], Number()) },
            'i' => new ProgramStep(id, StepCode.Invokes) { Child = Child() },
            'k' => new ProgramStep(id, StepCode.Cancels),
            _ => throw new FormatException($"{text} is no program: nothing known at {_at - 1}."),
        };
    }

    private TimeSpan? Notification()
    {
        if (_at >= text.Length || text[_at] != 'n')
        {
            return null;
        }

        _at++;
        return TimeSpan.FromMilliseconds(Number());
    }

    private WorkflowProgram Child()
    {
        Take('(');
        var from = _at;
        for (var depth = 1; depth > 0; _at++)
        {
            depth += text[_at] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return WorkflowProgram.Parse(text[from..(_at - 1)]);
    }

    private int Number()
    {
        var from = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        return int.Parse(text.AsSpan(from, _at - from), CultureInfo.InvariantCulture);
    }

    private void Take(char expected)
    {
        if (_at >= text.Length || text[_at++] != expected)
        {
            throw new FormatException($"{text} is no program: no {expected} at {_at - 1}.");
        }
    }
}
