namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>How equipment of a class is used, and so what its power can tell.</summary>
public enum UseMode
{
    /// <summary>Switched on for a task and off again: a centrifuge. Its sessions can be told from its power.</summary>
    Episodic,

    /// <summary>Runs for days for one user: a bioreactor. A session has a start and an end, and idle phases between say nothing.</summary>
    Continuous,

    /// <summary>Never off: a freezer. Power tells nothing of its users; no automatic act follows from it.</summary>
    AlwaysOn,
}

/// <summary>What the hub may do by itself with bookings of a class.</summary>
public enum AutomationMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>It records what it would have done, and does nothing.</summary>
    DryRun,

    /// <summary>It acts, names its evidence, and the act can be undone.</summary>
    On,
}
