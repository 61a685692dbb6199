using System.Text;
using BusQStash.Api.Doctor;
using BusQStash.Api.Http;
using Xunit;

namespace BusQStash.Api.Tests.Doctor;

public sealed class TokenStrengthTests
{
    [Theory]
    [InlineData("secret", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("token-of-me", true)]
    [InlineData("0b7c2f9e-52ff-4a0d-9d3e-6f1f2f5d8a11", false)]
    [InlineData("nT4yq0cVw5bK2mJ8rXz7LhP1sGd9fQe3", false)]
    public void A_token_is_weak_when_it_is_short_or_simple(string token, bool weak) => Assert.Equal(weak, TokenStrength.IsWeak(token));

    [Theory]
    [InlineData("me", true)]
    [InlineData("nT4yq0cVw5bK2mJ8rXz7LhP1sGd9fQe3", false)]
    public void Of_a_token_for_workflows_the_password_counts(string password, bool weak) => Assert.Equal(
        weak, TokenStrength.IsWeak(Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"UserID":"a-long-name-of-a-user","Password":"{{password}}"}"""))));

    [Fact]
    public void The_development_token_is_weak() => Assert.True(TokenStrength.IsWeak(DevelopmentUser.Token));
}
