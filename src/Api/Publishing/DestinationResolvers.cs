using BusQStash.Rules.Destinations;
using BusQStash.Store.UrlGroups;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>Makes a <see cref="DestinationResolver"/> for each call.</summary>
internal sealed class DestinationResolvers(DestinationRules rules, IUrlGroups groups, IOptions<ApisOptions> apis)
{
    internal DestinationResolver ForCall() => new(rules, groups, apis.Value);
}
