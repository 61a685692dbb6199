using BusQStash.Bus.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BusQStash.Bus.Tests.Hosting;

public sealed class SecretFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("busqstash-secrets").FullName;

    [Fact]
    public void A_file_is_the_setting_it_is_named_after_without_its_last_line_break()
    {
        File.WriteAllText(Path.Combine(_folder, "BusQStash__Token"), "from-a-file\n");
        File.WriteAllText(Path.Combine(_folder, "ConnectionStrings__Postgres"), "Host=a");

        var settings = Read(_folder);

        Assert.Equal("from-a-file", settings["BusQStash:Token"]);
        Assert.Equal("Host=a", settings.GetConnectionString("Postgres"));
    }

    [Fact]
    public void A_file_wins_over_a_variable()
    {
        File.WriteAllText(Path.Combine(_folder, "BusQStash__Token"), "from-a-file");

        Assert.Equal("from-a-file", Read(_folder, ("BusQStash:Token", "from-a-variable"))["BusQStash:Token"]);
    }

    [Fact]
    public void A_folder_that_is_named_and_not_there_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read(Path.Combine(_folder, "nowhere")));

        Assert.Contains("BusQStash__SecretsDirectory", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_usual_folder_nothing_is_added()
    {
        var settings = new ConfigurationManager();

        settings.AddSecretFiles();

        Assert.Null(settings["BusQStash:Token"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ConfigurationManager Read(string folder, params (string Name, string Value)[] others)
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(others.ToDictionary(other => other.Name, other => (string?)other.Value));
        settings[SecretFiles.DirectorySetting] = folder;
        settings.AddSecretFiles();
        return settings;
    }
}
