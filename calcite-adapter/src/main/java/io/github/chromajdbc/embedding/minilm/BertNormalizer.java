package io.github.chromajdbc.embedding.minilm;

import java.text.Normalizer;

/**
 * The text clean-up in front of BERT's uncased vocabulary: control characters go, CJK characters
 * stand alone, accents are stripped, letters become small. Follows the {@code BertNormalizer} of
 * Hugging Face's tokenizers, which is what Chroma runs.
 */
final class BertNormalizer {
  private BertNormalizer() {}

  static String normalize(String text) {
    StringBuilder cleaned = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(character -> !isDropped(character))
        .forEach(
            character -> {
              if (isWhitespace(character)) {
                cleaned.append(' ');
              } else if (isChinese(character)) {
                cleaned.append(' ').appendCodePoint(character).append(' ');
              } else {
                cleaned.appendCodePoint(character);
              }
            });
    StringBuilder normalized = new StringBuilder(cleaned.length());
    Normalizer.normalize(cleaned, Normalizer.Form.NFD)
        .codePoints()
        .filter(character -> ReferenceUnicode.category(character) != Character.NON_SPACING_MARK)
        .forEach(character -> normalized.appendCodePoint(Character.toLowerCase(character)));
    return normalized.toString();
  }

  /** Unicode's White_Space property, which is wider than {@link Character#isWhitespace(int)}. */
  static boolean isWhitespace(int character) {
    return switch (character) {
      case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0, 0x1680 -> true;
      case 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> character >= 0x2000 && character <= 0x200A;
    };
  }

  static boolean isPunctuation(int character) {
    if (character < 0x80) {
      return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
    }
    return switch (ReferenceUnicode.category(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Control, format and private characters without the three that count as space, and U+FFFD. */
  private static boolean isDropped(int character) {
    if (character == '\t' || character == '\n' || character == '\r') {
      return false;
    }
    return switch (ReferenceUnicode.category(character)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> character == 0xFFFD;
    };
  }

  /**
   * The CJK blocks as the reference lists them. Its fifth range starts at U+2B920 where Unicode's
   * block starts at U+2B820; the vectors are only the same if that is kept.
   */
  private static boolean isChinese(int character) {
    return (character >= 0x4E00 && character <= 0x9FFF)
        || (character >= 0x3400 && character <= 0x4DBF)
        || (character >= 0x20000 && character <= 0x2A6DF)
        || (character >= 0x2A700 && character <= 0x2B73F)
        || (character >= 0x2B740 && character <= 0x2B81F)
        || (character >= 0x2B920 && character <= 0x2CEAF)
        || (character >= 0xF900 && character <= 0xFAFF)
        || (character >= 0x2F800 && character <= 0x2FA1F);
  }
}
