package io.github.chromajdbc.index.translation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An index of SQLite. Its name follows from what it is, so that two definitions that need the same
 * index find each other.
 *
 * @param name begins with {@link #PREFIX}
 * @param table the table it is on
 * @param ddl the statement that makes it
 */
public record PhysicalIndex(String name, String table, String ddl) {
  /** The prefix that the proposal sets for every index that is not Chroma's own. */
  public static final String PREFIX = "custom_idx_";

  private static final int LONGEST_LABEL = 40;
  private static final int HASH_DIGITS = 12;

  /**
   * Makes the index of a body.
   *
   * @param label makes the name readable; what is no letter or digit of ASCII becomes '_'
   * @param columns as in the DDL, without parentheses
   * @param condition the WHERE of a partial index, which must hold no literal; empty for all rows
   */
  static PhysicalIndex of(String label, String table, String columns, String condition) {
    String body =
        SqlText.identifier(table)
            + "("
            + columns
            + ")"
            + (condition.isEmpty() ? "" : " WHERE " + condition);
    String readable =
        label.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "").toLowerCase(Locale.ROOT);
    String shortened =
        readable.length() > LONGEST_LABEL ? readable.substring(0, LONGEST_LABEL) : readable;
    String name = PREFIX + shortened + "_" + hash(body);
    return new PhysicalIndex(
        name, table, "CREATE INDEX " + SqlText.identifier(name) + " ON " + body);
  }

  /** The first digits of the SHA-256 of a text, in hexadecimal. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
