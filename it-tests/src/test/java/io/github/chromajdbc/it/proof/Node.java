package io.github.chromajdbc.it.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a statement, with its text in each dialect.
 *
 * @param templates by the position of the dialect; <code>{0}</code> stands for the first part
 * @param value what a {@code ?} can stand for here; null where none can
 */
record Node(Kind kind, List<String> templates, List<Node> parts, @Nullable Object value) {
  static Node of(Kind kind, String template, Node... parts) {
    return forDriverAndIndependent(kind, template, template, parts);
  }

  static Node forDriverAndIndependent(Kind kind, String driver, String independent, Node... parts) {
    return new Node(kind, List.of(driver, driver, independent), List.of(parts), null);
  }

  static Node forEach(Kind kind, String pushed, String wholeReads, String independent) {
    return new Node(kind, List.of(pushed, wholeReads, independent), List.of(), null);
  }

  /** A literal that may as well be a parameter. */
  static Node bindable(Kind kind, Object value) {
    String text = Literals.of(value);
    return new Node(kind, List.of(text, text, text), List.of(), value);
  }

  static Node list(Kind kind, List<Node> parts) {
    return new Node(kind, List.of("", "", ""), parts, null);
  }

  static Node nothing() {
    return of(Kind.FIXED, "");
  }

  private boolean isList() {
    return !parts.isEmpty() && templates.get(0).isEmpty();
  }

  Node with(int position, Node part) {
    List<Node> changed = new ArrayList<>(parts);
    changed.set(position, part);
    return new Node(kind, templates, List.copyOf(changed), value);
  }

  Node without(int position) {
    List<Node> changed = new ArrayList<>(parts);
    changed.remove(position);
    return new Node(kind, templates, List.copyOf(changed), value);
  }

  /** All that is in it, itself not, outermost first. */
  Stream<Node> descendants() {
    return parts.stream().flatMap(part -> Stream.concat(Stream.of(part), part.descendants()));
  }

  /** The same, its literal no parameter. */
  Node asLiteral() {
    return value == null ? this : new Node(kind, templates, parts, null);
  }

  String in(Dialect dialect) {
    StatementText text = new StatementText(dialect, false);
    write(text);
    return text.sql();
  }

  void write(StatementText text) {
    if (isList()) {
      for (int i = 0; i < parts.size(); i++) {
        text.add(i == 0 ? "" : ", ");
        parts.get(i).write(text);
      }
      return;
    }
    if (value != null && text.binds()) {
      text.bind(value);
      return;
    }
    String template = templates.get(List.of(Dialect.values()).indexOf(text.dialect()));
    if (parts.isEmpty()) {
      text.add(template);
      return;
    }
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      text.add(template.substring(from, open));
      parts.get(Integer.parseInt(template.substring(open + 1, close))).write(text);
      from = close + 1;
    }
    text.add(template.substring(from));
  }

  @Override
  public String toString() {
    return in(Dialect.PUSHED);
  }
}
