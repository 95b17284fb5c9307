using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Tidemark.Tests.Architecture;

/// <summary>Looks for floating point and for the outside world in a compiled assembly: what the compiler made, not what the source looks like.</summary>
internal sealed class AssemblyScan : IDisposable
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xffff);

    private static readonly HashSet<OpCode> FloatingPointCodes =
    [
        OpCodes.Ldc_R4, OpCodes.Ldc_R8, OpCodes.Conv_R4, OpCodes.Conv_R8, OpCodes.Conv_R_Un, OpCodes.Ldelem_R4, OpCodes.Ldelem_R8,
        OpCodes.Stelem_R4, OpCodes.Stelem_R8, OpCodes.Ldind_R4, OpCodes.Ldind_R8, OpCodes.Stind_R4, OpCodes.Stind_R8, OpCodes.Ckfinite,
    ];

    private static readonly string[] OutsideTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.Stream", "System.IO.FileStream",
        "System.Console", "System.Random", "System.Environment", "System.DateTime", "System.DateTimeOffset", "System.TimeProvider",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Threading.Thread", "System.Net", "System.Security.Cryptography",
    ];

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly Func<string, bool> _isWanted;
    private readonly FloatingPointSignature _signatures = new();

    /// <param name="path">The assembly.</param>
    /// <param name="isWanted">Which types to look into, by full name.</param>
    public AssemblyScan(string path, Func<string, bool> isWanted)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
        _isWanted = isWanted;
    }

    public void Dispose() => _file.Dispose();

    public IReadOnlyList<string> ReferencedAssemblies() =>
        [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name))];

    public IReadOnlyList<AssemblyFinding> FloatingPoint()
    {
        List<AssemblyFinding> findings = [];
        foreach ((string typeName, TypeDefinition type) in Types())
        {
            foreach (FieldDefinitionHandle handle in type.GetFields())
            {
                FieldDefinition field = _metadata.GetFieldDefinition(handle);
                Add(findings, field.DecodeSignature(_signatures, null), typeName, "field " + _metadata.GetString(field.Name));
            }
            foreach (MethodDefinitionHandle handle in type.GetMethods())
            {
                MethodDefinition method = _metadata.GetMethodDefinition(handle);
                string place = typeName + "." + _metadata.GetString(method.Name);
                Add(findings, FloatingPointSignature.IsIn(method.DecodeSignature(_signatures, null)), place, "signature");
                if (method.RelativeVirtualAddress == 0)
                {
                    continue;
                }
                MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
                if (!body.LocalSignature.IsNil)
                {
                    Add(findings, _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null).Contains(true), place, "local");
                }
                foreach ((OpCode code, int token) in Instructions(body.GetILReader()))
                {
                    Add(findings, FloatingPointCodes.Contains(code), place, code.Name!);
                    Add(findings, token != 0 && IsFloatingPoint(token), place, $"{code.Name} {Name(token)}");
                }
            }
        }
        return findings;
    }

    /// <summary>Uses of files, the console, the clock, randomness, the environment and the network.</summary>
    public IReadOnlyList<AssemblyFinding> OutsideWorld()
    {
        List<AssemblyFinding> findings = [];
        foreach ((string typeName, TypeDefinition type) in Types())
        {
            foreach (MethodDefinitionHandle handle in type.GetMethods())
            {
                MethodDefinition method = _metadata.GetMethodDefinition(handle);
                if (method.RelativeVirtualAddress == 0)
                {
                    continue;
                }
                foreach ((OpCode code, int token) in Instructions(_file.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
                {
                    string name = token == 0 ? "" : Name(token);
                    bool isOutside = Array.Exists(OutsideTypes, outside => name == outside || name.StartsWith(outside + ".", StringComparison.Ordinal));
                    Add(findings, isOutside, typeName + "." + _metadata.GetString(method.Name), $"{code.Name} {name}");
                }
            }
        }
        return findings;
    }

    private static void Add(List<AssemblyFinding> findings, bool isFinding, string place, string what)
    {
        if (isFinding)
        {
            findings.Add(new AssemblyFinding(place, what));
        }
    }

    private IEnumerable<(string Name, TypeDefinition Type)> Types()
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            string name = FullName(handle);
            if (_isWanted(name))
            {
                yield return (name, type);
            }
        }
    }

    private string FullName(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        string name = _metadata.GetString(type.Name);
        TypeDefinitionHandle declaring = type.GetDeclaringType();
        return !declaring.IsNil ? FullName(declaring) + "/" + name
            : type.Namespace.IsNil ? name
            : _metadata.GetString(type.Namespace) + "." + name;
    }

    // The metadata token of an instruction's operand, or zero.
    private static List<(OpCode Code, int Token)> Instructions(BlobReader reader)
    {
        List<(OpCode, int)> instructions = [];
        while (reader.RemainingBytes > 0)
        {
            int value = reader.ReadByte();
            value = value == 0xfe ? (value << 8) | reader.ReadByte() : value;
            OpCode code = OpCodesByValue[value];
            int token = 0;
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    token = reader.ReadInt32();
                    break;
                case OperandType.InlineSwitch:
                    reader.Offset += 4 * reader.ReadInt32();
                    break;
                default:
                    reader.Offset += OperandSize(code.OperandType);
                    break;
            }
            instructions.Add((code, token));
        }
        return instructions;
    }

    private static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineSig or OperandType.InlineString or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => throw new NotSupportedException($"The operand type {type} is not known."),
    };

    private bool IsFloatingPoint(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        switch (handle.Kind)
        {
            case HandleKind.MemberReference:
                MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                return IsFloatingPointType(member.Parent) || (member.GetKind() == MemberReferenceKind.Method
                    ? FloatingPointSignature.IsIn(member.DecodeMethodSignature(_signatures, null))
                    : member.DecodeFieldSignature(_signatures, null));
            case HandleKind.MethodSpecification:
                MethodSpecification method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return method.DecodeSignature(_signatures, null).Contains(true) || IsFloatingPoint(MetadataTokens.GetToken(method.Method));
            default:
                return IsFloatingPointType(handle);
        }
    }

    private bool IsFloatingPointType(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => _signatures.GetTypeFromReference(_metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => _signatures.GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)handle, 0),
        _ => false,
    };

    private string Name(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        switch (handle.Kind)
        {
            case HandleKind.MemberReference:
                MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                return Name(MetadataTokens.GetToken(member.Parent)) + "." + _metadata.GetString(member.Name);
            case HandleKind.MethodSpecification:
                return Name(MetadataTokens.GetToken(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method));
            case HandleKind.TypeReference:
                TypeReference type = _metadata.GetTypeReference((TypeReferenceHandle)handle);
                return _metadata.GetString(type.Namespace) + "." + _metadata.GetString(type.Name);
            default:
                return handle.Kind.ToString();
        }
    }
}
