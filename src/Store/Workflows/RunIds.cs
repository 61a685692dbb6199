using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Store.Workflows;

/// <summary>Derives message ids from their cause within a run, so that a repeat gets the same id (idempotency).</summary>
internal static class RunIds
{
    /// <summary>Id of the message of a step that the server appends.</summary>
    public static string Message(HeldRun run, StepKind kind, int stepId) =>
        Of(run, string.Create(CultureInfo.InvariantCulture, $"{kind}/{stepId}"));

    /// <summary>Id of the message of an entry copied from a failed run.</summary>
    public static string Copy(HeldRun run, int position) => Of(run, string.Create(CultureInfo.InvariantCulture, $"copy/{position}"));

    // 128 bits, so that collisions do not occur.
    private static string Of(HeldRun run, string cause) => "msg_" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"workflow/{run.RunKey}/{run.RunId}/{run.CreatedAt}/{cause}"))).AsSpan(0, 16));
}
