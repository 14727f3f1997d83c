using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace IncubatorHub.Platform.UseCases;

/// <summary>Checks the annotations of a request, also in nested records and lists, and collects every error by its JSON path.</summary>
public static class RequestValidation
{
    /// <summary>Null when all is well.</summary>
    public static Problem? Validate(object request)
    {
        var errors = new Dictionary<string, List<string>>();
        Walk(request, "", errors, depth: 0);
        return errors.Count == 0
            ? null
            : CommonProblems.Invalid(errors.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }

    private static void Walk(object value, string path, Dictionary<string, List<string>> errors, int depth)
    {
        // Requests are flat or two deep; the bound only guards against a cycle.
        if (depth > 6)
            return;
        if (!CheckFields(value, path, errors) && value is IValidatableObject whole)
        {
            // Rules across fields make sense only once each field is well by itself.
            foreach (var result in whole.Validate(new ValidationContext(value)))
            {
                foreach (var member in result.MemberNames.DefaultIfEmpty(""))
                    Note(errors, Join(path, member), result.ErrorMessage ?? "is not valid");
            }
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0 || !IsOurs(property.PropertyType) || property.GetValue(value) is not { } inner)
                continue;
            if (inner is IEnumerable many)
            {
                var index = 0;
                foreach (var item in many)
                {
                    var place = $"{Join(path, property.Name)}[{index++}]";
                    // JSON may say null where a list holds none.
                    if (item is null)
                        Note(errors, place, FieldTexts.For(new RequiredAttribute(), ""));
                    else
                        Walk(item, place, errors, depth + 1);
                }
            }
            else
            {
                Walk(inner, Join(path, property.Name), errors, depth + 1);
            }
        }
    }

    // True when something was wrong.
    private static bool CheckFields(object value, string path, Dictionary<string, List<string>> errors)
    {
        var wrong = false;
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var rules = property.GetCustomAttributes<ValidationAttribute>(inherit: true).ToArray();
            if (property.GetIndexParameters().Length > 0 || (rules.Length == 0 && !MayHoldText(property.PropertyType)))
                continue;
            var found = property.GetValue(value);
            // No database keeps it in every way: PostgreSQL refuses it, SQLite cuts some comparisons short there.
            if ((found as string)?.Contains('\0', StringComparison.Ordinal) is true || (found as IEnumerable<string?>)?.Any(one => one?.Contains('\0', StringComparison.Ordinal) is true) is true)
            {
                Note(errors, Join(path, property.Name), FieldTexts.NoNul);
                wrong = true;
                continue;
            }

            var context = new ValidationContext(value) { MemberName = property.Name };
            // Where nothing was given, that is all there is to say.
            var missing = rules.OfType<RequiredAttribute>().FirstOrDefault(rule => !rule.IsValid(found));
            foreach (var rule in missing is null ? rules : [missing])
            {
                if (rule.GetValidationResult(found, context) is not { } result)
                    continue;
                Note(errors, Join(path, property.Name), FieldTexts.For(rule, result.ErrorMessage ?? "is not valid"));
                wrong = true;
            }
        }

        return wrong;
    }

    private static bool MayHoldText(Type type) => type == typeof(string) || typeof(IEnumerable<string>).IsAssignableFrom(type);

    private static bool IsOurs(Type type)
    {
        var element = type.IsGenericType ? type.GenericTypeArguments[0] : type.GetElementType() ?? type;
        return element is { IsClass: true, IsPrimitive: false } && element.Namespace?.StartsWith("IncubatorHub", StringComparison.Ordinal) is true;
    }

    private static string Join(string path, string member)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(member);
        return path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
    }

    private static void Note(Dictionary<string, List<string>> errors, string path, string message)
    {
        if (!errors.TryGetValue(path, out var list))
            errors[path] = list = [];
        list.Add(message);
    }
}
