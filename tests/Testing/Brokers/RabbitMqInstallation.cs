using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Brokers;

/// <summary>The RabbitMQ and Erlang programs on this machine.</summary>
/// <param name="Scripts">Folder of RabbitMQ's own scripts; the distributions' wrappers require their own user.</param>
/// <param name="Enter">Words before every command: empty, or the command that enters the tree RabbitMQ was unpacked into.</param>
internal sealed record RabbitMqInstallation(string Scripts, IReadOnlyList<string> Enter)
{
    private static readonly string[] WhereScriptsMayBe =
    [
        "/usr/lib/rabbitmq/bin",
        "/opt/homebrew/opt/rabbitmq/sbin",
        "/usr/local/opt/rabbitmq/sbin",
        "/opt/rabbitmq/sbin",
    ];

    private const string VersionVariable = "BUSQ_TEST_RABBITMQ";

    /// <summary>Whether tests are to run on RabbitMQ 4, whatever is installed.</summary>
    public static bool Is4Wanted => Environment.GetEnvironmentVariable(VersionVariable) == "4";

    /// <summary>The RabbitMQ installed on this machine, if any.</summary>
    public static RabbitMqInstallation? FindLocal() =>
        WhereScriptsMayBe.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "rabbitmq-server"))) is { } scripts
            ? new RabbitMqInstallation(scripts, [])
            : null;

    /// <summary>RabbitMQ 4 of a newer Debian suite, unpacked beside the system (see <c>tests/rabbitmq4.sh</c>).</summary>
    public static async Task<RabbitMqInstallation> Unpack4Async()
    {
        var script = Path.Combine(Repository.Root, "tests", "rabbitmq4.sh");
        await Tool.RunAsync(new ProcessCommand([script, "install"]), TimeSpan.FromMinutes(5));
        return new RabbitMqInstallation("/usr/lib/rabbitmq/bin", [script, "enter"]);
    }

    public ProcessCommand Command(IReadOnlyDictionary<string, string?> environment, string program, params string[] arguments)
    {
        var path = program == "epmd" ? program : Path.Combine(Scripts, program);
        return new ProcessCommand([.. Enter, path, .. arguments]) { Environment = environment };
    }
}
