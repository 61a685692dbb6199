using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BusQStash.Testing.Certificates;

/// <summary>A private certificate authority for one test.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _own;

    public CertificateAuthority(string name = "Authority of the tests")
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _own = request.CreateSelfSigned(Now - (20 * Validity), Now + (20 * Validity));
    }

    /// <summary>The authority's own certificate.</summary>
    public string Pem => _own.ExportCertificatePem();

    /// <summary>A server's certificate and key in one text.</summary>
    /// <param name="name">The name or address it is for.</param>
    /// <param name="expired">Whether it was valid only until yesterday.</param>
    public string IssueForServer(string name, bool expired = false)
    {
        using var issued = Issue(name, ServerAuthentication, expired);
        return PemOf(issued);
    }

    /// <summary>A client's certificate and key in one text.</summary>
    public string IssueForClient(string name)
    {
        using var issued = Issue(name, ClientAuthentication, expired: false);
        return PemOf(issued);
    }

    /// <summary>A client's certificate and key as PFX.</summary>
    public byte[] IssueForClientAsPfx(string name, string password)
    {
        using var issued = Issue(name, ClientAuthentication, expired: false);
        return issued.Export(X509ContentType.Pkcs12, password);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => _own.Dispose();

    private static CertificateRequest Request(string name, RSA key) =>
        new(new X500DistinguishedName($"CN={name}"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string PemOf(X509Certificate2 issued) =>
        $"{issued.ExportCertificatePem()}\n{issued.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n";

    private X509Certificate2 Issue(string name, string purpose, bool expired)
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        var end = Now + (expired ? -Validity : Validity);
        using var signed = request.Create(_own, end - (2 * Validity), end, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
