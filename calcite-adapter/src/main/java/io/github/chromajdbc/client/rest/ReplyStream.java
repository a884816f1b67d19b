package io.github.chromajdbc.client.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a reply as a stream that one thread reads and any thread may end with {@link #abort}.
 * The JDK's own stream knows no limit for the silence between two buffers; this one does.
 */
final class ReplyStream extends InputStream implements BodySubscriber<ReplyStream> {

  private sealed interface Signal {
    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    record Failed(IOException reason) implements Signal {}

    record Complete() implements Signal {}
  }

  private final Duration patience;

  /** Holds two deliveries at most, since each is requested when one is taken. */
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  private final Queue<ByteBuffer> pending = new ArrayDeque<>();
  private boolean ended;

  // Guarded by this.
  private Flow.@Nullable Subscription subscription;
  private boolean delivered;
  private boolean aborted;

  ReplyStream(Duration patience) {
    this.patience = patience;
  }

  @Override
  public CompletionStage<ReplyStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    boolean late;
    synchronized (this) {
      subscription = started;
      late = aborted;
    }
    if (late) {
      started.cancel();
    } else {
      started.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (!isAborted()) {
      signals.add(new Signal.Bytes(buffers));
    }
  }

  @Override
  public void onError(Throwable reason) {
    signals.add(new Signal.Failed(reason instanceof IOException io ? io : new IOException(reason)));
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      delivered = true;
    }
    signals.add(new Signal.Complete());
  }

  /** Ends the reply from any thread: a reader that waits wakes up with an exception. */
  void abort() {
    Flow.Subscription running;
    synchronized (this) {
      if (aborted) {
        return;
      }
      aborted = true;
      // What came to its end needs no cancelling: the connection may serve another call by now.
      running = delivered ? null : subscription;
    }
    signals.add(new Signal.Failed(new AbortedException()));
    if (running != null) {
      // Java 25 notices a cancel only while something is asked for, and else leaves the connection
      // open. Even so, about one in thirty is closed there only when the client's selector looks up
      // by itself, which is every 3 seconds; the caller is free at once either way.
      running.request(Long.MAX_VALUE);
      running.cancel();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = nextBuffer();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  private @Nullable ByteBuffer nextBuffer() throws IOException {
    while (true) {
      if (isAborted()) {
        throw new AbortedException();
      }
      ByteBuffer first = pending.peek();
      if (first != null && first.hasRemaining()) {
        return first;
      }
      if (first != null) {
        pending.remove();
      } else if (ended) {
        return null;
      } else {
        accept(nextSignal());
      }
    }
  }

  private void accept(Signal signal) throws IOException {
    if (signal instanceof Signal.Bytes bytes) {
      pending.addAll(bytes.buffers());
      requestMore();
    } else if (signal instanceof Signal.Failed failed) {
      throw failed.reason();
    } else {
      ended = true;
    }
  }

  private Signal nextSignal() throws IOException {
    try {
      if (patience.isZero()) {
        return signals.take();
      }
      Signal signal = signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (signal == null) {
        throw new SilenceException();
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  private void requestMore() {
    Flow.Subscription running;
    synchronized (this) {
      running = subscription;
    }
    if (running != null) {
      running.request(1);
    }
  }

  private synchronized boolean isAborted() {
    return aborted;
  }

  /** Gives the connection back when the reply was read to its end, and closes it otherwise. */
  @Override
  public void close() {
    if (!ended) {
      abort();
    }
  }
}
