using System.Net;
using BusQStash.Rules.Destinations;
using Xunit;

namespace BusQStash.Worker.Tests.Rules;

public sealed class DestinationAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:800::200e")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    public void Public_addresses_may_be_called(string address) => Assert.Equal(AddressReach.Public, ReachOf(address));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("2002:7f00:1::")]
    public void Loopback_is_this_machine_in_every_spelling(string address) => Assert.Equal(AddressReach.Loopback, ReachOf(address));

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("fc00::1")]
    [InlineData("fdff:ffff::1")]
    [InlineData("fec0::1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::10.1.2.3")]
    [InlineData("64:ff9b::192.168.1.1")]
    [InlineData("2002:c0a8:101::1")]
    public void Private_networks_are_told_apart(string address) => Assert.Equal(AddressReach.Private, ReachOf(address));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.175.48.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("100::1")]
    [InlineData("100:0:0:1::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:808:808:0:0:f5ff:fffe")] // Teredo: client 10.0.0.1 behind a public server
    [InlineData("2001:0:808:808:0:0:f7f7:f7f7")] // Teredo: client 8.8.8.8
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("3fff:fff::1")]
    [InlineData("5f00::1")]
    [InlineData("4000::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("febf::1%lo")]
    [InlineData("ff02::1")]
    public void Reserved_addresses_are_never_called(string address)
    {
        Assert.Equal(AddressReach.Nobody, ReachOf(address));
        Assert.True(DestinationAddresses.IsDenied(
            IPAddress.Parse(address), new DestinationOptions { AllowPrivateNetworks = true, AllowLoopback = true }));
    }

    [Theory]
    [InlineData("8.8.8.8", false, false, false)]
    [InlineData("127.0.0.1", false, false, true)]
    [InlineData("127.0.0.1", false, true, false)]
    [InlineData("127.0.0.1", true, false, false)]
    [InlineData("::1", false, true, false)]
    [InlineData("10.0.0.1", false, false, true)]
    [InlineData("10.0.0.1", false, true, true)]
    [InlineData("10.0.0.1", true, false, false)]
    [InlineData("fc00::1", true, false, false)]
    public void Settings_open_private_networks_and_loopback(string address, bool privateNetworks, bool loopback, bool denied) =>
        Assert.Equal(denied, DestinationAddresses.IsDenied(
            IPAddress.Parse(address), new DestinationOptions { AllowPrivateNetworks = privateNetworks, AllowLoopback = loopback }));

    private static AddressReach ReachOf(string address) => DestinationAddresses.ReachOf(IPAddress.Parse(address));
}
