package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.calcite.validate.TableLookup;
import io.github.chromajdbc.calcite.validate.ViewReference;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.WarningSink;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataTypeField;

/** What the engine tells of views beside their rows. */
record ViewTables(ChromaEngine engine) {

  /** What a view that may not be kept yet would be. */
  ViewReference validate(StoredView view, DatabaseName database, Cancellation cancellation) {
    String id = StoredView.ID_PREFIX + view.name();
    return validate(view.description(database, id), view, cancellation);
  }

  private ViewReference validate(
      CollectionInfo description, StoredView view, Cancellation cancellation) {
    TableLookup lookup =
        new TableLookup(engine.catalog(), new Session(description.database()), cancellation);
    return EscapedErrors.translated(
        () -> engine.validator(cancellation).validateView(description, view, lookup, cancellation));
  }

  /** Whether views still are what they were. */
  boolean areCurrent(List<ViewReference> views, Cancellation cancellation) {
    return views.stream()
        .map(ViewReference::view)
        .allMatch(
            view -> {
              Optional<CollectionInfo> now =
                  engine.table(view.database(), view.name(), cancellation);
              return now.isPresent() && now.get().id().equals(view.id());
            });
  }

  /** The columns of a view. */
  List<ColumnDescription> columns(CollectionInfo view, Cancellation cancellation) {
    StoredView stored =
        engine
            .catalog()
            .view(view)
            .orElseThrow(() -> ChromaError.TABLE_NOT_FOUND.exception(view.name(), ""));
    return validate(view, stored, cancellation).rowType().getFieldList().stream()
        .map(field -> column(view, field))
        .toList();
  }

  private static ColumnDescription column(CollectionInfo view, RelDataTypeField field) {
    return new ColumnDescription(
        field.getName(),
        field.getName(),
        view.database().tenant(),
        view.database().database(),
        view.name(),
        TypeDescriptions.of(field.getType()));
  }

  /** The columns of a view; none for one whose query is wrong, which is said in a warning. */
  List<ColumnDescription> columns(
      CollectionInfo view, WarningSink warnings, Cancellation cancellation) {
    try {
      return columns(view, cancellation);
    } catch (ChromaException e) {
      if (!ViewReference.isToBlameFor(e)) {
        throw e;
      }
      warnings.warn(
          ChromaError.WARNING.warning(
              "View " + view.name() + " shows no columns: " + e.sentence()));
      return List.of();
    }
  }
}
