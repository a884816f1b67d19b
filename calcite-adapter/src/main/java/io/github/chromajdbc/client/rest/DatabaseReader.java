package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the list of a tenant's databases. */
final class DatabaseReader {
  private DatabaseReader() {}

  static List<String> names(JsonParser parser) throws IOException {
    if (!(Json.value(parser) instanceof List<?> objects)) {
      throw new UnexpectedReplyException("its list of databases is not an array");
    }
    List<String> names = new ArrayList<>(objects.size());
    for (Object object : objects) {
      if (!(object instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
        throw new UnexpectedReplyException("its description of a database lacks a name");
      }
      names.add(name);
    }
    return names;
  }
}
