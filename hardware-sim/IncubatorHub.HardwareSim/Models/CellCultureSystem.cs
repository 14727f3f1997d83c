namespace IncubatorHub.HardwareSim.Models;

internal enum CultureRunState
{
    Idle = 0,
    Incubating = 1,
    ExchangingMedium = 2,
    WaitingForMedium = 3,
}

/// <summary>An automated cell-culture system: six heated slots, one pump that changes their medium in turn, a supply and a waste bottle.</summary>
internal sealed class CellCultureSystem : Device
{
    public const int SlotCount = 6;
    private const double BottleMillilitres = 2_000;
    private const double ExchangeMillilitres = 12;
    private const double PumpMillilitresPerSecond = 0.4;

    private readonly double[] _slots = new double[SlotCount];
    private readonly bool[] _occupied = new bool[SlotCount];
    private double _setTemp = 37, _exchangeMinutes = 60, _medium = BottleMillilitres, _waste, _pumped, _toPump, _sinceExchange;
    private double _flow, _pumpHealth = 1;
    private int _exchangingSlot;
    private bool _on = true;

    public CellCultureSystem(DeviceSetup setup) : base(setup)
    {
        for (var i = 0; i < SlotCount; i++)
        {
            var slot = i;
            (_slots[i], _occupied[i]) = (37, Noise.Chance(0.6));
            Measure($"slot{i + 1}_temp", "Cel", 0, 60, 2, 0.02, () => _slots[slot]);
        }

        _occupied[0] = true;
        Measure("medium_level", "%", 0, 100, 1, 0.05, () => 100 * _medium / BottleMillilitres);
        Measure("waste_level", "%", 0, 100, 1, 0.05, () => 100 * _waste / BottleMillilitres);
        Measure("pump_flow", "mL/min", 0, 60, 2, 0.02, () => _flow * 60);
        Report("pumped", "uL", 0, uint.MaxValue, () => Math.Floor(_pumped * 1_000));
        Report("run_state", "1", 0, 3, () => (int)State);
        Report("slots_occupied", "1", 0, SlotCount, () => _occupied.Count(o => o));
        Set("set_temp", "Cel", 30, 42, () => _setTemp, v => _setTemp = v);
        Set("exchange_minutes", "min", 5, 1_440, () => _exchangeMinutes, v => _exchangeMinutes = v);
        Relay();
        Switch("run", () => _on, on => _on = on);
        Flag("running", () => State != CultureRunState.Idle);
        Flag("pump_on", () => _flow > 0);
        Flag("medium_low", () => _medium < 0.1 * BottleMillilitres);
        for (var i = 0; i < SlotCount; i++)
        {
            var slot = i;
            Flag($"slot{i + 1}_occupied", () => _occupied[slot]);
        }

        World("medium_ml", "mL", 0, BottleMillilitres, () => _medium, v => _medium = v);
    }

    public override string Kind => "cell-culture";

    public override IReadOnlyList<string> OwnFaults => [FaultNames.Pump, FaultNames.Heater];

    private double HeaterHealth { get; set; } = 1;

    private CultureRunState State =>
        !Runs || !_on ? CultureRunState.Idle
        : _toPump <= 0 ? CultureRunState.Incubating
        : _medium <= 0 ? CultureRunState.WaitingForMedium
        : CultureRunState.ExchangingMedium;

    protected override void Step(double seconds)
    {
        if (Happens(0.15, seconds)) _occupied[Noise.Below(SlotCount)] ^= true;
        if (Happens(0.1, seconds) && _medium < 0.3 * BottleMillilitres) (_medium, _waste) = (BottleMillilitres, 0);
        for (var i = 0; i < SlotCount; i++)
        {
            var heating = Runs ? Math.Clamp(0.02 * (_setTemp + 0.0105 - _slots[i]), 0, 0.02) * HeaterHealth : 0;
            _slots[i] += seconds * (heating - ((_slots[i] - 23) / 66_000));
        }

        Exchange(seconds);
    }

    protected override void SetOwnFault(string fault, bool active)
    {
        if (fault == FaultNames.Pump) _pumpHealth = active ? 0 : 1;
        else HeaterHealth = active ? 0 : 1;
    }

    private void Exchange(double seconds)
    {
        _flow = 0;
        _sinceExchange += seconds;
        if (State == CultureRunState.Incubating && _sinceExchange >= _exchangeMinutes * 60 / SlotCount)
        {
            _sinceExchange = 0;
            _exchangingSlot = (_exchangingSlot + 1) % SlotCount;
            if (_occupied[_exchangingSlot]) _toPump = ExchangeMillilitres;
        }

        if (State != CultureRunState.ExchangingMedium) return;
        _flow = PumpMillilitresPerSecond * _pumpHealth * Noise.Between(0.97, 1.03);
        var amount = Math.Min(Math.Min(_flow * seconds, _toPump), _medium);
        _toPump -= amount;
        _medium -= amount;
        _pumped += amount;
        _waste = Math.Min(BottleMillilitres, _waste + amount);

        // Fresh medium comes from the cold bottle and cools its slot a little.
        _slots[_exchangingSlot] -= amount * 0.012;
    }
}
