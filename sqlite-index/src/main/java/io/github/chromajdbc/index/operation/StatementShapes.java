package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaSchema;
import io.github.chromajdbc.index.filter.ChromaFilter;
import io.github.chromajdbc.index.filter.ChromaFilter.Operator;
import io.github.chromajdbc.index.filter.FilterValue;
import io.github.chromajdbc.index.filter.ServerStatement;
import io.github.chromajdbc.index.filter.ServerStatements;
import java.util.ArrayList;
import java.util.List;

/** Every kind of statement that Chroma emits for what an index is about. */
final class StatementShapes {
  private final ServerStatements statements;
  private final ChromaSchema schema;

  StatementShapes(ChromaSchema schema, String segment) {
    this.statements = new ServerStatements(schema, segment);
    this.schema = schema;
  }

  /** A statement with the words that a report names it by. */
  record Shape(String label, ServerStatement statement) {}

  List<Shape> of(IndexDefinition definition) {
    List<Shape> shapes = new ArrayList<>();
    if (definition.target() instanceof IndexTarget.MetadataKeys metadata) {
      List<ChromaFilter> oneOfEach = new ArrayList<>();
      for (IndexedKey key : metadata.keys()) {
        for (KeyType type : key.types()) {
          addComparisons(key.key(), type, shapes);
        }
        oneOfEach.add(equal(key.key(), key.types().iterator().next()));
      }
      if (oneOfEach.size() > 1) {
        add("all keys $and", new ChromaFilter.And(oneOfEach), shapes);
        add("all keys $or", new ChromaFilter.Or(oneOfEach), shapes);
      }
    } else {
      shapes.add(new Shape("page", statements.page(null)));
    }
    return shapes;
  }

  /** The statement that fetches as many records by id. */
  ServerStatement byIds(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add("id" + i);
    }
    return statements.byIds(ids);
  }

  private void addComparisons(String key, KeyType type, List<Shape> shapes) {
    if (schema.types().contains(type)) {
      for (Operator operator : Operator.values()) {
        if (operator.isRange() && (type == KeyType.STRING || type == KeyType.BOOL)) {
          continue;
        }
        List<FilterValue> values =
            operator.takesList() ? List.of(sample(type), sample(type)) : List.of(sample(type));
        add(
            key + " " + type + " " + operator.chromaName(),
            new ChromaFilter.Comparison(key, operator, values),
            shapes);
      }
    }
    if (schema.types().contains(type)) {
      String label = key + " " + type + " $eq ";
      ChromaFilter equal = equal(key, type);
      shapes.add(new Shape(label + "of a query", statements.passing(equal)));
      shapes.add(new Shape(label + "among ids", statements.among(List.of("id0", "id1"), equal)));
    }
    if (schema.arrays()) {
      for (boolean contains : new boolean[] {true, false}) {
        add(
            key + " " + type + (contains ? " $contains" : " $not_contains"),
            new ChromaFilter.ArrayMembership(key, contains, sample(type)),
            shapes);
      }
    }
  }

  private void add(String label, ChromaFilter filter, List<Shape> shapes) {
    shapes.add(new Shape(label, statements.page(filter)));
  }

  private static ChromaFilter equal(String key, KeyType type) {
    return new ChromaFilter.Comparison(key, Operator.EQUAL, sample(type));
  }

  private static FilterValue sample(KeyType type) {
    return switch (type) {
      case STRING -> FilterValue.of("a");
      case INT -> FilterValue.of(1L);
      case FLOAT -> FilterValue.of(1.5);
      case BOOL -> FilterValue.of(true);
    };
  }
}
