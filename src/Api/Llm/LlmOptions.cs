using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Llm;

/// <summary>How chat completions are proxied to the upstream of <c>api/llm</c>.</summary>
internal sealed class LlmOptions
{
    internal const string SectionName = "BusQStash:Llm";

    /// <summary>How long the upstream may take to start its response. Default: five minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the upstream may pause within its response. Default: one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
