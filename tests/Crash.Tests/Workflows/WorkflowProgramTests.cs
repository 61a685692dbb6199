using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Crash.Tests.Workflows;

public sealed class WorkflowProgramTests
{
    [Fact]
    public void A_programs_text_says_what_it_does()
    {
        var program = WorkflowProgram.Parse("r2.p(s3_x1_ce2).w1n950.l2.i(r0.t(r0_r0)).k");

        Assert.Equal(
            [
                (1, StepCode.Runs, 2), (2, StepCode.Sleeps, 3), (3, StepCode.Fails, 1), (4, StepCode.Calls, 0), (5, StepCode.Waits, 1), (6, StepCode.Listens, 2),
                (7, StepCode.Invokes, 0), (8, StepCode.Cancels, 0),
            ],
            program.Steps.Select(step => (step.Id, step.Code, step.Number)));
        Assert.Equal([1, 3, 1, 1, 1, 1], program.Blocks.Select(block => block.Steps.Count));
        Assert.Equal(TimeSpan.FromMilliseconds(950), program.Find(5)!.NotifyAfter);
        Assert.Null(program.Find(6)!.NotifyAfter);
        Assert.Equal("e2", program.Find(4)!.Called.ToString());
        Assert.True(program.Find(7)!.Child!.Blocks[1].IsTight);
    }

    [Theory]
    [InlineData("r0.s1", RunState.Succeeded)]
    [InlineData("r0.i(x0)", RunState.Succeeded)]
    [InlineData("x2.r0", RunState.Failed)]
    [InlineData("r0.p(r0_x0)", RunState.Failed)]
    [InlineData("q", RunState.Failed)]
    [InlineData("r0.k.r0", RunState.Canceled)]
    public void A_program_knows_its_end(string text, RunState end) => Assert.Equal(end, WorkflowProgram.Parse(text).End);

    [Fact]
    public void The_message_that_runs_a_failing_step_has_that_steps_retries()
    {
        var program = WorkflowProgram.Parse("p(r0_r0).x2.r0");

        Assert.Equal([2, 2, null], program.Steps.Where(step => step.Code != StepCode.Fails).Select(program.RetriesBehind));
        Assert.Null(program.RetriesOf(0));
        Assert.Equal(1, WorkflowProgram.Parse("x1").RetriesOf(0));
    }

    [Fact]
    public void Programs_that_are_drawn_follow_from_the_seed_and_have_every_kind_of_step_and_end()
    {
        var plans = new ProgramPlans(new Random(7));
        var again = new ProgramPlans(new Random(7));

        var drawn = Enumerable.Range(0, 500).Select(_ => plans.Next()).ToList();

        Assert.Equal(drawn.Select(program => program.Text), Enumerable.Range(0, 500).Select(_ => again.Next().Text));
        Assert.Equal(Enum.GetValues<StepCode>(), drawn.SelectMany(program => program.Steps).Select(step => step.Code).Distinct().Order());
        Assert.Equal([RunState.Succeeded, RunState.Failed, RunState.Canceled], drawn.Select(program => program.End).Distinct().Order());
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r0,r0")]
    [InlineData("y1")]
    public void What_is_no_program_is_refused(string text) => Assert.ThrowsAny<FormatException>(() => WorkflowProgram.Parse(text));
}
