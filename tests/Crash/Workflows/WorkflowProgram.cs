using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Workflows;

/// <summary>What a workflow of the proof does. Its text stands in its URL, so that the sink and the checks know it from there alone.</summary>
internal sealed record WorkflowProgram(string Text, IReadOnlyList<ProgramBlock> Blocks)
{
    public static WorkflowProgram Parse(string text) => new ProgramReader(text).Read();

    public IEnumerable<ProgramStep> Steps => Blocks.SelectMany(block => block.Steps);

    /// <summary>How a run of it ends when nobody cancels it. No program has two endings at once.</summary>
    public RunState End => Steps.Select(step => step.Code).FirstOrDefault(code => code is StepCode.Fails or StepCode.Quits or StepCode.Cancels) switch
    {
        StepCode.Fails or StepCode.Quits => RunState.Failed,
        StepCode.Cancels => RunState.Canceled,
        _ => RunState.Succeeded,
    };

    public ProgramStep? Find(int id) => Steps.FirstOrDefault(step => step.Id == id);

    public ProgramBlock? BlockOf(int id) => Blocks.FirstOrDefault(block => block.Steps.Any(step => step.Id == id));

    /// <summary>How often the message is retried by which that block runs; nothing when it is as the trigger says.</summary>
    public int? RetriesOf(int block) =>
        block < Blocks.Count && Blocks[block] is { IsParallel: false, Steps: [{ Code: StepCode.Fails, Number: var retries }] } ? retries : null;

    /// <summary>The same of the messages that continue behind a step.</summary>
    public int? RetriesBehind(ProgramStep step) => RetriesOf(Blocks.TakeWhile(block => !block.Steps.Contains(step)).Count() + 1);

    public override string ToString() => Text;
}
