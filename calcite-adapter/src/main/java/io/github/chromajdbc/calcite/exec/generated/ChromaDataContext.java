package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.PageSource;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What generated code asks for while it runs: parameters, the time, the plan's own objects. */
public final class ChromaDataContext implements DataContext {
  private final ReadContext readContext;
  private final JavaTypeFactory typeFactory;
  private final Map<String, Object> planObjects;
  private final List<? extends @Nullable Object> parameters;

  /** Where a recursive query keeps the rows of its steps. */
  private final SchemaPlus workTables = CalciteSchema.createRootSchema(false, false).plus();

  private final Map<Integer, JoinKeys> joinKeys = new HashMap<>();

  private final Map<Integer, Repetition> repetitions = new HashMap<>();

  /** By identity: two searches of a statement may decide on rows of the same form. */
  private final IdentityHashMap<CandidateRows, PageSource> candidatePages = new IdentityHashMap<>();

  private final SearchesAhead.Answers searchesAhead = new SearchesAhead.Answers();

  private final long startedAt;

  private final @Nullable Target target;

  /**
   * @param planObjects what the plan stashed when its code was generated, by name
   * @param parameters in Calcite's own representation
   */
  public ChromaDataContext(
      ReadContext readContext,
      JavaTypeFactory typeFactory,
      Map<String, Object> planObjects,
      List<? extends @Nullable Object> parameters) {
    this.readContext = readContext;
    this.typeFactory = typeFactory;
    this.planObjects = planObjects;
    this.parameters = parameters;
    this.startedAt = System.currentTimeMillis();
    this.target = null;
  }

  private ChromaDataContext(ChromaDataContext whole, Target target) {
    this.readContext = target.context();
    this.typeFactory = whole.typeFactory;
    this.planObjects = whole.planObjects;
    this.parameters = whole.parameters;
    this.startedAt = whole.startedAt;
    this.target = target;
  }

  /**
   * The one collection that a read of a routed table is about.
   *
   * @param context what it is read with
   */
  record Target(CollectionInfo collection, ReadContext context) {}

  /** What a part of the same run works with that reads one collection of a routed table. */
  ChromaDataContext of(Target collection) {
    return new ChromaDataContext(this, collection);
  }

  /** The collection that is read in place of a routed table; null for all of its. */
  @Nullable Target target() {
    return target;
  }

  /** The rows that these stand for from now on. */
  void setCandidates(CandidateRows candidates, PageSource pages) {
    candidatePages.put(candidates, pages);
  }

  PageSource candidates(CandidateRows candidates) {
    PageSource pages = candidatePages.remove(candidates);
    if (pages == null) {
      throw new IllegalStateException("Candidates are read by a search, once each time it asks");
    }
    return pages;
  }

  /** The answers of searches that were run before they were asked for. */
  SearchesAhead.Answers searchesAhead() {
    return searchesAhead;
  }

  ReadContext readContext() {
    return readContext;
  }

  /** What the sides of a join tell each other. */
  JoinKeys joinKeys(int join) {
    return joinKeys.computeIfAbsent(join, number -> new JoinKeys());
  }

  /** The rows that a part of the plan asks for again and again. */
  Repetition repetition(int part) {
    return repetitions.computeIfAbsent(part, number -> new Repetition());
  }

  @Override
  public SchemaPlus getRootSchema() {
    return workTables;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return typeFactory;
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("Plans here run no nested queries");
  }

  @Override
  public @Nullable Object get(String name) {
    if (name.startsWith("?")) {
      return parameters.get(Integer.parseInt(name.substring(1)));
    }
    TimeZone timeZone = TimeZone.getTimeZone(readContext.options().timeZone());
    return switch (name) {
      case "utcTimestamp" -> startedAt;
      case "currentTimestamp", "localTimestamp" -> startedAt + timeZone.getOffset(startedAt);
      case "timeZone" -> timeZone;
      case "locale" -> java.util.Locale.ROOT;
      case "user", "systemUser" -> "";
      default -> planObjects.get(name);
    };
  }
}
