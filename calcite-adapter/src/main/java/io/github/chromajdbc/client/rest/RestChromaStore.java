package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonToken;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.client.MetadataSample;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Chroma server, reached through its REST API version 2. Opening one sends nothing; {@link
 * #close} ends the calls that still run and the threads behind them.
 */
public final class RestChromaStore implements ChromaStore {
  /** Below the quota of Chroma Cloud. */
  private static final int LIST_PAGE = 250;

  private final Transport transport;
  private final ErrorReplies errors;
  private final AbilityProbe probe;
  private final Failures failures;
  private volatile @Nullable StoreAbilities abilities;

  /**
   * @throws io.github.chromajdbc.error.ChromaException 08001 when a setting cannot be part of a URL
   *     or of a header
   */
  public RestChromaStore(RestSettings settings) {
    failures = new Failures(settings);
    errors = new ErrorReplies(settings, failures);
    transport = new Transport(settings, failures);
    probe = new AbilityProbe(settings, transport, errors);
  }

  @Override
  public StoreAbilities abilities(Cancellation cancellation) {
    StoreAbilities known = abilities;
    if (known == null) {
      // Two threads may ask at once; the answer is the same, and nobody waits for another's call.
      known = probe.probe(cancellation);
      abilities = known;
    }
    return known;
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    Map<?, ?> reply = object("/auth/identity", cancellation);
    if (!(reply.get("tenant") instanceof String tenant)
        || !(reply.get("databases") instanceof List<?> names)) {
      throw failures.notChroma("its identity lacks tenant or databases");
    }
    String user = reply.get("user_id") instanceof String id ? id : "";
    return new Identity(user, tenant, names.stream().map(String::valueOf).toList());
  }

  @Override
  public void ping(Cancellation cancellation) {
    if (!(object("/heartbeat", cancellation).get("nanosecond heartbeat") instanceof Long)) {
      throw failures.notChroma("its heartbeat lacks 'nanosecond heartbeat'");
    }
  }

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    if (tenant.isEmpty()) {
      return false;
    }
    return find(
            RestRequest.tenantPath(tenant),
            parser -> {
              parser.skipChildren();
              return tenant;
            },
            cancellation)
        .isPresent();
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    try {
      return listedDatabases(tenant, cancellation);
    } catch (ChromaException e) {
      if (e.error() != ChromaError.AUTHENTICATION_FAILED) {
        throw e;
      }
      // A key of Chroma Cloud may be for some databases and not be allowed to list all.
      Identity identity = identity(cancellation);
      if (!identity.tenant().equals(tenant) || identity.databases().contains("*")) {
        throw e;
      }
      return identity.databases().stream().sorted().toList();
    }
  }

  private List<String> listedDatabases(String tenant, Cancellation cancellation) {
    TreeSet<String> names = new TreeSet<>();
    for (int offset = 0; ; offset += LIST_PAGE) {
      List<String> page =
          read(
              page(RestRequest.tenantPath(tenant) + "/databases", offset),
              null,
              DatabaseReader::names,
              cancellation);
      names.addAll(page);
      if (page.size() < LIST_PAGE) {
        return List.copyOf(names);
      }
    }
  }

  @Override
  public boolean databaseExists(DatabaseName database, Cancellation cancellation) {
    if (database.tenant().isEmpty() || database.database().isEmpty()) {
      return false;
    }
    return find(
            RestRequest.databasePath(database),
            parser -> {
              parser.skipChildren();
              return database;
            },
            cancellation)
        .isPresent();
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    // In the order of random ids: one that is created meanwhile may shift another onto the next
    // page, where it comes a second time.
    Map<String, CollectionInfo> byId = new LinkedHashMap<>();
    for (int offset = 0; ; offset += LIST_PAGE) {
      List<CollectionInfo> page =
          read(
              page(RestRequest.databasePath(database) + "/collections", offset),
              null,
              parser -> CollectionReader.list(parser, database),
              cancellation);
      page.forEach(collection -> byId.put(collection.id(), collection));
      if (page.size() < LIST_PAGE) {
        List<CollectionInfo> sorted = new ArrayList<>(byId.values());
        sorted.sort(Comparator.comparing(CollectionInfo::name));
        return List.copyOf(sorted);
      }
    }
  }

  private static RestRequest page(String path, int offset) {
    return RestRequest.get(path + "?limit=" + LIST_PAGE + "&offset=" + offset);
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return find(
        RestRequest.databasePath(database) + "/collections/" + RestRequest.segment(name),
        parser -> CollectionReader.one(parser, database),
        cancellation);
  }

  @Override
  public MetadataSample sample(CollectionInfo collection, int records, Cancellation cancellation) {
    int page = abilities(cancellation).maxPageRows();
    int asked = Math.min(records, page);
    MetadataSample sample = sample(collection, asked, 0, cancellation);
    for (int offset = asked; offset < records && sample.records() == offset; offset += asked) {
      asked = Math.min(records - offset, page);
      sample = sample.and(sample(collection, asked, offset, cancellation));
    }
    return sample;
  }

  private MetadataSample sample(
      CollectionInfo collection, int records, int offset, Cancellation cancellation) {
    RecordFields metadataOnly = new RecordFields(false, false, false, Set.of(), true);
    GetRequest request = new GetRequest(null, null, null, metadataOnly, records, offset);
    return read(
        RestRequest.post(
            RestRequest.collectionPath(collection) + "/get", RequestBodies.get(request)),
        collection.name(),
        SampleReader::read,
        cancellation);
  }

  @Override
  public long count(CollectionInfo collection, Cancellation cancellation) {
    return read(
        RestRequest.get(RestRequest.collectionPath(collection) + "/count"),
        collection.name(),
        parser -> {
          if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 0) {
            throw Json.shape("a count", parser);
          }
          return parser.getLongValue();
        },
        cancellation);
  }

  @Override
  public RecordPage get(CollectionInfo collection, GetRequest request, Cancellation cancellation) {
    return read(
        RestRequest.post(
            RestRequest.collectionPath(collection) + "/get", RequestBodies.get(request)),
        collection.name(),
        parser -> RecordPageReader.get(parser, request.fields()),
        cancellation);
  }

  @Override
  public List<RecordPage> query(
      CollectionInfo collection, QueryRequest request, Cancellation cancellation) {
    if (request.vectors().isEmpty()) {
      return List.of();
    }
    return read(
        RestRequest.post(
            RestRequest.collectionPath(collection) + "/query", RequestBodies.query(request)),
        collection.name(),
        parser -> RecordPageReader.query(parser, request.fields(), request.vectors().size()),
        cancellation);
  }

  @Override
  public void replaceMetadata(
      CollectionInfo collection, Map<String, Object> metadata, Cancellation cancellation) {
    read(
        RestRequest.put(RestRequest.collectionPath(collection), RequestBodies.metadata(metadata)),
        collection.name(),
        parser -> {
          parser.skipChildren();
          return true;
        },
        cancellation);
  }

  @Override
  public RequestText describeCount(CollectionInfo collection) {
    return new RequestText("GET .../collections/" + collection.name() + "/count", "");
  }

  @Override
  public RequestText describeGet(CollectionInfo collection, GetRequest request) {
    return describe(collection, "/get", RequestBodies.get(request));
  }

  @Override
  public RequestText describeQuery(CollectionInfo collection, QueryRequest request) {
    return describe(collection, "/query", RequestBodies.query(request));
  }

  private static RequestText describe(CollectionInfo collection, String operation, byte[] body) {
    return new RequestText(
        "POST .../collections/" + collection.name() + operation,
        new String(body, StandardCharsets.UTF_8));
  }

  private Map<?, ?> object(String path, Cancellation cancellation) {
    return read(
        RestRequest.get(path),
        null,
        parser -> {
          if (!(Json.value(parser) instanceof Map<?, ?> object)) {
            throw new UnexpectedReplyException("its reply is not an object");
          }
          return object;
        },
        cancellation);
  }

  /** What a path names; empty when Chroma says that it does not exist. */
  private <T> Optional<T> find(String path, Json.Reader<T> reader, Cancellation cancellation) {
    return transport.send(
        RestRequest.get(path),
        reply -> {
          if (reply.status() == 404) {
            errors.throwUnlessNotFound(reply);
            return Optional.empty();
          }
          return Optional.of(parse(reply, null, reader));
        },
        cancellation);
  }

  private <T> T read(
      RestRequest request,
      @Nullable String subject,
      Json.Reader<T> reader,
      Cancellation cancellation) {
    return transport.send(request, reply -> parse(reply, subject, reader), cancellation);
  }

  private <T> T parse(Reply reply, @Nullable String subject, Json.Reader<T> reader)
      throws IOException {
    if (reply.status() != 200) {
      throw errors.exception(reply, subject);
    }
    return Json.parse(reply, reader);
  }

  @Override
  public void close() {
    transport.close();
  }
}
