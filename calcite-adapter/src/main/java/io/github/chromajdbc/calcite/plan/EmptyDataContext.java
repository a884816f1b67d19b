package io.github.chromajdbc.calcite.plan;

import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What constant expressions are folded with while planning: they ask for nothing. */
final class EmptyDataContext implements DataContext {
  static final EmptyDataContext INSTANCE = new EmptyDataContext();

  private EmptyDataContext() {}

  @Override
  public @Nullable SchemaPlus getRootSchema() {
    return null;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return new JavaTypeFactoryImpl();
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("Constants run no queries");
  }

  @Override
  public @Nullable Object get(String name) {
    return null;
  }
}
