package io.github.chromajdbc.connection;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.metadata.ChromaDatabaseMetaData;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a program says of itself. It is kept and given back; no server is told. */
final class ClientInformation {
  private final Properties values = new Properties();

  synchronized void set(@Nullable String name, @Nullable String value, WarningChain warnings) {
    if (name == null || !ChromaDatabaseMetaData.CLIENT_INFORMATION.contains(name)) {
      warnings.warn(ChromaError.UNKNOWN_PROPERTY_IGNORED.warning(String.valueOf(name), ""));
    } else if (value == null) {
      values.remove(name);
    } else {
      values.setProperty(name, value);
    }
  }

  /** Replaces all. */
  synchronized void set(@Nullable Properties replacement, WarningChain warnings) {
    values.clear();
    if (replacement != null) {
      replacement
          .stringPropertyNames()
          .forEach(name -> set(name, replacement.getProperty(name), warnings));
    }
  }

  synchronized @Nullable String get(@Nullable String name) {
    return name == null ? null : values.getProperty(name);
  }

  synchronized Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }
}
