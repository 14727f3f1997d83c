using System.Collections.Frozen;

namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>
/// Checks units against the case-sensitive codes of UCUM 2.1 (ucum.org): atoms that laboratories use, metric prefixes, exponents,
/// <c>.</c> and <c>/</c>, parentheses, annotations in braces.
/// </summary>
public static class UcumUnit
{
    private static readonly FrozenSet<string> MetricAtoms = FrozenSet.Create(
        "m", "s", "g", "rad", "K", "C", "cd", "mol", "sr", "Hz", "N", "Pa", "J", "W", "A", "V", "F", "Ohm", "S", "Wb", "Cel", "T", "H",
        "lm", "lx", "Bq", "Gy", "Sv", "L", "l", "ar", "t", "bar", "u", "eV", "pc", "kat", "U", "[IU]", "[iU]", "B", "bit", "By", "Bd", "g%", "Np", "osm", "eq", "cal");

    private static readonly FrozenSet<string> PlainAtoms = FrozenSet.Create(
        "1", "10*", "10^", "%", "[ppth]", "[ppm]", "[ppb]", "[pptr]", "deg", "'", "''", "min", "h", "d", "wk", "mo", "a", "[degF]", "[in_i]", "[ft_i]",
        "[psi]", "atm", "[pH]", "[g]", "circ", "[CFU]", "[c]", "har");

    private static readonly string[] Prefixes = ["Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f", "a", "z", "y", "Ki", "Mi", "Gi", "Ti"];

    /// <summary>Longest code taken, in characters.</summary>
    public const int MaxLength = 30;

    /// <summary>Whether it is a UCUM code.</summary>
    public static bool IsValid(string code)
    {
        if (code is not { Length: > 0 and <= MaxLength })
            return false;
        var at = 0;
        return Term(code, ref at) && at == code.Length;
    }

    // term = ["/"] component { ("." | "/") component }
    private static bool Term(string code, ref int at)
    {
        if (at < code.Length && code[at] == '/')
            at++;
        if (!Component(code, ref at))
            return false;
        while (at < code.Length && code[at] is '.' or '/')
        {
            at++;
            if (!Component(code, ref at))
                return false;
        }

        return true;
    }

    private static bool Component(string code, ref int at)
    {
        if (at < code.Length && code[at] == '(')
        {
            at++;
            if (!Term(code, ref at) || at >= code.Length || code[at] != ')')
                return false;
            at++;
            return true;
        }

        var start = at;
        while (at < code.Length && code[at] is not ('.' or '/' or '(' or ')' or '{'))
            at = code[at] == '[' && code.IndexOf(']', at) is > 0 and var close ? close + 1 : at + 1;
        var symbol = code[start..at];
        if (!SkipAnnotation(code, ref at, out var annotated))
            return false;
        return symbol.Length == 0 ? annotated : IsSimple(symbol);
    }

    private static bool SkipAnnotation(string code, ref int at, out bool annotated)
    {
        annotated = at < code.Length && code[at] == '{';
        if (!annotated)
            return true;
        var close = code.IndexOf('}', at);
        at = close + 1;
        return close > 0;
    }

    // An atom, perhaps with prefix and exponent: kPa, m2, s-1, 10*3; or a whole number.
    private static bool IsSimple(string symbol)
    {
        if (symbol.All(char.IsAsciiDigit))
            return true;
        var end = symbol.Length;
        while (end > 0 && char.IsAsciiDigit(symbol[end - 1]))
            end--;
        if (end < symbol.Length && end > 0 && symbol[end - 1] is ('+' or '-'))
            end--;
        var atom = symbol[..end];
        return PlainAtoms.Contains(atom) || MetricAtoms.Contains(atom)
            || Prefixes.Any(prefix => atom.StartsWith(prefix, StringComparison.Ordinal) && MetricAtoms.Contains(atom[prefix.Length..]));
    }
}
