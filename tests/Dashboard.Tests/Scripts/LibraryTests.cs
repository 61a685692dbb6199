using BusQStash.Dashboard.Tests.Hosting;
using Xunit;

namespace BusQStash.Dashboard.Tests.Scripts;

/// <summary>The page's own arithmetic, called in the browser it runs in; the reader sits in Kolkata.</summary>
public sealed class LibraryTests(Chromium chromium, EmbeddedServer embedded)
{
    private static readonly IReadOnlyList<(string Module, string Expression, string Expected)> Cases =
    [
        ("numbers", "m.exact(1234567)", "1,234,567"),
        ("numbers", "m.exact(null)", "–"),
        ("numbers", "m.short(999999)", "999,999"),
        ("numbers", "m.short(1234567)", "1.23 M"),
        ("numbers", "m.short(0)", "0"),
        ("numbers", "m.stepsOf(m.exact).slice(0, 4)", "1,2,5,10"),
        ("numbers", "m.stepsOf(m.rate)", "undefined"),
        ("numbers", "m.rate(0.034)", "0.03"),
        ("numbers", "m.rate(0.001)", "< 0.01"),
        ("numbers", "m.percent(0.054)", "5.4 %"),
        ("numbers", "m.percent(0)", "0 %"),
        ("numbers", "m.bytes(1536)", "1.5 KB"),
        ("numbers", "m.counted({ count: 10000, capped: true })", "10,000+"),
        ("numbers", "m.plural(1, 'message')", "1 message"),
        ("time", "m.duration(84)", "84 ms"),
        ("time", "m.duration(0)", "0 ms"),
        ("time", "m.duration(148000)", "2m 28s"),
        ("time", "m.duration(120000)", "2m"),
        ("time", "m.duration(100800000)", "1d 4h"),
        ("time", "m.duration(undefined)", "–"),
        ("time", "m.relative(1000, 181000)", "3m ago"),
        ("time", "m.relative(725000, 1000)", "in 12m 4s"),
        ("time", "m.relative(1000, 1500)", "now"),
        ("time", "m.absolute(1714572487123, 'utc')", "2024-05-01 14:08:07.123"),
        ("time", "m.absolute(1714572487123, 'local')", "2024-05-01 19:38:07.123"),
        ("time", "m.inZone(1711846800000, 'Europe/Berlin')", "2024-03-31 03:00:00 +02:00"),
        ("time", "m.inZone(1711843200000, 'Europe/Berlin')", "2024-03-31 01:00:00 +01:00"),
        ("curl", "m.quote('plain/word')", "plain/word"),
        ("curl", "m.quote(`it's $HOME`)", @"'it'\''s $HOME'"),
        ("curl", "m.quote('')", "''"),
        ("route", "m.link(['queues', 'a/b ü'], { state: ['x', 'y'], none: null })", "#/queues/a%2Fb%20%C3%BC?state=x&state=y"),
        ("route", "m.parse('#/queues/a%2Fb?x=1&x=2').path.join('|')", "queues|a/b"),
        ("route", "m.parse('#/q/%zz').path[1]", "%zz"),
        ("filters", "JSON.stringify(m.toApi([{ name: 'a' }], { a: ['1'], b: ['2'], span: ['1h'] }, 3_661_000))", """{"a":["1"],"fromDate":60000}"""),
        ("body", "m.readBody({ text: '{\"a\":1}' }).kind", "json"),
        ("body", "m.readBody({ base64: btoa('\\u0000\\u0001') }).kind", "binary"),
        ("body", "m.readBody({ text: 'REDACTED:' + 'ab'.repeat(32) }).kind", "redacted"),
        ("body", "m.readBody({}).kind", "none"),
        ("body", "String(m.readBody({ text: '[' + '1,'.repeat(50000) + '1]' }).cut)", "true"),
        ("body", "m.visible('a\\u202eb')", @"a\u202eb"),
        ("states", "m.stateOf('cancelRequested').word", "Cancel asked"),
        ("states", "m.stateOf('NEW_ONE').word", "NEW_ONE"),
    ];

    /// <summary>A second of work, a night's sleep, a block of which one step failed once and runs again, in a run that goes on.</summary>
    private const string Run = """
        ({ workflowRunCreatedAt: 1000, steps: [
          { type: 'sequential', steps: [{ stepType: 'Initial', state: 'STEP_SUCCESS', createdAt: 1000 }] },
          { type: 'sequential', steps: [{ stepName: 'a', stepType: 'Run', state: 'STEP_SUCCESS', createdAt: 2000 }] },
          { type: 'sequential', steps: [{ stepName: 'nap', stepType: 'SleepUntil', state: 'STEP_SUCCESS', createdAt: 2000, sleepUntil: 1002000 }] },
          { type: 'parallel', steps: [
            { stepName: 'b', stepType: 'Run', state: 'STEP_SUCCESS', createdAt: 1003000 },
            { stepName: 'c', stepType: 'Run', state: 'STEP_RETRY', errors: [{ time: 1002500 }] }] } ] })
        """;

    [Fact]
    public async Task The_timeline_of_a_run_has_its_steps_where_they_were_and_folds_what_nobody_worked_in()
    {
        await using var visit = await Visit.OpenAsync(chromium, (await embedded.ProcessAsync()).Url);
        var found = await visit.Page.EvaluateAsync<string>($$"""
            async () => {
              const m = await import(`./${document.body.dataset.assets}/pages/run-lines.js`);
              const all = m.lines({{Run}}, 1004000), axis = m.scale(all, 1000, 1004000);
              return [...all.map((l) => `${l.step.stepName ?? l.step.stepType} ${l.from}-${l.to} ${l.rest ?? ''} ${l.block ?? ''} ${l.ticks} ${l.failed}`),
                axis.folds.map((f) => `${f.from}-${f.to}`), [1000, 2000, 1002000, 1004000].map((t) => Math.round(axis.at(t)))].join('\n');
            }
            """);
        Assert.Equal(
            """
            Initial 1000-1000    false
            a 1000-2000    false
            nap 2000-1002000 2000   false
            b 1002000-1003000  0  false
            c 1002000-1004000  0 1002500 true
            2000-1002000
            0,8,85,100
            """, found);
    }

    [Fact]
    public async Task Every_case_says_what_it_should()
    {
        await using var visit = await Visit.OpenAsync(chromium, (await embedded.ProcessAsync()).Url, zone: "Asia/Kolkata");
        List<string> actual = [];
        foreach (var (module, expression, _) in Cases)
        {
            var value = await visit.Page.EvaluateAsync<string>(
                $"async () => {{ const m = await import(`./${{document.body.dataset.assets}}/lib/{module}.js`); return String({expression}); }}");
            actual.Add($"{module}: {expression} = {value}");
        }

        Assert.Equal(Cases.Select(test => $"{test.Module}: {test.Expression} = {test.Expected}"), actual);
    }
}
