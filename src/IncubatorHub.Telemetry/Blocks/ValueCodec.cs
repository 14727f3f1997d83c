namespace IncubatorHub.Telemetry.Blocks;

/// <summary>How the values of a block are written; the numbers stand in the file.</summary>
internal enum ValueCodec : byte
{
    /// <summary>Decimal numbers as scaled integers.</summary>
    Decimal = 0,

    /// <summary>Decimal numbers that a device rounded to a 32-bit float.</summary>
    DecimalSingle = 1,

    /// <summary>Bit patterns, each against the one before by exclusive or.</summary>
    Xor = 2,

    /// <summary>Eight bytes each.</summary>
    Raw = 3,
}
