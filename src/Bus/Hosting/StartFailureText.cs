using System.Net.Sockets;
using BusQStash.Store.Startup;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Hosting;

/// <summary>Says for people why a program did not start.</summary>
internal static class StartFailureText
{
    private const string Addresses = "ASPNETCORE_URLS (or Kestrel:Endpoints)";

    /// <summary>An operator can mend it: a setting, an address, a right. Everything else is a mistake of ours, and its trace is wanted.</summary>
    public static bool IsForeseen(Exception error) =>
        error is CannotStartException or OptionsValidationException or InvalidOperationException or FormatException or IOException or SocketException or UnauthorizedAccessException;

    /// <summary>One line: what could not be done, why, and what to change.</summary>
    public static string Of(Exception error) => (error switch
    {
        CannotStartException => error.Message,
        OptionsValidationException wrong => $"{SectionOf(wrong)}{string.Join("; ", wrong.Failures)}",
        IOException { InnerException: AddressInUseException } => $"{Sentence(error)} End the program that listens there, or set {Addresses} to another port.",
        SocketException socket => $"{Addresses} asks for an address this machine does not give: {socket.Message}.",
        FormatException when error.Message.StartsWith("Invalid url", StringComparison.Ordinal) => $"{Addresses} makes no sense: {error.Message}. Write it as http://127.0.0.1:8080.",
        _ => Sentence(error),
    }).ReplaceLineEndings(" ");

    // Validators name the property alone.
    private static string SectionOf(OptionsValidationException wrong) =>
        wrong.OptionsType.GetField("SectionName")?.GetRawConstantValue() is string section ? $"A setting below {section} makes no sense: " : "";

    // The outer text says what could not be done ("failed to bind"), the inner ones why, unless they say the same.
    private static string Sentence(Exception error)
    {
        var text = error.Message;
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.Contains(inner.Message, StringComparison.OrdinalIgnoreCase))
            {
                text = $"{text} ({inner.Message})";
            }
        }

        return text;
    }
}
