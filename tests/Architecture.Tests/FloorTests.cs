namespace Architecture.Tests;

public sealed class FloorTests
{
    public static TheoryData<string> WingNames => [.. Wings.OfModules];

    [Theory, MemberData(nameof(WingNames))]
    public void A_module_uses_none_above_it(string wing) =>
        LookingUp(wing, Floors.FromTheGround[wing], ModuleUses(wing)).ShouldBeEmpty();

    [Theory, MemberData(nameof(WingNames))]
    public void Every_module_has_a_floor(string wing) =>
        Modules(wing).Except(Floors.FromTheGround[wing]).ShouldBeEmpty($"Add the module to Floors.cs, from the ground: {wing}.");

    [Theory, MemberData(nameof(WingNames))]
    public void Modules_form_no_cycle(string wing) => Cycles(ModuleUses(wing)).ShouldBeEmpty();

    [Fact]
    public void Canary_a_lower_floor_that_knows_an_upper_one_is_seen() =>
        LookingUp(CanaryWing, ["Lower", "Upper"], ModuleUses(CanaryWing))
            .ShouldHaveSingleItem().ShouldContain("Lower.LooksUp uses Architecture.Canaries.Upper.LooksDown");

    [Fact]
    public void Canary_a_cycle_is_seen() => Cycles(ModuleUses(CanaryWing)).ShouldContain("Lower → Upper → Lower");

    [Fact]
    public void Canary_a_module_without_a_floor_is_seen() => Modules(CanaryWing).Except(["Lower", "Upper"]).ShouldContain("Rooms");

    private const string CanaryWing = "Architecture.Canaries";

    private static IEnumerable<string> Modules(string wing) => Product.Written(System.Reflection.Assembly.Load(wing))
        .Select(type => Product.ModuleOf(type.FullName!, wing)).OfType<string>().Distinct();

    private static List<(string From, string To, string Text)> ModuleUses(string wing) =>
    [
        .. from use in Product.Uses(System.Reflection.Assembly.Load(wing))
           let @from = Product.ModuleOf(use.From, wing)
           let to = Product.ModuleOf(use.To, wing)
           where @from is not null && to is not null && @from != to
           // What the compiler makes for a lambda or an async method is told under the name of its class.
           select (@from, to, $"{use.From.Split('+', '/')[0]} uses {use.To}"),
    ];

    private static IEnumerable<string> LookingUp(string wing, string[] floors, IEnumerable<(string From, string To, string Text)> uses) =>
        uses.Where(use => Array.IndexOf(floors, use.From) >= 0 && Array.IndexOf(floors, use.To) > Array.IndexOf(floors, use.From))
            .Select(use => use.Text).Distinct();

    private static IEnumerable<string> Cycles(List<(string From, string To, string Text)> uses)
    {
        var next = uses.ToLookup(use => use.From, use => use.To);
        var found = new List<string>();
        foreach (var start in next.Select(group => group.Key).Order(StringComparer.Ordinal))
            Walk(start, [start]);
        return found.Distinct();

        void Walk(string start, List<string> path)
        {
            foreach (var to in next[path[^1]].Distinct())
            {
                if (to == start)
                    found.Add(string.Join(" → ", path.Append(start)));
                else if (!path.Contains(to))
                    Walk(start, [.. path, to]);
            }
        }
    }
}
