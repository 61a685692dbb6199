using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>States of runs and of their failure callbacks as the API spells them.</summary>
internal static class RunStates
{
    internal static string TextOf(RunState state) => state switch
    {
        RunState.Alive => "RUN_STARTED",
        RunState.Succeeded => "RUN_SUCCESS",
        RunState.Failed => "RUN_FAILED",
        _ => "RUN_CANCELED",
    };

    internal static RunState? Parse(string text) => text.ToUpperInvariant() switch
    {
        "RUN_STARTED" => RunState.Alive,
        "RUN_SUCCESS" => RunState.Succeeded,
        "RUN_FAILED" => RunState.Failed,
        "RUN_CANCELED" or "RUN_CANCELLED" => RunState.Canceled,
        _ => null,
    };

    internal static string? TextOf(FailureState? state) => state switch
    {
        FailureState.InProgress => "CALLBACK_INPROGRESS",
        FailureState.Succeeded => "CALLBACK_SUCCESS",
        FailureState.Failed => "CALLBACK_FAIL",
        FailureState.Canceled => "CALLBACK_CANCELED",
        _ => null,
    };

    internal static FailureState? ParseFailure(string text) => text.ToUpperInvariant() switch
    {
        "CALLBACK_INPROGRESS" => FailureState.InProgress,
        "CALLBACK_SUCCESS" => FailureState.Succeeded,
        "CALLBACK_FAIL" => FailureState.Failed,
        "CALLBACK_CANCELED" or "CALLBACK_CANCELLED" => FailureState.Canceled,
        _ => null,
    };
}
