package io.github.chromajdbc.calcite.validate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;

/**
 * Types over Unicode: Calcite's default charset, ISO-8859-1, refuses most of the world's literals.
 */
public final class ChromaTypeFactory extends JavaTypeFactoryImpl {
  public ChromaTypeFactory() {
    super(new ChromaTypeSystem());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
