package io.github.chromajdbc.index;

import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.report.FileCheck;
import io.github.chromajdbc.index.report.FilterAdvice;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.StoredIndex;
import io.github.chromajdbc.index.report.VerificationReport;
import java.util.List;

/**
 * Creates, lists, checks and drops the metadata indexes of a single-node Chroma. Safe for use by
 * several threads; each change is one transaction of the file.
 *
 * <p>An index name is looked up exactly; when there is none, a name that is the only one equal but
 * for upper and lower case is taken. Every method throws {@link IndexException}.
 */
public interface IndexService extends AutoCloseable {

  /** What to do when the collection already has an index of the name. */
  enum IfExists {
    /** Refuse: 42710. */
    FAIL,
    /** Leave the present one as it is, whatever its keys. */
    KEEP
  }

  /** How much {@link #list} finds out about each index. */
  enum Detail {
    /** Names, definitions and states: reads the schema only. */
    DEFINITION,
    /** Row counts and bytes too: reads every page of the indexes. */
    SIZE
  }

  /**
   * Builds an index and proves, before it commits, that Chroma's own statements use it.
   *
   * @throws IndexException 42710 when the name is taken, 42000 for a bad definition, 58000 when the
   *     index would not be used
   */
  IndexInfo create(
      CollectionSelector collection,
      IndexDefinition definition,
      IfExists ifExists,
      BuildMonitor monitor);

  /** Every index of every collection, those whose collection is gone (orphans) too, by name. */
  List<IndexInfo> listAll(Detail detail);

  /** The indexes of one collection, by name. */
  List<IndexInfo> list(CollectionSelector collection, Detail detail);

  /**
   * Every SQLite index on Chroma's metadata and record tables, stock and custom, as the file holds
   * them.
   */
  List<StoredIndex> stored();

  /**
   * Drops one index. A physical index that another definition shares stays.
   *
   * @throws IndexException 42704 when there is none
   */
  IndexInfo drop(CollectionSelector collection, String name);

  /** Drops every index of a collection and returns what was dropped. */
  List<IndexInfo> dropAll(CollectionSelector collection);

  /**
   * Builds an index anew, in the form that the file's present schema asks for.
   *
   * @throws IndexException 42704 when there is none
   */
  IndexInfo rebuild(CollectionSelector collection, String name, BuildMonitor monitor);

  /** Rebuilds every index of a collection in one transaction. */
  List<IndexInfo> rebuildAll(CollectionSelector collection, BuildMonitor monitor);

  /** Asks SQLite how it would run each statement of Chroma that the index is for. */
  VerificationReport verify(CollectionSelector collection, String name);

  /**
   * Tells for each filter which index each of its predicates would use, and the DDL that mends the
   * slow ones.
   *
   * @param filters {@code where} documents of Chroma, as JSON text
   */
  List<FilterAdvice> advise(CollectionSelector collection, List<String> filters);

  /** Runs {@code PRAGMA quick_check}: reads the whole file. */
  FileCheck quickCheck();

  @Override
  void close();
}
