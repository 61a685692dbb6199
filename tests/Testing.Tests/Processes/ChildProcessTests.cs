using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Testing.Tests.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Keeps_what_the_process_wrote_and_how_it_ended()
    {
        await using var child = ChildProcess.Start(new ProcessCommand(["sh", "-c", "echo out; echo err >&2; exit 3"]));

        await child.WaitForExitAsync(Eventually.DefaultTimeout);
        await Eventually.TrueAsync(() => child.Output.Lines.Count == 2, "both lines");

        Assert.Equal(3, child.ExitCode);
        Assert.Equal(["err", "out"], child.Output.Lines.Order());
    }

    [Fact]
    public async Task Kills_the_children_of_the_process_too()
    {
        await using var child = ChildProcess.Start(new ProcessCommand(["sh", "-c", "sleep 600 & echo $!; wait"]));
        await Eventually.TrueAsync(() => child.Output.Lines.Count == 1, "the grandchild's number");
        var grandchild = child.Output.Lines[0];

        await child.KillAsync();

        await Eventually.TrueAsync(() => ProcessTable.IsGone(grandchild), "the grandchild to be gone");
    }

    [Fact]
    public async Task Takes_variables_out_of_the_environment()
    {
        var command = new ProcessCommand(["sh", "-c", "echo ${GIVEN-none} ${HOME-none}"])
        {
            Environment = new Dictionary<string, string?> { ["GIVEN"] = "yes", ["HOME"] = null },
        };

        Assert.Equal("yes none", (await Tool.RunAsync(command)).Trim());
    }
}
