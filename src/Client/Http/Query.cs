using System.Globalization;

namespace BusQStash.Client.Http;

/// <summary>Collects the parameters of a query string; unset values are left out.</summary>
internal sealed class Query : Dictionary<string, string>
{
    internal Query()
        : base(StringComparer.Ordinal)
    {
    }

    internal Query With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            this[name] = value;
        }

        return this;
    }

    /// <summary>Sends several values of one filter as a comma-separated list.</summary>
    internal Query With(string name, IReadOnlyCollection<string> values) => With(name, values.Count == 0 ? null : string.Join(',', values));

    internal Query With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    internal Query With(string name, DateTimeOffset? value) => With(name, value?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    internal Query When(bool condition, string name, string value) => condition ? With(name, value) : this;
}
