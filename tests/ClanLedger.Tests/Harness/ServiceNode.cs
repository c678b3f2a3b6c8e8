using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ClanLedger.Tests.Harness;

/// <summary>A node of the service: a process of its own, which can be stopped and killed.</summary>
internal sealed class ServiceNode : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];

    private ServiceNode(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Everything it has said so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>What its file descriptors stand for, as Linux tells it.</summary>
    public IEnumerable<string?> Descriptors => Directory.EnumerateFileSystemEntries($"/proc/{_process.Id}/fd").Select(fd => new FileInfo(fd).LinkTarget);

    /// <summary>Starts <c>serve</c>; returns before it is ready.</summary>
    public static ServiceNode Start(IReadOnlyDictionary<string, string> environment)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        start.ArgumentList.Add("serve");
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        return new ServiceNode(Process.Start(start)!, address);
    }

    /// <summary>Waits until it answers that it is ready.</summary>
    public async Task<ServiceNode> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        await Until.TrueAsync(
            "the node is ready",
            async () =>
            {
                _process.HasExited.ShouldBeFalse(Log);
                try
                {
                    using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            });
        return this;
    }

    /// <summary>As <c>kill -9</c> does it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As systemd, Docker and Ctrl-C do it; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _log.Enqueue(line);
    }
}
