package io.github.chromajdbc.calcite.parser;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** The operands of a node in the order of its getOperandList, each read as what it is there. */
record Operands(List<@Nullable SqlNode> nodes) {

  SqlNode node(int index) {
    return requireNonNull(nodes.get(index));
  }

  @Nullable SqlNode optionalNode(int index) {
    return nodes.get(index);
  }

  SqlIdentifier name(int index) {
    return (SqlIdentifier) node(index);
  }

  @Nullable SqlIdentifier optionalName(int index) {
    return (SqlIdentifier) nodes.get(index);
  }

  SqlNodeList list(int index) {
    return (SqlNodeList) node(index);
  }

  @Nullable SqlNodeList optionalList(int index) {
    return (SqlNodeList) nodes.get(index);
  }

  boolean flag(int index) {
    return ((SqlLiteral) node(index)).booleanValue();
  }

  <E extends Enum<E>> E symbol(int index, Class<E> type) {
    return ((SqlLiteral) node(index)).getValueAs(type);
  }
}
