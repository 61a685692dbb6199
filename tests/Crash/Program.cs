using System.Globalization;
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
return result.Verdict.Holds ? 0 : 1;
