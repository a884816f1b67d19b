package io.github.chromajdbc.convert;

import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.Array;

/** Makes the {@link Array} of a value. */
@FunctionalInterface
public interface ArrayFactory {

  /**
   * The array of a value.
   *
   * @param element the type of its members
   * @param members {@code float[]} or a {@link java.util.List}
   */
  Array create(TypeDescription element, Object members, Conversions conversions);
}
