using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Tests.Publishing.Injection;

/// <summary>Says what is wrong with a message that a case made. Written without the parser's own rules.</summary>
internal static class InjectionOracle
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "upstash-signature", "upstash-message-id", "upstash-retried", "upstash-topic-name", "upstash-schedule-id", "upstash-caller-ip",
        "upstash-region", "host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect",
        "http2-settings",
    };

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static string? Judge(InjectionCase one, MessageSpec spec)
    {
        HeaderLine[] told =
        [
            .. spec.Headers, .. spec.Callback?.Headers ?? [], .. spec.FailureCallback?.Headers ?? [], .. spec.Callback?.FailureCallback?.Headers ?? [],
        ];
        HeaderLine[] all = [.. told, .. spec.Options, .. spec.Callback?.Options ?? []];
        var asked = InjectionCorpus.Prefixes.Where(prefix => Starts(one.Name, prefix)).Select(prefix => one.Name[prefix.Length..]).Append("Content-Type").ToArray();
        return spec.Method is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE") ? $"method {spec.Method}"
            : all.FirstOrDefault(header => !IsToken(header.Name)) is { } odd ? $"no token: {odd}"
            : all.FirstOrDefault(header => header.Value.Any(IsHostile)) is { } hostile ? $"control character: {hostile}"
            : told.FirstOrDefault(header => IsReserved(header.Name)) is { } forged ? $"reserved: {forged}"
            : told.FirstOrDefault(header => !asked.Contains(header.Name, StringComparer.OrdinalIgnoreCase)) is { } more ? $"not asked for: {more}"
            : told.Length > 1 ? "more than one header" : null;
    }

    private static bool Starts(string name, string prefix) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsToken(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || TokenMarks.Contains(c, StringComparison.Ordinal));

    private static bool IsHostile(char c) => (c < ' ' && c != '\t') || c == 0x7f || c > 0xff;

    /// <summary>Many receivers (CGI and its heirs) see one sign for all that is no letter or digit: what reads like a reserved name there counts as one.</summary>
    private static bool IsReserved(string name)
    {
        var seen = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        return Reserved.Contains(seen) || Starts(seen, "proxy-");
    }
}
