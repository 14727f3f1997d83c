using System.Text;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Protocol.Tests;

public sealed class InterlockConfigurationTests
{
    private const string Full = """
        {"modbus":[{"name":"plc","host":"10.0.0.5","devices":[{"device":"c-1","metrics":[{"metric":"power"},{"metric":"aux","table":"discrete"}]}],
           "writables":[{"name":"relay","table":"coil"},{"name":"spare","table":"coil","address":1},{"name":"setpoint","min":0,"max":1}]}],
         "doorControllers":[{"name":"ctl","host":"10.0.0.9","port":1,"doors":["lab"]},{"name":"mute","host":"10.0.0.9","port":2,"doors":["lab"],"allowCommands":false}],
         "interlocks":[{"name":"c-1","coil":"relay","feedback":{"device":"c-1","metric":"aux"},"load":{"device":"c-1","metric":"power","idleBelow":90}},
           {"name":"dark-room","door":"ctl/lab","graceSeconds":60}]}
        """;

    [Fact]
    public void An_interlock_is_read_with_its_defaults()
    {
        var interlocks = ConfigurationReader.Read(Encoding.UTF8.GetBytes(Full), out var problems).ShouldNotBeNull(string.Join('\n', problems)).Interlocks;
        (interlocks[0].WarnSeconds, interlocks[0].GraceSeconds, interlocks[0].NeverCut, interlocks[0].FailMode, interlocks[0].Load!.IdleSeconds).ShouldBe((300, null, false, "off", 60));
        interlocks[1].Door.ShouldBe("ctl/lab");
    }

    [Theory]
    [InlineData("\"coil\":\"relay\"", "\"coil\":\"setpoint\"", "interlocks[0].coil: allowed is the name of a writable coil")]
    [InlineData("\"coil\":\"relay\"", "\"coil\":\"relay\",\"door\":\"ctl/lab\"", "interlocks[0].coil and door: allowed is exactly one")]
    [InlineData("\"coil\":\"relay\",", "", "interlocks[0].coil and door: allowed is exactly one of the two, found neither")]
    [InlineData("\"door\":\"ctl/lab\"", "\"door\":\"mute/lab\"", "interlocks[1].door: allowed is controller/door")]
    [InlineData("\"door\":\"ctl/lab\"", "\"coil\":\"relay\"", "interlocks[].coil and door")]
    [InlineData("\"name\":\"dark-room\"", "\"name\":\"c-1\"", "interlocks[].name")]
    [InlineData("\"metric\":\"aux\"}", "\"metric\":\"none\"}", "interlocks[0].feedback: allowed is device and metric of this document")]
    [InlineData("\"metric\":\"power\",\"idleBelow\":90", "\"metric\":\"amps\",\"idleBelow\":90", "interlocks[0].load: allowed is device and metric")]
    [InlineData(",\"idleBelow\":90", "", "interlocks[0].load.idleBelow")]
    [InlineData("\"idleBelow\":90", "\"idleBelow\":90,\"idleSeconds\":3601", "interlocks[0].load.idleSeconds: allowed is 0 to 3600, found 3601")]
    [InlineData("\"graceSeconds\":60", "\"graceSeconds\":604801", "interlocks[1].graceSeconds: allowed is 0 to 604800")]
    [InlineData(",\"graceSeconds\":60", "", "interlocks[1].graceSeconds: allowed is a number of seconds where no load is given")]
    [InlineData("\"graceSeconds\":60", "\"graceSeconds\":60,\"warnSeconds\":3601", "interlocks[1].warnSeconds: allowed is 0 to 3600, found 3601")]
    [InlineData("\"graceSeconds\":60", "\"graceSeconds\":60,\"failMode\":\"open\"", "interlocks[1].failMode: allowed is off, hold, on")]
    public void A_problem_names_its_path_what_is_allowed_and_what_was_found(string right, string wrong, string problem)
    {
        Full.ShouldContain(right);
        // Only the interlocks: the text before them holds some of the same words.
        var (before, interlocks) = (Full[..Full.IndexOf("\"interlocks\"", StringComparison.Ordinal)], Full[Full.IndexOf("\"interlocks\"", StringComparison.Ordinal)..]);
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(before + interlocks.Replace(right, wrong, StringComparison.Ordinal)), out var problems).ShouldBeNull();
        string.Join('\n', problems).ShouldContain(problem);
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(25, false)]
    public void A_table_holds_24_leases(int count, bool isTaken) =>
        (new LeaseTable(1, 1, [.. Enumerable.Range(0, count).Select(i => new Lease($"l{i}", i, i + 1))]).Refuse() is null).ShouldBe(isTaken);

    [Fact]
    public void A_lease_stands_once_in_its_table() =>
        new LeaseTable(1, 1, [new Lease("a", 0, 1), new Lease("a", 1, 2)]).Refuse().ShouldNotBeNull().ShouldContain("leases[1].id");
}
