using BusQStash.Testing.Brokers;
using BusQStash.Testing.Certificates;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

/// <summary>A cluster of three nodes that let nobody in but by TLS and with a certificate of an authority of its own.</summary>
public sealed class TlsNodes : IAsyncLifetime
{
    public const string User = "busqstash";
    private const string Address = "127.0.0.1";
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private PrivateCluster? _cluster;

    public CertificateAuthority Authority { get; } = new();

    public PrivateCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster was not started.");

    /// <summary>A file with the authority's certificate.</summary>
    public string CaFile => Write("authority.pem", Authority.Pem);

    /// <summary>A file with a client's certificate and key.</summary>
    public string ClientFile => Write("client.pem", Authority.IssueForClient(User));

    public async ValueTask InitializeAsync()
    {
        _cluster = await PrivateCluster.CreateAsync(tls: new BrokerTls(Authority.Pem, Authority.IssueForServer(Address), AsksClients: true));
        using var management = _cluster.ManagementOf(0);
        await management.CreateUserWithoutPasswordAsync(User, "/");
    }

    /// <summary>From now on the first node shows the certificate it is meant to have, or another.</summary>
    public Task ShowAsync(string name = Address, bool expired = false) => Cluster.RenewCertificateAsync(0, Authority.IssueForServer(name, expired));

    public string Write(string name, string text) => Write(name, System.Text.Encoding.ASCII.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        var path = _folder.Combine(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Dispose();
        Authority.Dispose();
    }
}
