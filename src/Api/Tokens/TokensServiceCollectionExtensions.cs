using BusQStash.Api.Http;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Tokens;

/// <summary>Registers the services of this folder.</summary>
internal static class TokensServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddTokens()
        {
            services.AddSingleton<IValidateOptions<AuthenticationOptions>, NamedTokensValidator>();
            services.AddSingleton<SettingsTokens>();
            services.AddSingleton<LedgerTokens>();
            services.AddSingleton<TokenUses>();
            return services;
        }
    }
}
