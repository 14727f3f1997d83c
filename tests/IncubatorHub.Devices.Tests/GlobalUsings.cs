global using IncubatorHub.Devices.Admission;
global using IncubatorHub.Devices.Broker;
global using IncubatorHub.Devices.Gateways;
global using IncubatorHub.Devices.Readings;
global using IncubatorHub.Devices.Tests.Support;
