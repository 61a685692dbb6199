using System.Globalization;
using BusQStash.Crash.Checking;
using BusQStash.Crash.Control;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Sink;

switch (args)
{
    case ["sink", var port, var log]:
        await SinkServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), log);
        return 0;
    case [ControlWorker.Role, var without]:
        await ControlWorker.RunAsync(Enum.Parse<WithoutCheck>(without));
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
return result.Verdict.Holds && (options.IsControl || await ControlAsync()) ? 0 : 1;

// The same checks on workers that ignore the order: checks that find nothing there would find nothing anywhere.
async Task<bool> ControlAsync()
{
    Console.WriteLine("negative control: ");
    var control = await new CrashRun(RunOptions.Control(options), Console.WriteLine).RunAsync();
    var (inversions, overlaps) = (control.Verdict.Count(FindingKind.Inversion), control.Verdict.Count(FindingKind.Overlap));
    Console.WriteLine($"negative control: {inversions} inversions and {overlaps} overlaps found, {(inversions > 0 ? "as it should be" : "THE CHECKS ARE BLIND")}");
    return inversions > 0;
}
