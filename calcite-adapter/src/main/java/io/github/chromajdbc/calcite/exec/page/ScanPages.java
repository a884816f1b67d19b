package io.github.chromajdbc.calcite.exec.page;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A scan in insertion order, page by page; the next page is asked for while the last one is read.
 * At most two pages are in memory.
 *
 * <p>Trap: pages are no snapshot. Rows deleted before the offset shift the rest.
 */
public final class ScanPages implements PageSource {
  private final ReadContext context;
  private final CollectionInfo collection;
  private final BoundSelection selection;
  private final RecordFields fields;
  private final int pageSize;
  private final Cancellation reading = new Cancellation();
  private final Cancellation.Registration registration;
  private long remaining;
  private long offset;
  private @Nullable CompletableFuture<RecordPage> ahead;

  /**
   * @param limit most rows; {@link Long#MAX_VALUE} for all
   */
  public ScanPages(
      ReadContext context,
      CollectionInfo collection,
      BoundSelection selection,
      RecordFields fields,
      long offset,
      long limit) {
    this.context = context;
    this.collection = collection;
    this.selection = selection;
    this.fields = fields;
    this.offset = offset;
    this.remaining = limit;
    this.pageSize = context.pageSize();
    this.registration = context.cancellation().forwardTo(reading);
  }

  @Override
  public @Nullable Page next() {
    context.cancellation().throwIfCancelled();
    if (remaining <= 0) {
      return null;
    }
    int asked = (int) Math.min(remaining, pageSize);
    RecordPage page = ahead == null ? read(offset, asked) : await(ahead);
    ahead = null;
    offset += page.size();
    remaining = page.size() < asked ? 0 : remaining - page.size();
    if (remaining > 0) {
      long nextOffset = offset;
      int nextAsked = (int) Math.min(remaining, pageSize);
      ahead =
          CompletableFuture.supplyAsync(() -> read(nextOffset, nextAsked), context.prefetcher());
    }
    return page.size() == 0 ? null : new Page(page, 0);
  }

  @Override
  public boolean ended() {
    return remaining <= 0;
  }

  private RecordPage read(long from, int count) {
    if (from > Integer.MAX_VALUE) {
      throw ChromaError.LIMIT_EXCEEDED.exception("An OFFSET beyond 2^31 - 1 cannot be asked for");
    }
    return context
        .store()
        .get(
            collection,
            new GetRequest(
                selection.ids(),
                selection.where(),
                selection.whereDocument(),
                fields,
                count,
                (int) from),
            reading);
  }

  private static RecordPage await(CompletableFuture<RecordPage> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ChromaException known) {
        throw known;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    registration.close();
    reading.cancel(ChromaError.CANCELLED.exception());
  }
}
