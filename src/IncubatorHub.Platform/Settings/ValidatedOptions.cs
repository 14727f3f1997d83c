using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Platform.Settings;

/// <summary>Binds a section and checks it at the start: a wrong setting names its key, what is allowed and what was found.</summary>
public static class ValidatedOptions
{
    /// <summary>Adds <typeparamref name="T"/> from the section. An unknown key in the section is an error too, for it is most often a typing mistake.</summary>
    public static IServiceCollection AddValidatedOptions<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new AnnotationValidator<T>(configuration.GetSection(section)));
        services.AddOptions<T>().Bind(configuration.GetSection(section), binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        return services;
    }

    private sealed class AnnotationValidator<T>(IConfigurationSection section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var failures = new List<string>();
            foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
                {
                    var found = property.GetValue(options);
                    if (!rule.IsValid(found))
                        failures.Add($"Setting {section.Path}:{property.Name}: allowed is {Allowed(rule)}; found {Show(property, found)}.");
                }
            }

            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        private static string Allowed(ValidationAttribute rule) => rule switch
        {
            RangeAttribute range => $"{range.Minimum} to {range.Maximum}",
            StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters",
            RequiredAttribute => "any value, but one must be given",
            EnumDataTypeAttribute one => string.Join(", ", Enum.GetNames(one.EnumType)),
            RegularExpressionAttribute pattern => $"text of the form {pattern.Pattern}",
            _ => rule.ErrorMessage ?? rule.GetType().Name,
        };

        private static string Show(PropertyInfo property, object? found) => found switch
        {
            null => "nothing",
            _ when property.Name.Contains("Secret", StringComparison.Ordinal) || property.Name.Contains("Password", StringComparison.Ordinal) => "a value that is not shown",
            _ => $"'{found}'",
        };
    }
}
