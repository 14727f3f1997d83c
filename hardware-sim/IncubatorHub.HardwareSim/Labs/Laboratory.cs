using System.Net;
using System.Net.Sockets;
using IncubatorHub.HardwareSim.Doors;
using IncubatorHub.HardwareSim.Faults;
using IncubatorHub.HardwareSim.Lines;
using IncubatorHub.HardwareSim.Modbus;
using IncubatorHub.HardwareSim.Models;

namespace IncubatorHub.HardwareSim.Labs;

/// <summary>One laboratory: its devices and doors, the listeners before them, and the faults that its timetable has in store.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    private const int LineConnections = 4;
    private readonly LabConfig _config;
    private readonly FaultBoard _board;
    private readonly IPAddress _host;
    private readonly TimeProvider _time;
    private readonly Queue<FaultConfig> _timetable;
    private readonly SortedDictionary<int, ModbusServer> _modbus = [];
    private readonly Dictionary<TcpService, HashSet<string>> _cutBy = [];
    private readonly Dictionary<string, TcpService> _named = new(StringComparer.Ordinal);
    private readonly HashSet<TcpService> _reportedTaken = [];
    private TimeSpan _elapsed;

    public Laboratory(LabConfig config, IPAddress host, FaultBoard board, TimeProvider time)
    {
        (_config, _host, _board, _time) = (config, host, board, time);
        _timetable = new Queue<FaultConfig>(config.Faults.OrderBy(f => f.At));
        var day = new WorkDay(config.Start ?? time.GetLocalNow().DateTime);
        Devices = [.. config.Devices.Select(d => Add(d, day))];
        Controllers = [.. config.Controllers.Select(c => Add(c, day))];
    }

    public string Name => _config.Name;
    public IReadOnlyList<Device> Devices { get; }
    public IReadOnlyList<DoorController> Controllers { get; }

    /// <summary>Listeners by name: <c>lab/modbus</c>, <c>lab/device/modbus</c>, <c>lab/device/line</c>, <c>lab/controller/doors</c>.</summary>
    public IReadOnlyDictionary<string, TcpService> Services => _named;

    public void Open()
    {
        foreach (var service in _named.Values) service.Open();
    }

    /// <summary>Lets real time pass; the simulation moves by the time scale as much.</summary>
    public void Advance(TimeSpan real)
    {
        var step = real * _config.TimeScale;
        _elapsed += step;
        foreach (var device in Devices)
            lock (device.Gate) device.Advance(step);
        foreach (var controller in Controllers)
            lock (controller.Gate) controller.Advance(step);
        _board.Advance($"{Name}/", step);
        while (_timetable.TryPeek(out var due) && due.At <= _elapsed)
        {
            _timetable.Dequeue();
            if (_board.Set($"{Name}/{due.Device}", due.Kind, due.Seconds) is { } error)
                Console.Error.WriteLine($"{Name}: the fault {due.Kind} of {due.Device} in the timetable was left out: {error}.");
        }

        MendLines();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _named.Values) await service.DisposeAsync();
    }

    private Device Add(DeviceConfig config, WorkDay day)
    {
        var device = DeviceKinds.Create(config.Kind, new DeviceSetup(config.Key, _config.Seed, day, config.Use));
        List<TcpService> lines = [];
        if (config.Unit is { } unit) lines.Add(AddModbus(config, unit, device));
        if (config.LinePort is { } port)
        {
            if (!LineInstrument.Speaks(device)) throw new ArgumentException($"{Name}/{config.Key}: a {config.Kind} has no line; leave linePort out.");
            lines.Add(AddService($"{Name}/{config.Key}/line", port, LineConnections, new LineInstrument(device, config.Continuous, _time).Serve));
        }

        _board.Add(new FaultTarget(
            $"{Name}/{config.Key}",
            config.Kind,
            [.. device.OwnFaults, .. FaultNames.OfSensors, FaultNames.PowerCut, FaultNames.LineCut],
            (fault, sensor, active) => fault == FaultNames.LineCut ? Cut(lines, config.Key, active) : Locked(device, fault, sensor, active),
            (name, value) => Write(device, name, value)));
        return device;
    }

    private TcpService AddModbus(DeviceConfig config, byte unit, Device device)
    {
        var map = RegisterMap.Of(config.Kind) ?? throw new ArgumentException($"{Name}/{config.Key}: a {config.Kind} speaks no Modbus; leave unit out.");

        // Devices that name the same port share a listener. Port 0 of a device of its own is a listener of its own, hence the negative keys.
        var key = config.ModbusPort switch { null => -1, 0 => -2 - _modbus.Count, var own => own.Value };
        var name = config.ModbusPort is null ? $"{Name}/modbus" : $"{Name}/{config.Key}/modbus";
        if (!_modbus.TryGetValue(key, out var server))
        {
            server = new ModbusServer(name, new IPEndPoint(_host, config.ModbusPort ?? _config.ModbusPort));
            _modbus.Add(key, server);
            Register(server.Service);
        }

        server.Add(unit, new ModbusUnit(device, map));
        _named.TryAdd(name, server.Service);
        return server.Service;
    }

    private DoorController Add(ControllerConfig config, WorkDay day)
    {
        string[] keys = [.. config.Doors.Select(d => d.Key)];
        var cards = config.Cards is { } own
            ? new CardTable(own.Select(c => new Card(c.Number, c.Doors, c.From, c.Until, c.Status, c.ActiveFrom, c.ExpiresAfter, c.Duress)))
            : PeopleTraffic.CardsFor(config.People, keys, DateOnly.FromDateTime(day.LocalStart));
        var controller = new DoorController(
            config.Id,
            config.Doors.Select(d => new DoorSetup(d.Key, d.LatchSeconds, d.HeldSeconds)),
            cards,
            day,
            _time,
            firstSeq: Math.Max(1, _time.GetUtcNow().ToUnixTimeMilliseconds()));
        controller.Traffic = config.People > 0 ? new PeopleTraffic(config.People, Noise.Hash($"{_config.Seed}/{config.Id}")) : null;
        var line = AddService($"{Name}/{config.Id}/doors", config.Port, LineConnections, new DoorLine(controller, _time).Serve);

        _board.Add(new FaultTarget($"{Name}/{config.Id}", "door-controller", [FaultNames.PowerCut, FaultNames.LineCut], (fault, _, active) =>
        {
            if (fault == FaultNames.LineCut) return Cut([line], config.Id, active);
            lock (controller.Gate) controller.SetMains(!active);
            return true;
        }, (_, _) => "unknown-name"));
        foreach (var door in controller.Doors)
        {
            _board.Add(new FaultTarget(
                $"{Name}/{door.Key}",
                "door",
                [FaultNames.DoorForced, FaultNames.DoorHeld, FaultNames.Tamper, FaultNames.ReaderOffline],
                (fault, _, active) =>
                {
                    lock (controller.Gate) return controller.TrySetDoorFault(door, fault, active);
                },
                (name, value) => DoorHand(controller, door, name, value)));
        }

        return controller;
    }

    private TcpService AddService(string name, int port, int connections, Func<Stream, CancellationToken, Task> serve)
    {
        var service = new TcpService(name, new IPEndPoint(_host, port), connections, serve);
        _named.Add(name, service);
        return Register(service);
    }

    private TcpService Register(TcpService service)
    {
        _cutBy.Add(service, []);
        return service;
    }

    private bool Cut(IReadOnlyList<TcpService> lines, string by, bool active)
    {
        lock (_cutBy)
        {
            foreach (var line in lines)
            {
                if (!active) _cutBy[line].Remove(by);
                else if (_cutBy[line].Add(by)) line.Cut();
            }
        }

        MendLines();
        return true;
    }

    /// <summary>Opens what nothing cuts any more; a port that somebody else took meanwhile is tried again with the next step.</summary>
    private void MendLines()
    {
        lock (_cutBy)
        {
            foreach (var (line, cutters) in _cutBy)
            {
                if (cutters.Count > 0 || !line.WasOpened) continue;
                try
                {
                    line.Open();
                    _reportedTaken.Remove(line);
                }
                catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
                {
                    if (_reportedTaken.Add(line)) Console.Error.WriteLine($"{line.Name}: port {line.Port} is taken; trying until it is free.");
                }
            }
        }
    }

    private static bool Locked(Device device, string fault, string? sensor, bool active)
    {
        lock (device.Gate) return device.TrySetFault(fault, sensor, active);
    }

    private static string? Write(Device device, string name, double value)
    {
        lock (device.Gate)
        {
            if (device.Find(name) is not { Write: { } write } point) return "unknown-name";
            if (!point.Accepts(value)) return "out-of-range";
            write(value);
            return null;
        }
    }

    /// <summary>What a person can do at a door: <c>exit 1</c>, <c>open 1</c>, <c>open 0</c>, <c>card n</c> (the nth card of the table, from 1; 0 is unknown).</summary>
    private static string? DoorHand(DoorController controller, Door door, string name, double value)
    {
        lock (controller.Gate)
        {
            switch (name)
            {
                case "exit":
                    door.RequestExit();
                    return null;
                case "open" when value == 0:
                    door.Close();
                    return null;
                case "open":
                    return door.Open() ? null : "locked";
                case "card":
                    var card = value == 0 ? "UNKNOWN" : controller.Cards.Cards.ElementAtOrDefault((int)value - 1)?.Number;
                    if (card is null) return "out-of-range";
                    controller.Present(door, card, leaving: false);
                    return null;
                default:
                    return "unknown-name";
            }
        }
    }
}
