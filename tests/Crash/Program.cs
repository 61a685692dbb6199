using System.Globalization;
using BusQStash.Crash.Checking;
using BusQStash.Crash.Control;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Sink;

switch (args)
{
    case ["sink", var port, var log, var workflowLog, var token, .. var apis]:
        await SinkServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), log, workflowLog, token, apis);
        return 0;
    case [ControlWorker.Role, var without]:
        await ControlWorker.RunAsync(Enum.Parse<WithoutCheck>(without));
        return 0;
    case [ControlApi.Role, var without]:
        await ControlApi.RunAsync(Enum.Parse<WithoutCheck>(without));
        return 0;
    case ["--help"]:
        Console.WriteLine(RunOptions.Usage);
        return 0;
}

var options = RunOptions.Parse(args);
if (options.RabbitMq4)
{
    Environment.SetEnvironmentVariable("BUSQ_TEST_RABBITMQ", "4");
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var result = await new CrashRun(options, Console.WriteLine, stop.Token).RunAsync();
Console.WriteLine(result.Text);
return result.Verdict.Holds && (options.IsControl || await ControlsAsync()) ? 0 : 1;

// The same checks on workers that ignore the order, and on a system without the lock of workflow runs: checks that find nothing there are worthless.
async Task<bool> ControlsAsync() =>
    await ControlAsync(RunOptions.Control(options), FindingKind.Inversion, FindingKind.Overlap)
    && (options.Runs <= 0 || await ControlAsync(RunOptions.RunControl(options), FindingKind.WrongCall, FindingKind.WrongResult));

async Task<bool> ControlAsync(RunOptions control, FindingKind first, FindingKind second)
{
    Console.WriteLine("negative control: ");
    var found = (await new CrashRun(control, Console.WriteLine).RunAsync()).Verdict;
    var isFoundOut = found.Count(first) > 0;
    Console.WriteLine($"negative control without {control.Without}: {first} {found.Count(first)} times and {second} {found.Count(second)} times, {(isFoundOut ? "as it should be" : "THE CHECKS ARE BLIND")}");
    return isFoundOut;
}
