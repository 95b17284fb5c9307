using System.Net.Sockets;
using Tidemark.Data.States;

namespace Tidemark.Tests.Data.States;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tidemark-file-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Commit_ThroughLinks_ReplacesTheFileAndKeepsTheLinks()
    {
        string file = PathOf("file");
        File.WriteAllText(file, "old");
        Directory.CreateSymbolicLink(PathOf("folder"), _folder.FullName);
        File.CreateSymbolicLink(PathOf("link"), "file");
        File.CreateSymbolicLink(PathOf("second"), Path.Join(_folder.FullName, "folder", "link"));
        Write(PathOf("second"), 7);
        Assert.Equal([7], File.ReadAllBytes(file));
        Assert.Equal(("file", Path.Join(_folder.FullName, "folder", "link")), (new FileInfo(PathOf("link")).LinkTarget, new FileInfo(PathOf("second")).LinkTarget));
        Assert.Equal(AtomicFile.PlaceOf(file), AtomicFile.PlaceOf(Path.Join(_folder.FullName, "folder", "folder", "second")));
        Assert.Equal(4, _folder.GetFileSystemInfos().Length);
    }

    [Fact]
    public void Create_WithoutCommit_LeavesTheOldFileAndNothingElse()
    {
        File.WriteAllText(PathOf("file"), "old");
        using (AtomicFile file = AtomicFile.Create(PathOf("file")))
        {
            file.Content.WriteByte(7);
        }
        Assert.Equal("old", File.ReadAllText(PathOf("file")));
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void Create_OverASocket_IsRefusedAndTheSocketStays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell a socket from a file.");
        string path = PathOf("socket");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        File.CreateSymbolicLink(PathOf("link"), path);
        foreach (string name in new[] { path, PathOf("link") })
        {
            Assert.True(AtomicFile.IsSpecial(name));
            IOException refusal = Assert.Throws<IOException>(() => AtomicFile.Create(name));
            Assert.Equal($"{name}: this is a device, a pipe or a socket, which is left alone; name a file", refusal.Message);
        }
        Assert.False(AtomicFile.IsSpecial(_folder.FullName) || AtomicFile.IsSpecial(PathOf("missing")));
        Assert.Equal(2, _folder.GetFileSystemInfos().Length);
    }

    [Fact]
    public void PlaceOf_LinksInACircle_IsRefused()
    {
        File.CreateSymbolicLink(PathOf("one"), "two");
        File.CreateSymbolicLink(PathOf("two"), "one");
        Assert.Throws<IOException>(() => AtomicFile.PlaceOf(PathOf("one")));
    }

    private static void Write(string path, byte content)
    {
        using AtomicFile file = AtomicFile.Create(path);
        file.Content.WriteByte(content);
        file.Commit();
    }

    private string PathOf(string name) => Path.Join(_folder.FullName, name);
}
