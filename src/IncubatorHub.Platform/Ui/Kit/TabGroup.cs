namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>Tabs that stand together.</summary>
/// <param name="Text">What they have in common.</param>
/// <param name="Items">In their order; at least one.</param>
public sealed record TabGroup(string Text, IReadOnlyList<(string Key, string Text)> Items);
