using System.Reflection;
using Tidemark.Amm.Numerics;

namespace Tidemark.Tests.Numerics;

/// <summary>Names the public operations of the numeric types, from the types themselves.</summary>
internal static class Signature
{
    /// <summary>Every public method, operator, conversion, constructor, property accessor and constant of every public type of the namespace.</summary>
    public static SortedDictionary<string, MemberInfo> All { get; } = Collect();

    private static SortedDictionary<string, MemberInfo> Collect()
    {
        SortedDictionary<string, MemberInfo> members = new(StringComparer.Ordinal);
        foreach (Type type in typeof(UInt256).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(UInt256).Namespace))
        {
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            foreach (MemberInfo member in type.GetMembers(Declared).Where(member => member is MethodBase or FieldInfo or Type))
            {
                members.Add(Describe(member), member);
            }
        }
        return members;
    }

    private static string Describe(MemberInfo member)
    {
        string name = $"{member.DeclaringType!.Name}.{member.Name}";
        return member switch
        {
            MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion => $"{name}({Parameters(conversion)}):{conversion.ReturnType.Name}",
            MethodBase method => $"{name}({Parameters(method)})",
            _ => name,
        };
    }

    private static string Parameters(MethodBase method) =>
        string.Join(",", method.GetParameters().Select(parameter => (parameter.IsOut ? "out " : "") + Name(parameter.ParameterType)));

    private static string Name(Type type) =>
        type.IsByRef ? Name(type.GetElementType()!)
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
