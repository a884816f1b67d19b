package io.github.chromajdbc.calcite.exec.page;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records by their ids, so many ids a request. */
public final class IdPages implements PageSource {
  private final ReadContext context;
  private final CollectionInfo collection;
  private final BoundSelection selection;
  private final RecordFields fields;
  private final List<String> ids;
  private int position;

  public IdPages(
      ReadContext context,
      CollectionInfo collection,
      BoundSelection selection,
      List<String> ids,
      RecordFields fields) {
    this.context = context;
    this.collection = collection;
    this.selection = selection;
    this.fields = fields;
    this.ids = ids;
  }

  @Override
  public @Nullable Page next() {
    while (position < ids.size()) {
      context.cancellation().throwIfCancelled();
      int end = Math.min(ids.size(), position + context.pageSize());
      RecordPage page =
          context
              .store()
              .get(
                  collection,
                  new GetRequest(
                      ids.subList(position, end),
                      selection.where(),
                      selection.whereDocument(),
                      fields,
                      null,
                      0),
                  context.cancellation());
      position = end;
      if (page.size() > 0) {
        return new Page(page, 0);
      }
    }
    return null;
  }

  @Override
  public boolean ended() {
    return position >= ids.size();
  }

  @Override
  public void close() {}
}
