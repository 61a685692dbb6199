namespace BusQStash.Rules.Retries;

/// <summary>The default backoff of retries, used when neither publisher nor destination sets a wait.</summary>
public sealed class RetryOptions
{
    /// <summary>The section of these settings in the configuration.</summary>
    public const string SectionName = "BusQStash:Retry";

    /// <summary>The factor f of the wait before retry n, <c>min(86400, e^(f·n))</c> seconds. 2 by default; 2.5 gives the newer documentation's waits.</summary>
    public double BackoffFactor { get; set; } = 2;

    /// <summary>The same factor for messages of workflow runs: 2.5 by default, as in the workflow documentation.</summary>
    public double WorkflowBackoffFactor { get; set; } = 2.5;

    /// <summary>The factor for a message.</summary>
    public double FactorOf(bool isWorkflow) => isWorkflow ? WorkflowBackoffFactor : BackoffFactor;
}
