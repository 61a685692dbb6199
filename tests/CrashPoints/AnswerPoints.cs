using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BusQStash.CrashPoints;

/// <summary>A point before the first byte of each answer, when everything the request asked for is done.</summary>
internal sealed class AnswerPoints : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Response.OnStarting(() =>
            {
                CrashPoint.Reach($"before the answer to {context.Request.Method}");
                return Task.CompletedTask;
            });
            return rest(context);
        });
        next(app);
    };
}
