using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>Builds deduplication keys, the publish API's form of idempotency keys (wire contract 6.3).</summary>
internal static class DeduplicationKey
{
    /// <summary>Longer keys are hashed: the store indexes them, and index rows are limited in size.</summary>
    private const int MaxLength = 500;

    /// <summary>Reads a deduplication id; <see langword="null"/> when none is given.</summary>
    internal static string? ReadId(HeaderLayers headers, Refusals refusals)
    {
        var id = headers.One(PublishHeader.DeduplicationId);
        if (id is null)
        {
            return null;
        }

        if (id.Contains(':', StringComparison.Ordinal))
        {
            refusals.Malformed($"invalid {PublishHeader.DeduplicationId}: DeduplicationId cannot contain ':'");
        }
        else if (ByteText.HasControlCharacter(id))
        {
            refusals.Malformed($"invalid {PublishHeader.DeduplicationId}: the value holds a control character");
        }

        return id;
    }

    /// <summary>The key for an id. It includes the endpoint of a group, so that each endpoint gets its own first message.</summary>
    internal static string OfId(string id, string? groupEndpointUrl)
    {
        var key = groupEndpointUrl is null ? $"id:{id}" : $"id:{id}:{groupEndpointUrl}";
        return key.Length <= MaxLength ? key : $"id-sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    /// <summary>The key for a message's content: destination, delivered headers in any order, and body.</summary>
    internal static string OfContent(MessageSpec spec, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, spec.Url);
        foreach (var (name, value) in spec.Headers.OrderBy(header => header.Name, StringComparer.Ordinal).ThenBy(header => header.Value, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, value);
        }

        hash.AppendData(body);
        return $"content:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>Appends a part behind its length, so that the end of one part cannot be mistaken for the start of the next.</summary>
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
