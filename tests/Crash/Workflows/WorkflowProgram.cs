using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Workflows;

/// <summary>The program of a test workflow. Its text is in its URL, so that the sink and the checks need nothing else.</summary>
internal sealed record WorkflowProgram(string Text, IReadOnlyList<ProgramBlock> Blocks)
{
    public static WorkflowProgram Parse(string text) => new ProgramReader(text).Read();

    public IEnumerable<ProgramStep> Steps => Blocks.SelectMany(block => block.Steps);

    /// <summary>How its run ends when it is not canceled. No program has two endings.</summary>
    public RunState End => Steps.Select(step => step.Code).FirstOrDefault(code => code is StepCode.Fails or StepCode.Quits or StepCode.Cancels) switch
    {
        StepCode.Fails or StepCode.Quits => RunState.Failed,
        StepCode.Cancels => RunState.Canceled,
        _ => RunState.Succeeded,
    };

    public ProgramStep? Find(int id) => Steps.FirstOrDefault(step => step.Id == id);

    public ProgramBlock? BlockOf(int id) => Blocks.FirstOrDefault(block => block.Steps.Any(step => step.Id == id));

    /// <summary>Retries of the message that runs that block; null for the trigger's.</summary>
    public int? RetriesOf(int block) =>
        block < Blocks.Count && Blocks[block] is { IsParallel: false, Steps: [{ Code: StepCode.Fails, Number: var retries }] } ? retries : null;

    /// <summary>Retries of the messages that continue after a step.</summary>
    public int? RetriesBehind(ProgramStep step) => RetriesOf(Blocks.TakeWhile(block => !block.Steps.Contains(step)).Count() + 1);

    public override string ToString() => Text;
}
