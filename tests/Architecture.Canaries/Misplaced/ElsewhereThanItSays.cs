namespace Architecture.Canaries.Elsewhere;

/// <summary>Its folder is Misplaced.</summary>
public sealed class ElsewhereThanItSays;
