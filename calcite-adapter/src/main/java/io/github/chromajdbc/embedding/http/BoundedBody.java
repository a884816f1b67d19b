package io.github.chromajdbc.embedding.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects the body of an answer and gives up when it grows past what vectors can need. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
  private long remaining;
  private Flow.@Nullable Subscription subscription;

  private BoundedBody(long maxBytes) {
    this.remaining = maxBytes;
  }

  static HttpResponse.BodyHandler<byte[]> ofAtMost(long maxBytes) {
    return head -> new BoundedBody(maxBytes);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return collected.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription = upstream;
    collected.onSubscribe(upstream);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    for (ByteBuffer buffer : part) {
      remaining -= buffer.remaining();
    }
    if (remaining >= 0) {
      collected.onNext(part);
    } else if (subscription != null) {
      subscription.cancel();
      subscription = null;
      collected.onError(new IOException("the answer is too long"));
    }
  }

  @Override
  public void onError(Throwable failure) {
    collected.onError(failure);
  }

  @Override
  public void onComplete() {
    collected.onComplete();
  }
}
