using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Store.Workflows;

/// <summary>Ids of messages that follow from something in a run: the same however often that happens.</summary>
internal static class RunIds
{
    /// <summary>The message of a step that the server appends.</summary>
    public static string Message(HeldRun run, StepKind kind, int stepId) =>
        Of(run, string.Create(CultureInfo.InvariantCulture, $"{kind}/{stepId}"));

    /// <summary>The message of an entry that was copied from a failed run.</summary>
    public static string Copy(HeldRun run, int position) => Of(run, string.Create(CultureInfo.InvariantCulture, $"copy/{position}"));

    // 128 bits: no two meet.
    private static string Of(HeldRun run, string cause) => "msg_" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"workflow/{run.RunKey}/{run.RunId}/{run.CreatedAt}/{cause}"))).AsSpan(0, 16));
}
