using IncubatorHub.TestKit;

[assembly: AssemblyFixture(typeof(IncubatorHub.Devices.Tests.Support.HubOnSockets))]

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>The whole hub, on real sockets, one per database for all tests of the assembly: each test has facilities and gateways of its own.</summary>
public sealed class HubOnSockets : HubFixture
{
    protected override HubOptions Options => new() { Sockets = true };
}
