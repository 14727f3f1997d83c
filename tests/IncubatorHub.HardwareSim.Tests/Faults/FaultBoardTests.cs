using IncubatorHub.HardwareSim.Faults;

namespace IncubatorHub.HardwareSim.Tests.Faults;

public class FaultBoardTests
{
    private readonly FaultBoard _board = new();
    private readonly List<string> _done = [];
    private readonly ControlLine _control;

    public FaultBoardTests()
    {
        foreach (var name in new[] { "a/freezer", "a/door", "b/door" })
        {
            _board.Add(new FaultTarget(name, "thing", ["stuck", "power-cut"], (fault, sensor, on) =>
            {
                if (sensor == "smell") return false;
                _done.Add($"{name} {fault}{(sensor is null ? "" : ":" + sensor)} {(on ? "on" : "off")}");
                return true;
            }, (value, number) => value == "load" ? null : "unknown-name"));
        }

        _control = new ControlLine(_board);
    }

    [Fact]
    public void A_fault_for_some_seconds_ends_by_itself_and_one_without_stays()
    {
        _control.Answer("FAULT freezer stuck:temp 60").ShouldBe("OK\n");
        _control.Answer("FAULT freezer power-cut").ShouldBe("OK\n");
        _board.Advance("b/", TimeSpan.FromHours(1));
        _board.Advance("a/", TimeSpan.FromSeconds(59));
        _done.ShouldBe(["a/freezer stuck:temp on", "a/freezer power-cut on"]);
        _board.Advance("a/", TimeSpan.FromSeconds(1));
        _done[2..].ShouldBe(["a/freezer stuck:temp off"]);
        _board.Advance("a/", TimeSpan.FromDays(9));
        _done.Count.ShouldBe(3);
        _control.Answer("LIST").ShouldContain("a/freezer thing can=stuck,power-cut active=power-cut\n");
        _control.Answer("CLEAR freezer").ShouldBe("OK\n");
        _done[^1].ShouldBe("a/freezer power-cut off");
    }

    [Theory]
    [InlineData("FAULT attic stuck", "ERR unknown-device\n")]
    [InlineData("FAULT door stuck", "ERR unknown-device\n")]
    [InlineData("FAULT a/door stuck", "OK\n")]
    [InlineData("FAULT freezer rust", "ERR unknown-fault\n")]
    [InlineData("FAULT freezer stuck:smell", "ERR unknown-sensor\n")]
    [InlineData("FAULT freezer stuck 0", "ERR bad-seconds\n")]
    [InlineData("FAULT freezer stuck soon", "ERR bad-seconds\n")]
    [InlineData("SET freezer load 5", "OK\n")]
    [InlineData("SET freezer colour 5", "ERR unknown-name\n")]
    [InlineData("SET freezer load NaN", "ERR bad-value\n")]
    [InlineData("CLEAR attic", "ERR unknown-device\n")]
    [InlineData("", "ERR unknown-command\n")]
    public void Commands_are_answered(string command, string answer) => _control.Answer(command).ShouldBe(answer);
}
