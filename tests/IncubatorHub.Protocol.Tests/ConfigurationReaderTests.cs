using System.Text;
using System.Text.Json;
using IncubatorHub.Protocol.Configuration;

namespace IncubatorHub.Protocol.Tests;

public sealed class ConfigurationReaderTests
{
    private const string Full = """
        { // a comment
          "sampling": {"everySeconds": 5},
          "modbus": [{"name": "plc-1", "host": "10.0.0.5", "gapLimit": 4,
            "devices": [{"device": "freezer-12", "unit": 3, "metrics": [
              {"metric": "temp", "address": 0, "scale": 0.1, "min": -100, "max": 40, "deadBand": 0.2},
              {"metric": "power", "table": "input", "address": 10, "type": "float32", "wordOrder": "little"},
              {"metric": "door", "table": "discrete", "address": 1}]}],
            "writables": [{"name": "setpoint", "address": 20, "scale": 0.1, "min": -86, "max": -60}]}],
          "lines": [{"name": "balance", "device": "balance-1", "serialPort": "/dev/ttyUSB0", "poll": "S\r\n", "pattern": "(?<weight>[+-] *[0-9.]+) g", "metrics": [{"metric": "weight"}]}],
          "doorControllers": [{"name": "ctl-1", "host": "10.0.0.9", "port": 4050, "doors": ["main", "lab"]}],
        }
        """;

    [Fact]
    public void A_full_document_is_read_with_its_defaults()
    {
        var c = ConfigurationReader.Read(Encoding.UTF8.GetBytes(Full), out var problems).ShouldNotBeNull();
        problems.ShouldBeEmpty();
        (c.Schema, c.Sampling.EverySeconds, c.Sampling.HeartbeatSeconds).ShouldBe((1, 5, 300));
        (c.Modbus[0].Port, c.Modbus[0].TimeoutMs, c.Modbus[0].Devices[0].Metrics[0].Type).ShouldBe((502, 1000, "int16"));
        (c.Lines[0].BaudRate, c.DoorControllers[0].AllowCommands).ShouldBe((9600, true));
        var again = ConfigurationReader.Read(JsonSerializer.SerializeToUtf8Bytes(c, ConfigurationJson.Default.GatewayConfiguration), out _).ShouldNotBeNull();
        again.Modbus[0].Devices[0].Metrics.ShouldBe(c.Modbus[0].Devices[0].Metrics);
    }

    [Fact]
    public void An_empty_document_is_a_configuration_that_reads_nothing() => ConfigurationReader.Read("{}"u8, out _).ShouldNotBeNull();

    [Theory]
    [InlineData("\"everySeconds\": 5", "\"everySeconds\": 0", "sampling.everySeconds: allowed is 1 to 3600, found 0")]
    [InlineData("\"everySeconds\": 5", "\"everySeconds\": 3601", "sampling.everySeconds: allowed is 1 to 3600, found 3601")]
    [InlineData("\"unit\": 3", "\"unit\": 256", "modbus[0].devices[0].unit: allowed is 0 to 255, found 256")]
    [InlineData("\"type\": \"float32\"", "\"type\": \"float\"", "modbus[0].devices[0].metrics[1].type: allowed is int16, uint16, int32, uint32, float32, int64, float64, bit, found \"float\"")]
    [InlineData("\"table\": \"discrete\"", "\"table\": \"coils\"", "modbus[0].devices[0].metrics[2].table: allowed is coil, discrete, holding, input, found \"coils\"")]
    [InlineData("\"scale\": 0.1, \"min\": -100", "\"scale\": 0, \"min\": -100", "modbus[0].devices[0].metrics[0].scale: allowed is a finite number other than 0, found 0")]
    [InlineData("\"min\": -86, ", "", "modbus[0].writables[0].min and max")]
    [InlineData("\"device\": \"freezer-12\"", "\"device\": \"gateway\"", "modbus[0].devices[0].device: allowed is a name other than")]
    [InlineData("\"metric\": \"power\"", "\"metric\": \"temp\"", "device and metric: allowed is names that occur once, found \"freezer-12/temp\" 2 times")]
    [InlineData("\"name\": \"ctl-1\"", "\"name\": \"plc-1\"", "modbus, lines and doorControllers")]
    [InlineData("\"serialPort\": \"/dev/ttyUSB0\", ", "", "lines[0].host and serialPort: allowed is exactly one of the two, found neither")]
    [InlineData("(?<weight>", "(?<mass>", "lines[0].metrics[0].group: allowed is 0, mass, found \"weight\"")]
    [InlineData("(?<weight>", "(?<weight>(", "lines[0].pattern: allowed is a regular expression")]
    [InlineData("(?<weight>", "(?=x)(?<weight>", "lines[0].pattern: allowed is a regular expression")]
    [InlineData("\"lab\"", "\"lab 2\"", "doorControllers[0].doors[1]: allowed is a name without space and slash")]
    [InlineData("\"port\": 4050", "\"port\": 65536", "doorControllers[0].port: allowed is 1 to 65535, found 65536")]
    [InlineData("\"deadBand\": 0.2", "\"deadBand\": -1", "modbus[0].devices[0].metrics[0].deadBand")]
    [InlineData("\"deadBand\"", "\"deadband\"", "deadband")]
    [InlineData("\"everySeconds\": 5", "\"everySeconds\": null", "$.sampling.everySeconds")]
    [InlineData("\"host\": \"10.0.0.5\"", "\"host\": null", "host")]
    public void A_problem_names_its_path_what_is_allowed_and_what_was_found(string right, string wrong, string problem)
    {
        Full.ShouldContain(right);
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(Full.Replace(right, wrong, StringComparison.Ordinal)), out var problems).ShouldBeNull();
        problems.ShouldHaveSingleItem().ToString().ShouldContain(problem);
    }

    [Fact]
    public void All_problems_are_named_at_once()
    {
        ConfigurationReader.Read("""{"sampling":{"everySeconds":0,"heartbeatSeconds":0},"modbus":[null]}"""u8, out var problems).ShouldBeNull();
        problems.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_document_is_a_problem(string text)
    {
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), out var problems).ShouldBeNull();
        problems.ShouldHaveSingleItem();
    }
}
