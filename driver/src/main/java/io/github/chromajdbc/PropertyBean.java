package io.github.chromajdbc;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Every {@link ChromaProperty} as a bean property, for containers that configure by setters. A
 * getter answers the default where nothing was set, and empty text where there is none; secrets
 * have no getter. Thread-safe.
 */
abstract class PropertyBean {
  private final Properties values = new Properties();

  PropertyBean() {}

  /** A copy of what was set. */
  final synchronized Properties properties() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }

  /** Sets a property by its name in the URL; one that is not known is not kept. */
  final void set(String urlName, String value) {
    ChromaProperty.named(urlName).ifPresent(property -> set(property, value));
  }

  private synchronized void set(ChromaProperty property, @Nullable String value) {
    if (value == null) {
      values.remove(property.urlName());
    } else {
      values.setProperty(property.urlName(), value);
    }
  }

  private synchronized String get(ChromaProperty property) {
    return values.getProperty(property.urlName(), property.defaultValue().orElse(""));
  }

  public boolean isSsl() {
    return Boolean.parseBoolean(get(ChromaProperty.SSL));
  }

  public void setSsl(boolean value) {
    set(ChromaProperty.SSL, String.valueOf(value));
  }

  public void setToken(@Nullable String value) {
    set(ChromaProperty.TOKEN, value);
  }

  public String getUser() {
    return get(ChromaProperty.USER);
  }

  public void setUser(@Nullable String value) {
    set(ChromaProperty.USER, value);
  }

  public void setPassword(@Nullable String value) {
    set(ChromaProperty.PASSWORD, value);
  }

  public void setApiKey(@Nullable String value) {
    set(ChromaProperty.API_KEY, value);
  }

  public String getServer() {
    return get(ChromaProperty.SERVER);
  }

  public void setServer(@Nullable String value) {
    set(ChromaProperty.SERVER, value);
  }

  public String getSmallIntegers() {
    return get(ChromaProperty.SMALL_INTEGERS);
  }

  public void setSmallIntegers(@Nullable String value) {
    set(ChromaProperty.SMALL_INTEGERS, value);
  }

  public String getPathPrefix() {
    return get(ChromaProperty.PATH_PREFIX);
  }

  public void setPathPrefix(@Nullable String value) {
    set(ChromaProperty.PATH_PREFIX, value);
  }

  public void setHeaders(@Nullable String value) {
    set(ChromaProperty.HEADERS, value);
  }

  public String getProxy() {
    return get(ChromaProperty.PROXY);
  }

  public void setProxy(@Nullable String value) {
    set(ChromaProperty.PROXY, value);
  }

  public String getConnectTimeout() {
    return get(ChromaProperty.CONNECT_TIMEOUT);
  }

  public void setConnectTimeout(@Nullable String value) {
    set(ChromaProperty.CONNECT_TIMEOUT, value);
  }

  public String getSocketTimeout() {
    return get(ChromaProperty.SOCKET_TIMEOUT);
  }

  public void setSocketTimeout(@Nullable String value) {
    set(ChromaProperty.SOCKET_TIMEOUT, value);
  }

  public String getEmbedding() {
    return get(ChromaProperty.EMBEDDING);
  }

  public void setEmbedding(@Nullable String value) {
    set(ChromaProperty.EMBEDDING, value);
  }

  public String getEmbeddingColumn() {
    return get(ChromaProperty.EMBEDDING_COLUMN);
  }

  public void setEmbeddingColumn(@Nullable String value) {
    set(ChromaProperty.EMBEDDING_COLUMN, value);
  }

  public boolean isExact() {
    return Boolean.parseBoolean(get(ChromaProperty.EXACT));
  }

  public void setExact(boolean value) {
    set(ChromaProperty.EXACT, String.valueOf(value));
  }

  public int getCandidates() {
    return Integer.parseInt(get(ChromaProperty.CANDIDATES));
  }

  public void setCandidates(int value) {
    set(ChromaProperty.CANDIDATES, String.valueOf(value));
  }

  public String getAllowedKeyVariables() {
    return get(ChromaProperty.ALLOWED_KEY_VARIABLES);
  }

  public void setAllowedKeyVariables(@Nullable String value) {
    set(ChromaProperty.ALLOWED_KEY_VARIABLES, value);
  }

  public String getAllowedEmbeddingHosts() {
    return get(ChromaProperty.ALLOWED_EMBEDDING_HOSTS);
  }

  public void setAllowedEmbeddingHosts(@Nullable String value) {
    set(ChromaProperty.ALLOWED_EMBEDDING_HOSTS, value);
  }

  public String getColumns() {
    return get(ChromaProperty.COLUMNS);
  }

  public void setColumns(@Nullable String value) {
    set(ChromaProperty.COLUMNS, value);
  }

  public String getMetadataNames() {
    return get(ChromaProperty.METADATA_NAMES);
  }

  public void setMetadataNames(@Nullable String value) {
    set(ChromaProperty.METADATA_NAMES, value);
  }

  public int getSampleSize() {
    return Integer.parseInt(get(ChromaProperty.SAMPLE_SIZE));
  }

  public void setSampleSize(int value) {
    set(ChromaProperty.SAMPLE_SIZE, String.valueOf(value));
  }

  public int getMaxColumns() {
    return Integer.parseInt(get(ChromaProperty.MAX_COLUMNS));
  }

  public void setMaxColumns(int value) {
    set(ChromaProperty.MAX_COLUMNS, String.valueOf(value));
  }

  public int getPageSize() {
    return Integer.parseInt(get(ChromaProperty.PAGE_SIZE));
  }

  public void setPageSize(int value) {
    set(ChromaProperty.PAGE_SIZE, String.valueOf(value));
  }

  public int getMaxParallel() {
    return Integer.parseInt(get(ChromaProperty.MAX_PARALLEL));
  }

  public void setMaxParallel(int value) {
    set(ChromaProperty.MAX_PARALLEL, String.valueOf(value));
  }

  public int getMaxScrollRows() {
    return Integer.parseInt(get(ChromaProperty.MAX_SCROLL_ROWS));
  }

  public void setMaxScrollRows(int value) {
    set(ChromaProperty.MAX_SCROLL_ROWS, String.valueOf(value));
  }

  public String getSlowStatement() {
    return get(ChromaProperty.SLOW_STATEMENT);
  }

  public void setSlowStatement(@Nullable String value) {
    set(ChromaProperty.SLOW_STATEMENT, value);
  }

  public String getRoutes() {
    return get(ChromaProperty.ROUTES);
  }

  public void setRoutes(@Nullable String value) {
    set(ChromaProperty.ROUTES, value);
  }

  public String getIndexFile() {
    return get(ChromaProperty.INDEX_FILE);
  }

  public void setIndexFile(@Nullable String value) {
    set(ChromaProperty.INDEX_FILE, value);
  }

  public String getIndexUrl() {
    return get(ChromaProperty.INDEX_URL);
  }

  public void setIndexUrl(@Nullable String value) {
    set(ChromaProperty.INDEX_URL, value);
  }

  public void setIndexToken(@Nullable String value) {
    set(ChromaProperty.INDEX_TOKEN, value);
  }

  public boolean isLenientStrings() {
    return Boolean.parseBoolean(get(ChromaProperty.LENIENT_STRINGS));
  }

  public void setLenientStrings(boolean value) {
    set(ChromaProperty.LENIENT_STRINGS, String.valueOf(value));
  }

  public String getTimeZone() {
    return get(ChromaProperty.TIME_ZONE);
  }

  public void setTimeZone(@Nullable String value) {
    set(ChromaProperty.TIME_ZONE, value);
  }

  public boolean isReadOnly() {
    return Boolean.parseBoolean(get(ChromaProperty.READ_ONLY));
  }

  public void setReadOnly(boolean value) {
    set(ChromaProperty.READ_ONLY, String.valueOf(value));
  }

  public boolean isAllowInsecureAuth() {
    return Boolean.parseBoolean(get(ChromaProperty.ALLOW_INSECURE_AUTH));
  }

  public void setAllowInsecureAuth(boolean value) {
    set(ChromaProperty.ALLOW_INSECURE_AUTH, String.valueOf(value));
  }
}
