using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AtInvites.Tests.Architecture;

/// <summary>What a package shows the world: types by name, each with constructors, fields, properties, events and methods by
/// name. A member is a line.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(Header(type)).Append('\n');
            foreach (var line in Members(type)) text.Append("    ").Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static string Header(Type type)
    {
        var name = type.Namespace + "." + ApiNames.Of(type);
        if (type.IsEnum) return $"enum {name} : {ApiNames.Of(Enum.GetUnderlyingType(type))}";
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {Signature(type.GetMethod("Invoke")!).Replace(" Invoke(", $" {name}(", StringComparison.Ordinal)}";
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(shown => shown.IsVisible && !(IsRecord(type) && shown.Name == "IEquatable`1"))
            .Select(shown => ApiNames.Of(shown)).Order(StringComparer.Ordinal).AsEnumerable();
        if (type.BaseType is { } above && above != typeof(object) && above != typeof(ValueType))
            bases = bases.Prepend(ApiNames.Of(above));
        var list = string.Join(", ", bases);
        return $"{Kind(type)} {name}{(list.Length > 0 ? $" : {list}" : "")}{ApiNames.Constraints(type.GetGenericArguments())}";
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface) return "interface";
        var record = IsRecord(type) ? "record " : "";
        if (type.IsValueType) return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{record}struct";
        var kind = record.Length > 0 ? "record" : "class";
        if (type is { IsAbstract: true, IsSealed: true }) return $"static {kind}";
        return type.IsAbstract ? $"abstract {kind}" : type.IsSealed ? $"sealed {kind}" : kind;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute));

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(Constant);
        return Constructors(type).Concat(Fields(type)).Concat(Properties(type)).Concat(Events(type)).Concat(Methods(type));
    }

    private static IEnumerable<string> Constructors(Type type) =>
        Sorted(type.GetConstructors(Declared).Where(made => IsShown(made) && !IsCopy(made)), Constructor);

    private static IEnumerable<string> Fields(Type type) =>
        Sorted(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly), Field);

    private static IEnumerable<string> Properties(Type type) => Sorted(type.GetProperties(Declared).Where(IsShown), Property);

    private static IEnumerable<string> Events(Type type) => Sorted(
        type.GetEvents(Declared).Where(raised => IsShown(raised.AddMethod!)),
        raised => $"event {ApiNames.Of(raised.EventHandlerType!)} {raised.Name}");

    private static IEnumerable<string> Methods(Type type) => Sorted(
        type.GetMethods(Declared).Where(method => IsShown(method) && !IsMadeByTheCompiler(method)),
        method => Modifiers(method) + Signature(method));

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> write) where T : MemberInfo =>
        members.Select(member => (member.Name, Text: write(member)))
            .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => member.Text);

    private static string Constructor(ConstructorInfo made) =>
        $"{(made.IsPublic ? "" : "protected ")}new({Parameters(made)})";

    private static string Constant(FieldInfo field) => $"{field.Name} = {Literal(field.GetRawConstantValue())}";

    private static string Field(FieldInfo field)
    {
        var type = ApiNames.Of(new NullabilityInfoContext().Create(field));
        return field.IsLiteral
            ? $"const {type} {field.Name} = {Literal(field.GetRawConstantValue())}"
            : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && IsShown(get) ? "get; " : "";
        var setter = property.SetMethod is { } set && IsShown(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; "
            : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var keys = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var type = ApiNames.Of(new NullabilityInfoContext().Create(property));
        var accessor = property.GetMethod ?? property.SetMethod!;
        var name = keys.Length > 0 ? $"this[{keys}]" : property.Name;
        return $"{Modifiers(accessor)}{required}{type} {name} {{ {getter}{setter}}}";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic) return method.IsAbstract ? "static abstract " : "static ";
        var access = method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "";
        if (method.DeclaringType!.IsInterface) return access;
        if (method.GetBaseDefinition() != method) return access + "override ";
        if (method.IsAbstract) return access + "abstract ";
        return access + (method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");
    }

    private static string Signature(MethodInfo method)
    {
        var arguments = string.Join(", ", method.GetGenericArguments().Select(type => type.Name));
        var generic = arguments.Length > 0 ? $"<{arguments}>" : "";
        var first = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var result = ApiNames.Of(new NullabilityInfoContext().Create(method.ReturnParameter));
        var constraints = method.IsGenericMethod ? ApiNames.Constraints(method.GetGenericArguments()) : "";
        var name = method.Name.StartsWith("op_", StringComparison.Ordinal) ? $"operator {method.Name[3..]}" : method.Name;
        return $"{result} {name}{generic}({first}{Parameters(method)}){constraints}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "";
        var type = ApiNames.Of(new NullabilityInfoContext().Create(parameter));
        return $"{direction}{type} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : "")}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsShown(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsShown);

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsMadeByTheCompiler(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute))
        || (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsCopy(ConstructorInfo made) => made.IsDefined(typeof(CompilerGeneratedAttribute));
}
