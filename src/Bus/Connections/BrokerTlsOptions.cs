using System.Security.Cryptography.X509Certificates;

namespace BusQStash.Bus.Connections;

/// <summary>Settings of TLS towards the broker (<c>amqps</c>), section <c>BusQStash:Broker:Tls</c>. The files are read for every connection.</summary>
public sealed class BrokerTlsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "BusQStash:Broker:Tls";

    /// <summary>Certificates (PEM) of the authorities that may have issued the broker's; nothing by default: those the system trusts.</summary>
    public string? CaFile { get; set; }

    /// <summary>
    /// Our own certificate with its key (PEM or PFX), for a broker that asks for one; nothing by default. Without a user in the address it logs in, too (EXTERNAL).
    /// </summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>The key of <see cref="ClientCertificateFile"/> (PEM), as Kubernetes keeps it; nothing by default: it is in the same file.</summary>
    public string? ClientCertificateKeyFile { get; set; }

    /// <summary>Password of the key of <see cref="ClientCertificateFile"/>; nothing by default.</summary>
    public string? ClientCertificatePassword { get; set; }

    /// <summary>The name the broker's certificate must bear; nothing by default: the node's name in the address.</summary>
    public string? ServerName { get; set; }

    /// <summary>
    /// Accepts any certificate of the broker, whatever its issuer, name or expiry; <see langword="false"/> by default. A man in the middle
    /// can then read and change everything; a warning is logged at every start.
    /// </summary>
    public bool DangerousAcceptAnyServerCertificate { get; set; }

    /// <summary>The settings that are set, as environment variables.</summary>
    internal IEnumerable<string> ListSet() =>
        from setting in new[]
        {
            (Name: nameof(CaFile), IsSet: !string.IsNullOrEmpty(CaFile)),
            (Name: nameof(ClientCertificateFile), IsSet: !string.IsNullOrEmpty(ClientCertificateFile)),
            (Name: nameof(ClientCertificateKeyFile), IsSet: !string.IsNullOrEmpty(ClientCertificateKeyFile)),
            (Name: nameof(ClientCertificatePassword), IsSet: !string.IsNullOrEmpty(ClientCertificatePassword)),
            (Name: nameof(ServerName), IsSet: !string.IsNullOrEmpty(ServerName)),
            (Name: nameof(DangerousAcceptAnyServerCertificate), IsSet: DangerousAcceptAnyServerCertificate),
        }
        where setting.IsSet
        select Name(setting.Name);

    /// <summary>The authorities of <see cref="CaFile"/>; <see langword="null"/> when it is not set.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read; the text is a sentence for the operator.</exception>
    internal X509Certificate2Collection? LoadAuthorities() => string.IsNullOrEmpty(CaFile) ? null : Read(nameof(CaFile), CaFile, () =>
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(CaFile);
        return authorities.Count > 0 ? authorities : throw new InvalidOperationException($"{Name(nameof(CaFile))} is {CaFile}, in which there is no certificate.");
    });

    /// <summary>The certificate of <see cref="ClientCertificateFile"/> with its key and its chain; <see langword="null"/> when it is not set.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read; the text is a sentence for the operator.</exception>
    internal X509Certificate2Collection? LoadClientCertificate() =>
        string.IsNullOrEmpty(ClientCertificateFile) ? null : Read<X509Certificate2Collection>(nameof(ClientCertificateFile), ClientCertificateFile, () =>
        {
            var all = IsPem(ClientCertificateFile) ? LoadPem(ClientCertificateFile) : X509CertificateLoader.LoadPkcs12CollectionFromFile(ClientCertificateFile, ClientCertificatePassword);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw new InvalidOperationException($"{Name(nameof(ClientCertificateFile))} is {ClientCertificateFile}, in which there is no private key.");
            return [own, .. all.Where(certificate => certificate != own)];
        });

    /// <summary>How a setting is written as a variable.</summary>
    internal static string Name(string setting) => $"{SectionName}:{setting}".Replace(":", "__", StringComparison.Ordinal);

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN ", StringComparison.Ordinal);

    private static T Read<T>(string setting, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new InvalidOperationException($"{Name(setting)} is {path}, which cannot be read: {exception.Message}", exception);
        }
    }

    private X509Certificate2Collection LoadPem(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        var key = string.IsNullOrEmpty(ClientCertificateKeyFile) ? null : ClientCertificateKeyFile;
        var own = string.IsNullOrEmpty(ClientCertificatePassword)
            ? X509Certificate2.CreateFromPemFile(path, key)
            : X509Certificate2.CreateFromEncryptedPemFile(path, ClientCertificatePassword, key);
        return [own, .. all.Where(certificate => !certificate.Equals(own))];
    }
}
