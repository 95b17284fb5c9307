using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Tidemark.Tests.Architecture;

/// <summary>Decodes a signature to whether anything in it is a floating-point or decimal number.</summary>
internal sealed class FloatingPointSignature : ISignatureTypeProvider<bool, object?>
{
    private static readonly HashSet<string> Names = ["System.Decimal", "System.Half", "System.Double", "System.Single", "System.Runtime.InteropServices.NFloat"];

    public static bool IsFloatingPoint(string fullName) => Names.Contains(fullName);

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is PrimitiveTypeCode.Single or PrimitiveTypeCode.Double;

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return IsFloatingPoint(reader.GetString(type.Namespace) + "." + reader.GetString(type.Name));
    }

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => false;

    public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public bool GetArrayType(bool elementType, ArrayShape shape) => elementType;

    public bool GetByReferenceType(bool elementType) => elementType;

    public bool GetPointerType(bool elementType) => elementType;

    public bool GetPinnedType(bool elementType) => elementType;

    public bool GetSZArrayType(bool elementType) => elementType;

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => unmodifiedType;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) => IsIn(signature);

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => genericType || typeArguments.Contains(true);

    public bool GetGenericMethodParameter(object? genericContext, int index) => false;

    public bool GetGenericTypeParameter(object? genericContext, int index) => false;

    public static bool IsIn(MethodSignature<bool> signature) => signature.ReturnType || signature.ParameterTypes.Contains(true);
}
