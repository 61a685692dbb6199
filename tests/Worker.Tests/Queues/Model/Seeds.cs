using CsCheck;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Seeds without a size: a history is made smaller by what happens in it, not by its seed.</summary>
internal sealed class Seeds : Gen<uint>
{
    public override uint Generate(PCG pcg, Size? min, out Size size)
    {
        size = new Size(0);
        return pcg.Next();
    }
}
