using System.Reflection;

namespace AtInvites.Tests.Architecture;

/// <summary>Types as C# writes them, with what may be null.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(double)] = "double", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(void)] = "void",
    };

    public static string Of(NullabilityInfo info) => Of(info.Type, info) + Mark(info);

    public static string Of(Type type, NullabilityInfo? info = null)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, info);
        if (type.IsArray) return (info?.ElementType is { } element ? Of(element) : Of(type.GetElementType()!)) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        var name = type.Name.Split('`')[0];
        if (type.IsNested && !type.IsGenericParameter) name = $"{Of(type.DeclaringType!)}.{name}";
        if (!type.IsGenericType) return name;
        var arguments = info is { GenericTypeArguments.Length: > 0 }
            ? info.GenericTypeArguments.Select(Of)
            : type.GetGenericArguments().Select(argument => Of(argument));
        return $"{name}<{string.Join(", ", arguments)}>";
    }

    /// <summary>What a generic parameter must be, or nothing.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Select(Constraint));

    private static string Constraint(Type parameter)
    {
        var rules = new List<string>();
        var flags = parameter.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) rules.Add("struct");
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) rules.Add("class");
        var named = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType));
        rules.AddRange(named.Select(type => Of(type)));
        var isMade = flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint);
        if (isMade && rules is not ["struct", ..]) rules.Add("new()");
        return rules.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", rules)}";
    }

    private static string Mark(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        return !type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";
    }
}
