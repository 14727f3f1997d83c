using System.CommandLine;
using IncubatorHub.HardwareSim;

var root = new RootCommand("Simulated laboratory hardware: devices on Modbus TCP, instruments on lines, doors, and fleets of gateways.")
{
    LabCommand.Create(TimeProvider.System),
    FleetCommand.Create(TimeProvider.System),
    DescribeCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
