using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BusQStash.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Aspire.Hosting.Tests;

/// <summary>An app host without containers: what it would publish, and what its containers would be told on a developer's machine.</summary>
internal static class AppHost
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The resources of the manifest that <c>--publisher manifest</c> writes.</summary>
    internal static async Task<JsonElement> PublishAsync(Action<IDistributedApplicationBuilder> describe)
    {
        using var folder = TemporaryFolder.Create();
        var path = folder.Combine("manifest.json");
        var builder = Create(["--operation", "publish", "--publisher", "manifest", "--output-path", path]);
        describe(builder);
        await using var app = builder.Build();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);

        await app.RunAsync(limit.Token);

        Assert.True(File.Exists(path), "The app host ended without a manifest.");
        return JsonDocument.Parse(await File.ReadAllTextAsync(path, limit.Token)).RootElement.GetProperty("resources");
    }

    /// <summary>An app host as <c>dotnet run</c> makes it. It is not started.</summary>
    internal static IDistributedApplicationBuilder Create(string[]? args = null)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args ?? [], DisableDashboard = true });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        return builder;
    }

    /// <summary>The variables of a resource, as expressions of the model.</summary>
    internal static async Task<Dictionary<string, string?>> EnvironmentAsync(
        IResource resource, DistributedApplicationOperation operation = DistributedApplicationOperation.Run)
    {
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(operation), resource);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables.ToDictionary(
            variable => variable.Key, variable => variable.Value is IManifestExpressionProvider expression ? expression.ValueExpression : variable.Value.ToString());
    }
}
