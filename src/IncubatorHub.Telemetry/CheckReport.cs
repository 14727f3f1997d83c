namespace IncubatorHub.Telemetry;

/// <summary>What a check of the whole file found.</summary>
/// <param name="Blocks">Blocks read, checksums compared and decoded.</param>
/// <param name="Readings">Readings in the sound ones.</param>
/// <param name="BlockBytes">Bytes of all blocks.</param>
/// <param name="JournalRows">Journal rows read, checksums compared and decoded.</param>
/// <param name="Damaged">What is damaged; at most <see cref="MaxListed"/> entries.</param>
/// <param name="DamagedCount">How many rows are damaged in all.</param>
public sealed record CheckReport(
    long Blocks, long Readings, long BlockBytes, long JournalRows, IReadOnlyList<DamagedRow> Damaged, long DamagedCount)
{
    /// <summary>The longest list of damaged rows that a report carries.</summary>
    public const int MaxListed = 1000;

    /// <summary>True when nothing is damaged.</summary>
    public bool IsSound => DamagedCount == 0;
}

/// <summary>A row of the file that cannot be used.</summary>
/// <param name="Table">The table, as <c>docs/telemetry-format.md</c> names it.</param>
/// <param name="Id">The row's id in that table.</param>
/// <param name="Series">The series of a block; 0 for a journal row.</param>
/// <param name="FromMs">Start of the block's window, Unix ms; 0 for a journal row.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record DamagedRow(string Table, long Id, int Series, long FromMs, string Reason);
