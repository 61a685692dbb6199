using System.Data;
using System.Globalization;
using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Writes rows of <c>workflow_waiter</c>, each with the due row of its timeout.</summary>
internal static class WaiterRows
{
    private const string Insert =
        """
        insert into workflow_waiter (run_key, event_id, step_id, token, deadline, step, spec, timeout_spec, url, headers, timeout_url, timeout_headers, timeout_body)
        values (@RunKey, @EventId, @StepId, @Token, @Deadline, @Step, @Spec, @TimeoutSpec, @Url, @Headers, @TimeoutUrl, @TimeoutHeaders, @TimeoutBody)
        """;

    public static async Task InsertAsync(IRunWork work, HeldRun run, WaitRequest request)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"wait:{run.RunKey}:{request.Facts.StepId}");
        var deadline = request.Deadline.ToUnixTimeMilliseconds();
        var parameters = new DynamicParameters();
        parameters.Add("RunKey", run.RunKey);
        parameters.Add("EventId", request.EventId);
        parameters.Add("StepId", request.Facts.StepId);
        parameters.Add("Token", token);
        parameters.Add("Deadline", deadline);
        parameters.Add("Step", request.Step);
        parameters.Add("Spec", Json(request.Resume));
        parameters.Add("TimeoutSpec", Json(request.TimeoutResume));
        parameters.Add("Url", request.View.Url);
        parameters.Add("Headers", request.View.Headers);
        parameters.Add("TimeoutUrl", request.View.TimeoutUrl);
        parameters.Add("TimeoutHeaders", request.View.TimeoutHeaders);
        parameters.Add("TimeoutBody", request.View.TimeoutBody, DbType.Binary);
        await work.Connection.ExecuteAsync(Insert, parameters);
        await work.PutDueAsync(token, deadline);
    }

    private static byte[] Json(MessageSpec spec) => JsonSerializer.SerializeToUtf8Bytes(spec, LedgerJson.Default.MessageSpec);
}
