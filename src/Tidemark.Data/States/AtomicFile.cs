using System.Runtime.InteropServices;

namespace Tidemark.Data.States;

/// <summary>A file that appears complete or not at all: it is written beside its place and moved there at the end.</summary>
public sealed partial class AtomicFile : IDisposable
{
    // Linux, statx(2): the current folder, the file's type asked for and where in the answer it stands.
    private const int CurrentFolder = -100;
    private const uint TypeAsked = 1;
    private const int AnswerBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;

    private readonly string _place;
    private readonly string _temporaryPath;
    private bool _isCommitted;

    private AtomicFile(string place, string temporaryPath, FileStream content)
    {
        _place = place;
        _temporaryPath = temporaryPath;
        Content = content;
    }

    /// <summary>Where to write.</summary>
    public FileStream Content { get; }

    /// <summary>Begins a file, under a name of its own beside its place; a link is followed to its end.</summary>
    /// <param name="path">The place.</param>
    /// <exception cref="IOException">The file cannot be written, or what stands there is no file that can be replaced: a folder, a device, a pipe or a socket.</exception>
    public static AtomicFile Create(string path)
    {
        string place = PlaceOf(path);
        if (Directory.Exists(place))
        {
            throw new IOException($"{path}: this is a directory; name a file in it");
        }
        if (IsSpecial(path))
        {
            throw new IOException($"{path}: this is a device, a pipe or a socket, which is left alone; name a file");
        }
        string temporaryPath = $"{place}.{Guid.NewGuid():N}.tmp";
        try
        {
            return new AtomicFile(place, temporaryPath, new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.Write));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new IOException($"{path}: there is no folder {Path.GetDirectoryName(place)}; make it, or name a file in another one", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the folder takes no new file ({exception.Message.ReplaceLineEndings(" ").Replace(temporaryPath, path, StringComparison.Ordinal).TrimEnd('.')}); name a file in another one", exception);
        }
    }

    /// <summary>The full path of a file once every link in it is followed, whether or not there is one yet.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string PlaceOf(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }
        string place = Path.Join(PlaceOf(folder), Path.GetFileName(full));
        return new FileInfo(place).LinkTarget is null ? place : PlaceOf(File.ResolveLinkTarget(place, returnFinalTarget: true)!.FullName);
    }

    /// <summary>Whether a device, a pipe or a socket stands there, which a file must not replace. It is not opened. Only Linux tells; elsewhere nothing is special.</summary>
    /// <param name="path">The path.</param>
    public static bool IsSpecial(string path)
    {
        Span<byte> answer = stackalloc byte[AnswerBytes];
        return OperatingSystem.IsLinux() && Statx(CurrentFolder, path, 0, TypeAsked, answer) == 0
            && (MemoryMarshal.Read<ushort>(answer[ModeOffset..]) & TypeMask) is not (RegularType or FolderType);
    }

    /// <summary>Puts the file in its place, over one that stands there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Commit()
    {
        Content.Flush(flushToDisk: true);
        Content.Dispose();
        File.Move(_temporaryPath, _place, overwrite: true);
        _isCommitted = true;
    }

    /// <summary>Removes what was written, unless it was put in its place.</summary>
    public void Dispose()
    {
        Content.Dispose();
        if (!_isCommitted)
        {
            File.Delete(_temporaryPath);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint asked, Span<byte> answer);
}
