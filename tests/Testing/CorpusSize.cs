using System.Globalization;

namespace BusQStash.Testing;

/// <summary>How many inputs a corpus or a fuzzed parser gets.</summary>
public static class CorpusSize
{
    private const string Variable = "BUSQ_TEST_INPUTS";

    /// <summary>The value of <c>BUSQ_TEST_INPUTS</c>, else <paramref name="usual"/>.</summary>
    public static int Of(int usual) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : usual;
}
