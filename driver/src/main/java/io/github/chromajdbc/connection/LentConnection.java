package io.github.chromajdbc.connection;

import io.github.chromajdbc.failure.Wrapping;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a pooled connection: every call goes to the connection itself until the handle is
 * closed. Statements made through it name the handle as theirs.
 */
final class LentConnection implements InvocationHandler {
  private final ChromaPooledConnection owner;
  private final ChromaConnection physical;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Connection handle;

  LentConnection(ChromaPooledConnection owner, ChromaConnection physical) {
    this.owner = owner;
    this.physical = physical;
    this.handle = proxy(Connection.class, this);
  }

  Connection handle() {
    return handle;
  }

  /** The connection was lent anew. */
  void detach() {
    closed.set(true);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            LentConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
    switch (method.getName()) {
      case "close" -> {
        if (closed.compareAndSet(false, true)) {
          owner.returned(this);
        }
        return null;
      }
      case "isClosed" -> {
        return closed.get() || physical.isClosed();
      }
      case "isValid" -> {
        return !closed.get() && physical.isValid(first instanceof Integer seconds ? seconds : 0);
      }
      case "equals" -> {
        return proxy == first;
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      case "unwrap" -> {
        return first instanceof Class<?> type && type.isInstance(proxy)
            ? proxy
            : physical.unwrap((Class<?>) first);
      }
      case "isWrapperFor" -> {
        return (first instanceof Class<?> type && type.isInstance(proxy))
            || physical.isWrapperFor((Class<?>) first);
      }
      default -> {
        if (closed.get() && !method.getName().equals("toString")) {
          throw ServerCheck.closed();
        }
        return named(call(physical, method, arguments));
      }
    }
  }

  /** A statement that answers this handle when it is asked for its connection. */
  private @Nullable Object named(@Nullable Object answer) {
    if (answer instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, new LentStatement(statement));
    }
    return answer instanceof Statement statement
        ? proxy(Statement.class, new LentStatement(statement))
        : answer;
  }

  private @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof SQLException failure) {
        owner.failed(failure);
      }
      throw thrown.getCause();
    }
  }

  private final class LentStatement implements InvocationHandler {
    private final Statement statement;

    LentStatement(Statement statement) {
      this.statement = statement;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
      return switch (method.getName()) {
        case "getConnection" -> {
          call(statement, method, arguments);
          yield handle;
        }
        case "equals" -> proxy == first;
        case "hashCode" -> System.identityHashCode(proxy);
        case "unwrap" ->
            first instanceof Class<?> type && type.isInstance(proxy)
                ? proxy
                : Wrapping.unwrap(statement, (Class<?>) first);
        default -> call(statement, method, arguments);
      };
    }
  }
}
