package io.github.chromajdbc.connection;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The part of a connection that keeps what a program says of itself. */
abstract class DescribedConnection extends StatementOpener {
  private final ClientInformation clientInformation = new ClientInformation();

  /** As {@link #isClosed}, which may not throw here. */
  abstract boolean closed();

  @Override
  public void setClientInfo(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInformation.set(name, value, warnings());
  }

  @Override
  public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInformation.set(properties, warnings());
  }

  private void checkOpenForClientInfo() throws SQLClientInfoException {
    if (closed()) {
      SQLException reason = ServerCheck.closed();
      Map<String, ClientInfoStatus> none = new HashMap<>();
      throw new SQLClientInfoException(
          reason.getMessage(), reason.getSQLState(), reason.getErrorCode(), none, reason);
    }
  }

  @Override
  public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
    checkOpen();
    return clientInformation.get(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    return clientInformation.all();
  }
}
