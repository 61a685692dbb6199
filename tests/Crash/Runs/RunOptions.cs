using System.Globalization;
using BusQStash.Crash.Control;
using BusQStash.Crash.Faults;

namespace BusQStash.Crash.Runs;

/// <summary>Duration, load and faults of a run. Everything random follows from the seed.</summary>
internal sealed record RunOptions
{
    public const string Usage = """
        dotnet run -c Release --project tests/Crash -- [options]

          --minutes 30         how long faults and traffic go on
          --messages 100000    go on until so many messages were accepted, if that takes longer
          --seed 7             of everything left to chance; one is drawn and printed when none is given
          --lanes 200          queues
          --rate 80            messages a second, all publishers together
          --runs 1.5           workflow runs started a second, all clients together; 0 for none
          --pause 9            seconds a worker is left alone after a fault, or up to three times as long; Apis and the broker in proportion
          --faults all         all | restarts (rolling deploys only: no attempt may be made twice) | outages (nobody reaches the database, again and again) | none
          --without order      order | lease | contact | lock: negative control, workers that do not ask the ledger for the order, or for the lease, or count the
                               age of heartbeats though they could not reach the ledger themselves; Apis and workers that append to workflow runs without their lock
          --cluster            three nodes of RabbitMQ, PostgreSQL with a synchronous standby, and their faults in place of those of single ones and of links
          --rabbitmq4          RabbitMQ 4 (see tests/rabbitmq4.sh)
          --keep               leave all logs in a folder, as a failed run does

        A run with faults is followed by two negative controls, without order and without lock, which must be found out.
        Ctrl+C ends the run early: what happened until then is checked.
        """;

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(30);

    public int Messages { get; init; }

    public int Seed { get; init; } = new Random().Next(1, 1_000_000);

    public int Lanes { get; init; } = 200;

    public double Rate { get; init; } = 80;

    /// <summary>Workflow runs started per second.</summary>
    public double Runs { get; init; } = 1.5;

    public FaultChoice Faults { get; init; } = FaultChoice.All;

    /// <inheritdoc cref="FaultDriver.LeastPause" />
    public TimeSpan LeastPause { get; init; } = TimeSpan.FromSeconds(9);

    public WithoutCheck Without { get; init; } = WithoutCheck.Nothing;

    /// <summary>How long all messages may take to become final after the last fault.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromMinutes(4);

    public bool RabbitMq4 { get; init; }

    /// <summary>Three nodes of RabbitMQ, and PostgreSQL with a synchronous standby.</summary>
    public bool Cluster { get; init; }

    /// <summary>Keeps the logs even if every promise was kept.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether the run has no faults or omits a check on purpose: it needs no further control.</summary>
    public bool IsControl => Faults == FaultChoice.None || Without != WithoutCheck.Nothing;

    /// <summary>A short run of workers that ignore the order, with the seed and the broker of another run.</summary>
    public static RunOptions Control(RunOptions of) => new()
    {
        Duration = TimeSpan.FromSeconds(15),
        Seed = of.Seed,
        Lanes = 20,
        Rate = 25,
        Runs = 0.5,
        Faults = FaultChoice.None,
        Without = WithoutCheck.Order,
        RabbitMq4 = of.RabbitMq4,
    };

    /// <summary>A short run of a system that appends to workflow runs without their lock. Some of its runs never end, and the proof does not wait for them.</summary>
    public static RunOptions RunControl(RunOptions of) => Control(of) with
    {
        Duration = TimeSpan.FromSeconds(8),
        Lanes = 1,
        Rate = 1,
        Runs = 6,
        DrainLimit = TimeSpan.FromSeconds(6),
        Without = WithoutCheck.Lock,
    };

    /// <exception cref="ArgumentException">An argument is invalid.</exception>
    public static RunOptions Parse(IReadOnlyList<string> words)
    {
        var options = new RunOptions();
        for (var index = 0; index < words.Count; index++)
        {
            options = words[index] switch
            {
                "--minutes" => options with { Duration = TimeSpan.FromMinutes(double.Parse(Value(), CultureInfo.InvariantCulture)) },
                "--messages" => options with { Messages = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--lanes" => options with { Lanes = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--rate" => options with { Rate = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--runs" => options with { Runs = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--pause" => options with { LeastPause = TimeSpan.FromSeconds(double.Parse(Value(), CultureInfo.InvariantCulture)) },
                "--faults" => options with { Faults = Enum.Parse<FaultChoice>(Value(), ignoreCase: true) },
                "--without" => options with { Without = Enum.Parse<WithoutCheck>(Value(), ignoreCase: true) },
                "--rabbitmq4" => options with { RabbitMq4 = true },
                "--cluster" => options with { Cluster = true },
                "--keep" => options with { Keep = true },
                var word => throw new ArgumentException($"{word} is no option.\n{Usage}"),
            };

            string Value() => ++index < words.Count ? words[index] : throw new ArgumentException($"{words[^1]} needs a value.\n{Usage}");
        }

        return options;
    }
}
