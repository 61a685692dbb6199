namespace BusQStash.Rules.Retries;

/// <summary>When a failed message is tried again, if neither its publisher nor its destination says.</summary>
public sealed class RetryOptions
{
    /// <summary>Where these settings stand in the configuration.</summary>
    public const string SectionName = "BusQStash:Retry";

    /// <summary>The factor f of the wait before retry n, <c>min(86400, e^(f·n))</c> seconds. 2 by default; 2.5 gives the newer documentation's waits.</summary>
    public double BackoffFactor { get; set; } = 2;

    /// <summary>The same factor for messages of workflow runs: 2.5 by default, as the workflow documentation has it.</summary>
    public double WorkflowBackoffFactor { get; set; } = 2.5;

    /// <summary>The factor that holds for a message.</summary>
    public double FactorOf(bool isWorkflow) => isWorkflow ? WorkflowBackoffFactor : BackoffFactor;
}
