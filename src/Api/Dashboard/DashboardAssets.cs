using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Api.Dashboard;

/// <summary>
/// The dashboard's files, embedded in the program: the content root is the working directory, which contains none of them. They are read and compressed on the first request, so
/// a server whose dashboard is not used pays nothing.
/// </summary>
internal sealed class DashboardAssets
{
    private const string Prefix = "dashboard/";
    private const string ShellName = "index.html";

    /// <summary>Placeholder in the shell for the address of the files.</summary>
    private const string Placeholder = "{assets}";

    /// <summary>Placeholder for the modules the browser should fetch at once, before another module imports them.</summary>
    private const string Preload = "<!--preload-->";

    /// <summary>The chart library is the largest file and few pages need it, so it is loaded on demand.</summary>
    private const string Charts = "vendor/uplot.js";
    private const string Pages = "pages/";
    private const string PageList = "pages/pages.js";

    private readonly Lazy<(FrozenDictionary<string, DashboardAsset> Files, DashboardAsset Shell, string Hash)> _content = new(Read);

    /// <summary>Hash of all content; a file below it never changes.</summary>
    internal string Hash => _content.Value.Hash;

    internal DashboardAsset Shell => _content.Value.Shell;

    internal DashboardAsset? Find(string hash, string name) => hash == Hash ? _content.Value.Files.GetValueOrDefault(name) : null;

    /// <summary>File names as URLs spell them; a build on Windows uses backslashes for folders.</summary>
    internal static IEnumerable<string> Names() => typeof(DashboardAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..].Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    internal static byte[] ReadFile(string name)
    {
        var assembly = typeof(DashboardAssets).Assembly;
        using var stream = assembly.GetManifestResourceStream(Prefix + name) ?? assembly.GetManifestResourceStream(Prefix + name.Replace('/', '\\'))
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static (FrozenDictionary<string, DashboardAsset> Files, DashboardAsset Shell, string Hash) Read()
    {
        var files = Names().ToDictionary(name => name, ReadFile, StringComparer.Ordinal);
        var hash = HashOf(files);
        var modules = files.Keys.Where(IsNeededAtOnce).Order(StringComparer.Ordinal).Select(name => $"<link rel=\"modulepreload\" href=\"{Placeholder}/{name}\">");
        var shell = Encoding.UTF8.GetString(files[ShellName])
            .Replace(Preload, string.Join('\n', modules), StringComparison.Ordinal)
            .Replace(Placeholder, $"assets/{hash}", StringComparison.Ordinal);
        var assets = files.Where(file => file.Key != ShellName)
            .ToFrozenDictionary(file => file.Key, file => Asset(TypeOf(file.Key), file.Value), StringComparer.Ordinal);
        return (assets, Asset("text/html; charset=utf-8", Encoding.UTF8.GetBytes(shell)), hash);
    }

    /// <summary>The theme is a classic script, because modules run after the first paint.</summary>
    private static bool IsNeededAtOnce(string name) =>
        name.EndsWith(".js", StringComparison.Ordinal)
        && name is not ("theme.js" or Charts)
        && (name == PageList || !name.StartsWith(Pages, StringComparison.Ordinal));

    private static string HashOf(Dictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static DashboardAsset Asset(string type, byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return new DashboardAsset(type, plain, compressed.ToArray());
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
