package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.naming.CompositeName;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A data source bound to a name, as a naming service keeps it: as a reference, in bytes. */
@ExtendWith(ChromaServerExtension.class)
class NamingTest {

  @Test
  void aDataSourceThatWasBoundIsFoundWithItsProperties(TestDatabase database) throws Exception {
    Books.create(database);
    DataSource bound = ShippedDriver.dataSource(database.jdbcUrl());
    bound.getClass().getMethod("setReadOnly", boolean.class).invoke(bound, true);
    bound.getClass().getMethod("setPageSize", int.class).invoke(bound, 7);

    DataSource found = (DataSource) lookUp(((Referenceable) bound).getReference(), bound);

    assertThat(found).isNotSameAs(bound).isInstanceOf(bound.getClass());
    assertThat(found.getClass().getMethod("getPageSize").invoke(found)).isEqualTo(7);
    try (Connection connection = found.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM books")) {
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isPositive();
    }
  }

  /** What a lookup does with the bytes of a reference, in a program that has the jar. */
  private static Object lookUp(Reference reference, DataSource bound) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(reference);
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(bound.getClass().getClassLoader());
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return NamingManager.getObjectInstance(
          in.readObject(), new CompositeName("jdbc/chroma"), null, null);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
