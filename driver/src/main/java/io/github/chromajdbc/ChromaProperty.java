package io.github.chromajdbc;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every connection property: its name in the URL and in {@link java.util.Properties}, its default,
 * what it takes and what it means. URL parsing, {@link ChromaDriver#getPropertyInfo}, {@link
 * ChromaDataSource} and the manual all read this list.
 */
public enum ChromaProperty {
  SSL("ssl", Kind.SWITCH, "false", "Speak https instead of http. Always on for Chroma Cloud."),
  TOKEN("token", Kind.SECRET, null, "Sent as 'Authorization: Bearer'."),
  USER("user", Kind.TEXT, null, "User name of 'Authorization: Basic'; empty counts as none."),
  PASSWORD("password", Kind.SECRET, null, "Password of user; empty counts as none."),
  API_KEY(
      "apiKey",
      Kind.SECRET,
      null,
      "Sent as 'x-chroma-token'. For Chroma Cloud the environment variable CHROMA_API_KEY stands in for it."),
  SERVER(
      "server",
      Kind.CHOICE,
      "auto",
      "What answers, where its address does not tell: a single Chroma, a distributed one, or Chroma Cloud behind a gateway.",
      "auto",
      "single",
      "distributed",
      "cloud"),
  SMALL_INTEGERS(
      "smallIntegers",
      Kind.SWITCH,
      "false",
      "Promise that whole numbers in metadata are from -2147483648 to 4294967295, so that Chroma Cloud, which indexes 32 bits of them, is asked for ranges."),
  PATH_PREFIX(
      "pathPrefix",
      Kind.TEXT,
      null,
      "What a reverse proxy puts in front of /api/v2, as '/chroma'."),
  HEADERS(
      "headers",
      Kind.SECRET,
      null,
      "Headers sent with every request: 'Name: value; Other-Name: value'."),
  PROXY("proxy", Kind.TEXT, null, "An HTTP proxy: 'host:port'."),
  CONNECT_TIMEOUT(
      "connectTimeout",
      Kind.DURATION,
      "10s",
      "Longest time that connecting may take: milliseconds, or a number with ms, s or m."),
  SOCKET_TIMEOUT(
      "socketTimeout",
      Kind.DURATION,
      "5m",
      "Longest silence of the server while a reply is awaited; 0 for no limit."),
  EMBEDDING(
      "embedding",
      Kind.TEXT,
      null,
      "'provider:model' that embeds texts for collections which store no embedding function; else all-MiniLM-L6-v2 in process."),
  EMBEDDING_COLUMN(
      "embeddingColumn",
      Kind.CHOICE,
      "hidden",
      "Whether * and getColumns show the column embedding.",
      "hidden",
      "visible"),
  EXACT(
      "exact",
      Kind.SWITCH,
      "false",
      "Compute exact distances in every search instead of trusting the approximate index."),
  CANDIDATES(
      "candidates",
      Kind.COUNT,
      "0",
      "Least number of rows that a search asks the index for, of which the nearest are kept; 0 for the driver's choice."),
  ALLOWED_KEY_VARIABLES(
      "allowedKeyVariables",
      Kind.LIST,
      null,
      "Environment variables, separated by commas, that a collection's configuration may name for an API key."),
  ALLOWED_EMBEDDING_HOSTS(
      "allowedEmbeddingHosts",
      Kind.LIST,
      null,
      "Hosts, separated by commas, that a collection's configuration may name for its embedding service."),
  COLUMNS(
      "columns",
      Kind.TEXT,
      null,
      "Types of metadata keys: 'collection.key TYPE, collection.key TYPE'; TIMESTAMP FROM epoch_s, epoch_ms or iso for points in time. Wins over ALTER TABLE ... DECLARE."),
  METADATA_NAMES(
      "metadataNames",
      Kind.CHOICE,
      "dotted",
      "Whether the columns of metadata keys are labelled metadata.year or year.",
      "dotted",
      "bare"),
  SAMPLE_SIZE(
      "sampleSize",
      Kind.COUNT,
      "1000",
      "Records read to learn which metadata keys hold arrays and, where the server does not tell them, which keys there are."),
  MAX_COLUMNS(
      "maxColumns", Kind.POSITIVE, "500", "Most metadata keys of a collection shown as columns."),
  PAGE_SIZE("pageSize", Kind.POSITIVE, "1000", "Records of one request while a table is read."),
  MAX_PARALLEL(
      "maxParallel", Kind.POSITIVE, "8", "Most requests for records of one connection at once."),
  MAX_SCROLL_ROWS(
      "maxScrollRows",
      Kind.POSITIVE,
      "100000",
      "Most rows that a result set keeps in memory to scroll in; a longer one is forward-only."),
  SLOW_STATEMENT(
      "slowStatement",
      Kind.DURATION,
      "0",
      "Log a statement that takes longer, with its text and without the values of its parameters; 0 for none."),
  ROUTES(
      "routes",
      Kind.TEXT,
      null,
      "Routed tables, which are many collections under one name: a file's path, or the JSON itself."),
  INDEX_FILE(
      "indexFile",
      Kind.TEXT,
      null,
      "The chroma.sqlite3 that CREATE INDEX works on, on this machine."),
  INDEX_URL(
      "indexUrl", Kind.TEXT, null, "The index sidecar beside the server, which CREATE INDEX asks."),
  INDEX_TOKEN("indexToken", Kind.SECRET, null, "The token of the index sidecar."),
  LENIENT_STRINGS(
      "lenientStrings",
      Kind.SWITCH,
      "false",
      "Read \"...\" as a string and backslash as an escape where ChromaSQL does."),
  TIME_ZONE(
      "timeZone",
      Kind.ZONE,
      "UTC",
      "Time zone between instants and TIMESTAMP, as 'Europe/Berlin' or '+02:00'."),
  READ_ONLY("readOnly", Kind.SWITCH, "false", "Refuse statements that change anything."),
  ALLOW_INSECURE_AUTH(
      "allowInsecureAuth",
      Kind.SWITCH,
      "false",
      "Send credentials over plain http to a host other than this machine.");

  /** What a property takes. */
  public enum Kind {
    /** Any text. */
    TEXT("text"),
    /** Any text, which is never shown again. */
    SECRET("text, kept secret"),
    /** {@code true} or {@code false}. */
    SWITCH("true or false"),
    /** A whole number from 0. */
    COUNT("a whole number from 0"),
    /** A whole number from 1. */
    POSITIVE("a whole number from 1"),
    /** {@code 1500}, {@code 1500ms}, {@code 10s}, {@code 5m}. */
    DURATION("a time: 1500, 1500ms, 10s, 5m"),
    /** One of {@link ChromaProperty#choices()}. */
    CHOICE("a choice"),
    /** Texts separated by commas. */
    LIST("texts separated by commas"),
    /** A time zone's name or offset. */
    ZONE("a time zone");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /** What a value may be, for people. */
    public String description() {
      return description;
    }
  }

  private final String urlName;
  private final Kind kind;
  private final @Nullable String defaultValue;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type cannot say.
  private final List<String> choices;

  ChromaProperty(
      String urlName,
      Kind kind,
      @Nullable String defaultValue,
      String description,
      String... choices) {
    this.urlName = urlName;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.description = description;
    this.choices = kind == Kind.SWITCH ? List.of("true", "false") : List.of(choices);
  }

  /** Its name in the URL and in Properties; case matters. */
  public String urlName() {
    return urlName;
  }

  public Kind kind() {
    return kind;
  }

  /** Its value when none is given; empty when that means it is off. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** One or two sentences. */
  public String description() {
    return description;
  }

  /** The values it takes; empty when they are not a fixed few. */
  public List<String> choices() {
    return choices;
  }

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return kind == Kind.SECRET;
  }

  /** The property of this name. */
  public static Optional<ChromaProperty> named(String urlName) {
    for (ChromaProperty property : values()) {
      if (property.urlName.equals(urlName)) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }
}
