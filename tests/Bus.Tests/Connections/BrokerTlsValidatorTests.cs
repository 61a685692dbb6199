using BusQStash.Bus.Connections;
using BusQStash.Testing.Certificates;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

public sealed class BrokerTlsValidatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly CertificateAuthority _authority = new();

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void Takes_a_client_certificate_with_its_key_as_pem_as_two_files_and_as_pfx()
    {
        var pem = _authority.IssueForClient("busqstash");
        var key = pem.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal);
        BrokerTlsOptions[] ways =
        [
            new BrokerTlsOptions { CaFile = Write("ca.pem", _authority.Pem), ClientCertificateFile = Write("both.pem", pem + _authority.Pem) },
            new BrokerTlsOptions { ClientCertificateFile = Write("tls.crt", pem[..key]), ClientCertificateKeyFile = Write("tls.key", pem[key..]) },
            new BrokerTlsOptions { ClientCertificateFile = Write("own.pfx", _authority.IssueForClientAsPfx("busqstash", "pw")), ClientCertificatePassword = "pw" },
        ];

        Assert.All(ways, tls =>
        {
            Assert.Null(Check(tls));
            Assert.Equal("CN=busqstash", tls.LoadClientCertificate()![0].Subject);
            Assert.True(tls.LoadClientCertificate()![0].HasPrivateKey);
        });
    }

    [Fact]
    public void Says_which_file_is_wrong()
    {
        var pem = _authority.IssueForClient("busqstash");
        var missing = _folder.Combine("nowhere.pem");
        var pfx = Write("own.pfx", _authority.IssueForClientAsPfx("busqstash", "pw"));

        Assert.Contains($"CaFile is {missing}, which cannot be read", Check(new BrokerTlsOptions { CaFile = missing }), StringComparison.Ordinal);
        Assert.Contains("there is no certificate", Check(new BrokerTlsOptions { CaFile = Write("empty.pem", "nothing") }), StringComparison.Ordinal);
        Assert.Contains("ClientCertificateFile is", Check(new BrokerTlsOptions { ClientCertificateFile = Write("keyless.pem", _authority.Pem) }), StringComparison.Ordinal);
        Assert.Contains("ClientCertificateFile is", Check(new BrokerTlsOptions { ClientCertificateFile = pfx, ClientCertificatePassword = "other" }), StringComparison.Ordinal);
        Assert.Contains("ClientCertificateFile is not set", Check(new BrokerTlsOptions { ClientCertificatePassword = "pw" }), StringComparison.Ordinal);
        Assert.Contains("begins with amqp://", Check(new BrokerTlsOptions { ClientCertificateFile = Write("fine.pem", pem) }, "amqp://host"), StringComparison.Ordinal);
    }

    private static string? Check(BrokerTlsOptions tls, string address = "amqps://host")
    {
        Assert.True(BrokerAddress.TryParse(address, out var parsed, out _));
        var options = new BrokerOptions { Address = parsed };
        foreach (var property in typeof(BrokerTlsOptions).GetProperties())
        {
            property.SetValue(options.Tls, property.GetValue(tls));
        }

        return new BrokerTlsValidator().Validate(null, options).FailureMessage;
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.ASCII.GetBytes(text));

    private string Write(string name, byte[] content)
    {
        var path = _folder.Combine(name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
