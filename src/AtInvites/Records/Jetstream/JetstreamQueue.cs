using System.Threading.Channels;

namespace AtInvites.Records.Jetstream;

/// <summary>Messages between the socket and the store, few and not large. While it is full nothing is read from the socket, and
/// the server waits.</summary>
internal sealed class JetstreamQueue(int capacity) : IDisposable
{
    /// <summary>Over this much text nothing more is taken in. Read as JSON it takes several times that.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private readonly SemaphoreSlim _freed = new(0, 1);
    private readonly Channel<JetstreamMessage> _messages = Channel.CreateBounded<JetstreamMessage>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    private long _bytes;

    public async ValueTask AddAsync(JetstreamMessage message, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _bytes) >= MaxBytes) await _freed.WaitAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _bytes, message.Bytes);
        await _messages.Writer.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a message; false when no more comes. A fault that ended it is thrown.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _messages.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out JetstreamMessage message)
    {
        if (!_messages.Reader.TryRead(out message)) return false;
        if (message.Bytes == 0) return true;
        Interlocked.Add(ref _bytes, -message.Bytes);
        if (_freed.CurrentCount == 0) _freed.Release();
        return true;
    }

    public void End(Exception? fault) => _messages.Writer.TryComplete(fault);

    public void Dispose() => _freed.Dispose();
}
